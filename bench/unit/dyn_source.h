/* SPDX-License-Identifier: MIT */
/* An iterator behind dyn: any sum can await it. */
#define DYN_BOTTOM(T) DYN_ITERATOR(T)
DYN_BOTTOM(PADDED)
#undef DYN_BOTTOM
