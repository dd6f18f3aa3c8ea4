/* SPDX-License-Identifier: MIT */
/* Walks the directories that may hold a timing program, and hashes those it finds, and the libraries that are loaded. */
#include "bench/runner/compare/kept_program.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include "bench/process/beside.h"
#include "bench/process/message.h"
#include "bench/process/stop.h"
#include "bench/runner/plan/programs.h"

static bool is_timing_program(const char *name)
{
    return strncmp(name, REPORT_TIMING_PROGRAM, strlen(REPORT_TIMING_PROGRAM)) == 0;
}

/* Finds the program of that hash in one directory. */
static bool find_in(const char *folder, const char *sha256, char path[PATH_MAX])
{
    char hash[RUNNER_SHA256_BYTES];
    bool is_found = false;
    DIR *directory = opendir(folder);
    if (directory == NULL)
        return false;
    for (struct dirent *entry; !is_found && !runner_stop_requested() && (entry = readdir(directory)) != NULL;) {
        if (!is_timing_program(entry->d_name)
            || snprintf(path, PATH_MAX, "%s/%s", folder, entry->d_name) >= PATH_MAX)
            continue;
        is_found = runner_programs_hash(path, hash) == CORO_OK && strcmp(hash, sha256) == 0;
    }
    closedir(directory);
    return is_found;
}

static bool find_in_tree(const char *tree, const char *sha256, char path[PATH_MAX])
{
    char folder[PATH_MAX];
    if (find_in(tree, sha256, path))
        return true;
    return snprintf(folder, sizeof folder, "%s/bench", tree) < PATH_MAX && find_in(folder, sha256, path);
}

static bool find(const char *sha256, const struct confirm_request *request, char path[PATH_MAX])
{
    char folder[PATH_MAX];
    if (beside_program(folder, ".") == CORO_OK && find_in(folder, sha256, path))
        return true;
    for (size_t i = 0; i < request->tree_count; i++)
        if (find_in_tree(request->trees[i], sha256, path))
            return true;
    return false;
}

enum coro_status runner_kept_program(const struct report_result *result, const struct confirm_request *request,
                                     char path[PATH_MAX])
{
    const struct report_executable *executable = report_result_executable(result, REPORT_TIMING_PROGRAM);
    if (executable == NULL)
        return runner_refuse(CORO_ERR_IO, "%s does not say which program made its times: it cannot be measured again",
                             result->path);
    if (find(executable->sha256, request, path))
        return CORO_OK;
    if (runner_stop_requested())
        return CORO_ERR_CANCELLED;
    return runner_refuse(CORO_ERR_IO, "the program that made %s (" REPORT_TIMING_PROGRAM ", %.12s…) is not kept here: name the "
                         "build tree that has it with --build DIR, or build it again", result->path, executable->sha256);
}

static enum coro_status find_library(const struct report_result *result, const struct report_executable *library)
{
    char hash[RUNNER_SHA256_BYTES];
    bool has_name = false;
    for (size_t i = 0; i < loaded_rows_count(); i++) {
        has_name |= strcmp(runner_programs_library_name(i), library->name) == 0;
        if (runner_programs_hash(loaded_rows_at(i)->path, hash) == CORO_OK && strcmp(hash, library->sha256) == 0)
            return CORO_OK;
    }
    if (runner_stop_requested())
        return CORO_ERR_CANCELLED;
    if (has_name)
        return runner_refuse(CORO_ERR_IO, "%s was made with another build of %s (%.12s…): only results of the loaded one can "
                             "be measured again", result->path, library->name, library->sha256);
    return runner_refuse(CORO_ERR_IO, "%s was made with the library %s (%.12s…): name it with --with LIBRARY",
                         result->path, library->name, library->sha256);
}

enum coro_status runner_kept_libraries(const struct report_result *result)
{
    enum coro_status status = CORO_OK;
    for (size_t i = 0; i < result->executable_count && status == CORO_OK; i++)
        if (!runner_programs_has(result->executables[i].name))
            status = find_library(result, &result->executables[i]);
    return status;
}
