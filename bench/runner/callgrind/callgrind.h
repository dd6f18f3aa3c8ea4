/* SPDX-License-Identifier: MIT */
/* Reads one dump of valgrind's callgrind and adds it up. It tells all instructions, the part spent inside the heap allocator,
 * the calls into it, and the indirect calls that are the program's own. Two dumps in a directory of their own give the cost of
 * an item, and a cache remembers it between runs.
 *
 * The format is valgrind's manual, "Callgrind Format Specification", as written with --dump-line=no --compress-strings=no
 * --compress-pos=no --skip-plt=no --branch-sim=yes.
 *
 * The allocator's share: each call of malloc, free and so on from outside the allocator. The line after `calls=` has its
 * inclusive cost. This works without symbols for the functions below; Debian's libc has them only with libc6-dbg. It includes
 * the memset of calloc and the memcpy of realloc. Callgrind's inclusive costs go wrong where a coroutine switches stacks
 * between call and return, which the allocator never does. A check found them equal to the sum of the self costs of malloc,
 * free, _int_malloc, _int_free and so on. It included allocations at different depths of several coroutines.
 *
 * Indirect calls: callgrind's Bi counts every executed indirect jump and call. Three kinds are left out. The first happens
 * inside the allocator; free alone has several. The second is the `jmp *` of a PLT stub, which --skip-plt=no makes a function
 * named "... [PLT]". The third calls from the executable straight into a shared library. In a program built with -fno-plt it
 * goes through the GOT (`call *malloc@GOTPCREL(%rip)`), and there is no direct way. Calls through pointers and the jumps of
 * stack switches remain. So a pointer to a function of a shared library, called from the executable, is not counted. */
#ifndef BENCH_RUNNER_CALLGRIND_CALLGRIND_H
#define BENCH_RUNNER_CALLGRIND_CALLGRIND_H
#include <jansson.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "bench/runner/plan/programs.h"
#include "coro/status.h"

#define RUNNER_TRIGGER_BYTES 128

struct callgrind_dump {
    char trigger[RUNNER_TRIGGER_BYTES];     /* the text of the client request; empty when something else caused the dump */
    uint64_t instructions;
    uint64_t allocator_instructions;
    uint64_t allocator_calls;               /* of malloc, calloc, realloc, the aligned ones and free, from outside them */
    uint64_t indirect_calls;
};

/* Reads a dump to its end. CORO_ERR_IO when it is truncated, does not add up to its own total, or is no such dump. The
 * stream stays the caller's. */
CORO_MUST_USE enum coro_status runner_callgrind_read(FILE *, struct callgrind_dump *);

/* The directory into which callgrind writes its dumps. */
struct dumps {
    char directory[PATH_MAX];
    int lock;                           /* the directory, open and locked (flock) while its process lives */
    struct callgrind_dump *dumps;       /* dumps that a client request caused */
    size_t count;
};

/* Makes an empty directory of its own under TMPDIR or /tmp. Removes there those of this user whose process was killed: they are
 * unlocked, and older than a minute. CORO_ERR_IO. */
CORO_MUST_USE enum coro_status runner_dumps_init(struct dumps *);
/* Reads every dump in the directory, forgetting what was read before, and deletes the files. A file that is no whole dump is
 * passed over. CORO_ERR_IO when there is no such directory. */
CORO_MUST_USE enum coro_status runner_dumps_collect(struct dumps *);
/* Deletes the directory and what is in it. */
void runner_dumps_fini(struct dumps *);

/* Finds the two dumps whose triggers are "WORKLOAD N" with different N. Gives {"metrics":{...}}, a new reference: the
 * differences of their costs, divided by the difference of the items that ran. items[0] belongs to the smaller N. NULL when
 * there are not two such dumps or the items do not differ. */
json_t *runner_dumps_per_item(const struct dumps *, const char *workload, const double items[2]);

/* Remembers instruction counts between runs: they are exact, so a count of the same executable need not be repeated. One JSON
 * file lies beside the executable, named after its hash. It records the versions of the C library, which owns malloc, and of
 * valgrind. A cache that cannot be read or written only costs time. */
struct instruction_cache {
    char path[PATH_MAX];        /* empty: nothing is read or written */
    char build[RUNNER_SHA256_BYTES + 128];      /* the hash of the executable, "glibc-2.36", "valgrind-3.19.0" */
    json_t *strategies;         /* { strategy: { workload: { metrics of a cell } } } */
    const struct programs *programs;            /* whose hashes of libraries tell rows of libraries apart; NULL: none has any */
    bool is_changed;
};

/* Reads the file if one fits. The caller calls runner_instruction_cache_fini. */
void runner_instruction_cache_init(struct instruction_cache *, const struct programs *, const char *valgrind);
/* An empty cache without a file, for counts that depend on more than the executable. */
void runner_instruction_cache_init_empty(struct instruction_cache *);
void runner_instruction_cache_fini(struct instruction_cache *);

/* The metrics as they were put, borrowed, or NULL. */
json_t *runner_instruction_cache_get(const struct instruction_cache *, const char *strategy, const char *workload);
/* The cache takes a reference of its own. */
void runner_instruction_cache_put(struct instruction_cache *, const char *strategy, const char *workload, json_t *metrics);
/* Writes the file, if something new is in it and the directory can be written to. */
void runner_instruction_cache_save(struct instruction_cache *);

#endif
