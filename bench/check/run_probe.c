/* SPDX-License-Identifier: MIT */
/* Asks one question about one strategy in a child process: starts it and reads its one line of JSON. Every end of the child
 * becomes a finding. */
#define _GNU_SOURCE
#include "bench/check/scorecard.h"
#include <jansson.h>
#include <string.h>
#include <unistd.h>
#include "bench/measure/emulation.h"
#include "bench/process/beside.h"
#include "bench/process/child.h"

/* Under QEMU, a check takes some eight times as much processor time. */
enum { AFTER_A_HANG_TIMEOUT_MS = 2000, OUTPUT_LIMIT = 65536, EMULATED_FACTOR = 10 };

enum coro_status prober_find(char program[PATH_MAX])
{
    return beside_program(program, "corolab_count") == CORO_OK && access(program, X_OK) == 0 ? CORO_OK : CORO_ERR_IO;
}

/* The finding for a child that did not end well. */
static struct finding finding_of_end(const struct child_end *end, unsigned timeout_ms)
{
    static const char said[] = "coro: bug: ";
    if (end->outcome == CHILD_TIMED_OUT)
        return finding_of(FAILS, "no answer within %u seconds%s%s", timeout_ms / 1000,
                          end->complaint[0] ? ": " : ", as if a function of the strategy never returned", end->complaint);
    if (end->outcome == CHILD_OUTPUT_TOO_LONG)
        return finding_of(FAILS, "it printed more than %d bytes, and only the probe should print", OUTPUT_LIMIT);
    /* The runtime or the probe has found the mistake and says it in a sentence (coro/bug.h). */
    if (end->outcome == CHILD_KILLED && strncmp(end->complaint, said, sizeof said - 1) == 0)
        return finding_of(FAILS, "%s", end->complaint + sizeof said - 1);
    if (end->outcome == CHILD_KILLED)
        return finding_of(FAILS, "it crashed with SIG%s (%s)%s%s", sigabbrev_np(end->code), strsignal(end->code),
                          end->complaint[0] ? ": " : "", end->complaint);
    if (end->outcome == CHILD_EXITED)
        return finding_of(FAILS, "the probe ended with status %d%s%s", end->code, end->complaint[0] ? ": " : "", end->complaint);
    return finding_of(FAILS, "the probe was stopped");
}

static bool parse_behaviour(const char *name, enum behaviour *behaviour)
{
    for (enum behaviour one = WORKS; one <= FAILS; one++)
        if (strcmp(name, behaviour_name(one)) == 0) {
            *behaviour = one;
            return true;
        }
    return false;
}

static struct finding finding_of_line(const char *line, size_t bytes)
{
    const char *behaviour = "", *evidence = "", *answer = NULL;
    double value = 0;
    json_t *json = json_loadb(line, bytes, 0, NULL);
    struct finding found = bytes == 0 ? finding_of(FAILS, "it ended without an answer, as if the strategy called exit")
                                      : finding_of(FAILS, "what it printed is no answer, and only the probe should print");
    int status = json_unpack(json, "{s:s, s:s, s?s, s?F}", "behaviour", &behaviour, "evidence", &evidence, "answer", &answer,
                             "value", &value);
    if (status == 0 && parse_behaviour(behaviour, &found.behaviour)) {
        found = finding_of(found.behaviour, "%s", evidence);
        if (answer)
            found = finding_answered(found, strcmp(answer, "yes") == 0 ? ANSWER_YES : ANSWER_NO);
        if (json_is_true(json_object_get(json, "by_construction")))
            found = finding_declared(found);
        if (json_object_get(json, "value"))
            found = finding_valued(found, value);
    }
    json_decref(json);
    return found;
}

enum coro_status prober_ask(const char *program, const char *strategy, const char *question, unsigned *timeout_ms,
                            struct finding *found)
{
    const char *const argv[] = { program, "probe", strategy, question, NULL };
    unsigned limit_ms = emulation_sign("") == NULL ? *timeout_ms : EMULATED_FACTOR * *timeout_ms;
    struct child_job job = { .argv = argv, .timeout_ms = limit_ms, .output_limit = OUTPUT_LIMIT, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    enum coro_status status = runner_child_run(&job, &end);
    if (status)
        return status;
    bool is_clean = end.outcome == CHILD_EXITED && end.code == 0;
    *found = is_clean ? finding_of_line(end.output, end.output_bytes) : finding_of_end(&end, limit_ms);
    if (end.outcome == CHILD_TIMED_OUT)
        *timeout_ms = AFTER_A_HANG_TIMEOUT_MS;
    runner_child_fini(&end);
    return CORO_OK;
}
