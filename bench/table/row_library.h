/* SPDX-License-Identifier: MIT */
/* Declares the export of a library of rows. bench/unit/row.cmake builds such a library out of a strategy's file, in this tree and
 * out of it, from the same sources and with the same options as a row of the table; so both have the same instructions. Each
 * program that reads the table loads the libraries that COROLAB_STRATEGIES names (bench/table/table.h). The library calls the
 * runtime and the fixtures in the program that loads it. */
#ifndef BENCH_TABLE_ROW_LIBRARY_H
#define BENCH_TABLE_ROW_LIBRARY_H
#include <stddef.h>

#define ROW_LIBRARY_SYMBOL "corolab_row_library"

struct row;
struct plugin;

struct row_library {
    /* ROW_LIBRARY_BUILD of the tree that it was built with. Always first: the rest is read only when it is the program's own. */
    const char *build;
    const struct row *const *rows, *const *rows_end;
    const struct plugin *const *callees, *const *callees_end;      /* for the probes of plug-ins */
    /* Facts that the build has found out about its row; without them NULL and 0. */
    size_t code_bytes;
    const char *heap_needs;                     /* the allocator's functions that it does not link without; "" for none */
    const unsigned char *program, *program_end; /* linked without a heap; empty when heap_needs names something */
};

#endif
