/* SPDX-License-Identifier: MIT */
/* Reads a trace: a recording of the dyn calls of an asynchronous program, one line per call, in the order in which the calls were
 * first polled. bench/traces/README.md describes the format. The lines are handed on one by one, so a trace of any length takes
 * some 64 KiB. The workloads that replay a trace read it here, and so do `corolab trace` and `corolab advise`. */
#ifndef REPORT_TRACE_TRACE_READER_H
#define REPORT_TRACE_TRACE_READER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRACE_MAX_TASK = (1 << 24) - 1, TRACE_MAX_HOW_BYTES = 400 };

/* One call. Numbers without a limit here take any value of their type. */
struct trace_record {
    uint32_t task;                  /* the task that made the call; at most TRACE_MAX_TASK */
    uint32_t callee_bytes;          /* of the frame; 0: the callee has no state */
    uint32_t polls_until_ready;     /* 1 for a call that never waited; never 0 */
    uint32_t depth;                 /* the number of recorded calls that awaited it; 0: a task did */
    uint32_t in_flight;             /* the other recorded calls of the program that had begun and not ended when it was first
                                       polled; 0 in a trace that does not say */
};

struct trace_head {
    unsigned format;                        /* 1 or 2 */
    bool says_in_flight;                    /* format 2 */
    char how[TRACE_MAX_HOW_BYTES + 1];      /* it was recorded, in the recorder's words: escape them before showing them */
};

/* Takes the head, and then each record; false leaves the rest of the trace unread. `head` may be NULL. */
struct trace_visitor {
    void *self;
    bool (*head)(void *self, const struct trace_head *);
    bool (*record)(void *self, const struct trace_record *);
};

/* One sentence: the file's name as it was given, the line, and the fault. */
struct trace_fault { char sentence[640]; };

/* Reads a regular file, or `count` bytes that faults call `name`. False, with the fault: the file cannot be read, is no trace, is
 * cut off inside a line, or has no call. Lines that the visitor does not ask for are not looked at. */
bool trace_read_file(const char *path, const struct trace_visitor *, struct trace_fault *);
bool trace_read_bytes(const char *name, const char *bytes, size_t count, const struct trace_visitor *, struct trace_fault *);

#endif
