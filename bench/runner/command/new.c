/* SPDX-License-Identifier: MIT */
/* Owns the rules for new names. A name is checked against the files of the tree, because the build does not know the newest ones,
 * and may have no row at all. bench/templates holds the templates; report/file writes. Installed, the program knows no tree: it
 * writes into the current directory, for a project that finds the package corolab (bench/package). */
#include "bench/runner/command/commands.h"
#include <errno.h>
#include <fts.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/beside.h"
#include "bench/process/message.h"
#include "report/file/output_file.h"

#ifndef CORO_SOURCE_DIRECTORY
#define CORO_SOURCE_DIRECTORY "."
#endif

#define HOLE "@NAME@"

enum { LETTERS_MAX = 40, KIND_COUNT = 2, EXIT_REFUSED = 2 };

static const struct kind {
    const char *word, *template, *folder, *suffix, *function;
    bool is_row;                        /* a row's name may have a slash; a workload's is an identifier of C */
    const char *check, *option, *neighbours;
} kinds[KIND_COUNT] = {
    { .word = "strategy", .template = "bench/templates/strategy.c.in", .folder = "strategies", .suffix = ".c", .is_row = true,
      .function = "corolab_add_strategy", .option = "-s", .neighbours = "static_dispatch|box" },
    { .word = "workload", .template = "bench/templates/workload.h.in", .folder = "bench/workloads", .suffix = ".h",
      .function = "corolab_add_workload", .check = "box", .option = "-w", .neighbours = "ready" },
};

static const struct kind *find_kind(const char *word)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strcmp(word, kinds[i].word) == 0)
            return &kinds[i];
    runner_note("new makes a strategy or a workload, not \"%s\"", word);
    return NULL;
}

/* Each part is an identifier of C; the part behind a slash may begin with a digit. */
static bool is_well_formed(const char *name, bool may_have_slash)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    size_t first = strspn(name, letters);
    if (strlen(name) > LETTERS_MAX || first == 0 || name[0] < 'a' || name[0] > 'z')
        return false;
    if (name[first] == '\0')
        return true;
    const char *rest = name + first + 1;
    return may_have_slash && name[first] == '/' && rest[0] != '\0' && rest[0] != '_' && rest[strspn(rest, letters)] == '\0';
}

/* CMake names a row's targets with an underscore for the slash, and puts its programs into a directory named after the part
 * before the slash. So a/b collides with a_b and with a. */
static bool collide(const char *a, const char *b)
{
    while (*a != '\0' && (*a == *b || (*a == '/' && *b == '_') || (*a == '_' && *b == '/')))
        a++, b++;
    return (*a == '\0' && (*b == '\0' || *b == '/')) || (*b == '\0' && *a == '/');
}

/* Some workloads' names differ from those of their files, and two of one name would be one cell. */
static bool has_workload(const char *path, const char *name)
{
    static const char field[] = ".name = \"";
    char line[1024];
    bool is_found = false;
    FILE *source = fopen(path, "re");
    while (source != NULL && fgets(line, sizeof line, source) != NULL) {
        char *found = strstr(line, field);
        if (found == NULL)
            continue;
        found += strlen(field);
        found[strcspn(found, "\"")] = '\0';
        is_found |= collide(name, found);
    }
    if (source != NULL)
        fclose(source);
    return is_found;
}

static bool is_taken(const char *root, const struct kind *kind, const char *name)
{
    char folder[PATH_MAX], other[PATH_MAX];
    char *const folders[] = { folder, NULL };
    bool is_found = false;
    snprintf(folder, sizeof folder, "%s/%s", root, kind->folder);
    FTS *tree = fts_open(folders, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    for (FTSENT *entry; tree != NULL && (entry = fts_read(tree)) != NULL;) {
        const char *suffix = strrchr(entry->fts_name, '.');
        if (entry->fts_level == 0 || suffix == NULL || strcmp(suffix, kind->suffix) != 0)
            continue;
        snprintf(other, sizeof other, "%s", entry->fts_path + strlen(folder) + 1);
        other[strlen(other) - strlen(suffix)] = '\0';
        is_found |= collide(name, other) || (!kind->is_row && has_workload(entry->fts_path, name));
    }
    if (tree != NULL)
        fts_close(tree);
    return is_found;
}

/* Adds the template with the name in its holes. */
static enum report_status fill(struct report_text *filled, const char *path, const char *name, struct report_complaint *complaint)
{
    char line[1024];
    FILE *template = fopen(path, "re");
    if (template == NULL)
        return report_complain(complaint, REPORT_BAD_INPUT, "%s cannot be opened: %s; new needs the source tree of this build",
                               path, strerror(errno));
    while (fgets(line, sizeof line, template) != NULL) {
        const char *rest = line;
        for (const char *hole; (hole = strstr(rest, HOLE)) != NULL; rest = hole + strlen(HOLE)) {
            report_text_add_bytes(filled, rest, (size_t)(hole - rest));
            report_text_add(filled, name);
        }
        report_text_add(filled, rest);
    }
    fclose(template);
    return REPORT_OK;
}

/* Makes the directory of a name with a slash, and removes it again when it stays empty. */
static enum report_status write_source(const char *path, const char *name, const struct report_text *text,
                                       struct report_complaint *complaint)
{
    char directory[PATH_MAX];
    snprintf(directory, sizeof directory, "%.*s", (int)(strrchr(path, '/') - path), path);
    bool has_directory = strchr(name, '/') != NULL;
    enum report_status status = has_directory ? report_output_directory(directory, complaint) : REPORT_OK;
    if (status == REPORT_OK)
        status = report_output_new_file(path, text, complaint);
    if (status != REPORT_OK && has_directory)
        rmdir(directory);
    return status;
}

/* The launcher builds what is new before it does anything; corolab itself would not know it. */
static void say_next(const struct kind *kind, const char *path, const char *name)
{
    const char *called = runner_called(), *file = strrchr(name, '/') == NULL ? name : strrchr(name, '/') + 1;
    const char *lab = strcmp(called, "corolab") == 0 ? runner_quoted(CORO_SOURCE_DIRECTORY "/lab") : called;
    printf("%s is written and works as it stands: change it, then type\n", path);
    if (kind->is_row)
        printf("  %s try %s\n", lab, name);
    printf("  %s check %s\n", lab, kind->check == NULL ? name : kind->check);
    printf("  %s run --quick %s '^(%s|%s)$' -o %s.result\n", lab, kind->option, kind->neighbours, name, file);
    printf("  %s report %s.result\n", lab, file);
}

/* The file's text goes to `path`, which has a directory. `like` names a row to begin with; NULL: the template. Returns the exit
 * status. */
static int write_filled(const char *root, const struct kind *kind, const char *name, const char *like, const char *path)
{
    char template[PATH_MAX];
    struct report_complaint complaint;
    struct report_text text = {0};
    snprintf(template, sizeof template, "%s/%s", root, kind->template);
    enum report_status status = like != NULL ? runner_like_add(&text, root, like, name, &complaint)
                                             : fill(&text, template, name, &complaint);
    if (status == REPORT_OK)
        status = write_source(path, name, &text, &complaint);
    report_text_fini(&text);
    if (status != REPORT_OK)
        runner_note("%s", complaint.sentence);
    return status != REPORT_OK;
}

static int make_in_tree(const char *root, const struct kind *kind, const char *name, const char *like)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/%s/%s%s", root, kind->folder, name, kind->suffix);
    if (write_filled(root, kind, name, like, path) != 0)
        return 1;
    say_next(kind, path, name);
    return runner_flush_output();
}

/* Writes a project unless the folder has one. Returns whether it did. */
static bool write_project(const char *name, const char *call)
{
    struct report_complaint complaint;
    struct report_text text = {0};
    report_text_format(&text, "cmake_minimum_required(VERSION 3.25)\nproject(%s C)\nfind_package(corolab REQUIRED)\n%s\n",
                       name, call);
    bool is_written = access("CMakeLists.txt", F_OK) != 0
                      && report_output_new_file("./CMakeLists.txt", &text, &complaint) == REPORT_OK;
    report_text_fini(&text);
    return is_written;
}

static void say_next_in_package(const char *root, const struct kind *kind, const char *name, const char *library)
{
    char call[2 * LETTERS_MAX + 64], prefix[PATH_MAX];
    snprintf(call, sizeof call, "%s(%s %s%s)", kind->function, name, library, kind->suffix);
    if (realpath(root, prefix) == NULL)
        prefix[0] = '\0';
    for (int i = 0; i < 2 && strrchr(prefix, '/') != NULL; i++)
        *strrchr(prefix, '/') = '\0';
    printf("%s%s is written and works as it stands: change it", library, kind->suffix);
    if (write_project(library, call))
        printf(". CMakeLists.txt builds it");
    else
        printf(", and add to CMakeLists.txt\n  find_package(corolab REQUIRED)\n  %s\n", call);
    printf("; then type\n  cmake -B build -DCMAKE_PREFIX_PATH=%s && cmake --build build\n", runner_quoted(prefix));
    if (kind->is_row)
        printf("  %s try %s --with build/lib%s.so\n", runner_called(), name, library);
    else
        printf("  %s run --quick -w '^(%s|%s)$' --with build/lib%s.so -o %s.result\n", runner_called(), kind->neighbours, name,
               library, library);
}

/* In an installed corolab. A library has an underscore for the slash of its row's name, and so has the file. */
static int make_in_package(const char *root, const struct kind *kind, const char *name, const char *like)
{
    char library[LETTERS_MAX + 1], path[PATH_MAX];
    snprintf(library, sizeof library, "%s", name);
    if (strchr(library, '/'))
        *strchr(library, '/') = '_';
    snprintf(path, sizeof path, "./%s%s", library, kind->suffix);
    if (write_filled(root, kind, name, like, path) != 0)
        return 1;
    say_next_in_package(root, kind, name, library);
    return runner_flush_output();
}

enum { WORDS = 3 };

/* Copies the words, at most WORDS, without "--like ROW" or "--like=ROW". Returns how many there are; -1 for --like without the
 * name of a row. */
static int take_words(int argc, char **argv, const char *words[WORDS], const char **like)
{
    static const char option[] = "--like", joined[] = "--like=";
    int count = 0;
    for (int i = 0; i < argc; i++)
        if (strncmp(argv[i], joined, strlen(joined)) == 0)
            *like = argv[i] + strlen(joined);
        else if (strcmp(argv[i], option) == 0)
            *like = ++i < argc ? argv[i] : "";
        else if (count++ < WORDS)
            words[count - 1] = argv[i];
    return *like == NULL || is_well_formed(*like, true) ? count : -1;
}

typedef int make(const char *root, const struct kind *, const char *name, const char *like);

static int perform(make *make, const char *root, int argc, char **argv)
{
    const char *words[WORDS], *like = NULL;
    int count = take_words(argc, argv, words, &like);
    if (count < 0) {
        runner_note("--like takes the name of a row, as in --like inline_slot; `%s list` shows them", runner_called());
        return EXIT_REFUSED;
    }
    if (count != WORDS) {
        runner_note("new takes two words, strategy or workload and a name, and may take --like ROW");
        return EXIT_REFUSED;
    }
    const struct kind *kind = find_kind(words[1]);
    const char *name = words[2];
    if (kind == NULL)
        return EXIT_REFUSED;
    if (like != NULL && !kind->is_row)
        runner_note("--like begins with the file of a strategy: leave it out for a workload");
    else if (!is_well_formed(name, kind->is_row))
        runner_note("the name of a %s takes small letters, digits and _, begins with a letter%s, and has at most %d in all",
                    kind->word, kind->is_row ? ", may have one / inside" : "", LETTERS_MAX);
    else if (is_taken(root, kind, name))
        runner_note("the name %s is taken, or would be mistaken for another in %s/%s: choose another", name, root, kind->folder);
    else
        return make(root, kind, name, like);
    return EXIT_REFUSED;
}

int runner_new_in_tree(const char *root, int argc, char **argv) { return perform(make_in_tree, root, argc, argv); }

int runner_new_command(int argc, char **argv)
{
    char package[PATH_MAX];
    bool is_installed = beside_program(package, "../../share/corolab") == CORO_OK && access(package, F_OK) == 0;
    return is_installed ? perform(make_in_package, package, argc, argv) : runner_new_in_tree(CORO_SOURCE_DIRECTORY, argc, argv);
}
