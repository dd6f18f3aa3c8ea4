/* SPDX-License-Identifier: MIT */
/* Owns the form in which the table's cards, and the citations beside them, go into files. */
#include "bench/runner/plan/cards.h"
#include "bench/code/size.h"
#include "bench/runner/machine/machine.h"
#include "bench/runner/plan/frame_rules.h"
#include "bench/table/citations.h"
#include "bench/table/load_rows.h"
#include "report/result/result.h"

/* NULL when there are none, which leaves the key out. */
static json_t *list_systems(const struct system *system)
{
    if (system == NULL)
        return NULL;
    json_t *list = json_array();
    for (; system->name != NULL; system++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "name", system->name, "does", system->does,
                                              "source", system->source));
    return list;
}

/* NULL where nothing is said, which leaves the key out. */
static const char *place_word(enum lives place) { return place == LIVES_NOT_SAID ? NULL : report_place_words[place]; }

_Static_assert(LIVES_IN_ITERATOR == (int)REPORT_PLACE_ITERATOR && LIVES_AT_CALL_SITE == (int)REPORT_PLACE_CALL_SITE
               && LIVES_IN_TASK == (int)REPORT_PLACE_TASK && LIVES_ON_HEAP == (int)REPORT_PLACE_HEAP
               && LIVES_ON_STACK == (int)REPORT_PLACE_STACK, "a strategy's place is the report's");
static json_t *place_of_frame(const struct place_of_frame *lives)
{
    if (lives->where == LIVES_NOT_SAID)
        return NULL;
    return json_pack("{s:s*, s:s*, s:s*}", "where", place_word(lives->where), "fallback", place_word(lives->fallback),
                     "pointer", place_word(lives->pointer));
}

json_t *runner_cards_strategy(const struct row_card *card)
{
    const struct loaded_rows *library = loaded_rows_of(table_find_row(card->name));
    size_t code_bytes = library ? library->library->code_bytes : code_size_bytes(card->name);
    json_t *object = json_pack("{s:s, s:s, s:s*, s:s*, s:s, s:s, s:s, s:I, s:I, s:I, s:o*, s:o*}", "name", card->name,
                               "sentence", card->sentence, "fidelity", card->fidelity, "tuned_on", card->tuned_on,
                               "caller", card->caller, "callee", card->callee, "protocol", card->protocol,
                               "adapter_bytes", (json_int_t)card->adapter_bytes,
                               "call_site_bytes", (json_int_t)card->call_site_bytes, "task_bytes", (json_int_t)card->task_bytes,
                               "lives", place_of_frame(&card->lives), "systems", list_systems(card->systems));
    if (!card->is_peer)
        json_object_set_new(object, "threads", json_pack("{s:s*, s:b, s:s*}", "share", card->threads_share,
                                                         "may_share_iterator", card->sharing_refusal == NULL,
                                                         "refusal", card->sharing_refusal));
    runner_frame_rules_add(table_find_row(card->name), object);
    if (code_bytes != 0)
        json_object_set_new(object, "code_bytes", json_integer((json_int_t)code_bytes));
    return object;
}

/* The times of threads mean one thing where they run at once, and another where they take turns. */
static void add_cpus(struct report_text *question)
{
    unsigned cpus = runner_cpu_count();
    if (cpus == 1)
        report_text_add(question, " (The threads had one CPU: they took turns, so this is the time of all, and none of what "
                                  "processors cost one another.)");
    else
        report_text_format(question, " (The threads had %u CPUs.)", cpus);
}

json_t *runner_cards_workload(const struct workload_card *card)
{
    struct report_text question = {0};
    report_text_add(&question, card->question);
    if (card->is_parallel)
        add_cpus(&question);
    json_t *object = json_pack("{s:s, s:s, s:s}", "name", card->name, "question", report_text_string(&question), "item",
                               card->item);
    report_text_fini(&question);
    return object;
}

json_t *runner_cards_absent_rows(void)
{
    json_t *list = json_array();
    for (const struct absent_row *row = absent_rows; row->name != NULL; row++)
        json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "name", row->name, "reason", row->reason,
                                              "systems", list_systems(row->systems)));
    return list;
}

static void add_names(struct report_text *text, const char *const *names, size_t most)
{
    for (size_t i = 0; i < most && names[i] != NULL; i++)
        report_text_format(text, "%s%s", i > 0 ? ", " : "", names[i]);
}

json_t *runner_cards_earlier_benchmarks(void)
{
    json_t *list = json_array();
    for (const struct earlier_benchmark *earlier = earlier_benchmarks; earlier->name != NULL; earlier++) {
        struct report_text here = {0};
        add_names(&here, earlier->rows, CITED_ROWS);
        report_text_add(&here, " on ");
        add_names(&here, earlier->workloads, CITED_WORKLOADS);
        json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "name", earlier->name, "measured", earlier->measured,
                                              "here", here.bytes, "source", earlier->source));
        report_text_fini(&here);
    }
    return list;
}
