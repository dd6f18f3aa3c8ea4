/* SPDX-License-Identifier: MIT */
/* A new journal is written under a temporary name, locked there, and moved into place: so a journal under its final name always
 * has its head, and its writer's lock. What cannot be written whole is cut off again, because what follows half a line would not
 * be read. */
#define _GNU_SOURCE
#include "bench/runner/record/journal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/stop.h"

#define SAMPLES_PER_LINE 1024       /* of those that an earlier run took */

enum coro_status runner_journal_name(const char *output, char path[PATH_MAX])
{
    char real[PATH_MAX];
    const char *name = realpath(output, real) != NULL ? real : output;
    return snprintf(path, PATH_MAX, "%s.journal", name) < PATH_MAX ? CORO_OK : CORO_ERR_INVALID;
}

enum journal_found runner_journal_find(const char *path, int *fd)
{
    int found = open(path, O_RDONLY | O_CLOEXEC);
    if (found < 0)
        return errno == ENOENT || errno == ENOTDIR ? JOURNAL_ABSENT : JOURNAL_LEFT_BEHIND;
    if (flock(found, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        close(found);
        return JOURNAL_IN_USE;
    }
    *fd = found;
    return JOURNAL_LEFT_BEHIND;
}

/* One write. Half a line is taken back. */
static enum coro_status append(struct journal *journal, const char *line, size_t bytes)
{
    ssize_t written = write(journal->fd, line, bytes);
    if (written == (ssize_t)bytes) {
        journal->whole_bytes += written;
        return CORO_OK;
    }
    if (written >= 0)
        errno = ENOSPC;
    int error = errno;
    if (ftruncate(journal->fd, journal->whole_bytes) != 0)
        error = errno;
    errno = error;
    return CORO_ERR_IO;
}

static enum coro_status append_piece(struct journal *journal, const json_t *piece)
{
    char *line = json_dumps(piece, JSON_COMPACT | JSON_REAL_PRECISION(17));
    if (line == NULL) {
        errno = ENOMEM;
        return CORO_ERR_IO;
    }
    size_t bytes = strlen(line);
    line[bytes] = '\n';         /* for the terminator: the length is known */
    enum coro_status status = append(journal, line, bytes + 1);
    free(line);
    return status;
}

static enum coro_status append_samples(struct journal *journal, const struct sample *list, size_t count, const struct plan *plan,
                                       double wall_seconds)
{
    char *line = NULL;
    size_t bytes;
    FILE *stream = open_memstream(&line, &bytes);
    if (stream == NULL)
        return CORO_ERR_IO;
    fprintf(stream, "{\"wall_seconds\":%.3f,\"samples\":[", wall_seconds);
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "" : ",", stream);
        (void)runner_samples_print(&list[i], plan, stream);
    }
    fputs("]}\n", stream);
    int failed = ferror(stream);
    enum coro_status status = CORO_ERR_IO;
    if ((fclose(stream) == 0) & !failed)
        status = append(journal, line, bytes);
    else
        errno = ENOMEM;
    free(line);
    return status;
}

static enum coro_status fill(struct journal *journal, const json_t *head, const struct samples *samples, const struct plan *plan)
{
    double wall_seconds = json_number_value(json_object_get(head, "wall_seconds"));
    enum coro_status status = append_piece(journal, head);
    for (size_t i = 0; i < samples->count && status == CORO_OK; i += SAMPLES_PER_LINE) {
        size_t left = samples->count - i, count = left < SAMPLES_PER_LINE ? left : SAMPLES_PER_LINE;
        status = append_samples(journal, samples->list + i, count, plan, wall_seconds);
    }
    return status;
}

/* NFS, for one, knows no RENAME_NOREPLACE: there the second name is made before the first goes. */
static int rename_if_absent(const char *temporary, const char *path)
{
    if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL || link(temporary, path) != 0)
        return -1;
    unlink(temporary);
    return 0;
}

/* A journal that is gone on from is replaced while its lock is held; any other must not be there. */
static enum coro_status move_into_place(const char *temporary, const char *path, int former)
{
    int failed = former >= 0 ? rename(temporary, path) : rename_if_absent(temporary, path);
    if (failed == 0)
        return CORO_OK;
    return errno == EEXIST ? CORO_ERR_BUSY : CORO_ERR_IO;
}

static int make_temporary(const char *path, char temporary[PATH_MAX])
{
    if (snprintf(temporary, PATH_MAX, "%s-XXXXXX", path) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    return mkostemp(temporary, O_CLOEXEC | O_APPEND);
}

enum coro_status runner_journal_begin(struct journal *journal, const char *path, int former, const json_t *head,
                                      const struct samples *samples, const struct plan *plan)
{
    char temporary[PATH_MAX];
    sigset_t before;
    *journal = (struct journal){ .fd = -1, .goes_on = former >= 0 };
    snprintf(journal->path, sizeof journal->path, "%s", path);
    runner_stop_hold(&before);          /* no signal between making the file and guarding it */
    journal->fd = make_temporary(path, temporary);
    if (journal->fd >= 0)
        runner_stop_guard_file(temporary);
    runner_stop_release(&before);
    if (journal->fd < 0)
        return CORO_ERR_IO;
    enum coro_status status = flock(journal->fd, LOCK_EX | LOCK_NB) == 0 ? CORO_OK : CORO_ERR_IO;
    if (status == CORO_OK)
        status = fill(journal, head, samples, plan);
    if (status == CORO_OK)
        status = move_into_place(temporary, path, former);
    runner_stop_guard_file(NULL);
    if (status != CORO_OK) {
        int error = errno;
        unlink(temporary);
        runner_journal_close(journal);
        errno = error;
    }
    return status;
}

enum coro_status runner_journal_add(struct journal *journal, const json_t *piece)
{
    if (journal->fd < 0 || journal->is_broken)
        return CORO_OK;
    enum coro_status status = append_piece(journal, piece);
    journal->is_broken = status != CORO_OK;
    return status;
}

enum coro_status runner_journal_add_samples(struct journal *journal, const struct samples *samples, size_t from,
                                            const struct plan *plan, double wall_seconds)
{
    if (journal->fd < 0 || journal->is_broken || from == samples->count)
        return CORO_OK;
    enum coro_status status = append_samples(journal, samples->list + from, samples->count - from, plan, wall_seconds);
    journal->is_broken = status != CORO_OK;
    return status;
}

void runner_journal_remove(struct journal *journal)
{
    if (journal->fd >= 0 || journal->goes_on)
        unlink(journal->path);
    journal->goes_on = false;
    runner_journal_close(journal);
}

void runner_journal_close(struct journal *journal)
{
    if (journal->fd >= 0)
        close(journal->fd);
    journal->fd = -1;
}
