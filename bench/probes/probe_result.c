/* SPDX-License-Identifier: MIT */
/* Makes and words findings (probe_result.h). Linked into corolab_count, which asks, and into `corolab check`, which reports. */
#include "bench/probes/probe_result.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct finding finding_of(enum behaviour behaviour, const char *format, ...)
{
    struct finding found = { .behaviour = behaviour };
    va_list args;
    va_start(args, format);
    vsnprintf(found.evidence, sizeof found.evidence, format, args);
    va_end(args);
    return found;
}

struct finding finding_answered(struct finding found, enum answer answer)
{
    found.is_answered = true;
    found.answer = answer;
    return found;
}

struct finding finding_declared(struct finding found)
{
    found.is_declared = true;
    return found;
}

struct finding finding_valued(struct finding found, double value)
{
    found.has_value = true;
    found.value = value;
    return found;
}

struct finding finding_of_status(enum coro_status status, const char *what)
{
    struct finding found = finding_of(FAILS, "%s: %s", what, coro_status_message(status));
    if (!coro_status_is_refusal(status) && status != CORO_ERR_NO_MEMORY)
        return found;
    found.behaviour = REFUSES;
    return finding_answered(found, ANSWER_NO);
}

void finding_add(struct finding *found, const char *format, ...)
{
    size_t used = strlen(found->evidence);
    va_list args;
    if (used > 0)
        snprintf(found->evidence + used, sizeof found->evidence - used, "; ");
    used = strlen(found->evidence);
    va_start(args, format);
    vsnprintf(found->evidence + used, sizeof found->evidence - used, format, args);
    va_end(args);
}

const char *plural(uint64_t count) { return count == 1 ? "" : "s"; }

const char *behaviour_name(enum behaviour behaviour)
{
    static const char *const names[] = {
        [WORKS] = "works", [REFUSES] = "refuses", [FALLS_BACK] = "falls back", [FAILS] = "fails",
    };
    return names[behaviour];
}
