/* SPDX-License-Identifier: MIT */
/* A scene for one strategy: tasks with iterators and call sites, in which the probe `frames` has frames placed and released. The
 * scene stands for the callers and bodies: it fills each frame with known bytes, and after every call of the strategy looks at
 * all live frames, at the memory around the holders, and at the heap. A mistake ends the process with a sentence. */
#ifndef BENCH_FRAMES_FRAME_SCENE_H
#define BENCH_FRAMES_FRAME_SCENE_H
#include "bench/frames/lives_check.h"
#include "bench/frames/region.h"
#include "bench/table/checked_row.h"

enum { SCENE_TASKS = 3, SCENE_SITES = 6, SCENE_MOST_LAYOUTS = 24, SCENE_JUNK = 0xa5, SCENE_FILLS_DIFFER = -1 };

struct scene_iterator { struct coro_layout layout; struct region adapter; struct type_part *type; };

/* A call site of a body, and the future that it has now. */
struct scene_site {
    struct scene_task *task;
    struct region region;
    unsigned index;
    uint32_t took;                      /* a bit per iterator: place took its frame while none was live */
    bool is_without_site;               /* of this frame, where call sites are optional */
    const struct scene_iterator *iterator;
    char *frame;                        /* NULL without a live frame */
    enum seen_place lies;               /* the place of that frame */
    size_t number;                      /* of the future that it has or had last, in the order of their beginnings */
};

struct scene_task {
    struct region space;                /* struct coro_task and the strategy's part */
    struct coro_task *task;
    struct scene_iterator iterators[SCENE_MOST_LAYOUTS];
    struct scene_site sites[SCENE_SITES];
    bool is_begun;
};

struct scene {
    const struct checked_row *row;
    const struct coro_layout *layouts;
    size_t layout_count, task_count;
    struct coro_executor executor;
    struct coro_stack_source *stacks;
    struct scene_task tasks[SCENE_TASKS];
    struct region moving_site;          /* where rows whose frames move build them */
    int fill;                           /* of all frames; SCENE_FILLS_DIFFER: each its own */
    size_t live_count, begun_count;
    bool is_out_of_order;               /* a future has ended before a later one */
};

/* Opens a scene whose tasks have an iterator per layout each. On failure nothing is open. */
CORO_MUST_USE enum coro_status scene_open(struct scene *, const struct checked_row *, const struct coro_layout *layouts,
                                          size_t layout_count, size_t task_count, int fill);
/* Begins a future at the call site; returns the refusal of the strategy. */
CORO_MUST_USE enum coro_status scene_place(struct scene *, struct scene_site *, size_t iterator);
/* The same while the n-th allocation fails. *has_failed is false when place makes fewer. */
CORO_MUST_USE enum coro_status scene_place_failing(struct scene *, struct scene_site *, size_t iterator, uint64_t n,
                                                   bool *has_failed);
/* Ends the future of the call site. */
void scene_release(struct scene *, struct scene_site *);
/* Ends the body of the call site, which has no future, and begins it anew. */
void scene_renew_site(struct scene *, struct scene_site *);
/* Ends call sites, iterators and tasks. No frame is live. */
void scene_close(struct scene *);

#endif
