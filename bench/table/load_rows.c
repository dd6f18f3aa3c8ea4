/* SPDX-License-Identifier: MIT */
/* Loads the libraries of rows that COROLAB_STRATEGIES names, each once, and refuses other files. Libraries stay loaded for good,
 * since a row may keep frames in them per thread. The table (table.c) takes the rows from here. */
#include "bench/table/load_rows.h"
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/table/library_file.h"
#include "bench/table/plug_in_interface.h"
#include "bench/table/table.h"
#include "row_library_build.h"

static struct loaded_rows loaded[LOADED_ROWS_MAX];
static size_t loaded_count;
static char sentence[2 * PATH_MAX];
static char *tried_path;        /* NULL when no attempt is going on */

size_t loaded_rows_count(void) { return loaded_count; }
const struct loaded_rows *loaded_rows_at(size_t index) { return &loaded[index]; }

#define REFUSE(...) (snprintf(sentence, sizeof sentence, __VA_ARGS__), sentence)

/* Another build's library is read up to its first field alone. */
static const char *refusal_of(const char *path, const struct row_library *library)
{
    if (library == NULL)
        return REFUSE("%s is no library of rows: it exports no " ROW_LIBRARY_SYMBOL, path);
    if (strcmp(library->build, ROW_LIBRARY_BUILD) != 0)
        return REFUSE("%s was built for %.80s, and this is %s: build it again", path, library->build, ROW_LIBRARY_BUILD);
    return library->rows == library->rows_end ? REFUSE("%s holds no row", path) : NULL;
}

static bool is_loaded(const char *path)
{
    for (size_t i = 0; i < loaded_count; i++)
        if (strcmp(loaded[i].path, path) == 0)
            return true;
    return false;
}

/* The library's constructors may print: standard output belongs to the program's own lines. RTLD_NOW: a function that this build
 * lacks is a sentence here, and no crash later. */
static void *open_library(const char *path)
{
    fflush(stdout);
    int output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    fflush(stdout);
    if (output >= 0) {
        dup2(output, STDOUT_FILENO);
        close(output);
    }
    return handle;
}

void loaded_rows_begin_attempt(char path[PATH_MAX])
{
    tried_path = path;
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

/* In an attempt alone: other processes may have children from before. */
static bool has_children(void)
{
    siginfo_t ignored;
    return waitid(P_ALL, 0, &ignored, WEXITED | WNOHANG | WNOWAIT) == 0;
}

static bool is_open(int descriptor) { return fcntl(descriptor, F_GETFD) >= 0; }

/* NULL, or a sentence on the traces that the library's constructors have left in the process. */
static const char *refusal_of_traces(const char *path)
{
    if (!is_open(STDIN_FILENO) || !is_open(STDOUT_FILENO) || !is_open(STDERR_FILENO))
        return REFUSE("%s closes standard input, output or error while it is loaded", path);
    return tried_path && has_children() ? REFUSE("%s leaves a process behind when it is loaded", path) : NULL;
}

/* A sentence out of dlerror(), which begins with the library's path. */
static const char *refusal_to_open(const char *path, const char *real)
{
    static const char undefined[] = "undefined symbol: ";
    const char *why = dlerror();
    if (why == NULL)
        return REFUSE("%s cannot be loaded, and no reason is known", path);
    if (strncmp(why, real, strlen(real)) == 0 && strncmp(why + strlen(real), ": ", 2) == 0)
        why += strlen(real) + 2;
    if (strncmp(why, undefined, strlen(undefined)) == 0)
        return REFUSE("%s needs %.200s, which this program lacks: build it again with this corolab", path,
                      why + strlen(undefined));
    if (strstr(why, "static TLS"))
        return REFUSE("%s has more thread-local memory than the libraries before it leave: load fewer", path);
    return REFUSE("%s cannot be loaded: %.400s", path, why);
}

/* Opens the library of this real path. */
static const char *add_library(const char *path, const char *real)
{
    if (tried_path)
        snprintf(tried_path, PATH_MAX, "%s", path);
    void *handle = open_library(real);
    const char *refusal = refusal_of_traces(path);
    if (handle == NULL || refusal)
        return refusal ? refusal : refusal_to_open(path, real);
    const struct row_library *library = dlsym(handle, ROW_LIBRARY_SYMBOL);
    refusal = refusal_of(path, library);
    struct loaded_rows *entry = &loaded[loaded_count];
    entry->path = refusal ? NULL : strdup(real);
    if (entry->path == NULL) {
        dlclose(handle);
        return refusal ? refusal : REFUSE("%s cannot be loaded: memory is out", path);
    }
    entry->library = library;
    loaded_count++;
    return NULL;
}

static const char *load_library(const char *path)
{
    char real[PATH_MAX];
    if (realpath(path, real) == NULL)
        return REFUSE("%s cannot be loaded: %s", path, strerror(errno));
    if (is_loaded(real))
        return NULL;
    if (loaded_count == LOADED_ROWS_MAX)
        return REFUSE("%s is one library too many: %d can be loaded", path, LOADED_ROWS_MAX);
    const char *why = library_file_refusal(real);
    return why ? REFUSE("%s %s", path, why) : add_library(path, real);
}

static int is_library(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return length > 3 && strcmp(entry->d_name + length - 3, ".so") == 0;
}

/* In the order of their names. */
static const char *load_folder(const char *folder)
{
    char path[2 * PATH_MAX];
    struct dirent **entries;
    const char *refusal = NULL;
    int count = scandir(folder, &entries, is_library, alphasort);
    if (count < 0)
        return REFUSE("the folder %s cannot be read: %s", folder, strerror(errno));
    if (count == 0)
        refusal = REFUSE("the folder %s has no library, NAME.so", folder);
    for (int i = 0; i < count; i++) {
        if (refusal == NULL) {
            snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
            refusal = load_library(path);
        }
        free(entries[i]);
    }
    free(entries);
    return refusal;
}

const char *loaded_rows_take(const char *list)
{
    char path[PATH_MAX];
    const char *refusal = NULL;
    for (const char *at = list; refusal == NULL && *at != '\0'; at += *at == ':') {
        size_t bytes = strcspn(at, ":");
        struct stat facts;
        if (bytes >= sizeof path)
            return REFUSE("a path in " TABLE_LIBRARIES " is too long");
        memcpy(path, at, bytes);
        path[bytes] = '\0';
        at += bytes;
        if (bytes > 0)
            refusal = stat(path, &facts) == 0 && S_ISDIR(facts.st_mode) ? load_folder(path) : load_library(path);
    }
    return refusal;
}

const struct loaded_rows *loaded_rows_of(const struct row *row)
{
    for (size_t i = 0; i < loaded_count; i++)
        for (const struct row *const *at = loaded[i].library->rows; at < loaded[i].library->rows_end; at++)
            if (*at == row)
                return &loaded[i];
    return NULL;
}

const struct plugin *loaded_callee(const char *strategy)
{
    for (size_t i = 0; i < loaded_count; i++)
        for (const struct plugin *const *at = loaded[i].library->callees; at < loaded[i].library->callees_end; at++)
            if (strcmp((*at)->strategy, strategy) == 0)
                return *at;
    return NULL;
}
