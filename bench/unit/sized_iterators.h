/* SPDX-License-Identifier: MIT */
/* A family of iterator types behind dyn whose frames have the sizes that frames of programs have: eight per octave, from 72 bytes
 * to 16 KiB, half of them between the size classes that allocators have. Each type has next(), poll and drop of its own, as in
 * a program of 64 types. For workloads of real sizes (`real`, `sized_tasks`), and of more types than predictors and caches hold
 * (`cold`).
 *
 * Sanitizer builds, which are not timed, have one type per octave (SIZED_IS_SPARSE). Rows with PROTOCOL_STATIC have no family:
 * every caller would be compiled for every type. Included after bench/unit/fixture.h. */
#ifndef BENCH_UNIT_SIZED_ITERATORS_H
#define BENCH_UNIT_SIZED_ITERATORS_H
#if PROTOCOL != PROTOCOL_STATIC
#include "bench/fixtures/frame_tail.h"
#include "bench/unit/compile_as_callee.h"

enum { SIZED_HEAD_BYTES = 24 };         /* of a frame, before its tail: argument, `left`, state */
#if CALLEE == ASYNC_STACKFUL
struct sized { struct tail_counter counter; };
#else
#define SIZED sized
#define SIZED_LOCALS
#define SIZED_TAIL (my + 1)
#include "bench/iterators/sized.h"
#undef SIZED
#undef SIZED_LOCALS
#undef SIZED_TAIL
_Static_assert(sizeof(struct sized_next_frame) == SIZED_HEAD_BYTES, "the tail begins where the frame of the shared body ends");
#endif

#define SIZED_OCTAVE 64
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 128
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 256
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 512
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 1024
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 2048
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 4096
#include "bench/unit/sized_octave.h"
#define SIZED_OCTAVE 8192
#include "bench/unit/sized_octave.h"
#include "bench/unit/compile_as_caller.h"

/* The family, in ascending order of frame_bytes, the size of a state machine's frame. */
struct sized_type { unsigned frame_bytes; const struct iterator_type *type; };
#if SIZED_IS_SPARSE
#define OCTAVE(octave) { octave * 2, &sized_##octave##_4a_type },
#else
#define OCTAVE(octave) \
    { octave * 9 / 8, &sized_##octave##_1b_type }, { octave * 5 / 4, &sized_##octave##_1a_type }, \
    { octave * 11 / 8, &sized_##octave##_2b_type }, { octave * 6 / 4, &sized_##octave##_2a_type }, \
    { octave * 13 / 8, &sized_##octave##_3b_type }, { octave * 7 / 4, &sized_##octave##_3a_type }, \
    { octave * 15 / 8, &sized_##octave##_4b_type }, { octave * 2, &sized_##octave##_4a_type },
#endif
static const struct sized_type sized_types[] = {
    OCTAVE(64) OCTAVE(128) OCTAVE(256) OCTAVE(512) OCTAVE(1024) OCTAVE(2048) OCTAVE(4096) OCTAVE(8192)
};
#undef OCTAVE
enum { SIZED_TYPES = sizeof sized_types / sizeof *sized_types, SIZED_MAX_BYTES = 16384 };

/* The index of the smallest type that holds a frame of so many bytes, at most SIZED_MAX_BYTES. */
static size_t sized_index(size_t frame_bytes)
{
    size_t index = 0;
    while (index + 1 < SIZED_TYPES && sized_types[index].frame_bytes < frame_bytes)
        index++;
    return index;
}

/* Adds an iterator of that type to the chain: the items i, i + 1, … end - 1, each with `polls` polls, 1 or more. A sum sets i
 * and end. */
static enum coro_status sized_add(struct chain *chain, size_t index, uint64_t polls)
{
    const struct sized_type *sized = &sized_types[index];
    struct tail_counter counter = { 0, UINT64_MAX, polls, sized->frame_bytes - SIZED_HEAD_BYTES, 0 };
    return chain_add(chain, &counter, sized->type);
}
#endif
#endif
