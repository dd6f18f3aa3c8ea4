/* SPDX-License-Identifier: MIT */
/* `corolab` as users run it, with measuring programs made of shell: the test program is copied into a directory of its own under
 * the name corolab, and must hand its words to runner_command when it is called so. What fails, fails the test. */
#ifndef TESTS_BENCH_STAND_IN_H
#define TESTS_BENCH_STAND_IN_H
#include <jansson.h>
#include <limits.h>
#include <stddef.h>
#include <sys/types.h>

extern char directory[];

/* For a test's setup and teardown; 0 for success. */
int make_directory(void **state);
int remove_directory(void **state);
#define IN_DIRECTORY(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

void path_in_directory(char path[PATH_MAX], const char *name);
size_t count_files(void);
/* The file whose name begins with `prefix`; there must be one, and no other. */
void find_file(char name[NAME_MAX + 1], const char *prefix);
/* An executable shell script. */
void write_program(const char *name, const char *script);
#define COUNTS_NOTHING "echo '{\"status\":\"ok\",\"metrics\":{\"allocations\":1,\"allocated_bytes\":24}}'"
void copy_self(void);

/* Starts the copy in the directory, in silence; waits for it: its exit status, or 1000 and the signal. */
pid_t start_corolab(const char *const *words);
int wait_for(pid_t pid);
int run_corolab(const char *const *words);
/* Runs it with its standard output and its standard error in the file `name` of the directory. */
int run_corolab_into(const char *name, const char *const *words);
/* The contents of a file of the directory, the caller's. */
char *read_words(const char *name);
/* A result file in the directory as one object, the caller's: the header's keys, those of the end, and a list per kind of record
 * ("samples"). A cell is there once, with its last status, and samples of cells that are not ok are left out; so are
 * the times at which the records were made. */
json_t *load_file(const char *name);
/* The same of result.json. */
json_t *load_result(void);
/* The bytes of result.json, with a zero behind them; the caller frees them. And the file overwritten with such bytes. */
char *read_result_bytes(size_t *bytes);
void write_result_bytes(const char *text, size_t bytes);
/* How many of its cells have that status. */
size_t count_status(const json_t *document, const char *status);
/* The process whose script has written its number into the file `hung`. */
pid_t wait_for_hanging_child(void);
/* Waits until the process is gone, or a zombie. */
void expect_death(pid_t pid);

#endif
