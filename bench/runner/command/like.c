/* SPDX-License-Identifier: MIT */
/* Copies a row's file as the beginning of a new strategy, which places frames as the row does, and claims nothing. Knows the
 * form of these files: the first comment behind the licence, fields of descriptors that begin with four blanks and a dot, lists
 * that end with "};" on a line of its own. */
#include "bench/runner/command/commands.h"
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* A copy leaves out the row's place in the table, and its own story. */
static const char *const lists[] = { "static const struct claim claims[] = {", "static const struct system systems[] = {" };
static const char *const fields[] = { "order", "is_variant", "is_swept", "tuned_on", "fidelity", "claims", "systems" };
static const char sentence[] = "    .sentence = ";

static bool begins_with(const char *line, const char *start) { return strncmp(line, start, strlen(start)) == 0; }

static bool is_own_list(const char *line)
{
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (begins_with(line, lists[i]))
            return true;
    return false;
}

/* A field's further lines are indented by more. */
static bool is_field(const char *line) { return begins_with(line, "    ."); }
static bool is_own_field(const char *line)
{
    for (size_t i = 0; i < sizeof fields / sizeof *fields && is_field(line); i++) {
        size_t letters = strlen(fields[i]);
        if (strncmp(line + 5, fields[i], letters) == 0 && line[5 + letters] == ' ')
            return true;
    }
    return false;
}

enum part { BEFORE_COMMENT, IN_COMMENT, IN_CODE, IN_OWN_LIST, IN_OWN_FIELD };

static enum part part_of(const char *line, enum part before)
{
    bool begins_comment = before == BEFORE_COMMENT && begins_with(line, "/*") && strstr(line, "SPDX") == NULL;
    if (begins_comment || before == IN_COMMENT)
        return strstr(line, "*/") == NULL ? IN_COMMENT : IN_CODE;
    if (before == BEFORE_COMMENT)
        return BEFORE_COMMENT;
    if (before == IN_OWN_LIST)
        return strcmp(line, "};\n") == 0 ? IN_CODE : IN_OWN_LIST;
    if (is_own_list(line))
        return IN_OWN_LIST;
    bool goes_on = before == IN_OWN_FIELD && !is_field(line) && line[0] != '}';
    return is_own_field(line) || goes_on ? IN_OWN_FIELD : IN_CODE;
}

static void add_opening(struct report_text *text, const char *row, const char *name)
{
    report_text_format(text,
        "/* Where does %s keep the frame of a dyn next()? Write the answer here, with the source of the idea. As\n"
        " * `corolab new strategy --like` wrote it, it does as strategies/%s.c, whose first comment explains it.\n"
        " * Change a part, then run `corolab check %s`. strategies/strategy.h is the contract. */\n", name, row, name);
}

/* Adds what the copy has of a line, which ended a part or lies in one. */
static void add_line(struct report_text *text, const char *line, enum part before, enum part part, const char *row,
                     const char *name)
{
    bool ends_comment = (before == BEFORE_COMMENT || before == IN_COMMENT) && part == IN_CODE;
    if (ends_comment)
        add_opening(text, row, name);
    else if (begins_with(line, sentence))
        report_text_format(text, "%s\"as %s, from which it began\",\n", sentence, row);
    else if (part == BEFORE_COMMENT || (part == IN_CODE && before != IN_OWN_LIST))
        report_text_add(text, line);
}

enum report_status runner_like_add(struct report_text *text, const char *root, const char *row, const char *name,
                                   struct report_complaint *complaint)
{
    char path[PATH_MAX], line[1024];
    enum part before = BEFORE_COMMENT;
    snprintf(path, sizeof path, "%s/strategies/%s.c", root, row);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return report_complain(complaint, REPORT_BAD_INPUT, "there is no row %s to begin with: %s cannot be opened: %s", row,
                               path, strerror(errno));
    while (fgets(line, sizeof line, file) != NULL) {
        enum part part = part_of(line, before);
        add_line(text, line, before, part, row, name);
        before = part;
    }
    fclose(file);
    return REPORT_OK;
}
