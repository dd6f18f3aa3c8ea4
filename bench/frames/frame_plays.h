/* SPDX-License-Identifier: MIT */
/* The plays of the probe `frames`: orders in which futures begin and end in a scene (frame_scene.h). Each gets a choice: the
 * iterator, by its layout, or a seed. */
#ifndef BENCH_FRAMES_FRAME_PLAYS_H
#define BENCH_FRAMES_FRAME_PLAYS_H
#include "bench/frames/frame_scene.h"

/* One row under the probe. */
struct run {
    const struct checked_row *row;
    struct coro_layout layouts[SCENE_MOST_LAYOUTS];
    size_t layout_count;
    int fill;                           /* of the frames of the scenes (frame_scene.h) */
    uint64_t placed_count, refused_count, failed_count;
    struct seen_frames seen;            /* the places of those */
    size_t refused_tasks;               /* the least number of tasks with which a scene could not begin; 0: none */
    enum coro_status why_refused;
    size_t scene_count;                 /* of those that began */
    size_t most_live;
};

typedef void play_fn(struct run *, struct scene *, size_t choice);

/* A future at a call site of the first task, alone; a few, of two bodies; one while each allocation of place fails. */
play_fn place_one, place_again, place_without_memory;
/* Several futures of one iterator, which end in every order. */
play_fn place_several;
/* So many futures, one after another. */
enum { PLAY_MANY_ROUNDS = 2000 };
play_fn place_many;
/* Several tasks, each with all iterators and several call sites, in no order; from a seed. */
play_fn place_anyhow;
/* Counts heap blocks, and ends the process when .allocations says another number. */
play_fn count_blocks;

#endif
