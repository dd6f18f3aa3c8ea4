/* SPDX-License-Identifier: MIT */
/* Builds the text of a small result file for a test, from one short call per strategy, workload, cell and sample. All tests
 * that need a made-up result use this builder, so a change of the file format changes one file of the tests. The same calls
 * give either version of the format. Words and members go into the text as they are: a test escapes them, or spoils the file
 * on purpose.
 *
 * * struct result_builder *build = result_builder_new(); result_builder_header(build, "plan",
 * "{\"mode\":\"quick\",\"rounds\":%d}", 5); result_builder_strategy(build, "box", "\"protocol\":\"callee places\"");
 * result_builder_workload(build, "ready", NULL); result_builder_cell(build, "box", "ready", "ok", NULL);
 * result_builder_sample(build, "box", "ready", "time_ns", 12.5, 0); char *text = result_builder_text(build, RESULT_LINES);
 * // the builder is gone, the text is the caller's to free
 *
 * * Running out of memory ends the test program. */
#ifndef TESTS_SUPPORT_RESULT_BUILDER_H
#define TESTS_SUPPORT_RESULT_BUILDER_H

enum result_form {
    RESULT_LINES,       /* corolab.result/2: a header, then a record a line */
    RESULT_DOCUMENT     /* corolab.result/1: one JSON object */
};

struct result_builder;

struct result_builder *result_builder_new(void);
/* A key of the header and its value, as JSON: "plan", "environment", "executables", "experiment", "created". */
__attribute__((format(printf, 3, 4)))
void result_builder_header(struct result_builder *, const char *key, const char *json, ...);
/* A line of the header's tables. `members` is more of the entry, as JSON without braces; NULL for nothing more. */
void result_builder_strategy(struct result_builder *, const char *name, const char *members);
void result_builder_workload(struct result_builder *, const char *name, const char *members);
/* NULL leaves the reason out. */
void result_builder_cell(struct result_builder *, const char *strategy, const char *workload, const char *status,
                         const char *reason);
/* The unit follows from the metric's name. A negative round leaves the round out. */
void result_builder_sample(struct result_builder *, const char *strategy, const char *workload, const char *metric, double value,
                           int round);
/* A record of any kind, its members as JSON without braces: "probe", "claim", "pass", "sample". */
__attribute__((format(printf, 3, 4)))
void result_builder_record(struct result_builder *, const char *kind, const char *members, ...);
/* A sentence of the run. */
void result_builder_note(struct result_builder *, const char *sentence);
/* How the run ended: members "wall_seconds", "harness_seconds" and "interrupted". Without this call the run ended, and took
 * no time. */
__attribute__((format(printf, 2, 3)))
void result_builder_end(struct result_builder *, const char *members, ...);

/* Frees the builder; the caller frees the text. */
char *result_builder_text(struct result_builder *, enum result_form);
/* The same, written to a file. Returns 0 for success. */
int result_builder_write(struct result_builder *, enum result_form, const char *path);

#endif
