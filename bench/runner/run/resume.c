/* SPDX-License-Identifier: MIT */
/* A result file as `corolab run` lays it out has one sample per line. It is read twice: once without these lines, then these
 * lines one by one, because the samples mean nothing before the plan is known, and a million of them as JSON do not fit the
 * runner's memory. A file that another program has laid out anew is read as a whole, a journal line by line as it comes. */
#define _GNU_SOURCE
#include "bench/runner/run/resume.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "bench/runner/record/journal.h"
#include "bench/process/message.h"
#include "bench/runner/run/read_result.h"
#include "report/result/schema.h"

#define SAMPLES_BEGIN "\"samples\": [\n"

/* One line of a file; the buffer grows as getline's does. */
struct line {
    char *text;
    size_t capacity;
    ssize_t bytes;
};

static enum coro_status parse(const struct restore *restore, const char *text, size_t bytes, json_t **object)
{
    json_error_t error;
    if (memchr(text, '\0', bytes) != NULL)      /* jansson passes over one behind a number */
        return runner_restore_refuse(restore, "it is no JSON: a byte of it is zero");
    json_t *read = json_loadb(text, bytes, JSON_REJECT_DUPLICATES, &error);
    if (read == NULL && json_error_code(&error) == json_error_out_of_memory)
        return CORO_ERR_NO_MEMORY;
    if (read == NULL) {
        char why[2 * JSON_ERROR_TEXT_LENGTH];
        snprintf(why, sizeof why, "it is cut off, or it is no JSON (%s)", error.text);
        return runner_restore_refuse(restore, why);
    }
    *object = read;
    return CORO_OK;
}

/* Is this the line behind the last sample? */
static bool ends_samples(const struct line *line)
{
    return line->text[0] == ']';
}

/* Copies the file but for the lines that hold samples; *samples_at is where these begin, or -1. */
static int copy_without_samples(FILE *file, FILE *copy, struct line *line, long *samples_at)
{
    bool is_copied = true;
    *samples_at = -1;
    while ((line->bytes = getline(&line->text, &line->capacity, file)) > 0) {
        is_copied = is_copied || ends_samples(line);
        if (is_copied)
            fwrite(line->text, 1, (size_t)line->bytes, copy);
        if (*samples_at < 0 && strcmp(line->text, SAMPLES_BEGIN) == 0) {
            *samples_at = ftell(file);
            is_copied = false;
        }
    }
    return ferror(file);
}

static enum coro_status read_document(const struct restore *restore, FILE *file, struct line *line, json_t **document,
                                      long *samples_at)
{
    char *text = NULL;
    size_t bytes;
    FILE *copy = open_memstream(&text, &bytes);
    if (copy == NULL)
        return CORO_ERR_NO_MEMORY;
    int failed = copy_without_samples(file, copy, line, samples_at);
    int error = errno;
    enum coro_status status = CORO_OK;
    if (fclose(copy) != 0)
        status = CORO_ERR_NO_MEMORY;
    else if (failed)
        status = runner_restore_refuse(restore, strerror(error));
    else
        status = parse(restore, text, bytes, document);
    free(text);
    return status;
}

/* The samples of a file that is laid out: one object per line, with a comma behind all but the last. */
static enum coro_status read_sample_lines(struct restore *restore, FILE *file, struct line *line, long samples_at)
{
    enum coro_status status = CORO_OK;
    if (samples_at < 0)
        return CORO_OK;
    if (fseek(file, samples_at, SEEK_SET) != 0)
        return runner_restore_refuse(restore, strerror(errno));
    while (status == CORO_OK && (line->bytes = getline(&line->text, &line->capacity, file)) > 0 && !ends_samples(line)) {
        size_t bytes = (size_t)line->bytes;
        json_t *sample;
        while (bytes > 0 && (line->text[bytes - 1] == '\n' || line->text[bytes - 1] == ','))
            bytes--;
        status = parse(restore, line->text, bytes, &sample);
        if (status != CORO_OK)
            break;
        status = runner_restore_sample(restore, sample);
        json_decref(sample);
    }
    return status;
}

static bool has_schema(const json_t *document, const char *schema)
{
    const char *name = json_string_value(json_object_get(document, "schema"));
    return name != NULL && strcmp(name, schema) == 0;
}

/* All but the samples, which begin at *samples_at. */
static enum coro_status read_result_document(struct restore *restore, FILE *file, struct line *line, struct resumed *resumed,
                                             long *samples_at)
{
    enum coro_status status = read_document(restore, file, line, &resumed->document, samples_at);
    if (status != CORO_OK)
        return status;
    if (!has_schema(resumed->document, REPORT_RESULT_SCHEMA))
        return runner_restore_refuse(restore, "it is not a " REPORT_RESULT_SCHEMA " file");
    return CORO_OK;
}

static enum coro_status read_result(struct restore *restore, FILE *file, struct line *line, struct resumed *resumed)
{
    long samples_at;
    enum coro_status status = read_result_document(restore, file, line, resumed, &samples_at);
    if (status != CORO_OK)
        return status;
    resumed->is_complete = json_is_false(json_object_get(resumed->document, "interrupted"));
    status = runner_restore_head(restore, resumed->document);
    if (status == CORO_OK)
        status = runner_restore_piece(restore, resumed->document);
    return status == CORO_OK ? read_sample_lines(restore, file, line, samples_at) : status;
}

/* A last line without an end is the sample that was being taken. */
static enum coro_status read_journal(struct restore *restore, FILE *file, struct line *line, struct resumed *resumed)
{
    enum coro_status status = CORO_OK;
    while (status == CORO_OK && (line->bytes = getline(&line->text, &line->capacity, file)) > 0
           && line->text[line->bytes - 1] == '\n') {
        json_t *piece;
        status = parse(restore, line->text, (size_t)line->bytes, &piece);
        if (status != CORO_OK)
            break;
        if (resumed->document == NULL) {
            resumed->document = json_incref(piece);
            if (!has_schema(piece, RUNNER_JOURNAL_SCHEMA))
                status = runner_restore_refuse(restore, "it is not a " RUNNER_JOURNAL_SCHEMA " file");
            else
                status = runner_restore_head(restore, piece);
        }
        if (status == CORO_OK)
            status = runner_restore_piece(restore, piece);
        json_decref(piece);
    }
    if (status == CORO_OK && resumed->document == NULL)
        return runner_restore_refuse(restore, "its first line is cut off");
    return status;
}

typedef enum coro_status reader(struct restore *, FILE *, struct line *, struct resumed *);

static enum coro_status read_with(struct restore *restore, FILE *file, reader *read, struct resumed *resumed)
{
    struct line line = { 0 };
    if (file == NULL)
        return runner_restore_refuse(restore, strerror(errno));
    enum coro_status status = read(restore, file, &line, resumed);
    free(line.text);
    fclose(file);
    return status;
}

/* The stream has a descriptor of its own: the lock lives in the other, until the new journal is there. */
static enum coro_status resume_journal(struct restore *restore, struct resumed *resumed)
{
    int fd = resumed->journal_fd < 0 ? -1 : dup(resumed->journal_fd);
    return read_with(restore, fd < 0 ? NULL : fdopen(fd, "r"), read_journal, resumed);
}

enum coro_status runner_resume_read(struct session *session, struct resumed *resumed)
{
    char path[PATH_MAX];
    enum coro_status status;
    struct restore restore = { .session = session, .path = session->options.resume, .purpose = "resumed" };
    *resumed = (struct resumed){ .journal_fd = -1 };
    if (runner_journal_name(session->options.resume, path) != CORO_OK)
        return runner_restore_refuse(&restore, "its name is too long");
    switch (runner_journal_find(path, &resumed->journal_fd)) {
    case JOURNAL_IN_USE:
        return runner_restore_refuse(&restore, "another run of corolab is writing it");
    case JOURNAL_LEFT_BEHIND:
        restore.path = path;
        status = resume_journal(&restore, resumed);
        break;
    default:
        status = read_with(&restore, fopen(restore.path, "re"), read_result, resumed);
        break;
    }
    runner_restore_fini(&restore);
    return status;
}

static enum coro_status read_plan_only(struct restore *restore, FILE *file, struct line *line, struct resumed *resumed)
{
    long samples_at;
    enum coro_status status = read_result_document(restore, file, line, resumed, &samples_at);
    if (status != CORO_OK)
        return status;
    status = runner_restore_head(restore, resumed->document);
    restore->session->options.budget_seconds = 0;   /* the rounds that came of it are repeated, however long they take */
    return status;
}

enum coro_status runner_resume_repeat(struct session *session, struct resumed *resumed)
{
    struct restore restore = { .session = session, .path = session->options.like, .purpose = "repeated" };
    *resumed = (struct resumed){ .journal_fd = -1 };
    enum coro_status status = read_with(&restore, fopen(restore.path, "re"), read_plan_only, resumed);
    runner_restore_fini(&restore);
    return status;
}

enum coro_status runner_resume_compare(const struct resumed *resumed, const struct programs *programs)
{
    const json_t *executables = json_object_get(resumed->document, "executables");
    for (int i = 0; i < PROGRAM_COUNT; i++) {
        const char *recorded = "";
        size_t j;
        json_t *executable;
        json_array_foreach((json_t *)executables, j, executable) {
            const char *name = json_string_value(json_object_get(executable, "name"));
            const char *sha256 = json_string_value(json_object_get(executable, "sha256"));
            if (name != NULL && sha256 != NULL && strcmp(name, runner_programs_name((enum program)i)) == 0)
                recorded = sha256;
        }
        if (strcmp(recorded, programs->sha256[i]) != 0) {
            runner_note("the file comes from another build: its %s is not this one; start a new run",
                        runner_programs_name((enum program)i));
            return CORO_ERR_IO;
        }
    }
    return CORO_OK;
}

void runner_resume_fini(struct resumed *resumed)
{
    json_decref(resumed->document);
    if (resumed->journal_fd >= 0)
        close(resumed->journal_fd);
    *resumed = (struct resumed){ .journal_fd = -1 };
}
