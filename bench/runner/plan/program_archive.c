/* SPDX-License-Identifier: MIT */
/* Owns the links named corolab_time-DIGITS in the build's directory, and their number. */
#define _GNU_SOURCE
#include "bench/runner/plan/program_archive.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/beside.h"

enum { DIGITS = 12 };

static bool is_archived(const char *name)
{
    const char *program = runner_programs_name(PROGRAM_TIME), *digits = name + strlen(program) + 1;
    return strncmp(name, program, strlen(program)) == 0 && name[strlen(program)] == '-' && strlen(digits) == DIGITS
           && strspn(digits, "0123456789abcdef") == DIGITS;
}

static bool is_older(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

/* Removes the oldest link but `own` when there are too many; false when there was nothing to remove. A running program survives
 * the loss of its name. */
static bool remove_oldest(DIR *directory, const char *own)
{
    char name[NAME_MAX + 1] = "";
    struct timespec built = { 0 };
    struct stat facts;
    size_t count = 0;
    rewinddir(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (!is_archived(entry->d_name) || fstatat(dirfd(directory), entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        count++;
        if (strcmp(entry->d_name, own) == 0 || (name[0] != '\0' && !is_older(&facts.st_mtim, &built)))
            continue;
        built = facts.st_mtim;
        snprintf(name, sizeof name, "%s", entry->d_name);
    }
    return count > RUNNER_ARCHIVE_MAX && name[0] != '\0' && unlinkat(dirfd(directory), name, 0) == 0;
}

/* Makes the link. A file of that name is hashed again, because whatever overwrote the program also overwrote its link. */
static bool add_link(const struct programs *programs, const char *path)
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

void runner_archive_add(struct programs *programs)
{
    char name[64], path[PATH_MAX], folder[PATH_MAX];
    if (programs->sha256[PROGRAM_TIME][0] == '\0')
        return;
    snprintf(name, sizeof name, "%s-%.*s", runner_programs_name(PROGRAM_TIME), DIGITS, programs->sha256[PROGRAM_TIME]);
    if (beside_program(path, "%s", name) != CORO_OK || beside_program(folder, ".") != CORO_OK || !add_link(programs, path))
        return;
    memcpy(programs->archived_time, path, sizeof path);
    DIR *directory = opendir(folder);
    while (directory != NULL && remove_oldest(directory, name))
        continue;
    if (directory != NULL)
        closedir(directory);
}
