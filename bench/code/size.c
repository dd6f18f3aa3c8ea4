/* SPDX-License-Identifier: MIT */
#include "bench/code/size.h"
#include <string.h>

static const struct { const char *row; size_t bytes; } sizes[] = {
#include "code_sizes.inc"
    { NULL, 0 },
};

size_t code_size_bytes(const char *row)
{
    for (size_t i = 0; sizes[i].row; i++)
        if (strcmp(sizes[i].row, row) == 0)
            return sizes[i].bytes;
    return 0;
}

const char *code_size_absence(void)
{
    return sizes[0].row ? NULL : "the size of the code is not known: when this was built, nm was not there, or a sanitizer was";
}
