/* SPDX-License-Identifier: MIT */
/* Reads until the end instead of trusting the file's size, which files under /proc do not tell. */
#include "bench/text.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t LIMIT_BYTES = (size_t)1 << 30;
static const size_t TIMED_BYTES = (size_t)16 << 20;
static const size_t FIRST_CAPACITY = (size_t)64 << 10;

struct text {
    char *path;
    char *bytes;
    size_t byte_count, capacity;
    struct text_counts once, twice;     /* of one copy, and of two behind one another */
};

/* ---- what is wrong ---- */

static char sentence[512];

__attribute__((format(printf, 3, 4)))
static enum coro_status refuse(const char **reason, enum coro_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    *reason = sentence;
    return status;
}

static enum coro_status refuse_unopened(const char **reason, const char *path, int error)
{
    if (error == ENOENT && strcmp(path, TEXT_DEFAULT_PATH) == 0)
        return refuse(reason, CORO_ERR_IO, "the default text %s is missing: install the package base-files, or name a file with "
                      "--text", path);
    return refuse(reason, CORO_ERR_IO, "the text %s cannot be opened: %s", path, strerror(error));
}

static enum coro_status refuse_unread(const char **reason, const char *path, int error)
{
    return refuse(reason, CORO_ERR_IO, "the text %s cannot be read: %s", path, strerror(error));
}

static enum coro_status refuse_too_large_for_memory(const char **reason, const char *path)
{
    return refuse(reason, CORO_ERR_NO_MEMORY, "there is not enough memory to hold the text %s", path);
}

static enum coro_status refuse_over_limit(const char **reason, const char *path)
{
    return refuse(reason, CORO_ERR_INVALID, "the text %s is larger than 1 GiB", path);
}

/* ---- reading ---- */

/* Without waiting for the writer of a pipe: that is refused all the same. */
static enum coro_status open_regular(const char *path, int *descriptor, const char **reason)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return refuse_unopened(reason, path, errno);
    enum coro_status status = CORO_OK;
    if (fstat(fd, &info) != 0)
        status = refuse_unread(reason, path, errno);
    else if (S_ISDIR(info.st_mode))
        status = refuse(reason, CORO_ERR_IO, "the text %s is a directory", path);
    else if (!S_ISREG(info.st_mode))
        status = refuse(reason, CORO_ERR_IO, "the text %s is not a regular file", path);
    else if ((uint64_t)info.st_size > LIMIT_BYTES)
        status = refuse_over_limit(reason, path);
    if (status != CORO_OK)
        close(fd);
    else
        *descriptor = fd;
    return status;
}

static bool make_room(struct text *text)
{
    if (text->byte_count < text->capacity)
        return true;
    size_t capacity = text->capacity ? 2 * text->capacity : FIRST_CAPACITY;
    if (capacity > LIMIT_BYTES)
        capacity = LIMIT_BYTES + 1;         /* enough to see that it is too much */
    char *bytes = realloc(text->bytes, capacity);
    if (bytes == NULL)
        return false;
    text->bytes = bytes;
    text->capacity = capacity;
    return true;
}

static enum coro_status read_all(struct text *text, int fd, const char **reason)
{
    for (;;) {
        if (!make_room(text))
            return refuse_too_large_for_memory(reason, text->path);
        ssize_t count = read(fd, text->bytes + text->byte_count, text->capacity - text->byte_count);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return refuse_unread(reason, text->path, errno);
        if (count == 0)
            break;
        text->byte_count += (size_t)count;
        if (text->byte_count > LIMIT_BYTES)
            return refuse_over_limit(reason, text->path);
    }
    if (text->byte_count == 0)
        return refuse(reason, CORO_ERR_INVALID, "the text %s is empty", text->path);
    if (memchr(text->bytes, '\0', text->byte_count))       /* grep's test */
        return refuse(reason, CORO_ERR_INVALID, "the text %s is binary: there is a NUL byte in it", text->path);
    return CORO_OK;
}

/* ---- counting ---- */

enum byte_kind { FILLING, SEPARATING, PRINTABLE };

static enum byte_kind kind_of(char byte)
{
    switch (byte) {
    case ' ': case '\t': case '\n': case '\v': case '\f': case '\r':
        return SEPARATING;
    default:
        return byte > ' ' && byte < 0x7f ? PRINTABLE : FILLING;
    }
}

/* A word counts with its first printable byte; wc counts it with its end. *is_counted: that of the word we are in has been. */
static void count_copy(const struct text *text, struct text_counts *counts, bool *is_counted)
{
    for (size_t i = 0; i < text->byte_count; i++) {
        enum byte_kind kind = kind_of(text->bytes[i]);
        counts->bytes++;
        if (text->bytes[i] == '\n')
            counts->lines++;
        if (kind == PRINTABLE && !*is_counted)
            counts->words++;
        if (kind != FILLING)
            *is_counted = kind == PRINTABLE;
    }
}

static void count(struct text *text)
{
    struct text_counts counts = { 0 };
    bool is_counted = false;
    count_copy(text, &counts, &is_counted);
    text->once = counts;
    count_copy(text, &counts, &is_counted);
    text->twice = counts;
}

/* What a copy adds depends on how the one before it ends, and that is the same from the second copy on. */
struct text_counts text_count(const struct text *text, uint64_t repeats)
{
    const struct text_counts *once = &text->once, *twice = &text->twice;
    if (repeats == 0)
        return (struct text_counts){ 0 };
    struct text_counts counts = {
        .lines = once->lines + (repeats - 1) * (twice->lines - once->lines),
        .words = once->words + (repeats - 1) * (twice->words - once->words),
        .bytes = once->bytes + (repeats - 1) * (twice->bytes - once->bytes),
    };
    counts.items = counts.lines + (text->bytes[text->byte_count - 1] != '\n');
    return counts;
}

enum coro_status text_open(const char *path, struct text **text, const char **reason)
{
    int fd = -1;
    if (path == NULL)
        path = TEXT_DEFAULT_PATH;
    enum coro_status status = open_regular(path, &fd, reason);
    if (status != CORO_OK)
        return status;
    struct text *made = calloc(1, sizeof *made);
    if (made == NULL || (made->path = strdup(path)) == NULL)
        status = refuse_too_large_for_memory(reason, path);
    else
        status = read_all(made, fd, reason);
    close(fd);
    if (status != CORO_OK) {
        text_close(made);
        return status;
    }
    count(made);
    *text = made;
    return CORO_OK;
}

void text_close(struct text *text)
{
    if (text == NULL)
        return;
    free(text->bytes);
    free(text->path);
    free(text);
}

const char *text_path(const struct text *text) { return text->path; }
const char *text_bytes(const struct text *text) { return text->bytes; }
size_t text_byte_count(const struct text *text) { return text->byte_count; }

uint64_t text_timed_repeats(const struct text *text)
{
    uint64_t repeats = TIMED_BYTES / text->byte_count;
    return repeats > 2 ? repeats : 2;
}
