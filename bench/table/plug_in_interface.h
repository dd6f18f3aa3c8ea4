/* SPDX-License-Identifier: MIT */
/* A callee that comes in a shared library: what such a library exports, and how it is loaded. It is compiled on its own, from the
 * iterators and the row's strategy, as the callee of another crate would be; the caller gets a vtable and sizes. */
#ifndef BENCH_TABLE_PLUG_IN_INTERFACE_H
#define BENCH_TABLE_PLUG_IN_INTERFACE_H
#include <stddef.h>
#include "coro/iterator.h"
#include "coro/status.h"

/* Changes whenever what crosses the boundary does: this struct, the vtables, the task. */
enum { PLUGIN_VERSION = 1 };
#define PLUGIN_SYMBOL "corolab_plugin"

struct plugin {
    unsigned version;                               /* first, for ever: the rest is not read when it is another */
    const char *strategy;                           /* the row that the callee was compiled for */
    const struct coro_iterator_vtable *vtable;      /* NULL: the row has no dyn */
    size_t self_bytes, adapter_bytes, total_bytes;  /* of the iterator, which begins with two numbers: its first item and its end */
    struct coro_layout frame;                       /* of its next(), as the strategy places it */
    size_t locals_bytes;                            /* what next() keeps while it waits, wherever that is */
    void (*fini)(void *self, struct coro_task *);
    size_t (*kept_blocks)(void);
};

struct plugin_library { void *handle; const struct plugin *plugin; };

/* Loads the library at `path`, which must be one for `strategy`. On failure nothing stays loaded, and *why, a sentence, lives until
 * the next call: CORO_ERR_IO when there is no such library or it cannot be linked, CORO_ERR_INVALID when it exports no plug-in, or
 * one of another version or row. Otherwise it stays loaded for good: a row may keep frames, per type and thread, in it. Not
 * thread-safe. */
CORO_MUST_USE enum coro_status plugin_load(const char *path, const char *strategy, struct plugin_library *, const char **why);

#endif
