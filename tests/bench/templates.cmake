# SPDX-License-Identifier: MIT
# The files that `corolab new` writes compile and run: both templates, filled in as `fresh`, in one row of the measuring programs.
set(templates ${PROJECT_SOURCE_DIR}/bench/templates)
set(filled ${CMAKE_CURRENT_BINARY_DIR}/filled_templates)
set(NAME fresh)
configure_file(${templates}/strategy.c.in ${filled}/fresh.c @ONLY)
configure_file(${templates}/workload.h.in ${filled}/fresh.h @ONLY)

# The row's own list of workloads, in front of the build's, or of the few that rows of sanitizer builds have.
set(list ${PROJECT_BINARY_DIR}/bench)
if(COROLAB_SANITIZE)
  get_property(list GLOBAL PROPERTY COROLAB_FEW_WORKLOADS)
endif()
file(READ ${list}/workloads.inc workloads)
string(REPLACE "workloads[] = {" "workloads[] = { &fresh_workload," workloads "${workloads}")
file(CONFIGURE OUTPUT ${filled}/workloads.inc CONTENT "#include \"${filled}/fresh.h\"\n${workloads}" @ONLY)

add_library(row_fresh OBJECT ${PROJECT_SOURCE_DIR}/bench/unit/row_unit.c)
target_compile_definitions(row_fresh PRIVATE STRATEGY_NAME="fresh" STRATEGY_FILE="${filled}/fresh.c")
target_include_directories(row_fresh PRIVATE ${filled} ${PROJECT_BINARY_DIR}/bench)
target_compile_options(row_fresh PRIVATE -Wno-missing-field-initializers -Wno-unused-function)
target_link_libraries(row_fresh PRIVATE corolab_coro corolab_io)
# A row of known types, which has to refuse the workload.
file(CONFIGURE OUTPUT ${filled}/known/workloads.inc CONTENT "#include \"${filled}/fresh.h\"
static const struct workload *const workloads[] = { &fresh_workload, };
" @ONLY)
add_library(row_known OBJECT ${PROJECT_SOURCE_DIR}/bench/unit/row_unit.c)
target_compile_definitions(row_known PRIVATE STRATEGY_NAME="known" STRATEGY_FILE="strategies/static_dispatch.c")
target_include_directories(row_known PRIVATE ${filled}/known ${PROJECT_BINARY_DIR}/bench)
target_compile_options(row_known PRIVATE -Wno-missing-field-initializers -Wno-unused-function)
target_link_libraries(row_known PRIVATE corolab_coro corolab_io)
measuring_program_with(cell fresh row_fresh row_known)
measuring_program_with(count fresh row_fresh)

add_topic(new_test SOURCES new_test.c LIBRARIES corolab_runner NO_MEMCHECK DEFINITIONS FRESH_CELL="$<TARGET_FILE:fresh_cell>"
          FRESH_COUNT="$<TARGET_FILE:fresh_count>" SOURCE_DIRECTORY="${PROJECT_SOURCE_DIR}"
          C_COMPILER="${CMAKE_C_COMPILER}")
add_dependencies(new_test fresh_cell fresh_count)
