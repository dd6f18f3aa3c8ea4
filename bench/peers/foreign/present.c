/* SPDX-License-Identifier: MIT */
/* For a family whose own sources cannot say that it is not absent. FOREIGN_HEADER is its list of peers. */
#include "bench/peers/foreign/foreign.h"
#include FOREIGN_HEADER
#include <stddef.h>

const char *FOREIGN_ABSENCE(void);
const char *FOREIGN_ABSENCE(void) { return NULL; }
