/* SPDX-License-Identifier: MIT */
/* Owns the paths of the programs, their hashes, and the links named corolab_time-DIGITS in the build's directory. Whether a
 * missing program matters is the run's decision. */
#include "bench/runner/plan/programs.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "bench/process/beside.h"
#include "bench/process/child.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "bench/table/table.h"

static const char *const names[PROGRAM_COUNT] = { "corolab", "corolab_cell", "corolab_time", "corolab_count" };

const char *runner_programs_name(enum program program) { return names[program]; }

bool runner_programs_has(const char *name)
{
    for (int i = 0; i < PROGRAM_COUNT; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

enum coro_status runner_programs_hash(const char *path, char sha256[RUNNER_SHA256_BYTES])
{
    const char *const arguments[] = { "sha256sum", "--", path, NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 60000, .output_limit = 16384, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    enum coro_status status = runner_child_run(&job, &end);
    if (status != CORO_OK)
        return status;
    const char *digits = end.output[0] == '\\' ? end.output + 1 : end.output;     /* a path with odd letters is escaped */
    if (end.outcome == CHILD_EXITED && end.code == 0 && strspn(digits, "0123456789abcdef") == RUNNER_SHA256_BYTES - 1)
        snprintf(sha256, RUNNER_SHA256_BYTES, "%s", digits);
    else
        status = CORO_ERR_IO;
    runner_child_fini(&end);
    return status;
}

static enum coro_status hash_libraries(struct programs *programs)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; status == CORO_OK && i < loaded_rows_count(); i++) {
        const char *path = loaded_rows_at(i)->path;
        struct stat facts = { 0 };
        (void)stat(path, &facts);
        programs->library_built[i] = facts.st_mtim;
        status = runner_programs_hash(path, programs->library_sha256[i]);
        if (status == CORO_ERR_IO && !runner_stop_requested())
            runner_note("cannot hash %s: %s", path, runner_child_reason("sha256sum (coreutils) did not answer"));
    }
    return status;
}

const char *runner_programs_library_of(const struct programs *programs, const char *strategy)
{
    const struct loaded_rows *library = loaded_rows_of(table_find_row(strategy));
    return library ? programs->library_sha256[library - loaded_rows_at(0)] : NULL;
}

enum coro_status runner_programs_find(struct programs *programs)
{
    struct stat facts;
    enum coro_status status = CORO_OK;
    memset(programs, 0, sizeof *programs);
    for (int i = 0; status == CORO_OK && i < PROGRAM_COUNT; i++) {
        char *path = programs->path[i];
        if (beside_program(path, "%s", names[i]) != CORO_OK)
            return runner_refuse(CORO_ERR_IO, "cannot find the directory of this program (/proc/self/exe)");
        if (access(path, X_OK) != 0 || stat(path, &facts) != 0)
            continue;
        programs->built[i] = facts.st_mtim;
        status = runner_programs_hash(path, programs->sha256[i]);
        if (status == CORO_ERR_IO && !runner_stop_requested())
            runner_note("cannot hash %s: %s", path, runner_child_reason("sha256sum (coreutils) did not answer"));
    }
    return status == CORO_OK ? hash_libraries(programs) : status;
}

const char *runner_programs_library_name(size_t index)
{
    const char *name = strrchr(loaded_rows_at(index)->path, '/') + 1;
    json_t *text = json_string(name);
    const char *given = text ? name : "a library of rows";
    json_decref(text);
    return given;
}

const char *runner_programs_lasting_path(const struct programs *programs, enum program program)
{
    return program == PROGRAM_TIME && programs->archived_time[0] != '\0' ? programs->archived_time : programs->path[program];
}

/* The modification time alone decides for a file that is gone or cannot be hashed, as while a run is being stopped. */
static bool is_changed(const char *path, const struct timespec *built, const char *sha256)
{
    char now[RUNNER_SHA256_BYTES];
    struct stat facts;
    if (stat(path, &facts) == 0 && facts.st_mtim.tv_sec == built->tv_sec && facts.st_mtim.tv_nsec == built->tv_nsec)
        return false;
    return runner_programs_hash(path, now) != CORO_OK || strcmp(now, sha256) != 0;
}

bool runner_programs_is_changed(const struct programs *programs, enum program program)
{
    const char *sha256 = programs->sha256[program];
    return sha256[0] != '\0' && is_changed(runner_programs_lasting_path(programs, program), &programs->built[program], sha256);
}

bool runner_programs_library_is_changed(const struct programs *programs, size_t index)
{
    return is_changed(loaded_rows_at(index)->path, &programs->library_built[index], programs->library_sha256[index]);
}

enum { DIGITS = 12 };

static bool is_archived(const char *name)
{
    const char *program = names[PROGRAM_TIME], *digits = name + strlen(program) + 1;
    return strncmp(name, program, strlen(program)) == 0 && name[strlen(program)] == '-' && strlen(digits) == DIGITS
           && strspn(digits, "0123456789abcdef") == DIGITS;
}

static bool is_older(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

/* Removes the oldest link but `own` when there are too many; false when there was nothing to remove. A running program survives
 * the loss of its name. */
static bool remove_oldest(DIR *directory, const char *own)
{
    char name[NAME_MAX + 1] = "";
    struct timespec built = { 0 };
    struct stat facts;
    size_t count = 0;
    rewinddir(directory);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (!is_archived(entry->d_name) || fstatat(dirfd(directory), entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        count++;
        if (strcmp(entry->d_name, own) == 0 || (name[0] != '\0' && !is_older(&facts.st_mtim, &built)))
            continue;
        built = facts.st_mtim;
        snprintf(name, sizeof name, "%s", entry->d_name);
    }
    return count > RUNNER_ARCHIVE_MAX && name[0] != '\0' && unlinkat(dirfd(directory), name, 0) == 0;
}

/* Makes the link. A file of that name is hashed again, because overwriting the program in place also overwrites its link. */
static bool add_link(const struct programs *programs, const char *path)
{
    char sha256[RUNNER_SHA256_BYTES];
    if (link(programs->path[PROGRAM_TIME], path) == 0)
        return true;
    if (errno != EEXIST)
        return false;
    if (runner_programs_hash(path, sha256) == CORO_OK && strcmp(sha256, programs->sha256[PROGRAM_TIME]) == 0)
        return true;
    return unlink(path) == 0 && link(programs->path[PROGRAM_TIME], path) == 0;
}

void runner_archive_add(struct programs *programs)
{
    char name[64], path[PATH_MAX], folder[PATH_MAX];
    if (programs->sha256[PROGRAM_TIME][0] == '\0')
        return;
    snprintf(name, sizeof name, "%s-%.*s", names[PROGRAM_TIME], DIGITS, programs->sha256[PROGRAM_TIME]);
    if (beside_program(path, "%s", name) != CORO_OK || beside_program(folder, ".") != CORO_OK || !add_link(programs, path))
        return;
    memcpy(programs->archived_time, path, sizeof path);
    /* A link of an earlier build of the same bytes is older than the program; runner_programs_is_changed looks at the link. */
    struct stat facts;
    if (stat(path, &facts) == 0)
        programs->built[PROGRAM_TIME] = facts.st_mtim;
    DIR *directory = opendir(folder);
    while (directory != NULL && remove_oldest(directory, name))
        continue;
    if (directory != NULL)
        closedir(directory);
}
