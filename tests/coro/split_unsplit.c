/* SPDX-License-Identifier: MIT */
/* The proof of coro/split.h, compiled with the definitions of corolab_split but without its flag. split_test.c expects it to
 * fail. */
#include "coro/split.h"
#include "tests/coro/split_unsplit.h"

const char *unsplit_refusal(void) { return coro_split_refusal(); }
