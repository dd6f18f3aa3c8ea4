/* SPDX-License-Identifier: MIT */
/* Reserves a CPU by binding an abstract socket of its name. The name is exclusive among all users, leaves no file, and is free
 * again however the process ends. */
#define _GNU_SOURCE
#include "bench/runner/machine/machine.h"
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "bench/process/child.h"

/* False when another run has it. Counts as free where that cannot be found out. */
static bool take(int cpu)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    int length = snprintf(name.sun_path + 1, sizeof name.sun_path - 1, "corolab-measures-on-cpu-%d", cpu);
    int lock = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (lock < 0)
        return true;
    socklen_t bytes = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
    if (bind(lock, (const struct sockaddr *)&name, bytes) == 0)
        return true;        /* `lock` stays open to the end of the process */
    bool is_taken = errno == EADDRINUSE;
    close(lock);
    return !is_taken;
}

int runner_cpu_take(bool *is_shared)
{
    cpu_set_t allowed;
    int last = RUNNER_ANY_CPU;
    *is_shared = false;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) < 2)
        return RUNNER_ANY_CPU;
    for (int cpu = CPU_SETSIZE - 1; cpu >= 0; cpu--) {
        if (!CPU_ISSET((size_t)cpu, &allowed))
            continue;
        if (take(cpu))
            return cpu;
        last = last == RUNNER_ANY_CPU ? cpu : last;
    }
    *is_shared = true;
    return last;
}
