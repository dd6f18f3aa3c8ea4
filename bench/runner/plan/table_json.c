/* SPDX-License-Identifier: MIT */
/* Copies the fields of the table's cards. */
#include "bench/runner/plan/table_json.h"
#include "bench/code/size.h"

json_t *runner_cards_strategy(const struct row_card *card)
{
    size_t code_bytes = code_size_bytes(card->name);
    json_t *object = json_pack("{s:s, s:s, s:s*, s:s, s:s, s:s, s:I, s:I, s:I}", "name", card->name, "sentence", card->sentence,
                               "fidelity", card->fidelity, "caller", card->caller, "callee", card->callee,
                               "protocol", card->protocol, "adapter_bytes", (json_int_t)card->adapter_bytes,
                               "call_site_bytes", (json_int_t)card->call_site_bytes, "task_bytes", (json_int_t)card->task_bytes);
    if (code_bytes != 0)
        json_object_set_new(object, "code_bytes", json_integer((json_int_t)code_bytes));
    return object;
}

json_t *runner_cards_workload(const struct workload_card *card)
{
    return json_pack("{s:s, s:s, s:s}", "name", card->name, "question", card->question, "item", card->item);
}
