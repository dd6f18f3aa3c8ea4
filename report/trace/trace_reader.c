/* SPDX-License-Identifier: MIT */
/* Owns the format of traces (trace_reader.h): the lines, their fields, and the sentence for each fault. */
#include "report/trace/trace_reader.h"
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A line is shorter than the first may be, which has the recorder's words. */
enum { MOST_LINE_BYTES = TRACE_MAX_HOW_BYTES + 40, BUFFER_BYTES = 64 << 10 };

/* `at` to `end` are the bytes that were read and not taken; more follow while there is a descriptor. */
struct source {
    const char *name;
    const char *at, *end;
    int descriptor;                 /* -1: all bytes are there */
    char *buffer;
    unsigned long line;             /* the number of the line at `at` */
    struct trace_fault *fault;
};
struct line { const char *at, *end; };          /* without its newline */

__attribute__((format(printf, 2, 3)))
static bool refuse_file(const struct source *source, const char *format, ...)
{
    char words[200];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    snprintf(source->fault->sentence, sizeof source->fault->sentence, "the trace %.400s %s", source->name, words);
    return false;
}

__attribute__((format(printf, 2, 3)))
static bool refuse_line(const struct source *source, const char *format, ...)
{
    char words[200];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    snprintf(source->fault->sentence, sizeof source->fault->sentence, "%.400s:%lu: %s", source->name, source->line, words);
    return false;
}

/* ---- bytes ---- */

/* Puts what was read and not taken at the buffer's start, and reads on behind it. */
static bool read_more(struct source *source)
{
    size_t kept = (size_t)(source->end - source->at);
    ssize_t count;

    memmove(source->buffer, source->at, kept);
    source->at = source->buffer;
    source->end = source->buffer + kept;
    do
        count = read(source->descriptor, source->buffer + kept, BUFFER_BYTES - kept);
    while (count < 0 && errno == EINTR);
    if (count < 0)
        return refuse_file(source, "cannot be read: %s", strerror(errno));
    source->end += count;
    if (count == 0)
        source->descriptor = -1;
    return true;
}

/* Finds the end of the line. Every character of a trace can be shown, so other bytes mean that it is another file. */
static bool find_end(struct source *source, struct line *line)
{
    const char *newline;

    while ((newline = memchr(source->at, '\n', (size_t)(source->end - source->at))) == NULL && source->descriptor >= 0
           && source->end - source->at <= MOST_LINE_BYTES)
        if (!read_more(source))
            return false;
    size_t count = (size_t)((newline != NULL ? newline : source->end) - source->at);
    if (count > MOST_LINE_BYTES)
        return refuse_line(source, "a line of a trace has at most %d bytes", MOST_LINE_BYTES);
    for (size_t i = 0; i < count; i++)
        if ((unsigned char)source->at[i] < ' ')
            return source->at[i] == '\r'
                ? refuse_line(source, "the line ends in a carriage return: end lines with a newline alone")
                : refuse_line(source, "byte %zu is a control character, and a trace is text", i + 1);
    if (newline == NULL)
        return refuse_line(source, "the trace ends %s", count == 0 ? "before this line" : "in the middle of a line");
    *line = (struct line){source->at, newline};
    return true;
}

static void leave_line(struct source *source, const struct line *line)
{
    source->at = line->end + 1;
    source->line++;
}

/* Is there another line? Sets *is_there. */
static bool look_ahead(struct source *source, bool *is_there)
{
    if (source->at == source->end && source->descriptor >= 0 && !read_more(source))
        return false;
    *is_there = source->at < source->end;
    return true;
}

/* ---- fields ---- */

struct field { const char *name; uint32_t least, most; };
enum { FIELDS = 5 };
static const struct field fields[FIELDS] = {
    {"task", 0, TRACE_MAX_TASK},
    {"callee_bytes", 0, UINT32_MAX},
    {"polls_until_ready", 1, UINT32_MAX},
    {"depth", 0, UINT32_MAX},
    {"in_flight", 0, UINT32_MAX},
};

static bool take_field(const struct source *source, const struct field *field, struct line *rest, uint32_t *value)
{
    enum { MOST_DIGITS = 10 };
    uint64_t taken = 0;
    int digits = 0;

    for (; rest->at < rest->end && *rest->at >= '0' && *rest->at <= '9' && digits <= MOST_DIGITS; digits++)
        taken = 10 * taken + (uint64_t)(*rest->at++ - '0');
    if (digits == 0)
        return refuse_line(source, "%s is not a number", field->name);
    if (digits > MOST_DIGITS || taken < field->least || taken > field->most)
        return refuse_line(source, "%s must be %u to %u", field->name, field->least, field->most);
    *value = (uint32_t)taken;
    return true;
}

static bool take_record(struct source *source, size_t field_count, struct trace_record *record)
{
    uint32_t values[FIELDS] = {0};
    struct line line;

    if (!find_end(source, &line))
        return false;
    struct line rest = line;
    for (size_t i = 0; i < field_count; i++) {
        bool is_last = i + 1 == field_count;
        if (!take_field(source, &fields[i], &rest, &values[i]))
            return false;
        if (is_last ? rest.at != rest.end : rest.at == rest.end || *rest.at != ',')
            return refuse_line(source, "%s must be followed by %s", fields[i].name, is_last ? "the line's end" : "a comma");
        rest.at += !is_last;
    }
    *record = (struct trace_record){values[0], values[1], values[2], values[3], values[4]};
    leave_line(source, &line);
    return true;
}

/* ---- head ---- */

static const char first_words[] = "# corolab trace ";
enum { FIRST_WORDS = sizeof first_words - 1 };
static const char *const titles[] = {"task,callee_bytes,polls_until_ready,depth",
                                     "task,callee_bytes,polls_until_ready,depth,in_flight"};

static bool take_first_line(struct source *source, struct trace_head *head)
{
    struct line line;

    if (!find_end(source, &line))
        return false;
    size_t count = (size_t)(line.end - line.at);
    if (count < FIRST_WORDS + 3 || memcmp(line.at, first_words, FIRST_WORDS) != 0 || line.at[FIRST_WORDS + 1] != ':'
        || line.at[FIRST_WORDS + 2] != ' ')
        return refuse_line(source, "a trace begins with \"%s2: \" and how it was recorded", first_words);
    head->format = (unsigned)(line.at[FIRST_WORDS] - '0');
    if (head->format != 1 && head->format != 2)
        return refuse_line(source, "the trace is of format %c, and this corolab reads 1 and 2", line.at[FIRST_WORDS]);
    head->says_in_flight = head->format == 2;
    count -= FIRST_WORDS + 3;
    if (count > TRACE_MAX_HOW_BYTES)
        return refuse_line(source, "how it was recorded must be said in %d bytes", TRACE_MAX_HOW_BYTES);
    memcpy(head->how, line.at + FIRST_WORDS + 3, count);
    head->how[count] = '\0';
    leave_line(source, &line);
    return true;
}

static bool take_titles(struct source *source, const struct trace_head *head)
{
    const char *wanted = titles[head->format - 1];
    struct line line;

    if (!find_end(source, &line))
        return false;
    if ((size_t)(line.end - line.at) != strlen(wanted) || memcmp(line.at, wanted, strlen(wanted)) != 0)
        return refuse_line(source, "the second line must be \"%s\"", wanted);
    leave_line(source, &line);
    return true;
}

/* ---- all of it ---- */

static bool take_records(struct source *source, const struct trace_head *head, const struct trace_visitor *visitor)
{
    struct trace_record record;
    bool is_there;

    if (!look_ahead(source, &is_there))
        return false;
    if (!is_there)
        return refuse_line(source, "a trace has at least one call");
    while (is_there) {
        if (!take_record(source, head->says_in_flight ? FIELDS : FIELDS - 1, &record))
            return false;
        if (!visitor->record(visitor->self, &record))
            return true;
        if (!look_ahead(source, &is_there))
            return false;
    }
    return true;
}

static bool take_all(struct source *source, const struct trace_visitor *visitor)
{
    struct trace_head head;

    if (!take_first_line(source, &head) || !take_titles(source, &head))
        return false;
    return (visitor->head != NULL && !visitor->head(visitor->self, &head)) || take_records(source, &head, visitor);
}

bool trace_read_bytes(const char *name, const char *bytes, size_t count, const struct trace_visitor *visitor,
                      struct trace_fault *fault)
{
    struct source source = {.name = name, .at = bytes, .end = bytes + count, .descriptor = -1, .line = 1, .fault = fault};

    return take_all(&source, visitor);
}

/* Does not wait for the writer of a pipe, which is refused: a trace is read again for every cell of a run. */
static bool open_regular(struct source *source)
{
    struct stat facts;

    source->descriptor = open(source->name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (source->descriptor < 0)
        return refuse_file(source, "cannot be opened: %s", strerror(errno));
    if (fstat(source->descriptor, &facts) != 0)
        return refuse_file(source, "cannot be read: %s", strerror(errno));
    if (S_ISDIR(facts.st_mode))
        return refuse_file(source, "is a directory");
    return S_ISREG(facts.st_mode) || refuse_file(source, "is not a regular file");
}

bool trace_read_file(const char *path, const struct trace_visitor *visitor, struct trace_fault *fault)
{
    char buffer[BUFFER_BYTES];
    struct source source = {.name = path, .at = buffer, .end = buffer, .buffer = buffer, .line = 1, .fault = fault};
    bool is_open = open_regular(&source);
    int descriptor = source.descriptor;
    bool is_read = is_open && take_all(&source, visitor);

    if (descriptor >= 0)
        close(descriptor);
    return is_read;
}
