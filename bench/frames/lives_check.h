/* SPDX-License-Identifier: MIT */
/* Holds `.lives` of a strategy to the places where its frames lay. Only a clear contradiction counts: a task may own heap blocks
 * and maps, so a frame in such memory lies in the task as well as on the heap. */
#ifndef BENCH_FRAMES_LIVES_CHECK_H
#define BENCH_FRAMES_LIVES_CHECK_H
#include <stdbool.h>
#include <stdint.h>
#include "strategies/lives.h"

enum seen_place {
    SEEN_IN_ITERATOR, SEEN_AT_CALL_SITE, SEEN_IN_TASK,      /* in the struct itself */
    SEEN_IN_NEW_BLOCK,      /* a heap block that place took for this frame */
    SEEN_IN_KEPT_BLOCK,     /* a heap block that was there before */
    SEEN_ELSEWHERE,         /* a map, a stack, static memory */
    SEEN_PLACES
};
struct seen_frames { uint64_t at[SEEN_PLACES]; };

/* True when the frames of a strategy with state machines contradict `.lives`; the sentence says how. */
struct lives_sentence { char text[160]; };
bool lives_are_contradicted(struct place_of_frame, const struct seen_frames *, struct lives_sentence *);

#endif
