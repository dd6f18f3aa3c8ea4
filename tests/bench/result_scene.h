/* SPDX-License-Identifier: MIT */
/* The fixture of result_writer_test.c and result_faults_test.c: short records, and files of the test's directory by their
 * names. Its functions assert that they work. */
#ifndef TESTS_BENCH_RESULT_SCENE_H
#define TESTS_BENCH_RESULT_SCENE_H
#include "bench/runner/run/result_writer.h"

#define HEADER "{\"schema\":\"corolab.result/2\"}\n"
#define SAMPLE "{\"record\":\"sample\"}\n"
#define END "{\"record\":\"end\"}\n"

void write_file(const char *name, const char *text);
void expect_file(const char *name, const char *text);

enum coro_status open_writer(struct result_writer *, const char *name);
enum coro_status add(struct result_writer *, const char *line, enum record_weight);

#endif
