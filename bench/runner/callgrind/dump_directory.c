/* SPDX-License-Identifier: MIT */
/* Reads and deletes the files; callgrind.c understands them. */
#include "bench/runner/callgrind/callgrind.h"
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "report/base/memory.h"

enum coro_status runner_dumps_init(struct dumps *dumps)
{
    const char *parent = getenv("TMPDIR");
    *dumps = (struct dumps){ 0 };
    if (parent == NULL || parent[0] == '\0')
        parent = "/tmp";
    int letters = snprintf(dumps->directory, sizeof dumps->directory, "%s/corolab-XXXXXX", parent);
    if (letters >= (int)sizeof dumps->directory || mkdtemp(dumps->directory) == NULL) {
        dumps->directory[0] = '\0';
        return CORO_ERR_IO;
    }
    return CORO_OK;
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
    free(dumps->dumps);
    *dumps = (struct dumps){ 0 };
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
        "allocator_instructions", per_item(shorter->allocator_instructions, longer->allocator_instructions, more),
        "indirect_calls", per_item(shorter->indirect_calls, longer->indirect_calls, more),
        "allocator_calls", per_item(shorter->allocator_calls, longer->allocator_calls, more));
}
