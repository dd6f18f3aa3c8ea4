# SPDX-License-Identifier: MIT
# For the recipes: builds a program on crates as Debian ships their sources, some of them with a changed line that calls the
# recorder. Nothing is downloaded. Wants cargo and rustc from 1.83 on, which Debian 12 has as cargo-web and rustc-web.
# CRATES=DIR: the sources are there.
crates=${CRATES:-/usr/share/cargo/registry}
recorder=$(cd "$(dirname "$0")/../rust" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
patches=""
fail() { echo "record.sh: $*" >&2; exit 1; }

# version_of CRATE
version_of() { ls -d "$crates/$1"-[0-9]* 2>/dev/null | sed 's|.*-||' | tail -1; }

# change_line CRATE FILE OLD NEW: the crate's sources again, but for one line, in which NEW replaces the fixed text OLD. Their
# checksums then no longer hold, and cargo wants none for a path.
change_line() {
    [ -n "$(version_of "$1")" ] || fail "the sources of $1 are not in $crates: install librust-$1-dev"
    [ -d "$work/$1" ] || { cp -R "$crates/$1-$(version_of "$1")" "$work/$1"; patches="$patches$1 = { path = \"../$1\" }
"; }
    OLD=$3 NEW=$4 awk '{ at = index($0, ENVIRON["OLD"]); if (at) { n++; $0 = substr($0, 1, at - 1) ENVIRON["NEW"] \
                         substr($0, at + length(ENVIRON["OLD"])) } print } END { exit n != 1 }' "$work/$1/$2" >"$work/changed" \
        || fail "another $1 than this was written for"
    mv "$work/changed" "$work/$1/$2"
}

# build NAME MAIN: the program, as $work/target/release/NAME, with the dependencies that come on stdin.
build() {
    mkdir -p "$work/$1/src" "$work/$1/.cargo"
    cp "$2" "$work/$1/src/main.rs"
    printf '[source.crates-io]\nreplace-with = "debian"\n[source.debian]\ndirectory = "%s"\n' "$crates" \
        >"$work/$1/.cargo/config.toml"
    { printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n[profile.release]\ndebug = false\n' "$1"
      printf '[patch.crates-io]\n%s[dependencies]\n' "$patches"; cat; } >"$work/$1/Cargo.toml"
    rustc --edition 2021 -O --crate-type rlib --crate-name dyn_trace --out-dir "$work" "$recorder/lib.rs"
    (cd "$work/$1" && RUSTFLAGS="--extern dyn_trace=$work/libdyn_trace.rlib -L $work --cap-lints allow" \
        CARGO_TARGET_DIR="$work/target" cargo build --release --offline -j "${JOBS:-2}" >&2)
}

# record NAME NOTE: runs the program and prints its trace.
record() {
    DYN_TRACE="$work/trace.csv" DYN_TRACE_NOTE="$2, $(rustc --version | cut -d' ' -f1,2)" "$work/target/release/$1" >&2
    cat "$work/trace.csv"
}
