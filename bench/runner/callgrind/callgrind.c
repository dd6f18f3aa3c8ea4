/* SPDX-License-Identifier: MIT */
/* Reads the lines of a dump into a call graph, and sums over it. */
#include "bench/runner/callgrind/callgrind.h"
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"

struct cost {
    uint64_t instructions, indirect;
};

struct function {
    char *name;
    bool is_entry;              /* malloc and its like */
    bool is_plt;
    bool is_inside;             /* an entry, or below one and called only from inside */
    struct cost self;
};

struct edge {
    size_t caller, callee;      /* indices into graph.functions */
    uint64_t calls;
    bool leaves_executable;     /* from the executable into a shared library, and not through a PLT stub */
    struct cost inclusive;
};

/* The kind of file that a function lies in. */
enum object { OBJECT_EXECUTABLE, OBJECT_SHARED, OBJECT_UNKNOWN };

struct graph {
    struct function *functions;
    size_t function_count, function_capacity;
    struct edge *edges;
    size_t edge_count, edge_capacity;
    int instructions_column, indirect_column;       /* in a cost line, after the position; -1: not recorded */
    size_t current;             /* index of the function that cost lines belong to, plus one; 0: none yet */
    size_t callee;              /* the same for the callee of the next call */
    enum object object, callee_object;
    bool is_call_cost;          /* the next cost line belongs to the last edge */
    struct cost totals;
    bool has_totals;
};

static const char *const entries[] = {
    "malloc", "calloc", "realloc", "reallocarray", "free", "cfree", "memalign", "aligned_alloc", "posix_memalign", "valloc",
    "pvalloc", "__libc_malloc", "__libc_calloc", "__libc_realloc", "__libc_free", "__libc_memalign", "__posix_memalign",
};

/* Symbol versions (@@GLIBC_2.2.5) and recursion levels ('2) are no part of the name. */
static bool is_entry_name(const char *name)
{
    size_t letters = strcspn(name, "@'");
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (strlen(entries[i]) == letters && memcmp(name, entries[i], letters) == 0)
            return true;
    return false;
}

/* PLT stubs lie in "???". */
static enum object find_object(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return OBJECT_UNKNOWN;
    return strstr(slash, ".so") != NULL ? OBJECT_SHARED : OBJECT_EXECUTABLE;
}

static void *grow(void *array, size_t count, size_t *capacity, size_t element_bytes)
{
    if (count < *capacity)
        return array;
    *capacity = *capacity == 0 ? 64 : *capacity * 2;
    return report_reallocate(array, *capacity, element_bytes);
}

/* The index of the function, plus one. */
static size_t find_function(struct graph *graph, const char *name)
{
    for (size_t i = 0; i < graph->function_count; i++)
        if (strcmp(graph->functions[i].name, name) == 0)
            return i + 1;
    graph->functions = grow(graph->functions, graph->function_count, &graph->function_capacity, sizeof *graph->functions);
    graph->functions[graph->function_count] = (struct function){ .name = report_copy_string(name),
                                                                 .is_plt = strstr(name, "[PLT]") != NULL,
                                                                 .is_entry = is_entry_name(name) };
    return ++graph->function_count;
}

static enum coro_status add_edge(struct graph *graph, const char *calls)
{
    if (graph->current == 0 || graph->callee == 0)
        return CORO_ERR_IO;
    graph->edges = grow(graph->edges, graph->edge_count, &graph->edge_capacity, sizeof *graph->edges);
    graph->edges[graph->edge_count++] = (struct edge){ .caller = graph->current - 1, .callee = graph->callee - 1,
                                                       .calls = strtoull(calls, NULL, 10) };
    graph->edges[graph->edge_count - 1].leaves_executable = graph->object == OBJECT_EXECUTABLE
                                                            && graph->callee_object == OBJECT_SHARED;
    graph->callee_object = graph->object;
    graph->is_call_cost = true;
    return CORO_OK;
}

/* Columns left out at the end of a line are zero. */
static struct cost read_columns(const struct graph *graph, const char *columns)
{
    struct cost cost = { 0 };
    for (int column = 0; *columns != '\0'; column++) {
        char *end;
        uint64_t number = strtoull(columns, &end, 10);
        if (end == columns)
            break;
        if (column == graph->instructions_column)
            cost.instructions = number;
        if (column == graph->indirect_column)
            cost.indirect = number;
        columns = end;
    }
    return cost;
}

static enum coro_status add_cost(struct graph *graph, const char *line)
{
    struct cost cost = read_columns(graph, line + strcspn(line, " "));
    if (graph->current == 0)
        return CORO_ERR_IO;
    if (graph->is_call_cost) {
        graph->edges[graph->edge_count - 1].inclusive = cost;
        graph->is_call_cost = false;
        return CORO_OK;
    }
    struct cost *self = &graph->functions[graph->current - 1].self;
    self->instructions += cost.instructions;
    self->indirect += cost.indirect;
    return CORO_OK;
}

static void read_events(struct graph *graph, char *names)
{
    char *rest, *name = strtok_r(names, " ", &rest);
    for (int column = 0; name != NULL; column++) {
        if (strcmp(name, "Ir") == 0)
            graph->instructions_column = column;
        if (strcmp(name, "Bi") == 0)
            graph->indirect_column = column;
        name = strtok_r(NULL, " ", &rest);
    }
}

/* The text behind `prefix`, or NULL. */
static char *after(char *line, const char *prefix)
{
    size_t letters = strlen(prefix);
    return strncmp(line, prefix, letters) == 0 ? line + letters : NULL;
}

static enum coro_status read_line(struct graph *graph, char *line, struct callgrind_dump *dump)
{
    char *rest;
    if (line[0] >= '0' && line[0] <= '9')
        return add_cost(graph, line);
    if ((rest = after(line, "ob=")) != NULL)
        graph->object = graph->callee_object = find_object(rest);
    if ((rest = after(line, "cob=")) != NULL)
        graph->callee_object = find_object(rest);   /* for the next call only */
    if ((rest = after(line, "fn=")) != NULL)
        graph->current = find_function(graph, rest);
    if ((rest = after(line, "cfn=")) != NULL)
        graph->callee = find_function(graph, rest);
    if ((rest = after(line, "calls=")) != NULL)
        return add_edge(graph, rest);
    if ((rest = after(line, "events: ")) != NULL)
        read_events(graph, rest);
    if ((rest = after(line, "desc: Trigger: Client Request: ")) != NULL)
        snprintf(dump->trigger, sizeof dump->trigger, "%s", rest);
    if ((rest = after(line, "totals: ")) != NULL) {
        graph->totals = read_columns(graph, rest);
        graph->has_totals = true;
    }
    return CORO_OK;
}

/* Marks or unmarks the callee of each edge; true when something changed. Marking follows the calls of marked functions. Unmarking
 * follows those of unmarked ones: memcpy is not the allocator's because realloc uses it. */
static bool mark_callees(struct graph *graph, bool is_inside)
{
    bool has_changed = false;
    for (size_t i = 0; i < graph->edge_count; i++) {
        struct function *callee = &graph->functions[graph->edges[i].callee];
        bool is_fixed = is_inside ? callee->is_plt : callee->is_entry;
        if (graph->functions[graph->edges[i].caller].is_inside != is_inside || callee->is_inside == is_inside || is_fixed)
            continue;
        callee->is_inside = is_inside;
        has_changed = true;
    }
    return has_changed;
}

static void mark_inside(struct graph *graph)
{
    for (size_t i = 0; i < graph->function_count; i++)
        graph->functions[i].is_inside = graph->functions[i].is_entry;
    while (mark_callees(graph, true))
        continue;
    while (mark_callees(graph, false))
        continue;
}

static enum coro_status add_up(struct graph *graph, struct callgrind_dump *dump)
{
    struct cost all = { 0 };
    uint64_t not_ours = 0;      /* made by the linker, or inside the allocator */
    for (size_t i = 0; i < graph->function_count; i++) {
        all.instructions += graph->functions[i].self.instructions;
        all.indirect += graph->functions[i].self.indirect;
        if (graph->functions[i].is_plt)
            not_ours += graph->functions[i].self.indirect;
    }
    if (!graph->has_totals || graph->totals.instructions != all.instructions || graph->totals.indirect != all.indirect)
        return CORO_ERR_IO;

    mark_inside(graph);
    for (size_t i = 0; i < graph->edge_count; i++) {
        const struct edge *edge = &graph->edges[i];
        const struct function *caller = &graph->functions[edge->caller], *callee = &graph->functions[edge->callee];
        if (caller->is_inside && callee->is_plt)
            not_ours -= edge->calls;        /* it is in the allocator's inclusive cost already */
        if (!caller->is_inside && edge->leaves_executable)
            not_ours += edge->calls;
        if (caller->is_inside || !callee->is_entry)
            continue;
        dump->allocator_calls += edge->calls;
        dump->allocator_instructions += edge->inclusive.instructions;
        not_ours += edge->inclusive.indirect;
    }
    dump->instructions = all.instructions;
    dump->indirect_calls = all.indirect - not_ours;
    return CORO_OK;
}

static void graph_fini(struct graph *graph)
{
    for (size_t i = 0; i < graph->function_count; i++)
        free(graph->functions[i].name);
    free(graph->functions);
    free(graph->edges);
}

enum coro_status runner_callgrind_read(FILE *file, struct callgrind_dump *dump)
{
    struct graph graph = { .instructions_column = -1, .indirect_column = -1,
                           .object = OBJECT_UNKNOWN, .callee_object = OBJECT_UNKNOWN };
    struct callgrind_dump read = { 0 };
    enum coro_status status = CORO_OK;
    char *line = NULL;
    size_t capacity = 0;
    ssize_t letters;

    while (status == CORO_OK && (letters = getline(&line, &capacity, file)) >= 0) {
        if (letters > 0 && line[letters - 1] == '\n')
            line[letters - 1] = '\0';
        status = read_line(&graph, line, &read);
    }
    if (status == CORO_OK && (graph.instructions_column < 0 || graph.indirect_column < 0))
        status = CORO_ERR_IO;
    if (status == CORO_OK)
        status = add_up(&graph, &read);
    if (status == CORO_OK)
        *dump = read;
    graph_fini(&graph);
    free(line);
    return status;
}
