/* SPDX-License-Identifier: MIT */
/* Reads and deletes the files; callgrind.c understands them. A killed process leaves its directory behind; its lock goes with it,
 * so a later run finds the directory and removes it. */
#include "bench/runner/callgrind/callgrind.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "report/base/memory.h"

#define PREFIX "corolab-callgrind-"
enum { STALE_SECONDS = 60 };    /* a directory may be younger than its lock */

/* Opens a directory of dumps and locks it. -1 when it is another process's, or no directory. */
static int open_locked(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return -1;
}

static bool is_stale(int fd)
{
    struct stat facts;
    return fstat(fd, &facts) == 0 && facts.st_uid == geteuid() && time(NULL) - facts.st_mtime > STALE_SECONDS;
}

static void remove_files(int fd)
{
    int copy = dup(fd);
    DIR *directory = copy < 0 ? NULL : fdopendir(copy);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;)
        unlinkat(fd, entry->d_name, 0);
    if (directory != NULL)
        closedir(directory);
    else if (copy >= 0)
        close(copy);
}

static void remove_stale(const char *parent)
{
    DIR *directory = opendir(parent);
    for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
        if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0)
            continue;
        int fd = open_locked(dirfd(directory), entry->d_name);
        if (fd >= 0 && is_stale(fd)) {
            remove_files(fd);
            unlinkat(dirfd(directory), entry->d_name, AT_REMOVEDIR);
        }
        if (fd >= 0)
            close(fd);
    }
    if (directory != NULL)
        closedir(directory);
}

enum coro_status runner_dumps_init(struct dumps *dumps)
{
    const char *parent = getenv("TMPDIR");
    *dumps = (struct dumps){ .lock = -1 };
    if (parent == NULL || parent[0] == '\0')
        parent = "/tmp";
    remove_stale(parent);
    int letters = snprintf(dumps->directory, sizeof dumps->directory, "%s/" PREFIX "XXXXXX", parent);
    if (letters < (int)sizeof dumps->directory && mkdtemp(dumps->directory) != NULL) {
        dumps->lock = open_locked(AT_FDCWD, dumps->directory);
        if (dumps->lock >= 0)
            return CORO_OK;
        rmdir(dumps->directory);
    }
    dumps->directory[0] = '\0';
    return CORO_ERR_IO;
}

static void read_one(struct dumps *dumps, const char *path)
{
    struct callgrind_dump dump;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return;
    if (runner_callgrind_read(file, &dump) == CORO_OK && dump.trigger[0] != '\0') {
        dumps->dumps = report_reallocate(dumps->dumps, dumps->count + 1, sizeof *dumps->dumps);
        dumps->dumps[dumps->count++] = dump;
    }
    fclose(file);
}

enum coro_status runner_dumps_collect(struct dumps *dumps)
{
    char path[2 * PATH_MAX];
    DIR *directory = opendir(dumps->directory);
    dumps->count = 0;
    if (directory == NULL)
        return CORO_ERR_IO;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", dumps->directory, entry->d_name);
        read_one(dumps, path);
        unlink(path);
    }
    closedir(directory);
    return CORO_OK;
}

void runner_dumps_fini(struct dumps *dumps)
{
    if (dumps->directory[0] != '\0' && runner_dumps_collect(dumps) == CORO_OK)
        rmdir(dumps->directory);
    if (dumps->lock >= 0)
        close(dumps->lock);
    free(dumps->dumps);
    *dumps = (struct dumps){ .lock = -1 };
}

/* The N of a trigger "WORKLOAD N", or -1 when it is about another workload. */
static long long read_length(const char *trigger, const char *workload)
{
    size_t letters = strlen(workload);
    char *end;
    if (strncmp(trigger, workload, letters) != 0 || trigger[letters] != ' ')
        return -1;
    long long length = strtoll(trigger + letters + 1, &end, 10);
    return *end == '\0' && end != trigger + letters + 1 ? length : -1;
}

static double per_item(uint64_t shorter, uint64_t longer, double items) { return ((double)longer - (double)shorter) / items; }

/* Two runs that call the allocator equally often do not find the same lists in it, so the longer run may spend less there. An
 * item takes nothing of it then. */
static double allocator_per_item(uint64_t shorter, uint64_t longer, double items)
{
    return longer < shorter ? 0 : per_item(shorter, longer, items);
}

json_t *runner_dumps_per_item(const struct dumps *dumps, const char *workload, const double items[2])
{
    const struct callgrind_dump *found[2] = { NULL, NULL };
    long long lengths[2] = { 0, 0 };
    size_t count = 0;
    for (size_t i = 0; i < dumps->count; i++) {
        long long length = read_length(dumps->dumps[i].trigger, workload);
        if (length < 0)
            continue;
        if (count == 2)
            return NULL;
        found[count] = &dumps->dumps[i];
        lengths[count++] = length;
    }
    double more = items[1] - items[0];
    if (count != 2 || lengths[0] == lengths[1] || !(more > 0))
        return NULL;
    const struct callgrind_dump *shorter = found[lengths[0] < lengths[1] ? 0 : 1];
    const struct callgrind_dump *longer = found[lengths[0] < lengths[1] ? 1 : 0];
    return json_pack("{s:{s:f, s:f, s:f, s:f}}", "metrics",
        "instructions", per_item(shorter->instructions, longer->instructions, more),
        "allocator_instructions", allocator_per_item(shorter->allocator_instructions, longer->allocator_instructions, more),
        "indirect_calls", per_item(shorter->indirect_calls, longer->indirect_calls, more),
        "allocator_calls", per_item(shorter->allocator_calls, longer->allocator_calls, more));
}
