/* SPDX-License-Identifier: MIT */
/* Loads the file once and writes it once, at the end of the pass. */
#include "bench/runner/callgrind/callgrind.h"
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/beside.h"
#include "report/file/output_file.h"

enum { KEY_BYTES = 256 };
#define CACHE_SCHEMA "corolab.instructions/2"

void runner_instruction_cache_init_empty(struct instruction_cache *cache)
{
    *cache = (struct instruction_cache){ .strategies = json_object() };
}

/* Takes the file's counts, when they are of the same build. */
static void load(struct instruction_cache *cache)
{
    const char *schema, *build;
    json_t *strategies;
    json_t *file = json_load_file(cache->path, 0, NULL);
    if (json_unpack(file, "{s:s, s:s, s:o}", "schema", &schema, "build", &build, "strategies", &strategies) == 0
        && strcmp(schema, CACHE_SCHEMA) == 0 && strcmp(build, cache->build) == 0 && json_is_object(strategies)) {
        json_decref(cache->strategies);
        cache->strategies = json_incref(strategies);
    }
    json_decref(file);
}

/* Counts of a row from a library are of that library, too. */
static const char *key_of(const struct instruction_cache *cache, const char *strategy, char key[KEY_BYTES])
{
    const char *library = cache->programs ? runner_programs_library_of(cache->programs, strategy) : NULL;
    snprintf(key, KEY_BYTES, "%s%s%s", strategy, library ? " " : "", library ? library : "");
    return key;
}

void runner_instruction_cache_init(struct instruction_cache *cache, const struct programs *programs, const char *valgrind)
{
    const char *sha256 = programs->sha256[PROGRAM_CELL];
    runner_instruction_cache_init_empty(cache);
    cache->programs = programs;
    snprintf(cache->build, sizeof cache->build, "%s glibc-%s %s", sha256, gnu_get_libc_version(), valgrind);
    if (beside_program(cache->path, "instructions-%.12s.json", sha256) != CORO_OK)
        cache->path[0] = '\0';
    else
        load(cache);
}

void runner_instruction_cache_fini(struct instruction_cache *cache)
{
    json_decref(cache->strategies);
    *cache = (struct instruction_cache){ 0 };
}

json_t *runner_instruction_cache_get(const struct instruction_cache *cache, const char *strategy, const char *workload)
{
    char key[KEY_BYTES];
    return json_object_get(json_object_get(cache->strategies, key_of(cache, strategy, key)), workload);
}

void runner_instruction_cache_put(struct instruction_cache *cache, const char *strategy, const char *workload, json_t *metrics)
{
    char key[KEY_BYTES];
    json_t *workloads = json_object_get(cache->strategies, key_of(cache, strategy, key));
    if (workloads == NULL) {
        workloads = json_object();
        json_object_set_new(cache->strategies, key, workloads);
    }
    json_object_set(workloads, workload, metrics);
    cache->is_changed = true;
}

/* A later run counts again what cannot be written. */
void runner_instruction_cache_save(struct instruction_cache *cache)
{
    struct report_complaint complaint;
    struct report_text text = {0};
    if (!cache->is_changed || cache->path[0] == '\0')
        return;
    json_t *file = json_pack("{s:s, s:s, s:O}", "schema", CACHE_SCHEMA, "build", cache->build, "strategies", cache->strategies);
    char *json = json_dumps(file, JSON_REAL_PRECISION(15));
    report_text_add(&text, json);
    cache->is_changed = report_output_file(cache->path, &text, &complaint) != REPORT_OK;
    report_text_fini(&text);
    free(json);
    json_decref(file);
}
