/* SPDX-License-Identifier: MIT */
/* A library's allocator beside the C library's. The row's file names the library: LIBRARY, its file, and PACKAGE, Debian's
 * package. Such a library replaces malloc in every program that links it. So the row loads it on its own (RTLD_LOCAL), malloc
 * stays the C library's, and frames alone come from the library. A call through a pointer costs no more than malloc's through
 * the linkage table. Without the library the row refuses to run, and says which package has it. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include "coro/notice.h"
#include "strategies/strategy.h"

enum { HELD_STEP_BYTES = 16, MAX_HELD_BYTES = 1024 };
static struct loaded_allocator loaded;

/* The library's own function; NULL when it has none. Where a library lacks a name, the dynamic linker looks into the libraries
 * that it needs, and finds the C library's function. */
static void *own_function(void *library, const char *name)
{
    void *c_library = dlopen("libc.so.6", RTLD_LAZY | RTLD_LOCAL);
    void *function = dlsym(library, name);
    return c_library && function != dlsym(c_library, name) ? function : NULL;
}

/* True when the library is linked or preloaded, so that malloc, and with it each box, is the library's. */
static bool replaces_malloc(const struct loaded_allocator *found)
{
    void *program = dlopen(NULL, RTLD_LAZY | RTLD_LOCAL);
    return program && dlsym(program, "malloc_usable_size") == *(void *const *)&found->usable_bytes;
}

/* Takes one block of each small size, for good. In a program whose malloc this is, other blocks have the size of a frame, too.
 * Without any, mimalloc finds its page of that size empty after each free, and retires it: that took twice the instructions. */
static void hold_blocks(void *(*alloc)(size_t))
{
    for (size_t bytes = HELD_STEP_BYTES; bytes <= MAX_HELD_BYTES; bytes += HELD_STEP_BYTES)
        (void)!alloc(bytes);
}

/* Words why the library was not loaded. The reason ends the loader's sentence, behind a path that may be long. */
static const char *load_failure(void)
{
    enum { MOST_BYTES = 150 };
    static char why[256];
    const char *error = dlerror();
    size_t bytes = error ? strlen(error) : 0, left_out = bytes > MOST_BYTES ? bytes - MOST_BYTES : 0;
    snprintf(why, sizeof why, "%s%s (Debian's package: " PACKAGE ")", left_out ? "..." : "",
             error ? error + left_out : LIBRARY " cannot be loaded");
    return why;
}

/* Loads the library once; called before each cell. */
static const char *loaded_refusal(void)
{
    if (loaded.malloc)
        return NULL;
    if (coro_notice_many() < SIZE_MAX)
        return "sanitizers and memcheck take its free for malloc's";
    void *library = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (library == NULL)
        return load_failure();
    struct loaded_allocator found;
    *(void **)&found.malloc = own_function(library, "malloc");
    *(void **)&found.aligned_alloc = own_function(library, "aligned_alloc");
    *(void **)&found.free = own_function(library, "free");
    *(void **)&found.usable_bytes = own_function(library, "malloc_usable_size");
    if (!found.malloc || !found.aligned_alloc || !found.free || !found.usable_bytes)
        return "the library " LIBRARY " lacks a malloc, aligned_alloc, free or malloc_usable_size of its own";
    if (replaces_malloc(&found))
        return "malloc is already replaced by " LIBRARY ", which is preloaded: box measures it";
    hold_blocks(found.malloc);
    loaded = found;
    return NULL;
}

CORO_INLINE void *loaded_alloc(struct coro_layout layout)
{
    if (layout.align <= CORO_MAX_ALIGN)
        return loaded.malloc(layout.bytes);
    if (!coro_layout_is_possible(layout))
        return NULL;
    return loaded.aligned_alloc(layout.align, coro_round_up(layout.bytes, layout.align));
}
CORO_INLINE void loaded_free(void *frame) { loaded.free(frame); }
