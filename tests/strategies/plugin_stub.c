/* SPDX-License-Identifier: MIT */
/* A plug-in library, or a faulty one: STUB_SYMBOL and STUB_VERSION give its export and its version. For plugin_test.c. */
#include "bench/table/plug_in_interface.h"

static size_t keep_nothing(void) { return 0; }

extern const struct plugin STUB_SYMBOL;
const struct plugin STUB_SYMBOL = { .version = STUB_VERSION, .strategy = "stub", .kept_blocks = keep_nothing };
