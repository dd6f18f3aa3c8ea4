/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/runner/plan/kept_programs.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DIGITS = 12 };

struct kept {
    char name[NAME_MAX + 1];
    struct timespec built;
};

static void name_kept(const struct programs *programs, char name[64])
{
    snprintf(name, 64, "%s-%.*s", runner_programs_name(PROGRAM_TIME), DIGITS, programs->sha256[PROGRAM_TIME]);
}

static int select_kept(const struct dirent *entry)
{
    const char *program = runner_programs_name(PROGRAM_TIME);
    size_t length = strlen(program);
    return strncmp(entry->d_name, program, length) == 0 && entry->d_name[length] == '-'
           && strlen(entry->d_name) == length + 1 + DIGITS
           && strspn(entry->d_name + length + 1, "0123456789abcdef") == DIGITS;
}

static int compare_ages(const void *left, const void *right)
{
    const struct kept *a = left, *b = right;
    if (a->built.tv_sec != b->built.tv_sec)
        return a->built.tv_sec < b->built.tv_sec ? 1 : -1;
    return (a->built.tv_nsec < b->built.tv_nsec) - (a->built.tv_nsec > b->built.tv_nsec);
}

/* Newest first; all but the first few are removed. A program being run goes on when its name is gone. */
static void remove_old(int directory, const char *own, struct dirent *const *entries, int count)
{
    struct kept *kept = calloc((size_t)count + 1, sizeof *kept);
    int known = 0;
    if (kept == NULL)
        return;
    for (int i = 0; i < count; i++) {
        struct stat facts;
        if (fstatat(directory, entries[i]->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        snprintf(kept[known].name, sizeof kept[known].name, "%s", entries[i]->d_name);
        kept[known++].built = facts.st_mtim;
    }
    qsort(kept, (size_t)known, sizeof *kept, compare_ages);
    for (int i = RUNNER_KEPT_MAX; i < known; i++)
        if (strcmp(kept[i].name, own) != 0)
            unlinkat(directory, kept[i].name, 0);
    free(kept);
}

static void prune(const char *path, const char *own)
{
    struct dirent **entries;
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int count = directory < 0 ? -1 : scandirat(directory, ".", &entries, select_kept, NULL);
    if (count > RUNNER_KEPT_MAX)
        remove_old(directory, own, entries, count);
    for (int i = 0; i < count; i++)
        free(entries[i]);
    if (count >= 0)
        free(entries);
    if (directory >= 0)
        close(directory);
}

/* Makes the link. A file that is there under the name is not to be trusted: whatever wrote over the program wrote over it, too. */
static bool is_kept(const struct programs *programs, const char *path)
{
    char sha256[RUNNER_SHA256_BYTES];
    if (link(programs->path[PROGRAM_TIME], path) == 0)
        return true;
    if (errno != EEXIST)
        return false;
    if (runner_programs_hash(path, sha256) == CORO_OK && strcmp(sha256, programs->sha256[PROGRAM_TIME]) == 0)
        return true;
    return unlink(path) == 0 && link(programs->path[PROGRAM_TIME], path) == 0;
}

void runner_kept_add(struct programs *programs)
{
    char name[64], path[PATH_MAX + 64];
    if (programs->sha256[PROGRAM_TIME][0] == '\0')
        return;
    name_kept(programs, name);
    int length = snprintf(path, sizeof path, "%s/%s", programs->directory, name);
    if (length >= PATH_MAX || !is_kept(programs, path))
        return;
    memcpy(programs->kept_time, path, (size_t)length + 1);
    prune(programs->directory, name);
}
