#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes ../real.csv anew: a DNS server and its clients (dns.rs) on trust-dns and tokio as Debian 12 ships their sources, with an
# async-trait that records what it boxes.
#
#     apt-get install librust-trust-dns-server+trust-dns-resolver-dev librust-trust-dns-client-dev librust-async-trait-dev
#     bench/traces/real/record.sh > bench/traces/real.csv
#
# Sizes of futures depend on rustc, the number of polls on the machine's timing: a new recording differs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/../rust/debian.sh"
change_line async-trait src/expand.rs 'Box::pin(async move { #let_ret })' 'Box::pin(::dyn_trace::record(async move { #let_ret }))'
build dns "$here/dns.rs" <<'END'
tokio = { version = "1", features = ["net", "rt", "time", "macros"] }
trust-dns-resolver = "0.22"
trust-dns-server = { version = "0.22", features = ["trust-dns-resolver"] }
END
record dns "trust-dns-server $(version_of trust-dns-server) on tokio, dyn calls boxed by async-trait"
