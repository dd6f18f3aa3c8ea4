/* SPDX-License-Identifier: MIT */
/* Writes to standard error through stdio, unbuffered, so a sentence is out before the process can end. */
#include "bench/process/message.h"
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "report/text/nearest.h"
#include "report/text/text.h"

enum { QUOTED_KEPT = 4, QUOTED_BYTES = 4 * PATH_MAX + 8 };

/* A control character: '...' could hold it, but no terminal shows it. */
static bool is_control(char byte) { return (unsigned char)byte < ' ' || byte == 127; }

static bool needs_no_quotes(char byte)
{
    return isalnum((unsigned char)byte) || (unsigned char)byte >= 0x80 || (byte != '\0' && strchr("/._-+,:=@%", byte) != NULL);
}

/* Adds the name inside '...', or inside $'...' with its control characters in octal. */
static void add_quoted(struct report_text *text, const char *name, bool has_control)
{
    report_text_add(text, has_control ? "$'" : "'");
    for (; *name != '\0'; name++)
        if (has_control && is_control(*name))
            report_text_format(text, "\\%03o", (unsigned)*name);
        else if (has_control && (*name == '\'' || *name == '\\'))
            report_text_format(text, "\\%c", *name);
        else if (*name == '\'')
            report_text_add(text, "'\\''");
        else
            report_text_add_bytes(text, name, 1);
    report_text_add(text, "'");
}

const char *runner_quoted(const char *name)
{
    static char kept[QUOTED_KEPT][QUOTED_BYTES];
    static unsigned next;
    struct report_text text = {0};
    bool is_plain = name[0] != '\0', has_control = false;
    for (const char *byte = name; *byte != '\0'; byte++) {
        has_control |= is_control(*byte);
        is_plain &= needs_no_quotes(*byte);
    }
    if (name[0] == '-')
        report_text_add(&text, "./");
    if (is_plain)
        report_text_add(&text, name);
    else
        add_quoted(&text, name, has_control);
    char *quoted = kept[next++ % QUOTED_KEPT];
    snprintf(quoted, QUOTED_BYTES, "%s", text.bytes);
    report_text_fini(&text);
    return quoted;
}

const char *runner_called(void)
{
    const char *name = getenv("COROLAB_CALLED");
    return name == NULL || name[0] == '\0' ? "corolab" : runner_quoted(name);
}

/* A sentence is cut only where two long paths and their reason do not fit. */
enum { SENTENCE_BYTES = 3 * PATH_MAX };

static void print(const char *format, va_list arguments)
{
    char sentence[SENTENCE_BYTES];
    struct report_text text = {0};
    vsnprintf(sentence, sizeof sentence, format, arguments);
    report_escape_terminal(&text, sentence);
    fprintf(stderr, "corolab: %s\n", text.length > 0 ? text.bytes : "");
    report_text_fini(&text);
}

void runner_note(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print(format, arguments);
    va_end(arguments);
}

enum coro_status runner_refuse(enum coro_status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    print(format, arguments);
    va_end(arguments);
    return status;
}

int runner_flush_output(void)
{
    bool is_written = fflush(stdout) == 0;
    if (is_written && !ferror(stdout))
        return 0;
    /* An earlier write failed, and stdio keeps no reason: one more byte behind the gap tells it. */
    if (is_written)
        is_written = write(STDOUT_FILENO, "\n", 1) == 1;
    runner_note("standard output cannot be written%s%s", is_written ? "" : ": ", is_written ? "" : strerror(errno));
    return 1;
}

void runner_suggest(const char *complaint, const char *word, const char *const *names, size_t count, const char *command)
{
    const char *found[REPORT_NEAREST_MOST];
    size_t near = report_nearest_find(word, names, count, found);
    if (near == 0)
        runner_note("%s \"%s\"; `%s %s` shows them all", complaint, word, runner_called(), command);
    else if (near == 1)
        runner_note("%s \"%s\"; did you mean %s?", complaint, word, found[0]);
    else
        runner_note("%s \"%s\"; did you mean %s or %s?", complaint, word, found[0], found[1]);
}
