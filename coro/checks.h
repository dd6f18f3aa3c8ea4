/* SPDX-License-Identifier: MIT */
/* Says whether this unit checks the rules whose check costs instructions on a path that is measured. Checks that cost nothing
 * there are always made.
 *
 * CORO_CHECKS is 1 or 0. The CMake target `corolab::coro` defines it for all who link it: 0 for the build types Release,
 * RelWithDebInfo and MinSizeRel, 1 for all others. Without CMake it is 0 where NDEBUG is defined, as for assert(), 1 elsewhere.
 *
 * Units of one program may differ in it: no struct and no function of the runtime's headers changes its layout or meaning with
 * it. A unit that checks judges only facts that all units record, but for blocks of an arena (coro/arena.h). */
#ifndef CORO_CHECKS_H
#define CORO_CHECKS_H

#ifndef CORO_CHECKS
#ifdef NDEBUG
#define CORO_CHECKS 0
#else
#define CORO_CHECKS 1
#endif
#endif

#endif
