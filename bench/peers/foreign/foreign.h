/* SPDX-License-Identifier: MIT */
/* Connects the project with peers built by other compilers: the fixture, the task that drives them, and the check.
 *
 * Each family (bench/peers/rust and so on) has a list of peers, a header that defines
 *   FOREIGN_PEERS(X)     X(entry, the row that it models, protocol, sentence) for each
 *   FOREIGN_ENTRY(entry) the name of the function that runs its loop, as a workload's `run` does
 *   FOREIGN_ABSENCE      the function that returns the reason for missing peers, in one sentence; NULL if they exist
 *   FOREIGN_PREFIX       the beginning of its rows' names; here, or where they are registered (rows.h)
 *   FOREIGN_WORKLOADS    how many it has of ready, pending and result, in this order
 * Their functions come from one archive: the compiler's, or absent.c's when the compiler failed (build.cmake). */
#ifndef BENCH_PEERS_FOREIGN_FOREIGN_H
#define BENCH_PEERS_FOREIGN_FOREIGN_H
#ifdef __cplusplus
extern "C" {
#endif
#include "bench/table/workload.h"

/* The fixture that the entries read; each language has the same struct. */
struct fixture {
    struct fixture_head head;
    uint64_t wait_every;        /* 0: never */
    uint64_t item_bytes;        /* of the workload `result`; 0: an item is a word */
};
#ifndef __cplusplus
_Static_assert(sizeof(struct fixture_head) == 2 * sizeof(void *), "each language has it as two pointers");
#endif

enum coro_status foreign_open_stage(const struct fixture_head *, struct fixture **);
void foreign_close_stage(struct fixture *);
/* A workload's `open`; its parameter is wait_every, or item_bytes. */
enum coro_status foreign_open_every(struct fixture *, unsigned wait_every);
enum coro_status foreign_open_wide(struct fixture *, unsigned item_bytes);

/* For the entries: runs a future as a task, to its end. Returns UINT64_MAX when it waits without a wake. */
uint64_t foreign_drive(void *future, struct coro_polled (*poll)(void *future, struct coro_task *));
/* For the entries: compares a total with the right one. */
enum coro_status foreign_check(struct fixture *, uint64_t total, uint64_t items, uint64_t *done_items);

#ifdef __cplusplus
}
#endif
#endif
