/* SPDX-License-Identifier: MIT */
/* The awaitable STATIC_NEXT(KNOWN): next() of iterator KNOWN, for a caller that knows the type or the list of types. A plain
 * static row needs no code for it, since there it is KNOWN's own async function. A sealed row gets an enum, a boxing row a
 * forwarder from a handle of two words. An include-template: KNOWN. */
#if SEALED
#define SEALED_OTHER KNOWN
#include "bench/unit/enum_dispatch.h"
#elif PROTOCOL != PROTOCOL_STATIC
#define FORWARDER GLUE(KNOWN, _known, )
#define FORWARDED GLUE(KNOWN, _next, )
#define FORWARDED_ARGUMENT it.self
#define FORWARDER_MEMBERS
#include "bench/unit/forwarding.h"
#endif
#undef KNOWN
