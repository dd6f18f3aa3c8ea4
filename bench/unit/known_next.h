/* SPDX-License-Identifier: MIT */
/* next() of iterator KNOWN as a caller awaits it that knows the type, or the list of types: the awaitable STATIC_NEXT(KNOWN). Where
 * the caller holds the type itself, that is KNOWN's own async function, and nothing is added. An include-template: KNOWN. */
#if SEALED
#define SEALED_OTHER KNOWN
#include "bench/unit/enum_dispatch.h"
#elif PROTOCOL != PROTOCOL_STATIC
#define FORWARDER GLUE(KNOWN, _known, )
#define FORWARDED GLUE(KNOWN, _next, )
#define FORWARDED_ARGUMENT it.self      /* found through a handle of two words, but called by name */
#define FORWARDER_MEMBERS
#include "bench/unit/forwarding.h"
#endif
#undef KNOWN
