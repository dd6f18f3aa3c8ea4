/* SPDX-License-Identifier: MIT */
/* Adds one type of iterator behind dyn; any body can await it. An include-template: SOURCE, whose body was compiled just
 * before. bench/unit/static_source.h is the same for a known type. */
DYN_ITERATOR(SOURCE)
#undef SOURCE
#undef SOURCE_IS_SUMMED
