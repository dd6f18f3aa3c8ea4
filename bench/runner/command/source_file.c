/* SPDX-License-Identifier: MIT */
/* Names are checked against the files of the tree, not against the table: what was written a moment ago is not in this build.
 * Written beside its place and linked to its name, which, unlike renaming, fails when the name is there. */
#define _GNU_SOURCE
#include "bench/runner/command/source_file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/message.h"

enum { NAME_MAX_LETTERS = 40 };
#define HOLE "@NAME@"

struct source {
    const char *word, *template, *folder, *suffix;
    bool may_have_slash;
};

static const struct source sources[] = {
    [SOURCE_STRATEGY] = { "strategy", "bench/templates/strategy.c.in", "strategies", ".c", true },
    [SOURCE_WORKLOAD] = { "workload", "bench/templates/workload.h.in", "bench/workloads", ".h", false },
};

/* A part of a name is an identifier of C, because workloads become one; what follows a slash may begin with a digit. */
static bool is_well_formed(const char *name, bool may_have_slash)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz", more[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    size_t first = strspn(name, more);
    if (strlen(name) > NAME_MAX_LETTERS || name[0] == '\0' || strchr(letters, name[0]) == NULL)
        return false;
    if (name[first] == '\0')
        return true;
    const char *rest = name + first + 1;
    return may_have_slash && name[first] == '/' && rest[0] != '\0' && rest[0] != '_' && rest[strspn(rest, more)] == '\0';
}

static bool exists(const char *root, const struct source *source, const char *name, int letters, const char *suffix)
{
    char path[PATH_MAX];
    struct stat info;
    snprintf(path, sizeof path, "%s/%s/%.*s%s", root, source->folder, letters, name, suffix);
    return lstat(path, &info) == 0;
}

/* CMake names a row's targets with an underscore for the slash, and its program lies in a directory of the part before the slash:
 * so a/b is taken by a_b, and by a. */
static bool is_taken(const char *root, const struct source *source, const char *name)
{
    char other[NAME_MAX_LETTERS + 1];
    int letters = snprintf(other, sizeof other, "%s", name);
    char *slash = strchr(other, '/');
    if (exists(root, source, name, letters, source->suffix) || exists(root, source, name, letters, ""))
        return true;
    if (slash != NULL) {
        *slash = '_';
        return exists(root, source, other, letters, source->suffix)
               || exists(root, source, other, (int)(slash - other), source->suffix);
    }
    for (char *letter = other; source->may_have_slash && *letter != '\0'; letter++) {
        if (*letter != '_')
            continue;
        *letter = '/';
        if (exists(root, source, other, letters, source->suffix))
            return true;
        *letter = '_';
    }
    return false;
}

static enum coro_status refuse_io(const char *path, int error)
{
    runner_note("%s cannot be written: %s", path, strerror(error));
    return CORO_ERR_IO;
}

static enum coro_status print_filled(FILE *from, const char *name, FILE *to)
{
    char line[1024];
    while (fgets(line, sizeof line, from) != NULL) {
        const char *rest = line;
        for (const char *hole; (hole = strstr(rest, HOLE)) != NULL; rest = hole + strlen(HOLE))
            fprintf(to, "%.*s%s", (int)(hole - rest), rest, name);
        fputs(rest, to);
    }
    errno = 0;
    return ferror(from) || fflush(to) != 0 || ferror(to) || fsync(fileno(to)) != 0 ? CORO_ERR_IO : CORO_OK;
}

/* mkstemp makes files private; sources are like any other file of the user's. */
static FILE *open_temporary(char *path)
{
    mode_t mask = umask(0);
    umask(mask);
    int fd = mkostemp(path, O_CLOEXEC);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    if (file != NULL && fchmod(fd, 0666 & ~mask) == 0)
        return file;
    int error = errno;
    if (file != NULL)
        fclose(file);
    else if (fd >= 0)
        close(fd);
    if (fd >= 0)
        unlink(path);
    errno = error;
    return NULL;
}

static enum coro_status write_whole(FILE *template, const char *directory, const char *name, const char *path)
{
    char temporary[PATH_MAX];
    snprintf(temporary, sizeof temporary, "%.*s/.corolab-XXXXXX", PATH_MAX - 32, directory);
    FILE *file = open_temporary(temporary);
    if (file == NULL)
        return refuse_io(path, errno);
    enum coro_status status = print_filled(template, name, file);
    int error = errno;
    if (fclose(file) != 0 && status == CORO_OK) {
        error = errno;
        status = CORO_ERR_IO;
    }
    if (status == CORO_OK && link(temporary, path) != 0) {
        error = errno;
        status = CORO_ERR_IO;
    }
    unlink(temporary);
    return status == CORO_OK ? CORO_OK : refuse_io(path, error != 0 ? error : EIO);
}

/* The directory of a name with a slash is made, and taken away again when the file does not come to be. */
static enum coro_status write_into_tree(FILE *template, const char *root, const char *path, const char *name)
{
    char whole[PATH_MAX], directory[PATH_MAX];
    snprintf(whole, sizeof whole, "%s/%s", root, path);
    snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(whole, '/') - whole), whole);
    bool is_new = mkdir(directory, 0777) == 0;
    if (!is_new && errno != EEXIST)
        return refuse_io(whole, errno);
    enum coro_status status = write_whole(template, directory, name, whole);
    if (status != CORO_OK && is_new)
        rmdir(directory);
    return status;
}

enum coro_status runner_source_file_make(const char *root, enum source_kind kind, const char *name, char path[PATH_MAX])
{
    const struct source *source = &sources[kind];
    char template_path[PATH_MAX];
    if (!is_well_formed(name, source->may_have_slash)) {
        runner_note("the name of a %s takes small letters, digits and _, begins with a letter%s, and has at most %d in all",
                    source->word, source->may_have_slash ? ", may have one / inside" : "", NAME_MAX_LETTERS);
        return CORO_ERR_INVALID;
    }
    if (snprintf(template_path, sizeof template_path, "%s/%s", root, source->template) >= PATH_MAX - 2 * NAME_MAX_LETTERS) {
        runner_note("the path of the source tree is too long: %s", root);
        return CORO_ERR_IO;
    }
    FILE *template = fopen(template_path, "re");
    if (template == NULL) {
        runner_note("the source tree that this corolab was built from is not at %s any more: %s: %s", root, source->template,
                    strerror(errno));
        return CORO_ERR_IO;
    }
    enum coro_status status = CORO_ERR_INVALID;
    snprintf(path, PATH_MAX, "%s/%s%s", source->folder, name, source->suffix);
    if (is_taken(root, source, name))
        runner_note("the name %s is taken, or would be mistaken for another in %s/%s: choose another", name, root,
                    source->folder);
    else
        status = write_into_tree(template, root, path, name);
    fclose(template);
    return status;
}
