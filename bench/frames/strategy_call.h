/* SPDX-License-Identifier: MIT */
/* The call of a strategy's function that the probe `frames` makes now, so that a fault is named by it: a crash, a hang, exit or
 * fork, output, and mistakes with heap blocks. Each ends the process with one sentence (coro/bug.h). One thread. */
#ifndef BENCH_FRAMES_STRATEGY_CALL_H
#define BENCH_FRAMES_STRATEGY_CALL_H
#include "coro/polled.h"

/* Watches the heap, and the signals of crashes. A hint ends the sentence about a crash, in task_init or in another function; it
 * may be empty. After strategy_calls_end() the signals are as before. */
struct crash_hints { const char *task_init, *others; };
void strategy_calls_begin(struct crash_hints);
void strategy_calls_end(void);

/* `function`, a literal, is the member of struct placing. The frame has 0 bytes where the call is about none. */
void strategy_call_begins(const char *function, struct coro_layout frame);
void strategy_call_ends(void);
/* The probe itself writes into the frame that the last call gave. */
void strategy_call_fills(void);
void strategy_call_filled(void);
/* Of the call that runs or ran last. */
const char *strategy_call_function(void);
size_t strategy_call_frame_bytes(void);

#endif
