/* SPDX-License-Identifier: MIT */
/* Probes callees that the row's caller was compiled without (bench/plugin): in a library loaded now, or linked in as an object
 * that was compiled later. The caller awaits their next(). */
#include "bench/table/plug_in_interface.h"
#include "bench/process/beside.h"
#include "bench/probes/probe.h"
#include "bench/table/load_rows.h"

enum { ITEMS = 5 };

static const char loaded[] = "a callee in a library loaded at run time", linked[] = "a callee compiled after its caller";

struct plugged { const char *subject; enum coro_status status; uint64_t sum; size_t frame_bytes; int64_t leaked; };

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

static struct plugged try_callee(const struct row *row, const char *subject, const struct plugin *plugin, enum plugin_size size)
{
    size_t kept = plugin->kept_blocks();        /* makes the loader allocate the library's thread-locals now */
    struct probe_fixture fixture;
    plugin->complete();
    struct plugged tried = { .subject = subject, .frame_bytes = plugin->callees[size].locals_bytes };
    tried.status = probe_fixture_open_plugged(&fixture, row, &plugin->callees[size]);
    if (tried.status)
        return tried;
    tried.status = await_items(&fixture, &tried.sum);
    tried.leaked = probe_fixture_close(&fixture);
    tried.leaked -= (int64_t)plugin->kept_blocks() - (int64_t)kept;
    return tried;
}

/* Words the finding. */
static struct finding judge(const struct plugged *tried)
{
    uint64_t right = 2 * ITEMS * (2 * ITEMS - 1) / 2;
    if (tried->leaked > 0)
        return finding_of(FAILS, "%s leaks", tried->subject);
    if (tried->status == CORO_ERR_UNSUPPORTED)
        return finding_declared(finding_answered(
            finding_of(REFUSES, "the caller has to know every type when it is compiled"), ANSWER_NO));
    if (coro_status_is_refusal(tried->status) || tried->status == CORO_ERR_NO_MEMORY)
        return finding_answered(finding_of(REFUSES, "%s, with a frame of %zu bytes, is refused: %s", tried->subject,
                                           tried->frame_bytes, coro_status_message(tried->status)), ANSWER_NO);
    if (tried->status || tried->sum != right)
        return finding_of_status(tried->status ? tried->status : CORO_ERR_WRONG_RESULT, tried->subject);
    struct finding found = finding_of(WORKS, "%s, with a frame of %zu bytes, gives the right sum", tried->subject,
                                      tried->frame_bytes);
    return finding_valued(finding_answered(found, ANSWER_YES), (double)tried->frame_bytes);
}

static struct finding load_and_try(const struct row *row, enum plugin_size size)
{
    char path[PATH_MAX];
    const char *why = "its path is too long";
    struct plugin_library library;
    const struct loaded_rows *of = loaded_rows_of(row);     /* a library of rows holds the callees, too */
    enum coro_status status = of ? CORO_OK : beside_program(path, "plugins/%s.so", row->card.name);
    if (!status)
        status = plugin_load(of ? of->path : path, row->card.name, &library, &why);
    if (status)
        return finding_of(FAILS, "%s", why);
    struct plugged tried = try_callee(row, loaded, library.plugin, size);
    return judge(&tried);
}

struct finding probe_plug_in(const struct row *row) { return load_and_try(row, PLUGIN_LARGE); }
struct finding probe_small_plug_in(const struct row *row) { return load_and_try(row, PLUGIN_SMALL); }

struct finding probe_later_object(const struct row *row)
{
    const struct plugin *plugin = plugin_find_linked(row->card.name);
    if (plugin == NULL)
        return finding_of(FAILS, "the build has linked no callee of it that was compiled later");
    struct plugged tried = try_callee(row, linked, plugin, PLUGIN_LARGE);
    return judge(&tried);
}
