/* SPDX-License-Identifier: MIT */
/* Stops a call between two of its instructions, so that another thread may act just there. A probe that depends on two threads
 * meeting finds a fault by this every time, where racing threads find it by luck. Only instructions of the program itself count,
 * not those of shared libraries, nor those of the counting allocator. One thread at a time. */
#ifndef BENCH_PROBES_SWITCH_POINT_H
#define BENCH_PROBES_SWITCH_POINT_H
#include <stdbool.h>
#include <stddef.h>

enum { SWITCH_POINTS = 8192 };
struct switch_points { unsigned char *at[SWITCH_POINTS]; size_t count; };

/* For functions that `call` runs through on its way to the code in question: their own instructions are not listed. */
#define UNLISTED_CODE __attribute__((section("unlisted_code"), noinline))

/* Runs call(arg), and lists the addresses of the instructions that it executes, each once, in the order of the first time. The
 * list stays empty where a program cannot be stepped: on other machines than x86-64, and under valgrind. */
void switch_points_list(struct switch_points *, void (*call)(void *), void *arg);

/* Runs call(arg), and meanwhile(arg) just before it executes the instruction for the first time. `meanwhile` runs in a signal
 * handler, on the thread's signal stack. Returns false when the instruction was not executed, or must not be changed. */
bool switch_at(unsigned char *instruction, void (*call)(void *), void (*meanwhile)(void *), void *arg);

#endif
