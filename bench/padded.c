/* SPDX-License-Identifier: MIT */
#include "bench/padded.h"

uint64_t padded_touch(void *bytes, size_t count, uint64_t word)
{
    volatile uint64_t *words = bytes;       /* each is stored, and each is loaded */
    uint64_t sum = 0;
    for (size_t i = 0; i < count / sizeof *words; i++)
        words[i] = word;
    for (size_t i = 0; i < count / sizeof *words; i++)
        sum += words[i];
    return sum;
}
