/* SPDX-License-Identifier: MIT */
/* Runs a program, or several side by side, and reports how each ended: output, exit status, signal, time-out. All measuring
 * programs and tools of corolab start here. The program reads /dev/null and belongs to a process group of its own, or of the
 * programs beside it. It never outlives the caller: when all have ended, the rest of the group is killed, and the kernel kills
 * it if the caller dies. A stop (stop.h) kills it at once. Call from outside coroutines, from one thread, one call at a time. */
#ifndef BENCH_PROCESS_CHILD_H
#define BENCH_PROCESS_CHILD_H
#include <stddef.h>
#include "coro/status.h"

#define RUNNER_ANY_CPU (-1)

/* The most programs that run side by side. */
enum { RUNNER_CHILDREN_MAX = 4 };

struct child_job {
    const char *const *argv;    /* NULL-terminated; argv[0] is a path, or a name to look up in PATH */
    unsigned timeout_ms;
    size_t output_limit;        /* bytes on standard output past which the child is killed */
    int cpu;                    /* the only CPU that it may run on, or RUNNER_ANY_CPU */
};

enum child_outcome {
    CHILD_EXITED,               /* code is its exit status */
    CHILD_KILLED,               /* code is the signal that ended it */
    CHILD_TIMED_OUT,
    CHILD_OUTPUT_TOO_LONG,
    CHILD_STOPPED               /* the user asked to stop */
};

struct child_end {
    enum child_outcome outcome;
    int code;
    char *output;               /* standard output, NUL-terminated, never NULL after success */
    size_t output_bytes;
    char complaint[240];        /* the last line on standard error, cut to fit, printable ASCII; may be empty */
};

/* On success the caller owns *end and gives it to runner_child_fini. CORO_ERR_IO when no process can be made,
 * and runner_child_reason says why. A program that
 * does not exist ends with exit status 127 and a complaint, as in a shell. */
CORO_MUST_USE enum coro_status runner_child_run(const struct child_job *, struct child_end *end);
/* Runs `count` jobs at a time, 1 to RUNNER_CHILDREN_MAX. They start one right after the other, and each comes to its own end;
 * ends[i] is the end of jobs[i]. */
CORO_MUST_USE enum coro_status runner_child_run_together(const struct child_job *jobs, size_t count, struct child_end *ends);
void runner_child_fini(struct child_end *);
/* Says why the last job's process could not be made; returns `otherwise` when it was made. Valid until the next job. */
const char *runner_child_reason(const char *otherwise);
/* The seconds for which programs have run, from fork to wait, less the processor time that this process took meanwhile. The
 * rest of a run's time is its own. */
double runner_child_total_seconds(void);

#endif
