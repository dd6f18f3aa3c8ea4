/* SPDX-License-Identifier: MIT */
/* Finds what changes the malloc of the programs that this process starts: they inherit its environment. A library that
 * LD_PRELOAD names counts whether or not it has a malloc. */
#include "bench/runner/machine/machine.h"
#include <stdio.h>
#include <string.h>

enum { VALUE_COLUMNS = 40 };

/* Names and beginnings of names of variables, and for some a part of the value. */
static const struct { const char *name, *part; } changes[] = {
    { "LD_PRELOAD=", "" }, { "GLIBC_TUNABLES=", "glibc.malloc." }, { "MALLOC_", "" }, { "MIMALLOC_", "" }, { "TCMALLOC_", "" },
};

static bool is_change(const char *variable)
{
    const char *value = strchr(variable, '=');
    if (value == NULL || value[1] == '\0')
        return false;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        if (strncmp(variable, changes[i].name, strlen(changes[i].name)) == 0 && strstr(value, changes[i].part) != NULL)
            return true;
    return false;
}

/* A value may be any bytes: those that are not printable ASCII become question marks. */
static void add_variable(char words[MACHINE_WORDS_BYTES], const char *variable)
{
    size_t used = strlen(words), name_bytes = strcspn(variable, "=") + 1;
    bool is_long = strlen(variable) > name_bytes + VALUE_COLUMNS;
    snprintf(words + used, MACHINE_WORDS_BYTES - used, "%s%.*s%s", used == 0 ? "" : ", ", (int)name_bytes + VALUE_COLUMNS,
             variable, is_long ? "..." : "");
    for (char *byte = words + used; *byte != '\0'; byte++)
        if (*byte < ' ' || *byte > '~')
            *byte = '?';
}

bool machine_malloc_changes(char *const *environment, char words[MACHINE_WORDS_BYTES])
{
    words[0] = '\0';
    for (; environment != NULL && *environment != NULL; environment++)
        if (is_change(*environment))
            add_variable(words, *environment);
    return words[0] != '\0';
}
