/* SPDX-License-Identifier: MIT */
/* Room for the thread-local variables of libraries that rows load (strategies/loaded_box.h). jemalloc wants 2.6 KB in the block
 * that each thread gets at its start, and glibc leaves 1.6 KB there for all libraries loaded later. It rounds the block's size up
 * to the largest alignment of a thread-local variable in the program, so the variable below makes that room most of a page. The
 * documented way is GLIBC_TUNABLES=glibc.rtld.optional_static_tls, which is read before main: each program would have to start
 * itself again, and would lose valgrind by that. */

/* Initialised, and linked before the rows, so that it comes first and needs no padding in front of it. */
__attribute__((used)) static _Thread_local char room __attribute__((aligned(4096))) = 1;
