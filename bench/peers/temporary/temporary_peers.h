/* SPDX-License-Identifier: MIT */
/* The list of arrays in boxes, each compiler and setting a family (bench/peers/foreign/program_list.h): part 9's
 * `Box::new([0; 1024])`, by value and in place. */
#ifndef BENCH_PEERS_TEMPORARY_TEMPORARY_PEERS_H
#define BENCH_PEERS_TEMPORARY_TEMPORARY_PEERS_H
#include "bench/peers/foreign/program_list.h"

#define FOREIGN_ROWS(X) \
    X(zeros, "zeros", "static", "an array of zeros is the argument of the function that boxes") \
    X(zeros_in_place, "zeros_in_place", "static", "an array of zeros is made in its box") \
    X(made, "made", "static", "an array that a function returns is the argument of the function that boxes") \
    X(made_in_place, "made_in_place", "static", "a function makes an array in its box")
#define FOREIGN_PEERS(X) FOREIGN_ROWS(X)

#endif
