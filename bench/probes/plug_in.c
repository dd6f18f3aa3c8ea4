/* SPDX-License-Identifier: MIT */
/* Probes a callee in a library loaded now (bench/plugin): the row's caller, compiled earlier and without it, awaits its
 * next(). */
#include "bench/table/plug_in_interface.h"
#include "bench/process/beside.h"
#include "bench/probes/probe.h"

enum { ITEMS = 5 };
static const struct cell_options no_options;

struct plugged { enum coro_status status; uint64_t sum; size_t frame_bytes; int64_t leaked; };

/* Awaits twice, since a row may behave differently the first time. */
static enum coro_status await_items(struct probe_fixture *fixture, uint64_t *sum)
{
    uint64_t first;
    enum coro_status status = probe_fixture_run(fixture, ITEMS, &first);
    if (!status)
        status = probe_fixture_run(fixture, ITEMS, sum);
    *sum += status ? 0 : first;
    return status;
}

static void try_plugin(const struct row *row, const struct plugin *plugin, struct plugged *tried)
{
    struct fixture_head head = { .options = &no_options };
    size_t kept = plugin->kept_blocks();        /* makes the loader allocate the library's thread-locals now */
    struct probe_fixture fixture = { .steps = row->probes, .row = row, .before = blocks_now(row) };
    tried->frame_bytes = plugin->locals_bytes;
    tried->status = row->open(&head, &fixture.stage);
    if (tried->status)
        return;
    tried->status = row->probes->open_plugged(fixture.stage, plugin);
    if (!tried->status)
        tried->status = await_items(&fixture, &tried->sum);
    tried->leaked = probe_fixture_close(&fixture);
    tried->leaked -= (int64_t)plugin->kept_blocks() - (int64_t)kept;
}

/* Words the finding. */
static struct finding judge(const struct plugged *tried)
{
    const char subject[] = "a callee in a library loaded at run time";
    uint64_t right = 2 * ITEMS * (2 * ITEMS - 1) / 2;
    if (tried->leaked > 0)
        return finding_of(FAILS, "a callee in a library that was loaded at run time leaks");
    if (tried->status == CORO_ERR_UNSUPPORTED)
        return finding_declared(finding_answered(finding_of(REFUSES, "the caller has to know every type when it is compiled"),
                                                 ANSWER_NO));
    if (coro_status_is_refusal(tried->status) || tried->status == CORO_ERR_NO_MEMORY)
        return finding_answered(finding_of(REFUSES, "a library loaded at run time, with a frame of %zu bytes, is refused: %s",
                                           tried->frame_bytes, coro_status_message(tried->status)), ANSWER_NO);
    if (tried->status || tried->sum != right)
        return finding_of_status(tried->status ? tried->status : CORO_ERR_WRONG_RESULT, subject);
    struct finding found = finding_of(WORKS, "%s, with a frame of %zu bytes, gives the right sum", subject, tried->frame_bytes);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)tried->frame_bytes);
}

struct finding probe_plug_in(const struct row *row)
{
    char path[PATH_MAX];
    const char *why = "its path is too long";
    struct plugin_library library;
    struct plugged tried = { 0 };
    enum coro_status status = beside_program(path, "plugins/%s.so", row->card.name);
    if (!status)
        status = plugin_load(path, row->card.name, &library, &why);
    if (status)
        return finding_of(FAILS, "%s", why);
    try_plugin(row, library.plugin, &tried);
    return judge(&tried);
}
