/* SPDX-License-Identifier: MIT */
/* mkstemp, write, fsync, rename, fsync of the directory. The temporary file is shown to the signal handler, which removes it when
 * the program must leave at once. */
#define _GNU_SOURCE
#include "bench/process/atomic_file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/message.h"
#include "bench/process/stop.h"

#define JSON_FLAGS (JSON_REAL_PRECISION(15) | JSON_ENCODE_ANY)

/* The name of the file's directory, and a template for mkstemp in it. */
static enum coro_status name_temporary(const char *path, char *directory, char *temporary)
{
    const char *slash = strrchr(path, '/');
    int length = slash == NULL ? 1 : (int)(slash - path) + 1;
    snprintf(directory, PATH_MAX, "%.*s", length, slash == NULL ? "." : path);
    int needed = snprintf(temporary, PATH_MAX, "%.*s/.corolab-XXXXXX", length, directory);
    return needed < PATH_MAX ? CORO_OK : CORO_ERR_INVALID;
}

static enum coro_status refuse(const char *path, const char *why)
{
    runner_note("%s cannot be written: %s", path, why);
    return CORO_ERR_IO;
}

/* mkstemp makes the file private; a result is like any other file of the user's. */
static int make_temporary(char *temporary)
{
    mode_t mask = umask(0);
    umask(mask);
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd >= 0 && fchmod(fd, 0666 & ~mask) != 0) {
        close(fd);
        unlink(temporary);
        return -1;
    }
    return fd;
}

enum coro_status runner_output_init(const char *path, struct output *output)
{
    char directory[PATH_MAX], temporary[PATH_MAX];
    struct stat info;
    if (path[0] == '\0' || strlen(path) >= PATH_MAX)
        return refuse(path, "that is not a file name");
    if (strcmp(path, "-") == 0)
        return refuse(path, "a result goes to a file, and is renamed when it is whole; ./- is a file");
    if (stat(path, &info) == 0) {
        if (S_ISDIR(info.st_mode))
            return refuse(path, "it is a directory");
        if (!S_ISREG(info.st_mode))
            return refuse(path, "it is not a regular file");
        if (access(path, W_OK) != 0 || realpath(path, output->path) == NULL)
            return refuse(path, strerror(errno));
    } else if (errno != ENOENT || path[strlen(path) - 1] == '/') {
        return refuse(path, strerror(errno));
    } else {
        snprintf(output->path, sizeof output->path, "%s", path);
    }
    if (name_temporary(output->path, directory, temporary) != CORO_OK)
        return refuse(path, "the name is too long");
    int fd = make_temporary(temporary);
    if (fd < 0)
        return refuse(path, strerror(errno));
    close(fd);
    unlink(temporary);
    return CORO_OK;
}

static int print_elements(const json_t *array, FILE *file)
{
    size_t count = json_array_size(array);
    int failed = fputs(count == 0 ? "[" : "[\n", file) < 0;
    for (size_t i = 0; i < count && !failed; i++) {
        failed = json_dumpf(json_array_get(array, i), file, JSON_FLAGS) != 0;
        failed |= fputs(i + 1 < count ? ",\n" : "\n", file) < 0;
    }
    return failed | (fputs("]", file) < 0);
}

static int print_streamed(const struct output_elements *elements, FILE *file)
{
    int failed = fputs("[", file) < 0;
    failed |= elements->print(elements->arg, file);
    return failed | (fputs("]", file) < 0);
}

static int print_value(const char *key, const json_t *value, const struct output_elements *elements, FILE *file)
{
    if (elements != NULL && strcmp(key, elements->key) == 0)
        return print_streamed(elements, file);
    return json_is_array(value) ? print_elements(value, file) : json_dumpf(value, file, JSON_FLAGS) != 0;
}

static int print(const json_t *object, const struct output_elements *elements, FILE *file)
{
    const char *separator = "{\n", *key;
    json_t *value;
    int failed = 0;
    json_object_foreach((json_t *)object, key, value) {
        failed |= fprintf(file, "%s\"%s\": ", separator, key) < 0;
        failed |= print_value(key, value, elements, file);
        separator = ",\n";
    }
    failed |= fputs("\n}\n", file) < 0;
    return failed | (fflush(file) != 0) | (fsync(fileno(file)) != 0);
}

static void sync_directory(const char *directory)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;     /* the file is whole all the same */
    fsync(fd);
    close(fd);
}

enum coro_status runner_output_write_with(const struct output *output, const json_t *object,
                                          const struct output_elements *elements)
{
    char directory[PATH_MAX], temporary[PATH_MAX];
    enum coro_status status = CORO_OK;
    sigset_t before;
    if (name_temporary(output->path, directory, temporary) != CORO_OK)
        return refuse(output->path, "the name is too long");

    runner_stop_hold(&before);          /* no signal between making the file and guarding it */
    int fd = make_temporary(temporary);
    if (fd >= 0)
        runner_stop_guard_file(temporary);
    runner_stop_release(&before);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "w");
    if (file == NULL) {
        status = refuse(output->path, strerror(errno));
        goto remove;
    }
    errno = 0;
    int failed = print(object, elements, file);
    int error = errno;
    if ((fclose(file) != 0) | failed)
        status = refuse(output->path, strerror(error != 0 ? error : EIO));
    fd = -1;
    if (status == CORO_OK && rename(temporary, output->path) != 0)
        status = refuse(output->path, strerror(errno));
    if (status == CORO_OK)
        sync_directory(directory);
remove:
    if (fd >= 0)
        close(fd);
    if (status != CORO_OK)
        unlink(temporary);
    runner_stop_guard_file(NULL);
    return status;
}

enum coro_status runner_output_write(const struct output *output, const json_t *object)
{
    return runner_output_write_with(output, object, NULL);
}
