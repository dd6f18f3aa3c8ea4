/* SPDX-License-Identifier: MIT */
/* A library that is a plug-in, or nearly one: STUB_SYMBOL and STUB_VERSION say how far. */
#include "bench/table/plug_in_interface.h"

static size_t keep_nothing(void) { return 0; }

extern const struct plugin STUB_SYMBOL;
const struct plugin STUB_SYMBOL = { .version = STUB_VERSION, .strategy = "stub", .kept_blocks = keep_nothing };
