/* SPDX-License-Identifier: MIT */
/* Finds the measuring programs beside the running corolab and hashes them. The hashes tell which build a number came from;
 * resuming and `compare --confirm` check them. Archives the timing programs of the last builds for `compare --confirm`, which
 * runs the programs behind two result files. The next build replaces corolab_time itself; a hard link under another name
 * survives and costs nothing until then. */
#ifndef BENCH_RUNNER_PLAN_PROGRAMS_H
#define BENCH_RUNNER_PLAN_PROGRAMS_H
#include <limits.h>
#include <stdbool.h>
#include <time.h>
#include "bench/table/load_rows.h"
#include "coro/status.h"

enum program { PROGRAM_COROLAB, PROGRAM_CELL, PROGRAM_TIME, PROGRAM_COUNT_ALLOCATIONS, PROGRAM_COUNT };

#define RUNNER_SHA256_BYTES 65          /* 64 hexadecimal digits and the NUL */
enum { PROGRAM_LIBRARIES = LOADED_ROWS_MAX };

struct programs {
    char path[PROGRAM_COUNT][PATH_MAX];
    char sha256[PROGRAM_COUNT][RUNNER_SHA256_BYTES];    /* empty when the program is not there */
    struct timespec built[PROGRAM_COUNT];               /* when the file was written, as far as the file system says */
    char archived_time[PATH_MAX];   /* the timing program in the archive; empty when it is not there */
    char library_sha256[PROGRAM_LIBRARIES][RUNNER_SHA256_BYTES];    /* of the libraries of rows, in the order of loading */
    struct timespec library_built[PROGRAM_LIBRARIES];
};

/* Finds the programs in the directory of the running executable and hashes those that exist, and the loaded libraries of rows,
 * with coreutils' sha256sum. CORO_ERR_IO, said on standard error, when corolab cannot find itself or sha256sum does not work; not
 * said when the user asked to stop. */
CORO_MUST_USE enum coro_status runner_programs_find(struct programs *);
/* The hash of a program. CORO_ERR_IO when it cannot be read. */
CORO_MUST_USE enum coro_status runner_programs_hash(const char *path, char sha256[RUNNER_SHA256_BYTES]);
/* The path that names this program longest: the archived link of the timing program, else its own path. */
const char *runner_programs_lasting_path(const struct programs *, enum program);
/* True when the program was built anew, or removed, since it was hashed. An archived timing program never changes. */
bool runner_programs_is_changed(const struct programs *, enum program);
bool runner_programs_library_is_changed(const struct programs *, size_t index);
/* The hash of the library that brought the row of this name; NULL for a row of the programs. */
const char *runner_programs_library_of(const struct programs *, const char *strategy);
/* Of a loaded library: the name of its file, or, where that is not UTF-8, a stand-in. */
const char *runner_programs_library_name(size_t index);
/* "corolab_cell". */
const char *runner_programs_name(enum program);
/* True for the name of a program. A result file lists programs and libraries of rows in one table. */
bool runner_programs_has(const char *name);

/* How many builds an archive holds; the oldest go first. */
enum { RUNNER_ARCHIVE_MAX = 8 };

/* Links the timing program beside itself as "corolab_time-" and the first digits of its hash, sets archived_time to that path,
 * and removes old links. Where no link can be made, archived_time stays empty. */
void runner_archive_add(struct programs *);

#endif
