#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes real.csv anew: builds dns.rs on trust-dns and tokio as Debian 12 ships their sources, with an async-trait that records what it
# boxes, and runs it.
#
#     apt-get install librust-trust-dns-server+trust-dns-resolver-dev librust-trust-dns-client-dev librust-async-trait-dev
#     bench/traces/record.sh > bench/traces/real.csv           CRATES=DIR: the sources are there
#
# Wants cargo and rustc from 1.80 on, which Debian 12 has as cargo-web and rustc-web.
#
# Nothing is downloaded. Sizes of futures depend on rustc, the number of polls on the machine's timing: a new recording differs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
crates=${CRATES:-/usr/share/cargo/registry}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The sources again, but for one line of one macro. Their checksums then no longer hold, and cargo wants none for a path.
cp -R "$crates"/async-trait-0.1.* "$work/async-trait"
sed -i 's|Box::pin(async move { #let_ret })|Box::pin(::dyn_trace::record(async move { #let_ret }))|' "$work/async-trait/src/expand.rs"
grep -q dyn_trace "$work/async-trait/src/expand.rs" || { echo "record.sh: another async-trait than this was written for" >&2; exit 1; }

mkdir -p "$work/dns/src" "$work/dns/.cargo"
cp "$here/dns.rs" "$work/dns/src/main.rs"
cat > "$work/dns/.cargo/config.toml" <<END
[source.crates-io]
replace-with = "debian"
[source.debian]
directory = "$crates"
END
cat > "$work/dns/Cargo.toml" <<'END'
[package]
name = "dns"
version = "0.1.0"
edition = "2021"
[dependencies]
tokio = { version = "1", features = ["net", "rt", "time", "macros"] }
trust-dns-resolver = "0.22"
trust-dns-server = { version = "0.22", features = ["trust-dns-resolver"] }
[patch.crates-io]
async-trait = { path = "../async-trait" }
[profile.release]
debug = false
END

rustc --edition 2021 -O --crate-type rlib --crate-name dyn_trace --out-dir "$work" "$here/dyn_trace.rs"
cd "$work/dns"
export RUSTFLAGS="--extern dyn_trace=$work/libdyn_trace.rlib -L $work --cap-lints allow" CARGO_TARGET_DIR="$work/target"
cargo build --release --offline -j "${JOBS:-2}" >&2
"$work/target/release/dns" "trust-dns-server $(ls -d "$crates"/trust-dns-server-* | sed 's/.*-//') on tokio, dyn calls boxed by async-trait, $(rustc --version | cut -d' ' -f1,2)"
