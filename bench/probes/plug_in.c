/* SPDX-License-Identifier: MIT */
/* Probes a callee in a library loaded now (bench/plugin): the row's caller, compiled earlier and without it, awaits its
 * next(). The same library has the large callee that a row may refuse, and must survive. */
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

/* NULL, and why, when it cannot be loaded. */
static const struct plugin *load(const struct row *row, const char **why)
{
    char path[PATH_MAX];
    struct plugin_library library;
    *why = "its path is too long";
    enum coro_status status = beside_program(path, "plugins/%s.so", row->card.name);
    if (!status)
        status = plugin_load(path, row->card.name, &library, why);
    return status ? NULL : library.plugin;
}

struct finding probe_plug_in(const struct row *row)
{
    const char *why;
    struct plugged tried = { 0 };
    const struct plugin *plugin = load(row, &why);
    if (plugin == NULL)
        return finding_of(FAILS, "%s", why);
    try_plugin(row, plugin, &tried);
    return judge(&tried);
}

/* One caller, one task and one call site: the small iterator is `fixture`'s again after the large one. */
struct served { bool is_refused; enum coro_status refusal, status; };

static void serve(struct probe_fixture *fixture, const struct probe_fixture *small, const struct probe_fixture *large,
                  struct served *served)
{
    uint64_t item = 0;
    for (uint64_t times = 0; times < ITEMS && !served->status; times++) {
        fixture->steps->hand_share(fixture->stage, large->stage);
        served->refusal = probe_fixture_hand_await(fixture, 0, &item);
        served->is_refused = coro_status_is_refusal(served->refusal);
        fixture->steps->hand_share(fixture->stage, small->stage);
        served->status = probe_fixture_hand_await(fixture, 0, &item);
        if (!served->status && item != times)
            served->status = CORO_ERR_WRONG_RESULT;
    }
}

static enum coro_status serve_both(const struct row *row, const struct plugin *plugin, struct served *served)
{
    struct fixture_head head = { .options = &no_options };
    struct probe_fixture fixture, small, large = { .steps = row->probes, .row = row };
    enum coro_status status = row->open(&head, &large.stage);
    if (status)
        return status;
    status = row->probes->open_plugged(large.stage, plugin);
    if (!status)
        status = row->probes->begin(large.stage, ITEMS);       /* makes the items; the task is not polled */
    if (status)
        goto close;
    status = probe_fixture_open_hand(&small, row, ITEMS);
    if (status)
        goto end;
    status = probe_fixture_open_hand(&fixture, row, 0);
    if (!status) {
        serve(&fixture, &small, &large, served);
        probe_fixture_close(&fixture);
    }
    probe_fixture_close(&small);
end:
    (void)row->probes->end(large.stage);
close:
    row->close(large.stage);
    return status;
}

struct finding probe_recovers(const struct row *row)
{
    const char *why;
    struct served served = { 0 };
    const struct plugin *plugin = load(row, &why);
    if (plugin == NULL)
        return finding_of(FAILS, "%s", why);
    enum coro_status status = serve_both(row, plugin, &served);
    if (status == CORO_ERR_UNSUPPORTED)
        return finding_declared(finding_answered(finding_of(REFUSES, "the caller has to know every type when it is compiled"),
                                                 ANSWER_NO));
    if (status || served.status)
        return finding_of_status(status ? status : served.status, "a small callee after a large one");
    if (!served.is_refused && served.refusal)
        return finding_of_status(served.refusal, "a large callee");
    struct finding found = finding_of(WORKS, "a callee with a frame of %zu bytes is not refused", plugin->locals_bytes);
    if (served.is_refused)
        found = finding_of(WORKS, "%d times, a callee with a frame of %zu bytes is refused, and a small one then gives its item "
                                  "to the same task at the same call site: %s", ITEMS, plugin->locals_bytes,
                           coro_status_message(served.refusal));
    return finding_answered(found, ANSWER_YES);
}
