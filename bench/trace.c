/* SPDX-License-Identifier: MIT */
#include "bench/trace.h"
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* ---- lines ---- */

/* What is left to read, and which line it begins with. */
struct cursor { const char *name, *at, *end; unsigned long line; const char **reason; };

__attribute__((format(printf, 2, 3)))
static enum coro_status refuse_line(const struct cursor *cursor, const char *format, ...)
{
    va_list arguments;
    int used = snprintf(sentence, sizeof sentence / 2, "%s:%lu: ", cursor->name, cursor->line);
    size_t from = used < (int)sizeof sentence / 2 ? (size_t)used : sizeof sentence / 2 - 1;
    va_start(arguments, format);
    vsnprintf(sentence + from, sizeof sentence - from, format, arguments);
    va_end(arguments);
    *cursor->reason = sentence;
    return CORO_ERR_INVALID;
}

/* The line's end; NULL when the bytes end before it does. */
static const char *line_end(const struct cursor *cursor) { return memchr(cursor->at, '\n', (size_t)(cursor->end - cursor->at)); }

static bool begins_with(const struct cursor *cursor, const char *end, const char *words)
{
    return (size_t)(end - cursor->at) >= strlen(words) && memcmp(cursor->at, words, strlen(words)) == 0;
}

static enum coro_status take_line(struct cursor *cursor, const char **end)
{
    *end = line_end(cursor);
    if (*end)
        return CORO_OK;
    return refuse_line(cursor, "the trace ends %s", cursor->at == cursor->end ? "before this line" : "in the middle of a line");
}
static void leave_line(struct cursor *cursor, const char *end)
{
    cursor->at = end + 1;
    cursor->line++;
}

static const char first_words[] = "# corolab trace 1: ";
static const char titles[] = "task,callee_bytes,polls_until_ready,depth";

static enum coro_status take_header(struct cursor *cursor)
{
    const char *end;
    enum coro_status status = take_line(cursor, &end);
    if (status)
        return status;
    if (!begins_with(cursor, end, first_words))
        return refuse_line(cursor, "a trace begins with \"%s\" and how it was recorded", first_words);
    leave_line(cursor, end);
    status = take_line(cursor, &end);
    if (status)
        return status;
    if ((size_t)(end - cursor->at) != strlen(titles) || !begins_with(cursor, end, titles))
        return refuse_line(cursor, "the second line must be \"%s\"", titles);
    leave_line(cursor, end);
    return CORO_OK;
}

/* ---- fields ---- */

struct field { const char *name; uint32_t least, most; };
enum { FIELDS = 4 };
static const struct field fields[FIELDS] = {
    { "task", 0, TRACE_MAX_TASKS - 1 },
    { "callee_bytes", 1, TRACE_MAX_CALLEE_BYTES },
    { "polls_until_ready", 1, TRACE_MAX_POLLS },
    { "depth", 0, TRACE_MAX_DEPTH },
};

static enum coro_status take_field(const struct cursor *cursor, const struct field *field, const char **at, const char *end,
                                   uint32_t *value)
{
    enum { MOST_DIGITS = 9 };       /* which no uint32_t overflows with */
    uint32_t taken = 0;
    int digits = 0;
    for (; *at < end && isdigit((unsigned char)**at) && digits <= MOST_DIGITS; digits++)
        taken = 10 * taken + (uint32_t)(*(*at)++ - '0');
    if (digits == 0)
        return refuse_line(cursor, "%s is not a number", field->name);
    if (digits > MOST_DIGITS || taken < field->least || taken > field->most)
        return refuse_line(cursor, "%s must be %u to %u", field->name, field->least, field->most);
    *value = taken;
    return CORO_OK;
}

static enum coro_status take_record(struct cursor *cursor, struct trace_record *record)
{
    uint32_t values[FIELDS];
    const char *end, *at = cursor->at;
    enum coro_status status = take_line(cursor, &end);
    for (size_t i = 0; i < FIELDS && !status; i++) {
        status = take_field(cursor, &fields[i], &at, end, &values[i]);
        char expected = i + 1 < FIELDS ? ',' : '\n';
        if (!status && *at != expected)
            status = refuse_line(cursor, "%s must be followed by %s", fields[i].name, expected == ',' ? "a comma" : "the line's end");
        at++;
    }
    if (status)
        return status;
    *record = (struct trace_record){ values[0], values[1], values[2], values[3] };
    leave_line(cursor, end);
    return CORO_OK;
}

enum coro_status trace_parse(const char *name, const char *bytes, size_t count, struct trace **out, const char **reason)
{
    struct cursor cursor = { name, bytes, bytes + count, 1, reason };
    size_t line_count = 0;
    if (count > TRACE_MAX_FILE_BYTES)
        return refuse(reason, CORO_ERR_INVALID, "the trace %s is larger than %d bytes", name, TRACE_MAX_FILE_BYTES);
    enum coro_status status = take_header(&cursor);
    if (status)
        return status;
    for (const char *at = cursor.at; at < cursor.end; at++)
        line_count += *at == '\n';
    struct trace *trace = malloc(sizeof *trace + (line_count + 1) * sizeof *trace->records);
    if (trace == NULL)
        return refuse(reason, CORO_ERR_NO_MEMORY, "there is not enough memory to hold the trace %s", name);
    trace->count = 0;
    trace->name = name;
    while (cursor.at < cursor.end && !status) {
        if (trace->count == TRACE_MAX_RECORDS)
            status = refuse_line(&cursor, "a trace has no more than %d records", TRACE_MAX_RECORDS);
        else
            status = take_record(&cursor, &trace->records[trace->count++]);
    }
    if (!status && trace->count == 0)
        status = refuse_line(&cursor, "a trace has at least one record");
    if (status)
        free(trace);
    else
        *out = trace;
    return status;
}

/* ---- reading ---- */

/* Without waiting for the writer of a pipe: that is refused all the same. */
static enum coro_status open_regular(const char *path, int *descriptor, const char **reason)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return refuse(reason, CORO_ERR_IO, "the trace %s cannot be opened: %s", path, strerror(errno));
    if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
        *descriptor = fd;
        return CORO_OK;
    }
    close(fd);
    return refuse(reason, CORO_ERR_IO, "the trace %s is not a regular file", path);
}

/* As much as there is, up to one byte too many. */
static enum coro_status read_all(const char *path, int fd, char *bytes, size_t *count, const char **reason)
{
    for (*count = 0; *count <= TRACE_MAX_FILE_BYTES;) {
        ssize_t got = read(fd, bytes + *count, TRACE_MAX_FILE_BYTES + 1 - *count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refuse(reason, CORO_ERR_IO, "the trace %s cannot be read: %s", path, strerror(errno));
        if (got == 0)
            break;
        *count += (size_t)got;
    }
    return CORO_OK;
}

/* In trace_default.c. */
extern const char trace_default_bytes[] __attribute__((visibility("hidden")));
extern const char trace_default_end[] __attribute__((visibility("hidden")));

enum coro_status trace_open(const char *path, struct trace **trace, const char **reason)
{
    int fd = -1;
    size_t count = 0;
    if (path == NULL)
        return trace_parse(TRACE_DEFAULT_NAME, trace_default_bytes, (size_t)(trace_default_end - trace_default_bytes), trace, reason);
    enum coro_status status = open_regular(path, &fd, reason);
    if (status)
        return status;
    char *bytes = malloc(TRACE_MAX_FILE_BYTES + 1);
    if (bytes == NULL)
        status = refuse(reason, CORO_ERR_NO_MEMORY, "there is not enough memory to hold the trace %s", path);
    else
        status = read_all(path, fd, bytes, &count, reason);
    close(fd);
    if (!status)
        status = trace_parse(path, bytes, count, trace, reason);
    free(bytes);
    return status;
}
