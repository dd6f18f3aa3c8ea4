# SPDX-License-Identifier: MIT
# The reader of result files against files made at random. Real files are spoilt, so a fixture makes them first.
if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo)$")
  set(timing timed)
else()
  set(timing untimed)
endif()
set(real_results ${CMAKE_CURRENT_BINARY_DIR}/real_results)
add_test(NAME real_results
         COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/real_results.sh $<TARGET_FILE:corolab> ${real_results} ${timing})
set_tests_properties(real_results PROPERTIES TIMEOUT 300 FIXTURES_SETUP real_results)

# Debian's own interpreter, which has the package python3-jsonschema.
if(timing STREQUAL timed)
  set(real_files ${real_results}/timed.json ${real_results}/untimed.json)
else()
  set(real_files ${real_results}/untimed.json)
endif()
add_test(NAME schema_test COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/schema_test.py
                                  ${PROJECT_SOURCE_DIR}/report/result/result-2.schema.json ${real_files})
set_tests_properties(schema_test PROPERTIES TIMEOUT 120 FIXTURES_REQUIRED real_results)

if(timing STREQUAL timed)
  add_test(NAME google_benchmark_files_test COMMAND /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/google_benchmark_test.py
                                                    $<TARGET_FILE:corolab_files> ${real_results}/timed.json)
  set_tests_properties(google_benchmark_files_test PROPERTIES TIMEOUT 120 FIXTURES_REQUIRED real_results)
endif()

add_topic(bad_file_test SOURCES bad_file_test.c LIBRARIES corolab_report DEFINITIONS REAL_RESULT="${real_results}/untimed.json"
          NO_MEMCHECK)      # it starts a process for every cut
set_tests_properties(bad_file_test PROPERTIES FIXTURES_REQUIRED real_results)

add_executable(fuzz_main fuzz_main.c fuzz_result.c)
target_link_libraries(fuzz_main PRIVATE corolab_report)
add_test(NAME fuzz_test COMMAND fuzz_main 1500 1 ${real_results}/${timing}.json ${real_results}/untimed.json)
set_tests_properties(fuzz_test PROPERTIES TIMEOUT 300 FIXTURES_REQUIRED real_results)

# With libFuzzer, where the preset `fuzz` asks for it: the report is built so that it sees where an input goes.
option(COROLAB_FUZZ "Build fuzz_result, which tests/report/fuzz.sh runs; needs clang" OFF)
if(COROLAB_FUZZ)
  target_compile_options(corolab_report PRIVATE -fsanitize=fuzzer-no-link)
  add_executable(fuzz_result fuzz_result.c)
  target_link_libraries(fuzz_result PRIVATE corolab_report)
  target_link_options(fuzz_result PRIVATE -fsanitize=fuzzer)
endif()
