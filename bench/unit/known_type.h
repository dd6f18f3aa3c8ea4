/* SPDX-License-Identifier: MIT */
/* What making an iterator of known type KNOWN needs to know, the function KNOWN_type(): no adapter lies behind it. An
 * include-template: KNOWN; KNOWN_SUMS, or NULL; KNOWN_AS, its place in the enum of a sealed row. */
CORO_UNUSED static struct iterator_type GLUE(KNOWN, _type, )(void)
{
    size_t bytes = sizeof(struct KNOWN);
    return (struct iterator_type){ .self_bytes = bytes, .total_bytes = bytes, .sums = KNOWN_SUMS, .sealed_as = KNOWN_AS };
}
#undef KNOWN
#undef KNOWN_SUMS
#undef KNOWN_AS
