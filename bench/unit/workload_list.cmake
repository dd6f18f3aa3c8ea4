# SPDX-License-Identifier: MIT
# list_workloads(DIRECTORY FILE…): writes DIRECTORY/workloads.inc, the list of all workloads of these headers, whose paths may be
# relative to COROLAB_ROOT. Each workload is a line that begins with `static const struct workload`.
function(list_workloads directory)
  set(includes "")
  set(pointers "")
  foreach(file IN LISTS ARGN)
    set(path "${file}")
    cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY "${COROLAB_ROOT}")
    string(APPEND includes "#include \"${file}\"\n")
    file(STRINGS "${path}" lines REGEX "^static const struct workload [a-z0-9_]+ = ")
    foreach(line IN LISTS lines)
      string(REGEX REPLACE "^static const struct workload ([a-z0-9_]+) .*" " &\\1," pointer "${line}")
      string(APPEND pointers "${pointer}")
    endforeach()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${path}")
  endforeach()
  file(CONFIGURE OUTPUT "${directory}/workloads.inc" CONTENT
"/* Made by CMake out of headers of workloads. */
${includes}static const struct workload *const workloads[] = {${pointers} };
" @ONLY)
endfunction()
