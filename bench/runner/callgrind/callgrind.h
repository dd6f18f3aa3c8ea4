/* SPDX-License-Identifier: MIT */
/* Reads one dump of valgrind's callgrind and adds it up. It tells all instructions, the part spent inside the heap allocator,
 * the calls into it, and the indirect calls that are the program's own. dump_directory.h subtracts two dumps to get the cost of
 * an item.
 *
 * The format is valgrind's manual, "Callgrind Format Specification", as written with --dump-line=no --compress-strings=no
 * --compress-pos=no --skip-plt=no --branch-sim=yes.
 *
 * The allocator's share: each call of malloc, free and so on from outside the allocator. The line after `calls=` has its
 * inclusive cost. That needs no symbols for the functions below; Debian's libc has none unless libc6-dbg is installed. It
 * includes the memset of calloc and the memcpy of realloc. Callgrind's inclusive costs go wrong where a coroutine switches
 * stacks between call and return, which the allocator never does. They were equal to the sum of the self costs of malloc, free,
 * _int_malloc, _int_free and so on, also with allocations at different depths of several coroutines.
 *
 * Indirect calls: callgrind's Bi counts every executed indirect jump and call. Three kinds are left out. The first happens
 * inside the allocator; free alone has several. The second is the `jmp *` of a PLT stub, which --skip-plt=no makes a function
 * named "... [PLT]". The third calls from the executable straight into a shared library. In a program built with -fno-plt it
 * goes through the GOT (`call *malloc@GOTPCREL(%rip)`), and there is no direct way. Calls through pointers and the jumps of
 * stack switches remain. So a pointer to a function of a shared library, called from the executable, is not counted. */
#ifndef BENCH_RUNNER_CALLGRIND_CALLGRIND_H
#define BENCH_RUNNER_CALLGRIND_CALLGRIND_H
#include <stdint.h>
#include <stdio.h>
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

#endif
