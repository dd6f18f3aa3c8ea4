/* SPDX-License-Identifier: MIT */
/* Reads the emulator's words from the command line that the kernel keeps: those before the name by which the emulated program
 * was called, as "qemu-aarch64 -L /". QEMU's user mode hides itself in the process's own files of /proc, not in the parent's. */
#define _GNU_SOURCE
#include "bench/process/emulator.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WORDS_MAX = 256, BYTES_MAX = 8192 };

static size_t read_command_line(pid_t process, char bytes[BYTES_MAX])
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/cmdline", (int)process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = file < 0 ? 0 : read(file, bytes, BYTES_MAX - 1);
    if (file >= 0)
        close(file);
    count = count < 0 ? 0 : count;
    bytes[count] = '\0';
    return (size_t)count;
}

/* Stores the words before `program`; returns how many, 0 where it is the first or missing. */
static size_t words_before(char *program, char *bytes, size_t count, char *words[WORDS_MAX])
{
    size_t found = 0;
    for (char *word = bytes; word < bytes + count && found < WORDS_MAX / 2; word += strlen(word) + 1) {
        if (strcmp(word, program) == 0)
            return found;
        words[found++] = word;
    }
    return 0;
}

void emulator_exec(const char *file, char *const *argv, pid_t parent)
{
    char bytes[BYTES_MAX], path[64], emulator[PATH_MAX], *words[WORDS_MAX];
    execv(file, argv);
    if (errno != ENOEXEC)
        return;
    size_t used = words_before(program_invocation_name, bytes, read_command_line(parent, bytes), words);
    snprintf(path, sizeof path, "/proc/%d/exe", (int)parent);
    ssize_t length = readlink(path, emulator, sizeof emulator - 1);
    errno = ENOEXEC;
    if (used == 0 || length <= 0)
        return;
    emulator[length] = '\0';
    words[used++] = (char *)file;
    for (size_t i = 1; argv[i - 1] != NULL && used < WORDS_MAX; i++)
        words[used++] = argv[i];
    if (words[used - 1] != NULL)
        errno = E2BIG;
    else
        execv(emulator, words);
}
