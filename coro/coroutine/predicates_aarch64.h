/* SPDX-License-Identifier: MIT */
/* CORO_PREDICATES: the predicates of SVE, to be clobbered beside the vector registers, which only become longer with it; empty
 * without SVE. clang 14 has no name for the first-fault register, and keeps nothing in it from one statement to the next. */
#ifndef CORO_COROUTINE_PREDICATES_AARCH64_H
#define CORO_COROUTINE_PREDICATES_AARCH64_H

#if defined(__ARM_FEATURE_SVE) && defined(__clang__)
#define CORO_PREDICATES \
    , "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"
#elif defined(__ARM_FEATURE_SVE)
#define CORO_PREDICATES \
    , "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15", "ffr"
#else
#define CORO_PREDICATES
#endif

#endif
