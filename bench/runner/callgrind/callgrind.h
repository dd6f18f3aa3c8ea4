/* SPDX-License-Identifier: MIT */
/* Reads one dump of valgrind's callgrind and adds it up: all instructions, the part spent inside the heap allocator, the calls
 * into it, and the indirect calls that are the program's own.
 *
 * The format is valgrind's manual, "Callgrind Format Specification", as written with --dump-line=no --compress-strings=no
 * --compress-pos=no --skip-plt=no --branch-sim=yes.
 *
 * The allocator's share: each call of malloc, free and so on from outside the allocator. The line after `calls=` has its
 * inclusive cost, which needs no symbols for what lies below (Debian's libc has none unless libc6-dbg is installed) and which
 * includes the memset of calloc and the memcpy of realloc. Callgrind's inclusive costs go wrong where a coroutine switches
 * stacks between call and return; the allocator never does, and there they were equal to the self costs of malloc, free,
 * _int_malloc, _int_free and so on, added up, also with allocations made at different depths of several coroutines.
 *
 * Indirect calls: callgrind's Bi counts every executed indirect jump and call. Three kinds are left out: those
 * inside the allocator (free alone has several); the PLT stubs' `jmp *`, which --skip-plt=no makes functions of their own named
 * "... [PLT]"; and calls from the executable straight into a shared library, which in a program built with -fno-plt go through
 * the GOT (`call *malloc@GOTPCREL(%rip)`): there is no direct way to get there. What remains are calls through pointers and the
 * jumps of stack switches. So a pointer to a function of a shared library, called from the executable, is not counted. */
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
