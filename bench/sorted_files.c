/* SPDX-License-Identifier: MIT */
#include "bench/sorted_files.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct sorted_files {
    size_t width, numbers_each;
    uint64_t *sums;                 /* sums[n]: of the first n numbers of each file */
    struct sorted_file files[];
};

static char sentence[256];

static enum coro_status refuse(const char *what, int error, const char **reason)
{
    snprintf(sentence, sizeof sentence, "%s: %s", what, strerror(error));
    *reason = sentence;
    return CORO_ERR_IO;
}

/* xorshift64 (Marsaglia 2003); a step is never 0, so no number is twice in one file. */
static uint64_t step(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return 1 + (*state & 1023);
}

static enum coro_status write_whole(int descriptor, const void *bytes, size_t count, const char **reason)
{
    for (const char *at = bytes; count > 0;) {
        ssize_t written = write(descriptor, at, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return refuse("a sorted file cannot be written", written ? errno : ENOSPC, reason);
        at += written;
        count -= (size_t)written;
    }
    return CORO_OK;
}

static enum coro_status write_file(struct sorted_files *files, size_t index, const char **reason)
{
    struct sorted_file *file = &files->files[index];
    uint64_t state = 0x9e3779b97f4a7c15 + index, number = 0;
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < files->numbers_each && !status; i++) {
        number += step(&state);
        files->sums[i + 1] += number;
        file->block[i % SORTED_BLOCK_NUMBERS] = number;
        size_t in_block = i % SORTED_BLOCK_NUMBERS + 1;
        if (in_block == SORTED_BLOCK_NUMBERS || i + 1 == files->numbers_each)
            status = write_whole(file->descriptor, file->block, in_block * sizeof *file->block, reason);
    }
    return status;
}

/* A name for as long as it takes to unlink it. */
static enum coro_status open_unlinked(const char *directory, int *descriptor, const char **reason)
{
    char path[600];
    if (snprintf(path, sizeof path, "%s/run", directory) >= (int)sizeof path)
        return refuse("a sorted file cannot be made", ENAMETOOLONG, reason);
    int made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0)
        return refuse("a sorted file cannot be made", errno, reason);
    unlink(path);
    *descriptor = made;
    return CORO_OK;
}

static enum coro_status make_files(struct sorted_files *files, const char **reason)
{
    const char *parent = getenv("TMPDIR");
    char directory[512];
    if (snprintf(directory, sizeof directory, "%s/corolab-merge-XXXXXX", parent && *parent ? parent : "/tmp") >= (int)sizeof directory)
        return refuse("a directory for sorted files cannot be made", ENAMETOOLONG, reason);
    if (mkdtemp(directory) == NULL)
        return refuse("a directory for sorted files cannot be made", errno, reason);
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < files->width && !status; i++)
        status = open_unlinked(directory, &files->files[i].descriptor, reason);
    rmdir(directory);
    for (size_t i = 0; i < files->width && !status; i++)
        status = write_file(files, i, reason);
    for (size_t n = 1; n <= files->numbers_each && !status; n++)
        files->sums[n] += files->sums[n - 1];
    return status;
}

enum coro_status sorted_files_open(size_t width, struct sorted_files **out, const char **reason)
{
    struct sorted_files *files = calloc(1, sizeof *files + width * sizeof *files->files);
    if (files == NULL)
        return CORO_ERR_NO_MEMORY;
    files->width = width;
    files->numbers_each = SORTED_ALL_NUMBERS / width;
    for (size_t i = 0; i < width; i++)
        files->files[i].descriptor = -1;
    files->sums = calloc(files->numbers_each + 1, sizeof *files->sums);
    enum coro_status status = files->sums ? make_files(files, reason) : CORO_ERR_NO_MEMORY;
    if (status)
        sorted_files_close(files);
    else
        *out = files;
    return status;
}

void sorted_files_close(struct sorted_files *files)
{
    if (files == NULL)
        return;
    for (size_t i = 0; i < files->width; i++)
        if (files->files[i].descriptor >= 0)
            close(files->files[i].descriptor);
    free(files->sums);
    free(files);
}

size_t sorted_files_numbers_each(const struct sorted_files *files) { return files->numbers_each; }
struct sorted_file *sorted_files_at(struct sorted_files *files, size_t index) { return &files->files[index]; }
uint64_t sorted_files_sum(const struct sorted_files *files, size_t count_each) { return files->sums[count_each]; }

enum coro_status sorted_files_rewind(struct sorted_files *files, size_t count_each)
{
    if (count_each > files->numbers_each)
        return CORO_ERR_INVALID;
    for (size_t i = 0; i < files->width; i++) {
        struct sorted_file *file = &files->files[i];
        file->left_count = count_each;
        file->at = file->count = 0;
        if (lseek(file->descriptor, 0, SEEK_SET) != 0)
            return CORO_ERR_IO;
    }
    return CORO_OK;
}

/* A signal handler may cut a read short; the block's other half is then read by the next call of read. */
enum coro_status sorted_file_fill(struct sorted_file *file)
{
    size_t wanted = file->left_count < SORTED_BLOCK_NUMBERS ? file->left_count : SORTED_BLOCK_NUMBERS;
    size_t bytes = wanted * sizeof *file->block, got = 0;
    while (got < bytes) {
        ssize_t count = read(file->descriptor, (char *)file->block + got, bytes - got);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return CORO_ERR_IO;
        got += (size_t)count;
    }
    file->left_count -= wanted;
    file->at = 0;
    file->count = wanted;
    return CORO_OK;
}
