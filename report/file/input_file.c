/* SPDX-License-Identifier: MIT */
/* Owns the reading of input files. What is in them is the loader's business. */
#include "report/file/input_file.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { LARGEST_BYTES = 256 << 20 };

enum report_status report_input_read(const char *path, struct report_text *contents, struct report_complaint *complaint)
{
    enum report_status status = REPORT_OK;
    char block[1 << 16];
    size_t length;
    FILE *file = fopen(path, "rbe");

    if (file == NULL)
        return report_complain(complaint, REPORT_BAD_INPUT, "%s cannot be opened: %s", path, strerror(errno));
    while (contents->length <= LARGEST_BYTES && (length = fread(block, 1, sizeof block, file)) > 0)
        report_text_add_bytes(contents, block, length);
    if (ferror(file))
        status = report_complain(complaint, REPORT_BAD_INPUT, "%s cannot be read: %s", path, strerror(errno));
    else if (contents->length > LARGEST_BYTES)
        status = report_complain(complaint, REPORT_BAD_INPUT, "%s is larger than any result file", path);
    fclose(file);
    return status;
}
