/* SPDX-License-Identifier: MIT */
/* Owns the reading of what a result file cites: the systems beside its strategies, the answers that cannot be strategies, and
 * earlier benchmarks. Files from before have none of it. */
#include "report/base/memory.h"
#include "report/result/json_reader.h"

static struct report_system read_system(struct report_reader *reader, json_t *entry)
{
    return (struct report_system){report_json_string(reader, entry, "name"), report_json_string(reader, entry, "does"),
                                  report_json_string(reader, entry, "source")};
}

struct report_systems report_systems_read(struct report_reader *reader, json_t *owner)
{
    json_t *list = reader->status == REPORT_OK ? json_object_get(owner, "systems") : NULL, *entry;
    struct report_systems systems = {0};
    size_t index;

    if (list == NULL)
        return systems;
    if (!json_is_array(list) || json_array_size(list) > REPORT_MOST_SYSTEMS) {
        report_json_fault(reader, "has \"systems\" that are not a list of at most %d objects", REPORT_MOST_SYSTEMS);
        return systems;
    }
    systems.list = report_allocate_zeroed(json_array_size(list) + 1, sizeof *systems.list);
    json_array_foreach(list, index, entry)
        systems.list[systems.count++] = read_system(reader, entry);
    return systems;
}

static void take_absent_row(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;

    if (result->absent_row_count == REPORT_LONGEST_TABLE) {
        report_json_fault(reader, "is one of more than %d", REPORT_LONGEST_TABLE);
        return;
    }
    result->absent_rows = report_list_grow(result->absent_rows, result->absent_row_count, sizeof *result->absent_rows);
    result->absent_rows[result->absent_row_count++] = (struct report_absent_row){
        report_json_string(reader, object, "name"), report_json_string(reader, object, "reason"),
        report_systems_read(reader, object)};
}

static void take_earlier(struct report_reader *reader, json_t *object)
{
    struct report_result *result = reader->result;

    if (result->earlier_count == REPORT_LONGEST_TABLE) {
        report_json_fault(reader, "is one of more than %d", REPORT_LONGEST_TABLE);
        return;
    }
    result->earlier = report_list_grow(result->earlier, result->earlier_count, sizeof *result->earlier);
    result->earlier[result->earlier_count++] = (struct report_earlier_benchmark){
        report_json_string(reader, object, "name"), report_json_string(reader, object, "measured"),
        report_json_string(reader, object, "here"), report_json_string(reader, object, "source")};
}

void report_citations_read(struct report_reader *reader, json_t *root)
{
    report_json_each(reader, root, "absent_rows", REPORT_JSON_MAY_BE_ABSENT, take_absent_row);
    report_json_each(reader, root, "earlier_benchmarks", REPORT_JSON_MAY_BE_ABSENT, take_earlier);
}
