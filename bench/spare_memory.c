/* SPDX-License-Identifier: MIT */
/* Reads what Linux says of the machine, and of the control group as a container sees its own. */
#include "bench/spare_memory.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <stdlib.h>

static const double RESERVE_BYTES = 512 << 20;

/* The number behind `key` at the start of a line; an empty key: the file is one number. Infinity when there is none. */
static double find_number(const char *path, const char *key)
{
    char line[256];
    double found = INFINITY;
    FILE *file = fopen(path, "r");
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
