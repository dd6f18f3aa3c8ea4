# SPDX-License-Identifier: MIT
# Compiles the Rust peers: rustc -O without cargo, std only. Two crates and no LTO keep the dyn boundary between compiled units.
# One unit per crate, so that neither order nor parallelism changes the code. The metadata gives the functions of the two families,
# which one program has, names of their own.
string(REGEX REPLACE ".*RUST_PANIC=([a-z]+).*" "\\1" panic "${DEFINES}")
set(options --edition 2021 -O -C codegen-units=1 -C panic=${panic} -C metadata=${panic} -C relocation-model=pic)
step(${COMPILER} ${options} --crate-type rlib --crate-name callee -o libcallee.rlib ${FROM}/callees.rs)
step(${COMPILER} ${options} --crate-type staticlib --crate-name caller --extern callee=libcallee.rlib -o ${ARCHIVE}
     ${FROM}/callers.rs)
