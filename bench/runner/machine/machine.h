/* SPDX-License-Identifier: MIT */
/* Describes the machine behind the numbers. proc_sys.c reads facts from /proc and /sys; cpu.c chooses the CPU for samples.
 * processor.c names the processor and finds what lies below the system.
 * environment.c describes machine and build for result files; allocator.c finds what changes malloc; noise_source.c
 * lists sources of noise. Files are looked up under
 * a root directory, "" for the machine itself, so tests can present made-up machines. */
#ifndef BENCH_RUNNER_MACHINE_MACHINE_H
#define BENCH_RUNNER_MACHINE_MACHINE_H
#include <jansson.h>
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

/* Chooses the CPU that the measured programs of this process are pinned to, and reserves it against other runs: two runs on one
 * CPU would measure one another. Returns the last CPU that this process may run on and that no other run has reserved; the
 * first CPUs take most interrupts. The reservation lasts until the process ends. RUNNER_ANY_CPU (child.h) when the process may
 * run on one CPU only. *is_shared: all CPUs were reserved, and this is the last of them. Runs in another network namespace,
 * such as a container, are not seen. */
int runner_cpu_take(bool *is_shared);

/* The number of CPUs that this process may run on, and with it the threads of a cell that is not pinned; at least 1. */
unsigned runner_cpu_count(void);

enum { MACHINE_WORDS_BYTES = 160 };

/* Names the processor, as "Neoverse-N1 in c6g.large"; "" where nothing names it. An emulated processor does not get the name of
 * the host's. Starts lscpu where /proc/cpuinfo has numbers instead of names. */
void machine_processor(const char *root, char words[MACHINE_WORDS_BYTES]);

/* The software below the system. HOST_UNKNOWN: nothing shows any, and this machine need not show it. */
enum machine_host { HOST_NONE, HOST_HYPERVISOR, HOST_EMULATOR, HOST_UNKNOWN };
enum machine_host machine_host(const char *root);

/* Describes the machine, the system and the build: the `environment` object of report/result/schema.h. A new object, which leaves
 * out what the machine does not tell. Resuming and comparing hold two of them against each other. */
json_t *runner_environment_describe(void);

/* Lists the variables of an environment that give programs another malloc, or change how malloc works, as "LD_PRELOAD=x.so,
 * MALLOC_ARENA_MAX=1", cut where they do not fit. False, with an empty list, without any; NULL is an empty environment. */
bool machine_malloc_changes(char *const *environment, char words[MACHINE_WORDS_BYTES]);

/* One source of noise on this machine: one finding and one piece of advice. `corolab doctor` prints them. */
enum noise_mark { MARK_OK, MARK_NOISY, MARK_UNKNOWN };

struct noise_source {
    const char *name;
    enum noise_mark mark;
    char finding[200];      /* what was seen and what it does to results */
    const char *advice;     /* what to do; NULL: nothing */
};

enum pinning { PINNED, PINNED_WITH_OTHERS, NOT_PINNED };

struct machine_view {
    const char *root;                       /* of all files */
    const char *search_path;                /* PATH; valgrind is looked for in it, not under root; NULL: nowhere */
    int cpu;                                /* samples run on it; or RUNNER_ANY_CPU */
    enum pinning pinning;
    char *const *environment;               /* of this process; NULL: not known */
    const struct machine_second *second;    /* what others did for a second; NULL: not known */
};

enum { NOISE_SOURCE_COUNT = 19 };

/* Fills in all of them, in the order in which they are shown. */
void noise_sources_find(const struct machine_view *, struct noise_source sources[NOISE_SOURCE_COUNT]);

/* "ok", "noisy", "unknown". */
const char *noise_mark_name(enum noise_mark);

#endif
