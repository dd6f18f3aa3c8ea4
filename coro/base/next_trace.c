/* SPDX-License-Identifier: MIT */
/* Keeps the calls of coro/next_trace.h, and writes them when the program exits. */
#define _POSIX_C_SOURCE 200809L /* lstat */
#include "coro/next_trace.h"
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct line { size_t task, bytes, polls, depth, in_flight; bool is_ready; };

/* A map from addresses, of frames in flight or of tasks. */
enum { BUCKETS = 1 << 12 };
struct entry { struct entry *next; const void *key; size_t value; };
struct map { struct entry *buckets[BUCKETS]; };

static struct {
    pthread_mutex_t lock;
    const char *file;               /* NULL: nothing is recorded */
    size_t most;                    /* the number of lines there is room for */
    struct line *lines;             /* in the order of the first polls */
    size_t count, in_flight, task_count;
    struct map frames, tasks;
} trace = { .lock = PTHREAD_MUTEX_INITIALIZER };
static _Thread_local size_t depth;  /* the recorded calls that this thread polls */

/* Returns the place of the key's entry, or the end of its chain. */
static struct entry **find(struct map *map, const void *key)
{
    struct entry **at = &map->buckets[((uintptr_t)key >> 4) * 0x9e3779b97f4a7c15u >> 52];
    while (*at && (*at)->key != key)
        at = &(*at)->next;
    return at;
}
/* Returns NULL without memory. */
static struct entry *add(struct entry **at, const void *key, size_t value)
{
    struct entry *entry = malloc(sizeof *entry);
    if (entry)
        *entry = (struct entry){ NULL, key, value };
    return *at = entry;
}

/* ---- writing ---- */

static void print(FILE *out)
{
    const char *note = getenv("DYN_TRACE_NOTE");
    size_t unready = 0;
    char words[300];
    snprintf(words, sizeof words, "%s", note ? note : "a program on coro");
    for (char *at = words; *at; at++)
        *at = *at == '\n' || *at == '\r' ? ' ' : *at;
    for (size_t i = 0; i < trace.count; i++)
        unready += !trace.lines[i].is_ready;
    fprintf(out, "# corolab trace 2: %s", words);
    if (unready > 0)
        fprintf(out, "; %zu never became ready", unready);
    fprintf(out, "\ntask,callee_bytes,polls_until_ready,depth,in_flight\n");
    for (size_t i = 0; i < trace.count; i++) {
        const struct line *line = &trace.lines[i];
        fprintf(out, "%zu,%zu,%zu,%zu,%zu\n", line->task, line->bytes, line->polls, line->depth, line->in_flight);
    }
}

/* Writes under another name first, so that no half of a trace is ever there. */
static int write_to(const char *temporary)
{
    FILE *out = fopen(temporary, "w");
    if (out == NULL)
        return errno;
    errno = 0;
    print(out);
    bool is_written = !ferror(out);
    if (fclose(out) != 0 || !is_written || rename(temporary, trace.file) != 0)
        return errno ? errno : EIO;
    return 0;
}

/* A trace takes the place of a file. In the place of a device, a FIFO or a link it would destroy that. */
static bool is_replaceable(const char *file)
{
    struct stat facts;
    if (lstat(file, &facts) != 0 || S_ISREG(facts.st_mode))
        return true;
    fprintf(stderr, "coro: no trace is written: DYN_TRACE names %s, which is not a regular file\n", file);
    return false;
}

static void write_trace(void)
{
    if (!is_replaceable(trace.file))
        return;
    size_t room = strlen(trace.file) + 32;
    char *temporary = malloc(room);
    int why = ENOMEM;
    if (temporary) {
        snprintf(temporary, room, "%s.%ld", trace.file, (long)getpid());
        why = write_to(temporary);
        if (why)
            unlink(temporary);
    }
    if (why)
        fprintf(stderr, "coro: cannot write the trace %s: %s\n", trace.file, strerror(why));
    free(temporary);
}

static void write_at_exit(void)
{
    pthread_mutex_lock(&trace.lock);
    if (trace.count == 0)
        fprintf(stderr, "coro: no trace is written to %s: no call was recorded\n", trace.file);
    else
        write_trace();
    pthread_mutex_unlock(&trace.lock);
}

/* Returns 0 for other text than a number of lines. */
static size_t number_in(const char *text)
{
    unsigned long number = text[strspn(text, "0123456789")] == '\0' ? strtoul(text, NULL, 10) : 0;
    return number <= SIZE_MAX / sizeof *trace.lines ? number : 0;
}

/* Before main(), so that a program without a call says so when it exits. */
__attribute__((constructor)) static void set_up(void)
{
    const char *file = getenv("DYN_TRACE"), *calls = getenv("DYN_TRACE_CALLS");
    if (file == NULL || *file == '\0' || !is_replaceable(file))
        return;
    calls = calls ? calls : "65536";
    trace.most = number_in(calls);
    trace.lines = trace.most > 0 ? calloc(trace.most, sizeof *trace.lines) : NULL;
    if (trace.lines == NULL || atexit(write_at_exit) != 0)
        fprintf(stderr, "coro: no trace is recorded: DYN_TRACE_CALLS=%s is no number of calls that memory can hold\n", calls);
    else
        trace.file = file;
}

/* ---- recording ---- */

static bool is_recording(void) { return trace.file != NULL; }

static struct line *line_of(struct entry **at) { return &trace.lines[(*at)->value]; }

static void begin(struct entry **at, const void *frame, size_t bytes, const struct coro_task *task)
{
    struct entry **known = find(&trace.tasks, task);
    if (trace.count == trace.most || (*known == NULL && add(known, task, trace.task_count) == NULL))
        return;
    trace.task_count += (*known)->value == trace.task_count;
    if (add(at, frame, trace.count) == NULL)
        return;
    trace.lines[trace.count++] = (struct line){ (*known)->value, bytes, 1, depth, trace.in_flight++, false };
    if (trace.count == trace.most)
        write_trace();
}

static void end(struct entry **at, bool is_ready)
{
    struct entry *entry = *at;
    line_of(at)->is_ready = is_ready;
    trace.in_flight--;
    *at = entry->next;
    free(entry);
}

void coro_next_trace_poll_begins(const void *frame, size_t bytes, const struct coro_task *task)
{
    if (!is_recording())
        return;
    pthread_mutex_lock(&trace.lock);
    struct entry **at = find(&trace.frames, frame);
    if (*at)
        line_of(at)->polls++;
    else
        begin(at, frame, bytes, task);
    depth += *at != NULL;
    pthread_mutex_unlock(&trace.lock);
}

void coro_next_trace_poll_ends(const void *frame, bool is_ready)
{
    if (!is_recording())
        return;
    pthread_mutex_lock(&trace.lock);
    struct entry **at = find(&trace.frames, frame);
    if (*at) {
        depth--;
        if (is_ready)
            end(at, true);
    }
    pthread_mutex_unlock(&trace.lock);
}

void coro_next_trace_dropped(const void *frame)
{
    if (!is_recording())
        return;
    pthread_mutex_lock(&trace.lock);
    struct entry **at = find(&trace.frames, frame);
    if (*at)
        end(at, false);
    pthread_mutex_unlock(&trace.lock);
}
