/* SPDX-License-Identifier: MIT */
/* What the kernel tells of the machine, in /proc and /sys, and nothing of what it means (symptom.h). Files are looked for under a
 * root directory, "" for the machine itself, so that tests can show it machines that they do not have. */
#ifndef BENCH_RUNNER_MACHINE_PROC_SYS_H
#define BENCH_RUNNER_MACHINE_PROC_SYS_H
#include <stdbool.h>
#include <stddef.h>

#define MACHINE_LINE_BYTES 4096

/* The first line of the file that begins with `key`, without it, what separates the two, and the line end; "" as key takes the
 * first line. False, and an empty line, when there is none. What is not printable ASCII is a question mark in it. */
bool machine_line(const char *root, const char *file, const char *key, char line[MACHINE_LINE_BYTES]);
/* The number that this line begins with; false when it does not begin with one. */
bool machine_number(const char *root, const char *file, const char *key, double *number);

enum { MACHINE_PROCESSES_MAX = 4096 };

struct machine_process {
    int pid;
    char name[16];
    double ticks;               /* of CPU time, since it started */
};

/* One moment. Two of them, a second apart, tell what happens meanwhile. */
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

/* What happened between two moments; false when nothing can be told. The process `self` is nobody's noise. */
bool machine_compare(const struct machine_moment *before, const struct machine_moment *after, int self, struct machine_second *);

/* How many CPUs the control group of this process may use; 0 for as many as there are. False when it has none that is known. */
bool machine_cpu_quota(const char *root, double *cpus);

#endif
