/* SPDX-License-Identifier: MIT */
/* Stand-ins for a family of peers whose compiler was missing or failed. FOREIGN_HEADER is the family's list of peers; REASON in
 * reason.h says why. build.cmake makes both. */
#include "bench/peers/foreign/foreign.h"
#include FOREIGN_HEADER
#include "reason.h"

const char *FOREIGN_ABSENCE(void) { return REASON; }

#define X(entry, model, protocol, sentence) \
    enum coro_status FOREIGN_ENTRY(entry)(struct fixture *fixture, uint64_t items, uint64_t *done_items) \
    { (void)fixture, (void)items, (void)done_items; return CORO_ERR_UNSUPPORTED; }
FOREIGN_PEERS(X)
#undef X
