#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes ../http.csv anew: a server and clients on hyper and tower (http.rs), whose boxes are recorded: tower's boxed services,
# hyper's connections and responses, and the bodies that it streams through dyn.
#
#     apt-get install librust-hyper-dev librust-tower-dev librust-tokio-dev
#     bench/traces/http/record.sh > bench/traces/http.csv
#
# Sizes of futures depend on rustc, the number of polls on the machine's timing: a new recording differs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../rust/debian.sh"
change_line tower src/util/boxed_clone.rs 'Box::pin(f) as _' 'Box::pin(::dyn_trace::record(f)) as _'
change_line hyper src/client/client.rs 'SyncWrapper::new(Box::pin(value))' \
    'SyncWrapper::new(Box::pin(::dyn_trace::record(value)))'
change_line hyper src/client/connect/http.rs 'Box::pin(async move { self_.call_async(dst).await })' \
    'Box::pin(::dyn_trace::record(async move { self_.call_async(dst).await }))'
change_line hyper src/body/body.rs 'Body::new(Kind::Wrapped(SyncWrapper::new(Box::pin(mapped))))' \
    'let mut mapped: Pin<Box<dyn Stream<Item = Result<Bytes, Box<dyn StdError + Send + Sync>>> + Send>> = Box::pin(mapped);
        let mut calls = ::dyn_trace::Calls::default();
        let recorded = futures_util::stream::poll_fn(move |cx| {
            let bytes = std::mem::size_of_val(&*mapped);
            calls.poll(bytes, cx, |cx| mapped.as_mut().poll_next(cx))
        });
        Body::new(Kind::Wrapped(SyncWrapper::new(Box::pin(recorded))))'
build http "$here/http.rs" <<'END'
hyper = { version = "0.14", features = ["client", "server", "http1", "stream", "tcp", "runtime"] }
tower = { version = "0.4", default-features = false, features = ["limit", "timeout", "util"] }
tokio = { version = "1", features = ["macros", "net", "rt-multi-thread", "time"] }
futures-util = "0.3"
END
DYN_TRACE_CALLS=${CALLS:-2800} record http "a server and clients on hyper $(version_of hyper) and tower $(version_of tower)"
