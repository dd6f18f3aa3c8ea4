/* SPDX-License-Identifier: MIT */
/* Owns the directory of a test, the scripts in it, and the processes that run there. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include "tests/bench/stand_in.h"

/* True when the process is gone, or a zombie. */
static int is_dead(pid_t pid)
{
    char path[64], letter = '?';
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 1;
    int read = fscanf(file, "%*d (%*[^)]) %c", &letter);
    fclose(file);
    return read != 1 || letter == 'Z';
}

void expect_death(pid_t pid)
{
    for (int tries = 0; tries < 1000 && !is_dead(pid); tries++)
        usleep(10000);
    assert_true(is_dead(pid));
}

char directory[] = "/tmp/corolab-test-XXXXXX";

void path_in_directory(char path[PATH_MAX], const char *name)
{
    assert_true(snprintf(path, PATH_MAX, "%s/%s", directory, name) < PATH_MAX);
}

size_t count_files(void)
{
    DIR *listing = opendir(directory);
    struct dirent *entry;
    size_t count = 0;
    assert_non_null(listing);
    while ((entry = readdir(listing)) != NULL)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(listing);
    return count;
}

void find_file(char name[NAME_MAX + 1], const char *prefix)
{
    DIR *listing = opendir(directory);
    struct dirent *entry;
    size_t count = 0;
    assert_non_null(listing);
    while ((entry = readdir(listing)) != NULL)
        if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0) {
            snprintf(name, NAME_MAX + 1, "%s", entry->d_name);
            count++;
        }
    closedir(listing);
    assert_int_equal(count, 1);
}

int make_directory(void **state)
{
    (void)state;
    strcpy(directory + strlen(directory) - 6, "XXXXXX");
    return mkdtemp(directory) == NULL;
}

int remove_directory(void **state)
{
    DIR *listing = opendir(directory);
    struct dirent *entry;
    (void)state;
    if (listing == NULL)
        return 1;
    while ((entry = readdir(listing)) != NULL)
        if (unlinkat(dirfd(listing), entry->d_name, 0) != 0)
            unlinkat(dirfd(listing), entry->d_name, AT_REMOVEDIR);
    closedir(listing);
    return rmdir(directory);
}

void write_program(const char *name, const char *script)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "#!/bin/sh\n%s\n", script) > 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(chmod(path, 0755), 0);
}

/* This program, under the name it has for users. */
void copy_self(void)
{
    char path[PATH_MAX], buffer[65536];
    ssize_t got;
    path_in_directory(path, "corolab");
    int from = open("/proc/self/exe", O_RDONLY), to = open(path, O_WRONLY | O_CREAT | O_EXCL, 0755);
    assert_true(from >= 0 && to >= 0);
    while ((got = read(from, buffer, sizeof buffer)) > 0)
        assert_int_equal(write(to, buffer, (size_t)got), got);
    close(from);
    assert_int_equal(close(to), 0);
}

static pid_t start_printing(const char *output, const char *const *words)
{
    char path[PATH_MAX];
    path_in_directory(path, "corolab");
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        signal(SIGINT, SIG_DFL);        /* ignored when the tests run in the background */
        signal(SIGHUP, SIG_DFL);        /* or under nohup */
        freopen(output, "w", stdout);
        dup2(STDOUT_FILENO, STDERR_FILENO);
        if (chdir(directory) == 0)
            execv(path, (char *const *)words);
        _exit(99);
    }
    return pid;
}

pid_t start_corolab(const char *const *words) { return start_printing("/dev/null", words); }

int wait_for(pid_t pid)
{
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

int run_corolab(const char *const *words)
{
    return wait_for(start_corolab(words));
}

int run_corolab_into(const char *name, const char *const *words)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    return wait_for(start_printing(path, words));
}

char *read_words(const char *name)
{
    char path[PATH_MAX], *text = NULL;
    size_t capacity = 0;
    path_in_directory(path, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_true(getdelim(&text, &capacity, '\0', file) > 0);
    fclose(file);
    return text;
}

static bool is_same_cell(const json_t *a, const json_t *b)
{
    return json_equal(json_object_get(a, "strategy"), json_object_get(b, "strategy"))
           && json_equal(json_object_get(a, "workload"), json_object_get(b, "workload"));
}

/* Removes the list's elements about that cell. */
static void remove_cell(json_t *list, const json_t *cell)
{
    for (size_t i = json_array_size(list); i > 0; i--)
        if (is_same_cell(json_array_get(list, i - 1), cell))
            json_array_remove(list, i - 1);
}

static json_t *list_of(json_t *document, const char *kind)
{
    static const char *const plurals[][2] = { { "cell", "cells" }, { "sample", "samples" }, { "note", "notes" },
                                              { "pass", "passes" }, { "probe", "probes" }, { "claim", "claims" } };
    for (size_t i = 0; i < sizeof plurals / sizeof *plurals; i++)
        if (strcmp(kind, plurals[i][0]) == 0)
            return json_object_get(document, plurals[i][1]);
    return NULL;
}

static void take_record(json_t *document, json_t *record)
{
    const char *kind = json_string_value(json_object_get(record, "record"));
    assert_non_null(kind);
    json_t *note = json_object_get(record, "note"), *list = list_of(document, kind);
    json_t *rounds = json_object_get(record, "rounds");
    json_object_set_new(document, "interrupted", json_true());
    json_object_del(record, "at");
    if (rounds != NULL)
        json_object_set(json_object_get(document, "plan"), "rounds", rounds);
    if (strcmp(kind, "cell") == 0) {
        remove_cell(json_object_get(document, "cells"), record);
        if (strcmp(json_string_value(json_object_get(record, "status")), "ok") != 0)
            remove_cell(json_object_get(document, "samples"), record);
    }
    if (list == NULL)
        json_object_update(document, record);
    else
        json_array_append(list, note != NULL ? note : record);
}

json_t *load_file(const char *name)
{
    char path[PATH_MAX], *line = NULL;
    size_t capacity = 0;
    json_t *document = NULL;
    path_in_directory(path, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (getline(&line, &capacity, file) > 0) {
        json_t *record = json_loads(line, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(record);
        if (document == NULL) {
            json_t *lists = json_pack("{s:[], s:[], s:[], s:[], s:[], s:[]}", "cells", "samples", "notes", "passes", "probes",
                                      "claims");
            document = json_incref(record);
            json_object_update(document, lists);
            json_decref(lists);
        } else {
            take_record(document, record);
        }
        json_decref(record);
    }
    free(line);
    fclose(file);
    assert_non_null(document);
    return document;
}

json_t *load_result(void)
{
    return load_file("result.json");
}

size_t count_status(const json_t *document, const char *status)
{
    size_t i, count = 0;
    json_t *cell;
    json_array_foreach(json_object_get(document, "cells"), i, cell)
        count += strcmp(json_string_value(json_object_get(cell, "status")), status) == 0;
    return count;
}

pid_t wait_for_hanging_child(void)
{
    char path[PATH_MAX];
    int pid = 0;
    path_in_directory(path, "hung");
    for (int tries = 0; tries < 3000 && pid == 0; tries++) {
        FILE *file = fopen(path, "r");
        if (file == NULL || fscanf(file, "%d", &pid) != 1)
            usleep(10000);
        if (file != NULL)
            fclose(file);
    }
    assert_true(pid > 0);
    return pid;
}

char *read_result_bytes(size_t *bytes)
{
    char path[PATH_MAX];
    struct stat info;
    path_in_directory(path, "result.json");
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    char *text = malloc((size_t)info.st_size + 1);
    assert_non_null(text);
    *bytes = fread(text, 1, (size_t)info.st_size, file);
    assert_int_equal(*bytes, info.st_size);
    text[*bytes] = '\0';
    fclose(file);
    return text;
}

void write_result_bytes(const char *text, size_t bytes)
{
    char path[PATH_MAX];
    path_in_directory(path, "result.json");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, bytes, file), bytes);
    assert_int_equal(fclose(file), 0);
}
