/* SPDX-License-Identifier: MIT */
/* Owns every file that the tools write as a whole, and standard output. A regular file is written under a temporary name in its
 * own directory and renamed. So no reader sees half of it, and a failure keeps the older one. A closed pipe and a file-size
 * limit become errors; the signals that ask to stop wait until the file is done. */
#define _GNU_SOURCE 1 /* mkostemp */
#include "report/file/output_file.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MAX = 40, NEW_FILE_MODE = 0666 };

/* Blocks the signals that ask to stop while a file is half written. Pipes and terminals, which may block for long, are written
 * without. */
static void hold_stops(sigset_t *before)
{
    sigset_t stops;

    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    sigaddset(&stops, SIGQUIT);
    sigprocmask(SIG_BLOCK, &stops, before);
}

/* Keeps errno. A signal that was held may end the process here. */
static void release_stops(const sigset_t *before)
{
    int reason = errno;

    sigprocmask(SIG_SETMASK, before, NULL);
    errno = reason;
}

/* True when every byte was taken; else errno says why. */
static bool write_all(int descriptor, const struct report_text *text)
{
    size_t written = 0;

    while (written < text->length) {
        ssize_t step = write(descriptor, text->bytes + written, text->length - written);
        if (step < 0 && errno != EINTR)
            return false;
        written += step > 0 ? (size_t)step : 0;
    }
    return true;
}

static bool write_and_close(int descriptor, const struct report_text *text)
{
    bool is_written = write_all(descriptor, text);
    int reason = errno;
    bool is_closed = close(descriptor) == 0;

    if (!is_written)
        errno = reason;
    return is_written && is_closed;
}

static bool remove_failed(const char *path)
{
    int reason = errno;

    unlink(path);
    errno = reason;
    return false;
}

/* The file that `path` names, behind all symbolic links at its end, also when it is not there yet. */
static bool follow_links(const char *path, char target[PATH_MAX])
{
    char link[PATH_MAX];

    if (snprintf(target, PATH_MAX, "%s", path) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return false;
    }
    for (int links = 0; links < LINKS_MAX; links++) {
        ssize_t bytes = readlink(target, link, sizeof link - 1);
        if (bytes < 0)
            return true;
        const char *slash = strrchr(target, '/');
        size_t kept = slash == NULL || link[0] == '/' ? 0 : (size_t)(slash - target) + 1;
        if (kept + (size_t)bytes >= PATH_MAX) {
            errno = ENAMETOOLONG;
            return false;
        }
        memcpy(target + kept, link, (size_t)bytes);
        target[kept + (size_t)bytes] = '\0';
    }
    errno = ELOOP;
    return false;
}

/* The permissions of the file to be replaced; without one, those of any new file. */
static mode_t mode_for(const struct stat *replaced)
{
    mode_t mask = umask(0);

    umask(mask);
    return replaced != NULL ? replaced->st_mode & 07777 : NEW_FILE_MODE & ~mask;
}

static bool write_and_rename(const char *target, const struct stat *replaced, const struct report_text *text)
{
    char temporary[PATH_MAX + 16];
    const char *slash = strrchr(target, '/');
    int directory = slash == NULL ? 0 : (int)(slash - target) + 1;

    snprintf(temporary, sizeof temporary, "%.*s.corolab-XXXXXX", directory, target);
    int descriptor = mkostemp(temporary, O_CLOEXEC);
    if (descriptor < 0)
        return false;
    bool has_mode = fchmod(descriptor, mode_for(replaced)) == 0;
    if (!write_and_close(descriptor, text) || !has_mode || rename(temporary, target) != 0)
        return remove_failed(temporary);
    return true;
}

/* Renaming would destroy a terminal, a pipe or a device, so these are written to. */
static bool write_or_replace(const char *path, const struct report_text *text)
{
    char target[PATH_MAX];
    struct stat facts;
    sigset_t before;
    bool is_there = stat(path, &facts) == 0;

    if (is_there && !S_ISREG(facts.st_mode)) {
        int descriptor = open(path, O_WRONLY | O_CLOEXEC);
        return descriptor >= 0 && write_and_close(descriptor, text);
    }
    if ((is_there && euidaccess(path, W_OK) != 0) || !follow_links(path, target))
        return false;
    hold_stops(&before);
    bool is_written = write_and_rename(target, is_there ? &facts : NULL, text);
    release_stops(&before);
    return is_written;
}

static bool create(const char *path, const struct report_text *text)
{
    sigset_t before;

    hold_stops(&before);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, NEW_FILE_MODE);
    bool is_written = descriptor >= 0 && (write_and_close(descriptor, text) || remove_failed(path));
    release_stops(&before);
    return is_written;
}

static bool write_standard(const char *name, const struct report_text *text)
{
    (void)name;
    return write_all(STDOUT_FILENO, text);
}

/* Runs the writer with a closed pipe and a file-size limit as errors, and turns its errno into a sentence. */
static enum report_status run(bool (*writer)(const char *, const struct report_text *), const char *path,
                              const struct report_text *text, struct report_complaint *complaint)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, pipe, size;
    enum report_status status = REPORT_OK;

    sigaction(SIGPIPE, &ignore, &pipe);
    sigaction(SIGXFSZ, &ignore, &size);
    if (!writer(path, text))
        status = report_complain(complaint, REPORT_BAD_OUTPUT, "%s cannot be written: %s", path, strerror(errno));
    sigaction(SIGXFSZ, &size, NULL);
    sigaction(SIGPIPE, &pipe, NULL);
    return status;
}

enum report_status report_output_file(const char *path, const struct report_text *text, struct report_complaint *complaint)
{
    return run(write_or_replace, path, text, complaint);
}

enum report_status report_output_new_file(const char *path, const struct report_text *text, struct report_complaint *complaint)
{
    return run(create, path, text, complaint);
}

enum report_status report_output(const char *path, const struct report_text *text, struct report_complaint *complaint)
{
    if (strcmp(path, "-") != 0)
        return report_output_file(path, text, complaint);
    fflush(stdout);
    return run(write_standard, "standard output", text, complaint);
}

/* The name of the layout stands in the first line of every result file, of either version. */
static bool is_result(const char *path)
{
    static const char layout[] = "\"corolab.result/";
    char begin[256];
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

    if (file < 0)
        return false;
    ssize_t bytes = read(file, begin, sizeof begin);
    close(file);
    return bytes > 0 && memmem(begin, (size_t)bytes, layout, sizeof layout - 1) != NULL;
}

enum report_status report_output_spares(const char *path, const char *const *inputs, size_t count,
                                        struct report_complaint *complaint)
{
    struct stat output, input;
    bool is_standard = strcmp(path, "-") == 0;

    if ((is_standard ? fstat(STDOUT_FILENO, &output) : stat(path, &output)) != 0 || !S_ISREG(output.st_mode))
        return REPORT_OK;
    for (size_t i = 0; i < count; i++)
        if (stat(inputs[i], &input) == 0 && input.st_dev == output.st_dev && input.st_ino == output.st_ino)
            return report_complain(complaint, REPORT_BAD_OUTPUT, "%s is the result file %s: an output would destroy it",
                                   is_standard ? "standard output" : path, inputs[i]);
    if (!is_standard && is_result(path))
        return report_complain(complaint, REPORT_BAD_OUTPUT, "%s holds a result: an output would destroy it; name another file, "
                               "or remove it", path);
    return REPORT_OK;
}

static bool stat_output(const char *path, struct stat *facts)
{
    return (strcmp(path, "-") == 0 ? fstat(STDOUT_FILENO, facts) : stat(path, facts)) == 0;
}

/* The place of a file that is not there yet: its directory's true name, and its own. */
static bool place_of(const char *path, char place[2 * PATH_MAX])
{
    char target[PATH_MAX], directory[PATH_MAX];

    if (!follow_links(path, target))
        return false;
    char *slash = strrchr(target, '/');
    const char *name = slash == NULL ? target : slash + 1, *parent = slash == NULL ? "." : target;
    if (slash != NULL)
        *slash = '\0';
    if (realpath(slash == target ? "/" : parent, directory) == NULL)
        return false;
    snprintf(place, 2 * PATH_MAX, "%s/%s", directory, name);
    return true;
}

bool report_output_is_same(const char *path, const char *other)
{
    struct stat one, two;
    char place[2 * PATH_MAX], other_place[2 * PATH_MAX];
    bool is_there = stat_output(path, &one), is_other_there = stat_output(other, &two);

    if (strcmp(path, other) == 0)
        return true;
    if (is_there || is_other_there)
        return is_there && is_other_there && S_ISREG(one.st_mode) && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
    return place_of(path, place) && place_of(other, other_place) && strcmp(place, other_place) == 0;
}

enum report_status report_output_directory(const char *path, struct report_complaint *complaint)
{
    struct stat status;

    if (mkdir(path, 0777) == 0 || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)))
        return REPORT_OK;
    return report_complain(complaint, REPORT_BAD_OUTPUT, "the directory %s cannot be made: %s", path, strerror(errno));
}
