/* SPDX-License-Identifier: MIT */
/* Catches Ctrl-C, SIGTERM and SIGHUP. The first signal asks the run to stop: it starts nothing more and exits with
 * RUNNER_STOPPED. Its result file is complete up to the last record. A second signal kills the running programs and ends the
 * process inside the handler. A further SIGHUP changes nothing: a terminal that goes away sends one from the kernel and one
 * from the shell. The state belongs to the process, as signals do; use one thread. */
#ifndef BENCH_PROCESS_STOP_H
#define BENCH_PROCESS_STOP_H
#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>
#include "coro/status.h"

#define RUNNER_STOPPED 130      /* the exit status: 128 + SIGINT, as shells expect it */

/* Catches the three from now on, and ignores SIGPIPE and SIGXFSZ: a closed terminal or a full file must not cost a result. A
 * signal that was ignored when the program started (nohup, a shell's background job) stays ignored. */
CORO_MUST_USE enum coro_status runner_stop_watch(void);
/* True when the user has asked to stop. */
bool runner_stop_requested(void);
/* Blocks the three signals until runner_stop_release. *before is the mask to wait with (ppoll) and to restore. */
void runner_stop_hold(sigset_t *before);
void runner_stop_release(const sigset_t *before);
/* The process group to kill at a second signal; 0 for none. */
void runner_stop_guard_group(pid_t group);

#endif
