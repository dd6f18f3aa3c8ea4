/* SPDX-License-Identifier: MIT */
/* Owns the file descriptor, the lock and the length of the result file. The records come from session.c and answer.c; resume.c
 * reads all of them back. older_file.c decides whether an older file may be replaced. */
#define _GNU_SOURCE
#include "bench/runner/run/result_writer.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/message.h"
#include "report/base/memory.h"

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

/* The directory of the file behind all symbolic links. */
static const char *folder_of(const char *path, char folder[PATH_MAX])
{
    if (realpath(path, folder) == NULL)
        return strcpy(folder, ".");
    char *slash = strrchr(folder, '/');
    slash[slash == folder] = '\0';
    return folder;
}

/* Locks the file. Its length is known from here on. */
static enum coro_status inspect(struct result_writer *writer)
{
    struct stat info;
    char folder[PATH_MAX];
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
    if (info.st_size > 0 && access(folder_of(writer->path, folder), W_OK) != 0)
        return refuse(writer->path, "its directory admits no file that could take its place");
    return CORO_OK;
}

enum coro_status runner_writer_open(struct result_writer *writer, const char *path)
{
    if (strcmp(path, "-") == 0)
        return refuse(path, "a result goes to a file; ./- is a file");
    if (strlen(path) >= PATH_MAX)
        return refuse(path, "the name is too long");
    *writer = (struct result_writer){ .fd = -1, .older_fd = -1 };
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
        runner_note("its records until then are whole: `%s run --resume %s` goes on from there", runner_called(),
                    runner_quoted(writer->path));
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
    snprintf(path, sizeof path, "%s/corolab-XXXXXX.json", directory && directory[0] == '/' ? directory : "/tmp");
    int to = text == NULL ? -1 : mkostemps(path, (int)strlen(".json"), O_CLOEXEC);
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
    *writer = (struct result_writer){ .fd = fd, .older_fd = -1, .whole_bytes = whole_bytes };
    snprintf(writer->path, sizeof writer->path, "%s", path);
    if ((fcntl(fd, F_GETFL) & O_ACCMODE) != O_RDWR)
        return refuse(path, strerror(EACCES));
    return ftruncate(fd, whole_bytes) == 0 ? end_last_line(writer) : refuse(path, strerror(errno));
}

/* Makes the file that takes the older one's place, with its owner and mode, locked. Returns -1 with errno on failure. */
static int make_successor(const struct result_writer *writer, const char *folder, char path[PATH_MAX])
{
    struct stat older;
    if (snprintf(path, PATH_MAX, "%s/.corolab-XXXXXX", folder) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int fd = mkostemp(path, O_APPEND | O_CLOEXEC);
    if (fd < 0 || fstat(writer->fd, &older) != 0)
        return fd;
    (void)!fchown(fd, older.st_uid, older.st_gid);      /* of use to root alone */
    (void)fchmod(fd, older.st_mode & 07777);
    (void)flock(fd, LOCK_EX | LOCK_NB);
    return fd;
}

/* Writes the waiting records to a file beside the older one, which then takes its name. A kill at any moment leaves the one or
 * the other, and a disk without room costs no older file. Zero, or the error. */
static int put_in_place(struct result_writer *writer)
{
    char folder[PATH_MAX], target[PATH_MAX], path[PATH_MAX];
    if (realpath(writer->path, target) == NULL)
        return errno;
    int fd = make_successor(writer, folder_of(writer->path, folder), path);
    if (fd < 0)
        return errno;
    int error = write_all(fd, writer->waiting, writer->waiting_bytes);
    if (error == 0 && rename(path, target) != 0)
        error = errno;
    if (error != 0) {
        unlink(path);
        close(fd);
        return error;
    }
    writer->older_fd = writer->fd;      /* its lock keeps out a run that opened it before */
    writer->fd = fd;
    return 0;
}

/* A file that has left its path is nobody's: it is written in place, and rescued in the end. */
static int overwrite(struct result_writer *writer)
{
    return ftruncate(writer->fd, 0) == 0 ? write_all(writer->fd, writer->waiting, writer->waiting_bytes) : errno;
}

static enum coro_status replace_older_file(struct result_writer *writer)
{
    enum coro_status status = expect_own_length(writer);
    int error = 0;
    if (status == CORO_OK)
        error = runner_writer_is_at(writer->fd, writer->path) ? put_in_place(writer) : overwrite(writer);
    if (error != 0)
        status = fail(writer, error);
    else if (status == CORO_OK)
        writer->whole_bytes = (off_t)writer->waiting_bytes;
    free(writer->waiting);
    writer->waiting = NULL;
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
    if (writer->fd >= 0 && writer->older_fd >= 0)
        close(writer->older_fd);
    free(writer->waiting);
    writer->waiting = NULL;
    writer->fd = -1;
}
