/* SPDX-License-Identifier: MIT */
/* A scene's calls of the strategy, and its look at everything after each of them (frame_scene.h). */
#ifndef BENCH_FRAMES_SCENE_CHECKS_H
#define BENCH_FRAMES_SCENE_CHECKS_H
#include "bench/frames/frame_scene.h"

/* Around the steps of a task, as its executor makes them. */
void *scene_enter(const struct scene *, const struct scene_task *);
void scene_leave(const struct scene *, void *outer);

/* Begins a call of the strategy (strategy_call.h), and keeps what it may not write. */
void scene_call_begins(const struct scene *, const char *function, struct coro_layout frame);
/* Ends the call, and looks for writes into live frames, into tasks, and beyond holders and heap blocks. */
void scene_call_ends(const struct scene *);
/* "place", with what may matter. */
const char *scene_place_words(const struct scene *);
/* Looks where a frame lies that place gave for the call site: in memory of its own, and whole in it. Returns that place. */
enum seen_place scene_check_place(const struct scene *, const struct scene_site *, const struct region *passed_site,
                                  const char *frame);

/* True when the bytes of frames are the scene's. Stacks are not filled, nor frames that outlive their futures. */
bool scene_fills(const struct checked_row *);
unsigned char scene_fill_of(const struct scene *, const struct scene_site *);

#endif
