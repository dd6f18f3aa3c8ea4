/* SPDX-License-Identifier: MIT */
/* Adds the types of one octave to the family of bench/unit/sized_iterators.h: eight sizes above SIZED_OCTAVE bytes, up to its
 * double, by turns of types b and a. With SIZED_IS_SPARSE one type of the double size. An include-template: SIZED_OCTAVE, which
 * this file undefines. */
#define SIZED_BYTES (SIZED_OCTAVE * 2)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _4a)
#include "bench/unit/sized_type.h"
#if !SIZED_IS_SPARSE
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 15 / 8)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _4b)
#include "bench/unit/sized_type.h"
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 5 / 4)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _1a)
#include "bench/unit/sized_type.h"
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 9 / 8)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _1b)
#include "bench/unit/sized_type.h"
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 6 / 4)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _2a)
#include "bench/unit/sized_type.h"
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 11 / 8)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _2b)
#include "bench/unit/sized_type.h"
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 7 / 4)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _3a)
#include "bench/unit/sized_type.h"
#undef SIZED_BYTES
#define SIZED_BYTES (SIZED_OCTAVE * 13 / 8)
#define SIZED GLUE(sized_, SIZED_OCTAVE, _3b)
#include "bench/unit/sized_type.h"
#endif
#undef SIZED_BYTES
#undef SIZED_OCTAVE
