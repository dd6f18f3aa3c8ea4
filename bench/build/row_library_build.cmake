# SPDX-License-Identifier: MIT
# Writes row_library_build.h: the name of everything that a library of rows shares with the program that loads it, by a hash over
# the headers. Called with VERSION, ROOT, OUTPUT and HEADERS (paths below ROOT, commas between).
cmake_minimum_required(VERSION 3.25)
string(REPLACE "," ";" headers "${HEADERS}")
set(hashes "")
foreach(header IN LISTS headers)
  file(SHA256 ${ROOT}/${header} hash)
  string(APPEND hashes "${header} ${hash}\n")
endforeach()
string(SHA256 contract "${hashes}")
string(SUBSTRING ${contract} 0 12 contract)
file(WRITE ${OUTPUT} "/* Made by row_library_build.cmake. */
#if CORO_CHECKS
#define ROW_LIBRARY_CHECKS \", with checks\"
#else
#define ROW_LIBRARY_CHECKS \"\"
#endif
#define ROW_LIBRARY_BUILD \"corolab ${VERSION}, contract ${contract}\" ROW_LIBRARY_CHECKS
")
