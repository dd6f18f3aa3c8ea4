/* SPDX-License-Identifier: MIT */
/* Loads the file once and writes it once, at the end of the pass. */
#define _GNU_SOURCE
#include "bench/runner/callgrind/callgrind.h"
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "bench/process/beside.h"
#include "report/base/memory.h"
#include "report/file/output_file.h"

#define CACHE_SCHEMA "corolab.instructions/1"

void runner_instruction_cache_init_empty(struct instruction_cache *cache)
{
    *cache = (struct instruction_cache){ .strategies = json_object() };
}

/* Takes the file's counts, when it is about the same executable, C library and valgrind. */
static void load(struct instruction_cache *cache)
{
    const char *schema, *sha256, *libc, *valgrind;
    json_t *strategies;
    json_t *file = json_load_file(cache->path, 0, NULL);
    if (json_unpack(file, "{s:s, s:s, s:s, s:s, s:o}", "schema", &schema, "sha256", &sha256, "libc", &libc,
                    "valgrind", &valgrind, "strategies", &strategies) == 0
        && strcmp(schema, CACHE_SCHEMA) == 0 && strcmp(sha256, cache->sha256) == 0
        && strcmp(libc, gnu_get_libc_version()) == 0 && strcmp(valgrind, cache->valgrind) == 0 && json_is_object(strategies)) {
        json_decref(cache->strategies);
        cache->strategies = json_incref(strategies);
    }
    json_decref(file);
}

void runner_instruction_cache_init(struct instruction_cache *cache, const struct programs *programs, const char *valgrind)
{
    runner_instruction_cache_init_empty(cache);
    cache->valgrind = report_copy_string(valgrind);
    memcpy(cache->sha256, programs->sha256[PROGRAM_CELL], sizeof cache->sha256);
    if (beside_program(cache->path, "instructions-%.12s.json", cache->sha256) != CORO_OK)
        cache->path[0] = '\0';
    else
        load(cache);
}

void runner_instruction_cache_fini(struct instruction_cache *cache)
{
    json_decref(cache->strategies);
    free(cache->valgrind);
    *cache = (struct instruction_cache){ 0 };
}

json_t *runner_instruction_cache_get(const struct instruction_cache *cache, const char *strategy, const char *workload)
{
    return json_object_get(json_object_get(cache->strategies, strategy), workload);
}

void runner_instruction_cache_put(struct instruction_cache *cache, const char *strategy, const char *workload, json_t *metrics)
{
    json_t *workloads = json_object_get(cache->strategies, strategy);
    if (workloads == NULL) {
        workloads = json_object();
        json_object_set_new(cache->strategies, strategy, workloads);
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
    json_t *file = json_pack("{s:s, s:s, s:s, s:s, s:O}", "schema", CACHE_SCHEMA, "sha256", cache->sha256,
                             "libc", gnu_get_libc_version(), "valgrind", cache->valgrind, "strategies", cache->strategies);
    char *json = json_dumps(file, JSON_REAL_PRECISION(15));
    report_text_add(&text, json);
    cache->is_changed = report_output_file(cache->path, &text, &complaint) != REPORT_OK;
    report_text_fini(&text);
    free(json);
    json_decref(file);
}
