/* SPDX-License-Identifier: MIT */
/* The list of the project's own rows as whole programs; each compiler and setting is a family
 * (bench/peers/foreign/program_list.h). */
#ifndef BENCH_PEERS_ONE_UNIT_ONE_UNIT_PEERS_H
#define BENCH_PEERS_ONE_UNIT_ONE_UNIT_PEERS_H
#include "bench/peers/foreign/program_list.h"

#define FOREIGN_ROWS(X) \
    X(box, "box", "callee places", "the row box, and the compiler sees the vtables") \
    X(size_in_vtable_box, "size_in_vtable_box", "caller places", \
      "the row size_in_vtable/box, and the compiler sees the vtables") \
    X(infallible_box, "infallible_box", "callee places", "as box, but without memory it aborts instead of a refusal")
#define FOREIGN_PEERS(X) \
    FOREIGN_PROGRAMS(X, box) FOREIGN_PROGRAMS(X, size_in_vtable_box) FOREIGN_PROGRAMS(X, infallible_box)

#endif
