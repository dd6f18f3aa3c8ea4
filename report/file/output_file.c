/* SPDX-License-Identifier: MIT */
/* Owns writing to files and standard output. */
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

static enum report_status cannot_write(const char *path, struct report_complaint *complaint)
{
    return report_complain(complaint, REPORT_BAD_OUTPUT, "%s cannot be written: %s", path, strerror(errno));
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

/* write_all with SIGPIPE put aside, so that a reader who left is an error like others. */
static bool write_all_quietly(int descriptor, const struct report_text *text)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    bool is_written;
    int reason;

    sigaction(SIGPIPE, &ignore, &before);
    is_written = write_all(descriptor, text);
    reason = errno;
    sigaction(SIGPIPE, &before, NULL);
    errno = reason;
    return is_written;
}

/* True when there is something at `path` that renaming would destroy. */
static bool is_special(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && !S_ISREG(status.st_mode);
}

static bool write_special(const char *path, const struct report_text *text)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC), reason;
    bool is_written;

    if (descriptor < 0)
        return false;
    is_written = write_all_quietly(descriptor, text);
    reason = errno;
    close(descriptor);
    errno = reason;
    return is_written;
}

/* The permissions that a newly created file would have. */
static mode_t fresh_mode(void)
{
    mode_t mask = umask(0);

    umask(mask);
    return 0666 & ~mask;
}

/* Writes the temporary file and gives it its final name; `temporary` ends in XXXXXX. */
static bool write_and_rename(char *temporary, const char *path, const struct report_text *text)
{
    int descriptor = mkostemp(temporary, O_CLOEXEC), reason;

    if (descriptor < 0)
        return false;
    if (!write_all(descriptor, text) || fchmod(descriptor, fresh_mode()) != 0)
        goto close;
    if (close(descriptor) != 0)
        goto unlink;
    if (rename(temporary, path) != 0)
        goto unlink;
    return true;

close:
    reason = errno;
    close(descriptor);
    errno = reason;
unlink:
    reason = errno;
    unlink(temporary);
    errno = reason;
    return false;
}

enum report_status report_output_file(const char *path, const struct report_text *text, struct report_complaint *complaint)
{
    char target[PATH_MAX], temporary[PATH_MAX + 16];

    if (is_special(path))
        return write_special(path, text) ? REPORT_OK : cannot_write(path, complaint);
    if (realpath(path, target) == NULL && snprintf(target, sizeof target, "%s", path) >= PATH_MAX) {
        errno = ENAMETOOLONG;
        return cannot_write(path, complaint);
    }
    snprintf(temporary, sizeof temporary, "%s.XXXXXX", target);
    return write_and_rename(temporary, target, text) ? REPORT_OK : cannot_write(path, complaint);
}

enum report_status report_output_standard(const struct report_text *text, struct report_complaint *complaint)
{
    fflush(stdout);
    return write_all_quietly(STDOUT_FILENO, text) ? REPORT_OK : cannot_write("standard output", complaint);
}

enum report_status report_output(const char *path, const struct report_text *text, struct report_complaint *complaint)
{
    return strcmp(path, "-") == 0 ? report_output_standard(text, complaint) : report_output_file(path, text, complaint);
}

enum report_status report_output_directory(const char *path, struct report_complaint *complaint)
{
    struct stat status;

    if (mkdir(path, 0777) == 0 || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)))
        return REPORT_OK;
    return report_complain(complaint, REPORT_BAD_OUTPUT, "the directory %s cannot be made: %s", path, strerror(errno));
}
