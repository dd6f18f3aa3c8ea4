/* SPDX-License-Identifier: MIT */
/* Owns the reading of input files. What is in them is the loader's business. */
#include "report/input_file.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LARGEST_BYTES = 256 << 20 };

enum coro_report_status coro_input_read(const char *path, struct coro_text *contents, struct coro_complaint *complaint)
{
    enum coro_report_status status = CORO_REPORT_OK;
    char block[1 << 16];
    size_t length;
    FILE *file = fopen(path, "rbe");

    if (file == NULL)
        return coro_complain(complaint, CORO_REPORT_BAD_INPUT, "%s cannot be opened: %s", path, strerror(errno));
    while (contents->length <= LARGEST_BYTES && (length = fread(block, 1, sizeof block, file)) > 0)
        coro_text_add_bytes(contents, block, length);
    if (ferror(file))
        status = coro_complain(complaint, CORO_REPORT_BAD_INPUT, "%s cannot be read: %s", path, strerror(errno));
    else if (contents->length > LARGEST_BYTES)
        status = coro_complain(complaint, CORO_REPORT_BAD_INPUT, "%s is larger than any result file", path);
    else if (contents->is_broken)
        status = coro_complain_no_memory(complaint);
    fclose(file);
    return status;
}
