/* SPDX-License-Identifier: MIT */
/* Room for the thread-local variables of libraries that are loaded: allocators (strategies/loaded_box.h) and rows (load_rows.h).
 * jemalloc wants 2.6 KB in the block that each thread gets at its start, a row with a struct type_part 7.5 KB, and glibc leaves
 * 1.6 KB there for all libraries loaded later. It rounds the block's size up to the largest alignment of a thread-local variable
 * in the program, so the variable below makes that room 32 KB, which a thread does not touch before a library uses it. The
 * documented way is GLIBC_TUNABLES=glibc.rtld.optional_static_tls, which is read before main: each program would have to start
 * itself again, and would lose valgrind by that. */

/* Initialised, and linked before the rows, so that it comes first and needs no padding in front of it. */
__attribute__((used)) static _Thread_local char room __attribute__((aligned(32768))) = 1;
