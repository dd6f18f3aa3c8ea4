# SPDX-License-Identifier: MIT
# Compiles the programs of one crate: rustc -O and OPTIONS, without cargo. They become one object with one copy of std, or with a
# copy each where std is optimised with the crate. Only the entries stay visible: else the copies of std, and the two panic
# runtimes, would define the same names. .llvmbc is std's bitcode, nine tenths of the object.
get_filename_component(family ${TO} NAME)
set(objects "")
set(keep "")
foreach(program ready pending two_types depth)
  set(entry ${family}_box_${program})
  step(${COMPILER} --edition 2021 -O -C codegen-units=1 -C relocation-model=pic ${OPTIONS} --crate-type staticlib
       --emit obj=${program}.o,link=std.a --crate-name ${program} ${FROM}/${program}.rs)
  # Two commands: objcopy reads --keep-global-symbol as a new name, llvm-objcopy as an old one. Objects share the sections that
  # define DW.ref.rust_eh_personality.
  step(${OBJCOPY} --redefine-sym entry=${entry} ${program}.o)
  step(${OBJCOPY} --keep-global-symbol=${entry} --keep-global-symbol=DW.ref.rust_eh_personality ${program}.o)
  list(APPEND objects ${program}.o)
  list(APPEND keep --keep-global-symbol=${entry})
endforeach()
step(${LINKER} -r -o programs.o ${objects} std.a)
step(${OBJCOPY} ${keep} --strip-debug --remove-section=.llvmbc --remove-section=.llvmcmd programs.o)
step(${c_compile} ${SOURCE}/bench/peers/foreign/present.c -o present.o)
step(${AR} rcs ${ARCHIVE} present.o programs.o)
file(REMOVE ${TO}/std.a)
