/* SPDX-License-Identifier: MIT */
/* Ctrl-C, SIGTERM and SIGHUP. The first asks the run to stop: it finishes nothing more, writes what it has and leaves with
 * RUNNER_STOPPED. The second, while the first is being answered, ends the program inside the signal handler: the children in
 * progress are killed. A further SIGHUP does nothing: a terminal that goes away brings
 * one from the kernel and one from the shell. Process-wide state, as signals are; one thread. */
#ifndef BENCH_PROCESS_STOP_H
#define BENCH_PROCESS_STOP_H
#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include "coro/status.h"

#define RUNNER_STOPPED 130      /* the exit status: 128 + SIGINT, as shells expect it */

/* From now on the three are caught, and SIGPIPE and SIGXFSZ are ignored: a closed terminal or a file that may grow no further must
 * not cost a result. One that was ignored when the program started (nohup, a shell's background job) stays ignored. */
CORO_MUST_USE enum coro_status runner_stop_watch(void);
/* Has the user asked to stop? */
bool runner_stop_requested(void);
/* Keeps the three signals from being delivered until runner_stop_release; *before is the mask to wait with (ppoll) and to give
 * back. */
void runner_stop_hold(sigset_t *before);
void runner_stop_release(const sigset_t *before);
/* The process group to kill at a second signal; 0 for none. */
void runner_stop_guard_group(pid_t group);

#endif
