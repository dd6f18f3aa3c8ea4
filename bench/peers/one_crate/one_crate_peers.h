/* SPDX-License-Identifier: MIT */
/* The list of Rust programs of one crate, each setting a family (bench/peers/foreign/program_list.h). */
#ifndef BENCH_PEERS_ONE_CRATE_ONE_CRATE_PEERS_H
#define BENCH_PEERS_ONE_CRATE_ONE_CRATE_PEERS_H
#include "bench/peers/foreign/program_list.h"

#define FOREIGN_ROWS(X) X(box, "", "callee places", "Pin<Box<dyn Future>> per next(), and the whole program is one crate")
#define FOREIGN_PEERS(X) FOREIGN_PROGRAMS(X, box)

#endif
