/* SPDX-License-Identifier: MIT */
/* Opens, reads and scales a group of events (counters.h), and says why it cannot. */
#define _GNU_SOURCE
#include "bench/measure/counters.h"
#include <errno.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct event { const char *name; uint32_t type; uint64_t config; };

static const struct event of_processor[] = {
    { "cycles", PERF_TYPE_HARDWARE, PERF_COUNT_HW_CPU_CYCLES },
    { "cpu_instructions", PERF_TYPE_HARDWARE, PERF_COUNT_HW_INSTRUCTIONS },
    { "branch_misses", PERF_TYPE_HARDWARE, PERF_COUNT_HW_BRANCH_MISSES },
    { "cache_misses", PERF_TYPE_HARDWARE, PERF_COUNT_HW_CACHE_MISSES },
    { 0 }
};
static const struct event of_kernel[] = {
    { "task_clock_ns", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_TASK_CLOCK },
    { "page_faults", PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS },
    { 0 }
};

/* The errors of opening that have a cause to name (perf_event_open(2)). */
static const struct { int error; const char *why; } causes[] = {
    { ENOENT, "the processor's events cannot be counted here: it, or its virtual machine, has none to count" },
    { EOPNOTSUPP, "the processor's events cannot be counted in user mode alone, as is needed here" },
    { ENOSYS, "events cannot be counted: this kernel is built without them, or hides them" },
    { EPERM, "events cannot be counted: a filter of system calls, as a container has it, forbids it" },
    { EBUSY, "the processor's events cannot be counted: another program has its counters to itself" },
    { EMFILE, "events cannot be counted: this process has too many open files" },
};

static const char *why_not(int error)
{
    static char sentence[160];
    char level[16] = "unknown";
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++)
        if (causes[i].error == error)
            return causes[i].why;
    if (error != EACCES) {
        snprintf(sentence, sizeof sentence, "events cannot be counted: %s", strerror(error));
        return sentence;
    }
    FILE *file = fopen("/proc/sys/kernel/perf_event_paranoid", "r");
    if (file) {
        if (fgets(level, sizeof level, file))
            level[strcspn(level, "\n")] = '\0';
        fclose(file);
    }
    snprintf(sentence, sizeof sentence,
             "events cannot be counted: kernel.perf_event_paranoid is %s, and users may count at 2 or less", level);
    return sentence;
}

/* Counts this thread on any CPU, in user mode; the first event, without a group, starts and stops the others. */
static int open_event(const struct event *event, int group)
{
    struct perf_event_attr attributes = {
        .size = sizeof attributes, .type = event->type, .config = event->config, .disabled = group < 0,
        .exclude_kernel = 1, .exclude_hv = 1,
        .read_format = PERF_FORMAT_GROUP | PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
    };
    return (int)syscall(SYS_perf_event_open, &attributes, 0, -1, group, PERF_FLAG_FD_CLOEXEC);
}

static const struct event *chosen_set(void)
{
    const char *name = getenv(COUNTERS_VARIABLE);
    if (name == NULL || name[0] == '\0' || strcmp(name, "hardware") == 0)
        return of_processor;
    return strcmp(name, "software") == 0 ? of_kernel : NULL;
}

enum coro_status counters_open(struct counters *counters, const char **why)
{
    const struct event *event = chosen_set();
    *counters = (struct counters){ .count = 0 };
    if (event == NULL) {
        *why = COUNTERS_VARIABLE " names no set of events: it is software, hardware or empty";
        return CORO_ERR_UNSUPPORTED;
    }
    for (; event->name != NULL; event++) {
        int fd = open_event(event, counters->count > 0 ? counters->fds[0] : -1);
        if (fd < 0 && counters->count == 0) {
            *why = why_not(errno);
            return CORO_ERR_UNSUPPORTED;
        }
        if (fd < 0)
            continue;
        counters->names[counters->count] = event->name;
        counters->fds[counters->count++] = fd;
    }
    return CORO_OK;
}

/* The members first: closing the leader ends the group. */
void counters_close(struct counters *counters)
{
    while (counters->count > 0)
        close(counters->fds[--counters->count]);
}

/* Starts and stops the leader alone, which the members follow. When all were stopped and started (PERF_IOC_FLAG_GROUP), Linux
 * 6.18 left the members out of the second count. */
void counters_start(const struct counters *counters)
{
    ioctl(counters->fds[0], PERF_EVENT_IOC_RESET, PERF_IOC_FLAG_GROUP);
    ioctl(counters->fds[0], PERF_EVENT_IOC_ENABLE, 0);
}

double counters_scale(uint64_t count, uint64_t enabled, uint64_t running)
{
    return running == enabled ? (double)count : (double)count * ((double)enabled / (double)running);
}

enum coro_status counters_stop(const struct counters *counters, double counts[COUNTERS_MAX], const char **why)
{
    struct { uint64_t count, enabled, running, values[COUNTERS_MAX]; } read_back;      /* PERF_FORMAT_GROUP */
    ioctl(counters->fds[0], PERF_EVENT_IOC_DISABLE, 0);
    ssize_t bytes = read(counters->fds[0], &read_back, sizeof read_back);
    if (bytes < (ssize_t)(3 * sizeof(uint64_t)) || read_back.count != (uint64_t)counters->count) {
        *why = "the counts cannot be read";
        return CORO_ERR_UNSUPPORTED;
    }
    if (read_back.running == 0) {
        *why = "the events were counted at no time: other programs have the processor's counters";
        return CORO_ERR_UNSUPPORTED;
    }
    for (int i = 0; i < counters->count; i++)
        counts[i] = counters_scale(read_back.values[i], read_back.enabled, read_back.running);
    return CORO_OK;
}

const char *counters_absence(void)
{
    struct counters counters;
    const char *why = NULL;
    if (counters_open(&counters, &why) == CORO_OK)
        counters_close(&counters);
    return why;
}
