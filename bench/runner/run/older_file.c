/* SPDX-License-Identifier: MIT */
/* Decides whether the file in the place of a run's result may be replaced: only by a run of the same plan, and only after its own
 * has ended. Hours of samples must not be lost to a word that was typed again. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/process/message.h"
#include "bench/runner/run/result_writer.h"
#include "report/base/memory.h"
#include "report/result/schema.h"

#define END_BEGINS "{\"record\":\"end\""
enum { LONGEST_END_BYTES = 4096, LONGEST_HEADER_BYTES = 1 << 20 };

/* Has the result no end, by its last line? */
static bool is_unfinished(int fd, off_t bytes)
{
    char tail[LONGEST_END_BYTES + 1];
    off_t from = bytes > LONGEST_END_BYTES ? bytes - LONGEST_END_BYTES : 0;
    ssize_t got = pread(fd, tail, LONGEST_END_BYTES, from);
    if (got <= 0)
        return true;
    tail[got] = '\0';
    const char *end = strstr(tail, "\n" END_BEGINS);
    for (const char *later = end; later != NULL; later = strstr(end + 1, "\n" END_BEGINS))
        end = later;
    const char *line_end = end == NULL ? NULL : strchr(end + 1, '\n');
    if (end != NULL && line_end == NULL)
        return tail[got - 1] != '}';        /* whole, although an editor has cut off its line end */
    return line_end == NULL || line_end[1] != '\0';
}

/* The first line of the file; a new reference, NULL when it is no header of a result. */
static json_t *read_header(int fd)
{
    char *text = report_allocate(LONGEST_HEADER_BYTES);
    ssize_t got = pread(fd, text, LONGEST_HEADER_BYTES, 0);
    json_t *header = got <= 0 ? NULL : json_loadb(text, (size_t)got, JSON_DISABLE_EOF_CHECK, NULL);
    const char *schema = json_string_value(json_object_get(header, "schema"));
    free(text);
    if (schema != NULL && strcmp(schema, REPORT_RESULT_SCHEMA) == 0)
        return header;
    json_decref(header);
    return NULL;
}

/* Do both list the same names, in the same order? */
static bool has_same_names(const json_t *one, const json_t *other)
{
    if (json_array_size(one) != json_array_size(other))
        return false;
    for (size_t i = 0; i < json_array_size(one); i++)
        if (!json_equal(json_object_get(json_array_get(one, i), "name"), json_object_get(json_array_get(other, i), "name")))
            return false;
    return true;
}

/* The plan without its seed; a new reference. */
static json_t *plan_of(const json_t *header)
{
    json_t *plan = json_copy(json_object_get(header, "plan"));
    json_object_del(plan, "seed");
    return plan;
}

/* Runs of one plan take the same samples of the same cells, in whatever order. */
static bool has_same_plan(const json_t *one, const json_t *other)
{
    json_t *plan = plan_of(one), *other_plan = plan_of(other);
    bool is_same = plan == other_plan || json_equal(plan, other_plan);
    json_decref(plan);
    json_decref(other_plan);
    return is_same && has_same_names(json_object_get(one, "strategies"), json_object_get(other, "strategies"))
           && has_same_names(json_object_get(one, "workloads"), json_object_get(other, "workloads"));
}

enum coro_status runner_older_file_protect(const struct result_writer *writer, const json_t *header)
{
    const char *path = writer->path;
    json_t *older = writer->whole_bytes == 0 ? NULL : read_header(writer->fd);
    enum coro_status status = CORO_ERR_IO;
    if (writer->whole_bytes == 0)
        status = CORO_OK;
    else if (older == NULL)
        runner_note("%s exists and is no " REPORT_RESULT_SCHEMA " file: name another with -o, or replace it with --force", path);
    else if (is_unfinished(writer->fd, writer->whole_bytes))
        runner_note("%s holds a run that was killed: go on with it by `%s run --resume %s`, or replace it with --force", path,
                    runner_called(), runner_quoted(path));
    else if (!has_same_plan(older, header))
        runner_note("%s holds a run of another plan: name another file with -o, or replace it with --force", path);
    else
        status = CORO_OK;
    json_decref(older);
    return status;
}
