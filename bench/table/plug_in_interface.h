/* SPDX-License-Identifier: MIT */
/* Declares the exports of a plug-in with two callees, the function that loads one from a shared library, and that which finds
 * one that is linked in. It is compiled on its own, from iterators and the row's strategy, like the callee of another crate. The
 * caller gets vtables and sizes. bench/plugin/callee_library.c is the plug-in, bench/plugin/load_library.c the loader. */
#ifndef BENCH_TABLE_PLUG_IN_INTERFACE_H
#define BENCH_TABLE_PLUG_IN_INTERFACE_H
#include <stddef.h>
#include "coro/iterator.h"
#include "coro/status.h"

/* Changes with everything that crosses the boundary: this struct, the vtables, the task. */
enum { PLUGIN_VERSION = 2 };
#define PLUGIN_SYMBOL "corolab_plugin"

/* One iterator, a struct counter with its adapter. Unset until plugin.complete() has run. */
struct plugin_callee {
    const struct coro_iterator_vtable *vtable;      /* NULL in rows without dyn */
    size_t self_bytes, adapter_bytes, total_bytes;  /* of the iterator */
    struct coro_layout frame;                       /* of its next(), as the strategy places it */
    size_t locals_bytes;                            /* that next() keeps while it waits, anywhere */
    void (*fini)(void *self, struct coro_task *);
};

/* The large frame is larger than any that a row was compiled with. */
enum plugin_size { PLUGIN_SMALL, PLUGIN_LARGE, PLUGIN_SIZES };

struct plugin {
    unsigned version;                               /* always first: the rest is read only when it matches */
    const char *strategy;                           /* the row that the callees were compiled for */
    void (*complete)(void);                         /* fills in the callees; may load a library that the row needs */
    size_t (*kept_blocks)(void);
    struct plugin_callee callees[PLUGIN_SIZES];
};

struct plugin_library { void *handle; const struct plugin *plugin; };

/* Loads the library at `path`, built for `strategy`. On success it stays loaded for good, since a row may keep frames in it
 * per type and thread. On failure nothing stays loaded, and *why is a sentence that lives until the next call. CORO_ERR_IO:
 * there is no such library, or it cannot be linked. CORO_ERR_INVALID: it exports no plug-in, or one of another version or
 * row. Not thread-safe. */
CORO_MUST_USE enum coro_status plugin_load(const char *path, const char *strategy, struct plugin_library *, const char **why);

/* The plug-in for `strategy` among those that are linked into the program; NULL without a plug-in. The row's caller was compiled
 * without it. */
const struct plugin *plugin_find_linked(const char *strategy);

/* Puts a plug-in among those by a pointer in a section that the linker collects. */
#define REGISTER_PLUGIN(plugin) \
    static const struct plugin *const registered_plugin __attribute__((section("corolab_plugins"), used, retain)) = &(plugin)

#endif
