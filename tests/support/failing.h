/* SPDX-License-Identifier: MIT */
/* System and library calls that fail when a test says so, and are counted. For programs linked with
 * -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc,--wrap=free,--wrap=mmap,--wrap=madvise,--wrap=mprotect, which add_topic's
 * FAILING does. Only calls from the program and its static libraries are seen, not the C library's own. */
#ifndef TESTS_SUPPORT_FAILING_H
#define TESTS_SUPPORT_FAILING_H
#include <stddef.h>

struct failing {
    size_t allocations_until_failure;   /* malloc, calloc, realloc; 0: never, 1: the next one, and all after it */
    size_t maps_until_failure;          /* mmap, likewise */
    int is_guard_unknown;               /* madvise answers EINVAL to MADV_GUARD_INSTALL, as kernels before 6.13 do */
    size_t protections_until_failure;   /* mprotect, likewise */
    size_t allocation_count, free_count, map_count;     /* calls that succeeded so far; free(NULL) is not counted */
};
extern _Thread_local struct failing failing;     /* the calling thread has its own */

#endif
