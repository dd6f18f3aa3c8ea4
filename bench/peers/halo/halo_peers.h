/* SPDX-License-Identifier: MIT */
/* The list of C++20 programs of one unit, each compiler a family (bench/peers/foreign/program_list.h). */
#ifndef BENCH_PEERS_HALO_HALO_PEERS_H
#define BENCH_PEERS_HALO_HALO_PEERS_H
#include "bench/peers/foreign/program_list.h"

#define FOREIGN_ROWS(X) X(box, "", "callee places", "a task per next(), and the whole program is one unit")
#define FOREIGN_PEERS(X) FOREIGN_PROGRAMS(X, box)

#endif
