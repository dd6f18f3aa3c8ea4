/* SPDX-License-Identifier: MIT */
/* Reserves a CPU, so that two runs do not measure on the same one. Binds an abstract socket named after the CPU, which leaves
 * no file. The kernel frees the name when the process ends, even in a crash. All users share these names; other network
 * namespaces (containers) have their own. process/child.c pins the measured programs. */
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

/* Returns false when another run has reserved the CPU. If the check fails, the CPU counts as free. */
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

unsigned runner_cpu_count(void)
{
    cpu_set_t allowed;
    bool is_known = sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0;
    return is_known ? (unsigned)CPU_COUNT(&allowed) : 1;
}

int runner_cpu_take(bool *is_shared)
{
    cpu_set_t allowed;
    int last = RUNNER_ANY_CPU;
    *is_shared = false;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) < 2)
        return RUNNER_ANY_CPU;
    for (int cpu = CPU_SETSIZE - 1; cpu >= 0; cpu--) {      /* from the last: the first CPUs take most interrupts */
        if (!CPU_ISSET((size_t)cpu, &allowed))
            continue;
        if (take(cpu))
            return cpu;
        last = last == RUNNER_ANY_CPU ? cpu : last;
    }
    *is_shared = true;
    return last;
}
