/* SPDX-License-Identifier: MIT */
/* One more type of iterator behind dyn, which any body can await. An include-template: SOURCE, whose body was compiled just before. */
DYN_ITERATOR(SOURCE)
#undef SOURCE
#undef SOURCE_IS_SUMMED
