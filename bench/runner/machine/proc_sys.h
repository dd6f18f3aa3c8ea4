/* SPDX-License-Identifier: MIT */
/* Reads facts from /proc and /sys; noise_source.h and environment.h interpret them. Files are looked up under a root directory,
 * "" for the machine itself, so tests can present made-up machines. */
#ifndef BENCH_RUNNER_MACHINE_PROC_SYS_H
#define BENCH_RUNNER_MACHINE_PROC_SYS_H
#include <stdbool.h>
#include <stddef.h>

#define MACHINE_LINE_BYTES 4096

/* Finds the first line of the file that begins with `key`, and gives the rest of it without separators and line end; an empty
 * key takes the first line. False, with an empty line, when there is no such line. Bytes that are not printable ASCII become
 * question marks. */
bool machine_line(const char *root, const char *file, const char *key, char line[MACHINE_LINE_BYTES]);
/* The number at the beginning of that line; false when it begins otherwise. */
bool machine_number(const char *root, const char *file, const char *key, double *number);

enum { MACHINE_PROCESSES_MAX = 4096 };

struct machine_process {
    int pid;
    char name[16];
    double ticks;               /* of CPU time, since it started */
};

/* The counters at one moment. Two moments, a second apart, tell what happened between them. */
struct machine_moment {
    double total_ticks, idle_ticks, steal_ticks;        /* of all CPUs together since the machine started */
    unsigned cpu_count;         /* 0: /proc/stat cannot be read */
    size_t process_count;
    struct machine_process processes[MACHINE_PROCESSES_MAX];
};

void machine_observe(const char *root, struct machine_moment *);

struct machine_second {
    double busy, steal;         /* CPUs, on average: 0.5 is half of one */
    double busiest;             /* the same for the one process that took most */
    char busiest_name[16];
};

/* Compares two moments; false when /proc/stat could not be read. The process `self` does not count. */
bool machine_compare(const struct machine_moment *before, const struct machine_moment *after, int self, struct machine_second *);

/* The number of CPUs that the control group of this process may use; 0 without a limit. False when no known control group
 * applies. */
bool machine_cpu_quota(const char *root, double *cpus);

#endif
