/* SPDX-License-Identifier: MIT */
/* Built with the definitions of corolab_split, and without its flag. */
#include "coro/split.h"
#include "tests/coro/split_unsplit.h"

const char *unsplit_refusal(void) { return coro_split_refusal(); }
