/* SPDX-License-Identifier: MIT */
/* Asks of a peer what survives_no_memory asks of a row. A peer has no steps for probes, and a language may end the process when
 * memory is out; so a child runs the peer's loop, and one allocation fails there. */
#define _GNU_SOURCE 1 /* sigabbrev_np */
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "bench/probes/probe.h"

enum { ITEMS = 8 };

/* Runs the cell once with every allocation, then with a failing one. */
static enum coro_status run_short(struct cell *cell, bool *has_failed, const char **reason)
{
    enum coro_status status = cell_run(cell, ITEMS, NULL, reason);
    if (status)
        return status;
    count_fail_nth(1);
    status = cell_run(cell, ITEMS, NULL, reason);
    *has_failed = count_has_failed();
    count_fail_nth(0);
    return status;
}

/* In the child, which leaves no core file when it is ended. */
static struct finding run_in_child(const struct row *row)
{
    struct cell *cell;
    const char *reason = "";
    bool has_failed = false;
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
    enum coro_status status = cell_open(row, table_find_workload("ready"), NULL, &cell, &reason);
    if (status)
        return finding_of(REFUSES, "%s", reason);
    status = run_short(cell, &has_failed, &reason);
    cell_close(cell);
    if (!has_failed)
        return finding_answered(finding_of(WORKS, "%d items allocate nothing that could fail", ITEMS), ANSWER_YES);
    if (status == CORO_ERR_NO_MEMORY)
        return finding_answered(finding_of(WORKS, "an allocation that failed was seen by the caller as an error"), ANSWER_YES);
    return finding_of(FAILS, "after an allocation that failed the caller has neither an error nor the right items");
}

struct finding peer_survives_no_memory(const struct row *row)
{
    struct finding found;
    int end;
    if (ask_in_child(row, run_in_child, &found, &end))
        return found;
    if (WIFSIGNALED(end))
        found = finding_of(WORKS, "malloc returned NULL once, and the process was aborted (SIG%s)", sigabbrev_np(WTERMSIG(end)));
    else
        found = finding_of(WORKS, "malloc returned NULL once, and the process exited");
    return finding_answered(found, ANSWER_NO);
}
