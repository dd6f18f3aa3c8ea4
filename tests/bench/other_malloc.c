/* SPDX-License-Identifier: MIT */
/* A library to preload, which stands for another allocator: it has a name that the counting of allocations leaves to the C
 * library, and refuses its blocks. */
#include <stddef.h>
#include <stdlib.h>

size_t malloc_usable_size(void *);
size_t malloc_usable_size(void *memory)
{
    if (memory)
        abort();
    return 0;
}
