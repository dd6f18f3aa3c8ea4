/* SPDX-License-Identifier: MIT */
/* The proof in split_unsplit.c: a unit that has lost the compiler flag. */
const char *unsplit_refusal(void);
