/* SPDX-License-Identifier: MIT */
/* Makes a shared library of rows out of the rows that are linked into it (bench/table/row_library.h). row_facts.h is made by
 * bench/unit/row_facts.cmake; a library without it has rows alone. */
#include "bench/table/plug_in_interface.h"
#include "bench/table/row_library.h"
#include "bench/table/workload.h"
#include "row_library_build.h"

#ifdef ROW_FACTS
#include "row_facts.h"
#else
#define ROW_CODE_BYTES 0
#define ROW_HEAP_NEEDS NULL
#endif

/* Hidden, since the program has sections of the same names. */
#define HIDDEN __attribute__((visibility("hidden"), weak))
extern const struct row *const __start_corolab_rows[] HIDDEN, *const __stop_corolab_rows[] HIDDEN;
extern const struct plugin *const __start_corolab_plugins[] HIDDEN, *const __stop_corolab_plugins[] HIDDEN;

#ifdef ROW_PROGRAM
__asm__(".pushsection .rodata\n"
        "row_program: .incbin \"" ROW_PROGRAM "\"\n"
        "row_program_end: .popsection\n");
extern const unsigned char row_program[] __attribute__((visibility("hidden")));
extern const unsigned char row_program_end[] __attribute__((visibility("hidden")));
#else
#define row_program NULL
#define row_program_end NULL
#endif

extern const struct row_library corolab_row_library;
const struct row_library corolab_row_library = {
    .build = ROW_LIBRARY_BUILD,
    .rows = __start_corolab_rows, .rows_end = __stop_corolab_rows,
    .callees = __start_corolab_plugins, .callees_end = __stop_corolab_plugins,
    .code_bytes = ROW_CODE_BYTES,
    .heap_needs = ROW_HEAP_NEEDS,
    .program = row_program, .program_end = row_program_end,
};
