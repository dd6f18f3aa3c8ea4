/* SPDX-License-Identifier: MIT */
/* Declares the exports of a shared library with a callee, and the function that loads the library. The library is compiled on
 * its own, from iterators and the row's strategy, like the callee of another crate. The caller gets a vtable and sizes.
 * bench/plugin/callee_library.c is the library, bench/plugin/load_library.c the loader. */
#ifndef BENCH_TABLE_PLUG_IN_INTERFACE_H
#define BENCH_TABLE_PLUG_IN_INTERFACE_H
#include <stddef.h>
#include "coro/iterator.h"
#include "coro/status.h"

/* Changes with everything that crosses the boundary: this struct, the vtables, the task. */
enum { PLUGIN_VERSION = 1 };
#define PLUGIN_SYMBOL "corolab_plugin"

struct plugin {
    unsigned version;                               /* always first: the rest is read only when it matches */
    const char *strategy;                           /* the row that the callee was compiled for */
    const struct coro_iterator_vtable *vtable;      /* NULL in rows without dyn */
    size_t self_bytes, adapter_bytes, total_bytes;  /* of the iterator, a struct counter with its adapter */
    struct coro_layout frame;                       /* of its next(), as the strategy places it */
    size_t locals_bytes;                            /* that next() keeps while it waits, anywhere */
    void (*fini)(void *self, struct coro_task *);
    size_t (*kept_blocks)(void);
};

struct plugin_library { void *handle; const struct plugin *plugin; };

/* Loads the library at `path`, built for `strategy`. On success it stays loaded for good, since a row may keep frames in it
 * per type and thread. On failure nothing stays loaded, and *why is a sentence that lives until the next call. CORO_ERR_IO:
 * there is no such library, or it cannot be linked. CORO_ERR_INVALID: it exports no plug-in, or one of another version or
 * row. Not thread-safe. */
CORO_MUST_USE enum coro_status plugin_load(const char *path, const char *strategy, struct plugin_library *, const char **why);

#endif
