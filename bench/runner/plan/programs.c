/* SPDX-License-Identifier: MIT */
/* Owns the paths of the programs and their hashes. Whether a missing one matters is the run's decision. */
#define _GNU_SOURCE
#include "bench/runner/plan/programs.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/beside.h"
#include "bench/process/child.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"

static const char *const names[PROGRAM_COUNT] = { "corolab", "corolab_cell", "corolab_time", "corolab_count" };

const char *runner_programs_name(enum program program)
{
    return names[program];
}

enum coro_status runner_programs_hash(const char *path, char sha256[RUNNER_SHA256_BYTES])
{
    const char *const arguments[] = { "sha256sum", "--", path, NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 16384, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    enum coro_status status = runner_child_run(&job, &end);
    if (status != CORO_OK)
        return status;
    const char *digits = end.output[0] == '\\' ? end.output + 1 : end.output;     /* a path with odd letters is escaped */
    if (end.outcome == CHILD_EXITED && end.code == 0 && strspn(digits, "0123456789abcdef") == RUNNER_SHA256_BYTES - 1)
        snprintf(sha256, RUNNER_SHA256_BYTES, "%s", digits);
    else
        status = CORO_ERR_IO;
    runner_child_fini(&end);
    return status;
}

enum coro_status runner_programs_find(struct programs *programs)
{
    struct stat facts;
    enum coro_status status = CORO_OK;
    memset(programs, 0, sizeof *programs);
    for (int i = 0; status == CORO_OK && i < PROGRAM_COUNT; i++) {
        char *path = programs->path[i];
        if (beside_program(path, "%s", names[i]) != CORO_OK) {
            runner_note("cannot find the directory of this program (/proc/self/exe)");
            return CORO_ERR_IO;
        }
        if (access(path, X_OK) != 0 || stat(path, &facts) != 0)
            continue;
        programs->built[i] = facts.st_mtim;
        status = runner_programs_hash(path, programs->sha256[i]);
        if (status == CORO_ERR_IO && !runner_stop_requested())
            runner_note("cannot hash %s: sha256sum (coreutils) did not answer", path);
    }
    return status;
}

const char *runner_programs_lasting_path(const struct programs *programs, enum program program)
{
    return program == PROGRAM_TIME && programs->archived_time[0] != '\0' ? programs->archived_time : programs->path[program];
}

/* The modification time alone decides for a program that is gone or cannot be hashed, as while a run is being stopped. */
bool runner_programs_is_changed(const struct programs *programs, enum program program)
{
    char sha256[RUNNER_SHA256_BYTES];
    struct stat facts;
    const char *path = runner_programs_lasting_path(programs, program);
    const struct timespec *built = &programs->built[program];
    if (programs->sha256[program][0] == '\0')
        return false;
    if (stat(path, &facts) == 0 && facts.st_mtim.tv_sec == built->tv_sec && facts.st_mtim.tv_nsec == built->tv_nsec)
        return false;
    return runner_programs_hash(path, sha256) != CORO_OK || strcmp(sha256, programs->sha256[program]) != 0;
}
