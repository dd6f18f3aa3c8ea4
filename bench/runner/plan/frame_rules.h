/* SPDX-License-Identifier: MIT */
/* Asks a row what it does with a frame of any size: how many heap blocks a next() takes, and the largest frame that it has room
 * for. A result file carries the answers, so that `corolab advise --trace` can say what a program's frames would take. */
#ifndef BENCH_RUNNER_PLAN_FRAME_RULES_H
#define BENCH_RUNNER_PLAN_FRAME_RULES_H
#include <jansson.h>

struct row;

/* Adds "heap_blocks" and "frame_room_bytes" to the row's card, as the schema describes them. The row's own functions answer, in a
 * child process. Adds nothing of a peer, of a row that cannot run here, and of a row that does not answer within a second. */
void runner_frame_rules_add(const struct row *, json_t *card);

#endif
