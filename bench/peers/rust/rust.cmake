# SPDX-License-Identifier: MIT
# The Rust peers: rustc without cargo, std only, two crates and no LTO. Where there is none that is new enough, or it has no std,
# the rows stay and say so.

# async fn in traits came with 1.75, and with it the feature set that the peers keep to.
function(is_rust_compiler ok candidate)
  execute_process(COMMAND ${candidate} --version OUTPUT_VARIABLE version ERROR_QUIET)
  if(NOT version MATCHES "^rustc ([0-9.]+)" OR CMAKE_MATCH_1 VERSION_LESS 1.75)
    set(${ok} FALSE PARENT_SCOPE)
  endif()
endfunction()
find_program(RUSTC NAMES rustc rustc-web VALIDATOR is_rust_compiler DOC "A Rust compiler, 1.75 or later, for the peers")

set(rust_dir ${CMAKE_CURRENT_BINARY_DIR}/rust)
set(rust_from ${CMAKE_CURRENT_LIST_DIR})
# As rustc -O; one unit per crate, so that neither order nor parallelism changes the code.
set(rust_options --edition 2021 -O -C codegen-units=1 -C panic=abort -C relocation-model=pic)
set(rust_absence "")
if(NOT RUSTC)
  set(rust_absence "there was no rustc of version 1.75 or later where this was built: Debian 12 has one in its package rustc-web")
else()
  # A compiler may be there without its standard library.
  file(WRITE ${rust_dir}/probe.rs "#[no_mangle] pub extern \"C\" fn probe() -> usize { *Box::new(1usize) }")
  execute_process(COMMAND ${RUSTC} ${rust_options} --crate-type rlib -o ${rust_dir}/libprobe.rlib ${rust_dir}/probe.rs
                  RESULT_VARIABLE rust_failed OUTPUT_QUIET ERROR_QUIET)
  if(rust_failed)
    set(rust_absence "the rustc that was found does not compile a library that uses std")
  endif()
endif()

# The rows' sentences say who compiled them.
set(rust_made_by "")
if(NOT rust_absence)
  execute_process(COMMAND ${RUSTC} --version OUTPUT_VARIABLE rust_version)
  string(REGEX REPLACE "^(rustc [^ ]+).*" " (\\1)" rust_made_by "${rust_version}")
endif()
set_source_files_properties(peers/rust.c PROPERTIES COMPILE_DEFINITIONS "RUST_MADE_BY=\"${rust_made_by}\"")

if(rust_absence)
  message(STATUS "No Rust peers: ${rust_absence}")
  add_library(corolab_rust_absent OBJECT peers/rust/absent.c)
  target_compile_definitions(corolab_rust_absent PRIVATE "ABSENCE=\"${rust_absence}\"")
  target_sources(corolab_table INTERFACE $<TARGET_OBJECTS:corolab_rust_absent>)
else()
  add_custom_command(OUTPUT ${rust_dir}/libcallee.rlib DEPENDS ${rust_from}/callee.rs
    COMMAND ${RUSTC} ${rust_options} --crate-type rlib --crate-name callee -o ${rust_dir}/libcallee.rlib ${rust_from}/callee.rs
    VERBATIM)
  add_custom_command(OUTPUT ${rust_dir}/libcaller.a DEPENDS ${rust_from}/caller.rs ${rust_dir}/libcallee.rlib
    COMMAND ${RUSTC} ${rust_options} --crate-type staticlib --crate-name caller --extern callee=${rust_dir}/libcallee.rlib
            -o ${rust_dir}/libcaller.a ${rust_from}/caller.rs VERBATIM)
  add_custom_target(corolab_rust DEPENDS ${rust_dir}/libcaller.a)
  add_dependencies(corolab_peers corolab_rust)
  # Its std wants the unwinder, which comes with the C++ compiler's driver.
  target_link_libraries(corolab_table INTERFACE ${rust_dir}/libcaller.a gcc_s ${CMAKE_DL_LIBS})
endif()
