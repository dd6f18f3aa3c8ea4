/* SPDX-License-Identifier: MIT */
/* Calls a function that runs somebody's code, such as a library's constructors, in a child process, which may crash, stop, hang,
 * or close its descriptors. The function's words on standard output and error are lost. The child and all processes that it has
 * left in its process group are killed at the end. Call from one thread. */
#ifndef BENCH_PROCESS_ATTEMPT_H
#define BENCH_PROCESS_ATTEMPT_H
#include <stddef.h>

enum attempt_outcome {
    ATTEMPT_ANSWERED,             /* the function has returned, and `answer` is what it has left there */
    ATTEMPT_EXITED,               /* it has ended the process; code is the exit status */
    ATTEMPT_CRASHED,              /* code is the signal */
    ATTEMPT_LATE,
    ATTEMPT_NOT_BEGUN             /* no process can be made; code is errno */
};
struct attempt_end { enum attempt_outcome outcome; int code; };

typedef void attempt_work(const void *about, void *answer);

/* Copies `answer` into memory that the child shares, and back however the child ends: a function that crashes may have written a
 * part of its answer. */
struct attempt_end attempt_run(attempt_work *, const void *about, void *answer, size_t answer_bytes,
                               unsigned patience_seconds);

/* Writes how an attempt ended that has not answered, as "takes more than 5 seconds", into a static buffer. */
const char *attempt_end_words(struct attempt_end, unsigned patience_seconds);

#endif
