/* SPDX-License-Identifier: MIT */
/* Owns the short files of the tests of the result writer, so that both tests read and write them alike. */
#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "tests/bench/result_scene.h"
#include "tests/bench/stand_in.h"

void write_file(const char *name, const char *text)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

void expect_file(const char *name, const char *text)
{
    char path[PATH_MAX], found[4096];
    path_in_directory(path, name);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    found[fread(found, 1, sizeof found - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(found, text);
}

enum coro_status open_writer(struct result_writer *writer, const char *name)
{
    char path[PATH_MAX];
    path_in_directory(path, name);
    return runner_writer_open(writer, path);
}

enum coro_status add(struct result_writer *writer, const char *line, enum record_weight weight)
{
    return runner_writer_add_lines(writer, line, strlen(line), weight);
}
