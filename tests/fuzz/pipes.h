/* SPDX-License-Identifier: MIT */
/* The readers of coro/io in a random program: a loop, and pipes and sockets whose far ends the program itself writes and closes.
 * The bytes of a stream are known by their position, so each is checked where it is taken. */
#ifndef TESTS_FUZZ_PIPES_H
#define TESTS_FUZZ_PIPES_H
#include "coro/polled.h"
#include "coro/status.h"

struct coro_executor;
struct coro_task;
struct stream;

struct coro_executor *pipes_open(void);
void pipes_close(void);

/* A random deed of the outside: writes, closes or resets a far end, or has the loop look without waiting. */
void pipes_poke(void);
/* Closes all far ends, and runs until nothing can wake the actors that are left. */
void pipes_finish(void);

/* For actors. NULL: there is none to read. */
struct stream *pipes_pick(void);
/* Takes what is there. Pending: the task is registered and must call pipes_forget after its poll or drop. */
struct coro_polled pipes_take(struct stream *, struct coro_task *);
void pipes_forget(struct stream *);

#endif
