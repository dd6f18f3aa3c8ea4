/* SPDX-License-Identifier: MIT */
/* Finds the descriptors and the memory that libuv takes without a way to report that there are none: libuv aborts when its first
 * loop gets no pipe, and when a loop's table of descriptors cannot grow. Call take, then libuv, then give_back, on one thread. In
 * between, libuv gets memory in any case. Other threads may still take the descriptors first. */
#ifndef CORO_IO_ROOM_H
#define CORO_IO_ROOM_H
#include "coro/status.h"
CORO_C_BEGIN

/* Takes memory for a table up to `descriptor`. Returns CORO_ERR_NO_MEMORY without. */
CORO_MUST_USE enum coro_status coro_io_room_take(int descriptor);
/* The same for a new loop, which also opens descriptors. Returns CORO_ERR_IO when too few are free. */
CORO_MUST_USE enum coro_status coro_io_room_take_for_loop(void);
void coro_io_room_give_back(void);

CORO_C_END
#endif
