/* SPDX-License-Identifier: MIT */
/* Reads what Linux says of the machine, and of the control group as a container sees its own. */
#include "bench/spare_memory.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

static const double RESERVE_BYTES = 512 << 20;
enum { FEW_MAPPINGS = 64 };         /* one protected page takes two; others may be mapped in the meantime */

/* With a buffer of the caller's: where memory is short, the C library's would be one byte, and the kernel hands out its numbers in one
 * piece. NULL when it cannot be opened. */
static FILE *open_for_reading(const char *path, char buffer[BUFSIZ])
{
    FILE *file = fopen(path, "r");
    if (file != NULL)
        setvbuf(file, buffer, _IOFBF, BUFSIZ);
    return file;
}

/* The number behind `key` at the start of a line; an empty key: the file is one number. Infinity when there is none. */
static double find_number(const char *path, const char *key)
{
    char line[256], buffer[BUFSIZ];
    double found = INFINITY;
    FILE *file = open_for_reading(path, buffer);
    if (file == NULL)
        return INFINITY;
    while (isinf(found) && fgets(line, sizeof line, file)) {
        char *end, *number = line + strlen(key);
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        double value = strtod(number, &end);
        if (end > number)
            found = value;
    }
    fclose(file);
    return found;
}

double spare_memory_bytes(void)
{
    double machine = find_number("/proc/meminfo", "MemAvailable:") * 1024;
    double limit = find_number("/sys/fs/cgroup/memory.max", "");
    if (isinf(limit))           /* "max", or no such file */
        return machine;
    double group = limit - find_number("/sys/fs/cgroup/memory.current", "");
    return isfinite(group) && group < machine ? group : machine;
}

bool spare_memory_is_short(void) { return spare_memory_bytes() < RESERVE_BYTES; }

static size_t count_lines(const char *path)
{
    char buffer[BUFSIZ];
    size_t count = 0;
    int letter;
    FILE *file = open_for_reading(path, buffer);
    if (file == NULL)
        return 0;
    while ((letter = getc_unlocked(file)) != EOF)
        count += letter == '\n';
    fclose(file);
    return count;
}

size_t spare_memory_mappings_limit(void)
{
    double limit = find_number("/proc/sys/vm/max_map_count", "");
    return (double)count_lines("/proc/self/maps") + FEW_MAPPINGS >= limit ? (size_t)limit : 0;
}
