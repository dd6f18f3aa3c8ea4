# SPDX-License-Identifier: MIT
# Writes the header OUTPUT with the commit of SOURCE at this moment. Every build runs it, so that result files name the commit
# that was built; at configure time the answer would be old after the next commit. An unchanged header is not touched, and nothing
# is compiled again. The commit is empty without git and in a tree that is no clone, also inside another project's clone. Called
# with SOURCE, OUTPUT.
cmake_minimum_required(VERSION 3.25)
set(commit "")
if(EXISTS "${SOURCE}/.git")
  execute_process(COMMAND git describe --always --dirty WORKING_DIRECTORY ${SOURCE}
                  OUTPUT_VARIABLE commit OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
file(CONFIGURE OUTPUT ${OUTPUT} CONTENT "/* Made by bench/build/commit.cmake. */\n#define BUILD_COMMIT \"@commit@\"\n" @ONLY)
