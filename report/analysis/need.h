/* SPDX-License-Identifier: MIT */
/* The ten constraints that a program may put on the answer, and whether a row fits them: the page's boxes to tick and `corolab
 * advise` ask here. The file decides, by its probes, or by what it says of the row: nothing is judged by a row's name. */
#ifndef REPORT_ANALYSIS_NEED_H
#define REPORT_ANALYSIS_NEED_H
#include "report/result/result.h"
#include "report/text/text.h"

/* In the order in which outputs show them. */
enum {
    REPORT_NEED_NO_HEAP, REPORT_NEED_SELF, REPORT_NEED_THREADS, REPORT_NEED_RECURSION, REPORT_NEED_DLOPEN, REPORT_NEED_CRATES,
    REPORT_NEED_ANY_SIZE, REPORT_NEED_STATE_MACHINE, REPORT_NEED_TRAIT, REPORT_NEED_BOUNDED,
    REPORT_NEEDS
};
enum { REPORT_NEED_PROBES = 3 };

struct report_need {
    const char *key;            /* in addresses and commands: "no-heap" */
    const char *label;          /* of a box to tick: "without a heap" */
    const char *small;          /* small words behind the label: "dlopen"; "" for none */
    const char *heading;        /* of a column: "no heap" */
    const char *reason;         /* of a row that does not fit: "needs malloc or mmap" */
    const char *probes[REPORT_NEED_PROBES];     /* that decide; NULL ends them. None for the trait: the row's protocol decides */
};
extern const struct report_need report_needs[REPORT_NEEDS];

/* Ascending: the fit of a row to several needs, or by several probes, is the greatest. */
enum report_fit {
    REPORT_FIT_YES,
    REPORT_FIT_FALLS_BACK,      /* works in another way than it is made for: a box where the space does not suffice */
    REPORT_FIT_UNKNOWN,         /* the row was not asked: no "no" */
    REPORT_FIT_NO,
    REPORT_FITS
};
/* "fits", "falls back", "not measured", "does not fit". */
extern const char *const report_fit_words[REPORT_FITS];

/* Whether the row fits the need, an index of report_needs. *probe, unless `probe` is NULL, becomes the probe that says so; NULL
 * where the row's record says so, or nothing does. */
enum report_fit report_need_fit(const struct report_result *, size_t strategy, size_t need, const struct report_probe **probe);

/* Adds the words of the probe or of the record that say so; "not measured" without any. As trustworthy as the file: escape. */
void report_need_say_evidence(const struct report_result *, size_t strategy, size_t need, struct report_text *);

/* The need of that key, or REPORT_NOT_FOUND. */
size_t report_need_find(const char *key);

/* Sets of needs are bits: 1u << REPORT_NEED_SELF. A preset is what a kind of program needs, and what it ranks rows by. */
enum { REPORT_PRESETS = 4 };
struct report_preset {
    const char *key, *label;    /* "server"; "a server with 100,000 waiting tasks" */
    unsigned needs;
    const char *rank;           /* a key of rank.h */
};
extern const struct report_preset report_presets[REPORT_PRESETS];

/* The preset of that key, or REPORT_NOT_FOUND. */
size_t report_preset_find(const char *key);

#endif
