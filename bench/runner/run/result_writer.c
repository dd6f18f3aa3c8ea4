/* SPDX-License-Identifier: MIT */
/* Owns the file descriptor, the lock and the length of the result file. Owns the layout of a sample's line, too, which jansson
 * would print with more digits than it needs. Other records come from session.c; resume.c reads all of them back. */
#define _GNU_SOURCE
#include "bench/runner/run/result_writer.h"
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/message.h"
#include "report/base/memory.h"
#include "report/result/schema.h"

#define HEADER_BEGINS "{\"schema\":\"" REPORT_RESULT_SCHEMA "\""
#define END_BEGINS "{\"record\":\"end\""
enum { LONGEST_END_BYTES = 4096 };

static enum coro_status refuse(const char *path, const char *why)
{
    runner_note("%s cannot be written: %s", path, why);
    return CORO_ERR_IO;
}

static int open_or_make(const char *path, bool *is_new)
{
    int fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    *is_new = fd >= 0;
    return fd < 0 && errno == EEXIST ? open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0666) : fd;
}

/* Is the file a result without an end, by its first and its last line? */
static bool is_unfinished(int fd, off_t bytes)
{
    char head[sizeof HEADER_BEGINS] = "", tail[LONGEST_END_BYTES + 1];
    off_t from = bytes > LONGEST_END_BYTES ? bytes - LONGEST_END_BYTES : 0;
    ssize_t got = pread(fd, tail, LONGEST_END_BYTES, from);
    if (pread(fd, head, sizeof head - 1, 0) < 0 || got <= 0 || strcmp(head, HEADER_BEGINS) != 0)
        return false;
    tail[got] = '\0';
    const char *end = strstr(tail, "\n" END_BEGINS);
    for (const char *later = end; later != NULL; later = strstr(end + 1, "\n" END_BEGINS))
        end = later;
    const char *line_end = end == NULL ? NULL : strchr(end + 1, '\n');
    if (end != NULL && line_end == NULL)
        return tail[got - 1] != '}';        /* whole, although an editor has cut off its line end */
    return line_end == NULL || line_end[1] != '\0';
}

/* Locks the file. Refuses a file that must not be overwritten. Its length is known from here on. */
static enum coro_status inspect(struct result_writer *writer)
{
    struct stat info;
    if (flock(writer->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        writer->is_new = false;     /* the owner of the lock has it now */
        runner_note("another run of corolab is writing %s", writer->path);
        return CORO_ERR_IO;
    }
    if (fstat(writer->fd, &info) != 0)
        return refuse(writer->path, strerror(errno));
    if (!S_ISREG(info.st_mode))
        return refuse(writer->path, "it is not a regular file");
    writer->whole_bytes = info.st_size;
    if (!is_unfinished(writer->fd, info.st_size))
        return CORO_OK;
    runner_note("%s holds a run that was killed: go on with it by `%s run --resume %s`, or remove it", writer->path,
                runner_called(), writer->path);
    return CORO_ERR_IO;
}

enum coro_status runner_writer_open(struct result_writer *writer, const char *path)
{
    if (strcmp(path, "-") == 0)
        return refuse(path, "a result goes to a file; ./- is a file");
    if (strlen(path) >= PATH_MAX)
        return refuse(path, "the name is too long");
    *writer = (struct result_writer){ .fd = -1 };
    snprintf(writer->path, sizeof writer->path, "%s", path);
    writer->fd = open_or_make(path, &writer->is_new);
    if (writer->fd < 0)
        return refuse(path, strerror(errno));
    enum coro_status status = inspect(writer);
    if (status != CORO_OK)
        runner_writer_close(writer);
    else if (writer->whole_bytes > 0)
        writer->waiting = report_copy_string("");
    return status;
}

static enum coro_status fail(struct result_writer *writer, int error)
{
    writer->is_broken = true;
    refuse(writer->path, strerror(error));
    if (writer->waiting != NULL)
        runner_note("the older file %s is as it was", writer->path);
    else if (writer->whole_bytes > 0)
        runner_note("its records until then are whole: `%s run --resume %s` goes on from there", runner_called(), writer->path);
    return CORO_ERR_IO;
}

/* Zero, or the error. A short write is followed by another, which fails with the reason. */
static int write_all(int fd, const char *text, size_t bytes)
{
    while (bytes > 0) {
        ssize_t written = write(fd, text, bytes);
        if (written <= 0)
            return written == 0 ? ENOSPC : errno;
        text += written;
        bytes -= (size_t)written;
    }
    return 0;
}

/* The first bytes of a file, with room for one more; the caller frees them. NULL, with errno, when they cannot be read. */
static char *read_start(int fd, off_t bytes)
{
    char *text = report_allocate((size_t)bytes + 1);
    ssize_t got;
    for (off_t at = 0; at < bytes; at += got) {
        got = pread(fd, text + at, (size_t)(bytes - at), at);
        if (got <= 0) {
            int error = got == 0 ? EIO : errno;
            free(text);
            errno = error;
            return NULL;
        }
    }
    return text;
}

/* Copies the records to where temporary files go: a directory that is gone must not cost hours of samples. */
static void rescue(struct result_writer *writer, const char *event)
{
    char path[PATH_MAX], *text = read_start(writer->fd, writer->whole_bytes);
    const char *directory = getenv("TMPDIR");
    snprintf(path, sizeof path, "%s/corolab-%ld.json", directory && directory[0] == '/' ? directory : "/tmp", (long)getpid());
    int to = text == NULL ? -1 : open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    int error = to < 0 ? errno : write_all(to, text, (size_t)writer->whole_bytes);
    if (to >= 0 && close(to) != 0 && error == 0)
        error = errno;
    if (to >= 0 && error != 0)
        unlink(path);
    if (error == 0)
        runner_note("%s was %s during the run: the result is in %s", writer->path, event, path);
    else
        runner_note("%s was %s during the run, and %s cannot be written: %s", writer->path, event, path, strerror(error));
    free(text);
}

/* A program that asks for no lock may have cut the file or written to it. Then nothing is added any more. */
static enum coro_status expect_own_length(struct result_writer *writer)
{
    struct stat now;
    if (fstat(writer->fd, &now) != 0)
        return fail(writer, errno);
    if (now.st_size == writer->whole_bytes)
        return CORO_OK;
    writer->is_broken = true;
    if (writer->waiting != NULL)
        runner_note("another program changed %s during the run: nothing is written to it", writer->path);
    else if (now.st_size < writer->whole_bytes)
        runner_note("another program cut %s during the run: its samples are lost", writer->path);
    else
        rescue(writer, "added to by another program");
    writer->is_new = false;
    writer->whole_bytes = 0;        /* there is nothing more to rescue */
    return CORO_ERR_IO;
}

static enum coro_status append(struct result_writer *writer, const char *lines, size_t bytes)
{
    enum coro_status status = expect_own_length(writer);
    int error = status == CORO_OK ? write_all(writer->fd, lines, bytes) : 0;
    if (status == CORO_OK && error == 0)
        writer->whole_bytes += (off_t)bytes;
    if (error == 0)
        return status;
    (void)!ftruncate(writer->fd, writer->whole_bytes);
    return fail(writer, error);
}

/* An editor may have left the last line without its end. */
static enum coro_status end_last_line(struct result_writer *writer)
{
    char last = '\n';
    if (writer->whole_bytes > 0 && pread(writer->fd, &last, 1, writer->whole_bytes - 1) != 1)
        return fail(writer, EIO);
    return last == '\n' ? CORO_OK : append(writer, "\n", 1);
}

enum coro_status runner_writer_reopen(struct result_writer *writer, const char *path, int fd, off_t whole_bytes)
{
    *writer = (struct result_writer){ .fd = fd, .whole_bytes = whole_bytes };
    snprintf(writer->path, sizeof writer->path, "%s", path);
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDWR)
        return refuse(path, strerror(EACCES));
    return ftruncate(fd, whole_bytes) == 0 ? end_last_line(writer) : refuse(path, strerror(errno));
}

/* Writes the records behind the older ones first: a disk or a limit without room for them costs no older file. */
static enum coro_status replace_older_file(struct result_writer *writer)
{
    enum coro_status status = append(writer, writer->waiting, writer->waiting_bytes);
    char *waiting = writer->waiting;
    writer->waiting = NULL;
    writer->whole_bytes = 0;        /* of this run's records */
    if (status == CORO_OK)
        status = ftruncate(writer->fd, 0) == 0 ? append(writer, waiting, writer->waiting_bytes) : fail(writer, errno);
    free(waiting);
    return status;
}

enum coro_status runner_writer_copy(struct result_writer *writer, int from, off_t bytes)
{
    char *text = read_start(from, bytes);
    if (text == NULL)
        return fail(writer, errno);
    if (text[bytes - 1] != '\n')
        text[bytes++] = '\n';
    enum coro_status status = runner_writer_add_lines(writer, text, (size_t)bytes, RECORD_IS_MEASURED);
    free(text);
    return status;
}

enum coro_status runner_writer_add_lines(struct result_writer *writer, const char *lines, size_t bytes,
                                         enum record_weight weight)
{
    if (writer->fd < 0)
        return CORO_OK;
    if (writer->is_broken)
        return CORO_ERR_IO;
    if (writer->waiting == NULL)
        return append(writer, lines, bytes);
    writer->waiting = report_reallocate(writer->waiting, writer->waiting_bytes + bytes, 1);
    memcpy(writer->waiting + writer->waiting_bytes, lines, bytes);
    writer->waiting_bytes += bytes;
    return weight == RECORD_IS_MEASURED ? replace_older_file(writer) : CORO_OK;
}

enum coro_status runner_writer_add(struct result_writer *writer, json_t *record)
{
    char *line = json_dumps(record, JSON_COMPACT | JSON_REAL_PRECISION(15));
    if (line == NULL) {         /* json_pack makes no record out of a number that is not finite */
        writer->is_broken = true;
        return refuse(writer->path, "a record of it holds a value that JSON does not have");
    }
    size_t bytes = strlen(line);
    line[bytes] = '\n';         /* for the terminator: the length is known */
    enum coro_status status = runner_writer_add_lines(writer, line, bytes + 1, RECORD_MAY_WAIT);
    free(line);
    json_decref(record);
    return status;
}

bool runner_writer_is_at(int fd, const char *path)
{
    struct stat open_file, there;
    return fstat(fd, &open_file) == 0 && stat(path, &there) == 0 && open_file.st_dev == there.st_dev
           && open_file.st_ino == there.st_ino;
}

enum coro_status runner_writer_finish(struct result_writer *writer)
{
    enum coro_status status = writer->is_broken ? CORO_ERR_IO : CORO_OK;
    if (writer->fd < 0)
        return CORO_OK;
    if (status == CORO_OK && writer->waiting != NULL)
        status = replace_older_file(writer);
    if (status == CORO_OK && fsync(writer->fd) != 0 && errno != EINVAL && errno != EROFS)
        status = fail(writer, errno);
    if (status == CORO_OK)
        status = expect_own_length(writer);
    if (writer->whole_bytes == 0 || runner_writer_is_at(writer->fd, writer->path))
        return status;
    rescue(writer, "removed or replaced");
    return CORO_ERR_IO;
}

void runner_writer_close(struct result_writer *writer)
{
    if (writer->fd >= 0 && writer->is_new && writer->whole_bytes == 0 && runner_writer_is_at(writer->fd, writer->path))
        unlink(writer->path);
    if (writer->fd >= 0)
        close(writer->fd);
    free(writer->waiting);
    writer->waiting = NULL;
    writer->fd = -1;
}

const char *runner_answer_fault(const json_t *answer, enum pass pass)
{
    json_t *metrics = json_object_get(answer, "metrics"), *value;
    const char *name;
    if (!json_is_object(metrics) || json_object_size(metrics) == 0)
        return "it answered without numbers";
    json_object_foreach(metrics, name, value) {
        const struct metric *metric = runner_metric_find(name);
        if (metric == NULL || metric->pass != pass)
            return "it answered with a metric that was not asked for";
        if (!json_is_number(value) || !isfinite(json_number_value(value)))
            return "it answered with something that is not a number";
        if (strcmp(metric->unit, "ns") == 0 && json_number_value(value) < 0)
            return "it answered with a time below zero";
    }
    return NULL;
}

/* Prints as few digits as read back to the same number, and always as a real number: "12.0", not "12". */
static void print_number(double value, FILE *file)
{
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, value);
        if (strtod(digits, NULL) == value)
            break;
    }
    fprintf(file, "%s%s", digits, strpbrk(digits, ".e") == NULL ? ".0" : "");
}

/* Names of rows, workloads and metrics are identifiers with slashes and colons: none needs an escape. */
static void print(FILE *file, const struct plan_cell *cell, const struct metric *metric, double value, unsigned round, double at)
{
    fprintf(file, "{\"record\":\"sample\",\"strategy\":\"%s\",\"workload\":\"%s\",\"metric\":\"%s\",\"unit\":\"%s\",\"value\":",
            cell->row->name, cell->workload->name, metric->name, metric->unit);
    print_number(value, file);
    fprintf(file, ",\"round\":%u,\"at\":%.3f}\n", round, at);
}

void runner_answer_print(FILE *file, const json_t *answer, const struct plan_cell *cell, unsigned round, double at)
{
    const json_t *metrics = json_object_get(answer, "metrics");
    for (size_t i = 0; i < RUNNER_METRIC_COUNT; i++) {
        const json_t *value = json_object_get(metrics, runner_metrics[i].name);
        if (value != NULL)
            print(file, cell, &runner_metrics[i], json_number_value(value), round, at);
    }
}
