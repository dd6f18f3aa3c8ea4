# SPDX-License-Identifier: MIT
# rustc without cargo, std only: two crates and no LTO, so that the dyn boundary lies between compiled units as it does here. As
# rustc -O; one unit per crate, so that neither order nor parallelism changes the code.
set(options --edition 2021 -O -C codegen-units=1 -C panic=abort -C relocation-model=pic)
step(${COMPILER} ${options} --crate-type rlib --crate-name callee -o libcallee.rlib ${FROM}/callee.rs)
step(${COMPILER} ${options} --crate-type staticlib --crate-name caller --extern callee=libcallee.rlib -o ${ARCHIVE}
     ${FROM}/caller.rs)
