/* SPDX-License-Identifier: MIT */
/* One function per symptom, and the table of them. A mark is MARK_OK unless a function says otherwise. */
#define _GNU_SOURCE
#include "bench/runner/machine/noise_source.h"
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Shares below these are what an idle machine does anyway. */
#define QUIET_CPUS 0.05
#define QUIET_STEAL 0.005
#define QUIET_LOAD 0.5
#define SCARCE_MEMORY_KIB (1024.0 * 1024.0)
#define USUAL_MAP_COUNT 65530

__attribute__((format(printf, 4, 5)))
static void find(struct symptom *symptom, enum symptom_mark mark, const char *advice, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(symptom->finding, sizeof symptom->finding, format, arguments);
    va_end(arguments);
    symptom->mark = mark;
    symptom->advice = advice;
}

static void look_at_governor(const struct patient *patient, struct symptom *symptom)
{
    char file[96], line[MACHINE_LINE_BYTES];
    snprintf(file, sizeof file, "/sys/devices/system/cpu/cpu%d/cpufreq/scaling_governor", patient->cpu < 0 ? 0 : patient->cpu);
    if (!machine_line(patient->root, file, "", line))
        find(symptom, MARK_UNKNOWN, NULL, "no governor: firmware or host choose the frequency");
    else if (strcmp(line, "performance") == 0)
        find(symptom, MARK_OK, NULL, "performance");
    else
        find(symptom, MARK_NOISY, "cpupower frequency-set -g performance", "%.20s: the frequency follows the load", line);
}

static void look_at_turbo(const struct patient *patient, struct symptom *symptom)
{
    static const char advice[] = "echo 1 >/sys/devices/system/cpu/intel_pstate/no_turbo, "
                                 "or echo 0 >/sys/devices/system/cpu/cpufreq/boost";
    double is_off, is_on;
    if (machine_number(patient->root, "/sys/devices/system/cpu/intel_pstate/no_turbo", "", &is_off))
        is_on = is_off == 0;
    else if (!machine_number(patient->root, "/sys/devices/system/cpu/cpufreq/boost", "", &is_on)) {
        find(symptom, MARK_UNKNOWN, NULL, "not known whether the CPU goes faster while cool");
        return;
    }
    if (is_on != 0)
        find(symptom, MARK_NOISY, advice, "on: the CPU is faster while cool and others sleep");
    else
        find(symptom, MARK_OK, NULL, "off");
}

static void look_at_load(const struct patient *patient, struct symptom *symptom)
{
    double load;
    if (!machine_number(patient->root, "/proc/loadavg", "", &load))
        find(symptom, MARK_UNKNOWN, NULL, "/proc/loadavg cannot be read");
    else if (load > QUIET_LOAD)
        find(symptom, MARK_NOISY, "wait, or stop what runs", "%.2f over the last minute: others want the CPUs", load);
    else
        find(symptom, MARK_OK, NULL, "%.2f over the last minute", load);
}

static void look_at_others(const struct patient *patient, struct symptom *symptom)
{
    const struct machine_second *second = patient->second;
    if (second == NULL)
        find(symptom, MARK_UNKNOWN, NULL, "/proc/stat tells nothing");
    else if (second->busy <= QUIET_CPUS)
        find(symptom, MARK_OK, NULL, "took %.0f %% of one CPU", 100 * second->busy);
    else if (second->busiest_name[0] == '\0')
        find(symptom, MARK_NOISY, "find out who it is, with top", "took %.0f %% of one CPU", 100 * second->busy);
    else
        find(symptom, MARK_NOISY, "stop it while measuring", "took %.0f %% of one CPU, %s %.0f %%",
             100 * second->busy, second->busiest_name, 100 * second->busiest);
}

static void look_at_virtualisation(const struct patient *patient, struct symptom *symptom)
{
    char flags[MACHINE_LINE_BYTES];
    if (!machine_line(patient->root, "/proc/cpuinfo", "flags", flags))
        find(symptom, MARK_UNKNOWN, NULL, "/proc/cpuinfo does not list the CPU's features");
    else if (strstr(flags, " hypervisor") != NULL)
        find(symptom, MARK_NOISY, "trust instruction counts, or use own hardware",
             "a virtual machine: unseen guests share the caches");
    else
        find(symptom, MARK_OK, NULL, "none: no hypervisor shows");
}

static void look_at_steal(const struct patient *patient, struct symptom *symptom)
{
    if (patient->second == NULL)
        find(symptom, MARK_UNKNOWN, NULL, "/proc/stat tells nothing");
    else if (patient->second->steal > QUIET_STEAL)
        find(symptom, MARK_NOISY, "measure when the host is quieter; take more samples",
             "the host took %.1f %% of one CPU away", 100 * patient->second->steal);
    else
        find(symptom, MARK_OK, NULL, "the host took nothing away");
}

static void look_at_siblings(const struct patient *patient, struct symptom *symptom)
{
    char file[96], line[MACHINE_LINE_BYTES];
    int cpu = patient->cpu < 0 ? 0 : patient->cpu;
    snprintf(file, sizeof file, "/sys/devices/system/cpu/cpu%d/topology/thread_siblings_list", cpu);
    if (!machine_line(patient->root, file, "", line))
        find(symptom, MARK_UNKNOWN, NULL, "not known which CPUs share a core");
    else if (strpbrk(line, ",-") != NULL)
        find(symptom, MARK_NOISY, "echo off >/sys/devices/system/cpu/smt/control",
             "CPUs %.16s are one core: each slows the other", line);
    else
        find(symptom, MARK_OK, NULL, "CPU %d has a core of its own", cpu);
}

static void look_at_huge_pages(const struct patient *patient, struct symptom *symptom)
{
    char line[MACHINE_LINE_BYTES];
    if (!machine_line(patient->root, "/sys/kernel/mm/transparent_hugepage/enabled", "", line))
        find(symptom, MARK_UNKNOWN, NULL, "not known whether the kernel makes them unasked");
    else if (strstr(line, "[always]") != NULL)
        find(symptom, MARK_NOISY, "echo madvise >/sys/kernel/mm/transparent_hugepage/enabled",
             "always: some large heaps get them, others do not");
    else
        find(symptom, MARK_OK, NULL, "only where a program asks for them");
}

/* A fixed layout looks quieter, and is one draw out of many: its luck would be taken for the strategy's. */
static void look_at_aslr(const struct patient *patient, struct symptom *symptom)
{
    double level;
    if (!machine_number(patient->root, "/proc/sys/kernel/randomize_va_space", "", &level))
        find(symptom, MARK_UNKNOWN, NULL, "not known whether addresses are random");
    else if (level == 0)
        find(symptom, MARK_NOISY, "sysctl kernel.randomize_va_space=2",
             "off: one layout, whose luck looks like a difference");
    else
        find(symptom, MARK_OK, NULL, "random, as wanted: no layout decides a result");
}

static void look_at_counters(const struct patient *patient, struct symptom *symptom)
{
    static const char *const types[] = { "cpu", "cpu_core", "armv8_pmuv3_0" };
    char file[96], line[MACHINE_LINE_BYTES];
    double paranoia = 0;
    bool has_counters = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        snprintf(file, sizeof file, "/sys/bus/event_source/devices/%s/type", types[i]);
        has_counters |= machine_line(patient->root, file, "", line);
    }
    (void)machine_number(patient->root, "/proc/sys/kernel/perf_event_paranoid", "", &paranoia);
    if (!has_counters)
        find(symptom, MARK_UNKNOWN, NULL, "none: instructions come from valgrind instead");
    else if (paranoia > 2)
        find(symptom, MARK_UNKNOWN, "sysctl kernel.perf_event_paranoid=2", "kept from users (perf_event_paranoid %g)",
             paranoia);
    else
        find(symptom, MARK_OK, NULL, "there");
}

static void look_at_ptrace(const struct patient *patient, struct symptom *symptom)
{
    double scope = 0;
    (void)machine_number(patient->root, "/proc/sys/kernel/yama/ptrace_scope", "", &scope);
    if (scope >= 2)
        find(symptom, MARK_UNKNOWN, "sysctl kernel.yama.ptrace_scope=1",
             "ptrace_scope %g: system calls cannot be counted", scope);
    else
        find(symptom, MARK_OK, NULL, "allowed: system calls can be counted");
}

static void look_at_valgrind(const struct patient *patient, struct symptom *symptom)
{
    char program[PATH_MAX];
    const char *from = patient->search_path == NULL ? "" : patient->search_path;
    while (*from != '\0') {
        int length = (int)strcspn(from, ":");
        snprintf(program, sizeof program, "%.*s/valgrind", length, from);
        if (length > 0 && access(program, X_OK) == 0) {
            find(symptom, MARK_OK, NULL, "there: instructions are counted, noise or not");
            return;
        }
        from += length + (from[length] == ':');
    }
    find(symptom, MARK_UNKNOWN, "apt-get install valgrind", "not there: instructions cannot be counted");
}

static void look_at_memory(const struct patient *patient, struct symptom *symptom)
{
    double available;
    if (!machine_number(patient->root, "/proc/meminfo", "MemAvailable", &available))
        find(symptom, MARK_UNKNOWN, NULL, "/proc/meminfo does not say how much is free");
    else
        find(symptom, available < SCARCE_MEMORY_KIB ? MARK_NOISY : MARK_OK,
             available < SCARCE_MEMORY_KIB ? "stop what holds it: many tasks need it" : NULL, "%.1f GiB available",
             available / (1024 * 1024));
}

static void look_at_swap(const struct patient *patient, struct symptom *symptom)
{
    double total, unused;
    if (!machine_number(patient->root, "/proc/meminfo", "SwapTotal", &total)
        || !machine_number(patient->root, "/proc/meminfo", "SwapFree", &unused))
        find(symptom, MARK_UNKNOWN, NULL, "/proc/meminfo does not say how much is in use");
    else if (total - unused > 0)
        find(symptom, MARK_NOISY, "swapoff -a", "%.1f MiB in use: a page may come from the disk",
             (total - unused) / 1024);
    else
        find(symptom, MARK_OK, NULL, "not in use");
}

static void look_at_overcommit(const struct patient *patient, struct symptom *symptom)
{
    double mode;
    if (!machine_number(patient->root, "/proc/sys/vm/overcommit_memory", "", &mode))
        find(symptom, MARK_UNKNOWN, NULL, "not known how much memory the kernel promises");
    else if (mode == 2)
        find(symptom, MARK_NOISY, "sysctl vm.overcommit_memory=0",
             "strict: stacks count whole, many tasks are refused");
    else
        find(symptom, MARK_OK, NULL, "memory is promised before it is there");
}

static void look_at_pinning(const struct patient *patient, struct symptom *symptom)
{
    if (patient->pinning == PINNED)
        find(symptom, MARK_OK, NULL, "CPU %d, which no other run of corolab has", patient->cpu);
    else if (patient->pinning == PINNED_WITH_OTHERS)
        find(symptom, MARK_NOISY, "wait until the other run is done", "every CPU is taken by another run of corolab");
    else
        find(symptom, MARK_NOISY, "give this process two CPUs (taskset, cpuset)",
             "one CPU for the samples and everything else");
}

static void look_at_maps(const struct patient *patient, struct symptom *symptom)
{
    double count;
    if (!machine_number(patient->root, "/proc/sys/vm/max_map_count", "", &count))
        find(symptom, MARK_UNKNOWN, NULL, "not known how many maps a process may have");
    else if (count < USUAL_MAP_COUNT)
        find(symptom, MARK_NOISY, "sysctl vm.max_map_count=1048576", "%.0f: guarded stacks end at %.0f before Linux 6.13", count,
             count / 2);
    else
        find(symptom, MARK_OK, NULL, "%.0f: guarded stacks end at %.0f before Linux 6.13", count, count / 2);
}

static void look_at_quota(const struct patient *patient, struct symptom *symptom)
{
    double cpus;
    if (!machine_cpu_quota(patient->root, &cpus))
        find(symptom, MARK_UNKNOWN, NULL, "no control group that says so");
    else if (cpus > 0)
        find(symptom, MARK_NOISY, "lift it (docker run without --cpus; cpu.max)",
             "%.2f CPUs, then a stop until the next period", cpus);
    else
        find(symptom, MARK_OK, NULL, "none");
}

static const struct {
    const char *name;
    void (*look)(const struct patient *, struct symptom *);
} looks[] = {
    { "governor", look_at_governor },       { "turbo", look_at_turbo },         { "load", look_at_load },
    { "others", look_at_others },           { "virtualisation", look_at_virtualisation },
    { "steal", look_at_steal },             { "core sharing", look_at_siblings }, { "huge pages", look_at_huge_pages },
    { "address layout", look_at_aslr },     { "counters", look_at_counters },   { "ptrace", look_at_ptrace },
    { "valgrind", look_at_valgrind },       { "memory", look_at_memory },       { "swap", look_at_swap },
    { "overcommit", look_at_overcommit },   { "pinning", look_at_pinning },     { "maps", look_at_maps },
    { "CPU quota", look_at_quota },
};
_Static_assert(sizeof looks / sizeof *looks == SYMPTOM_COUNT, "the header says how many there are");

void symptoms_look(const struct patient *patient, struct symptom symptoms[SYMPTOM_COUNT])
{
    for (size_t i = 0; i < SYMPTOM_COUNT; i++) {
        symptoms[i] = (struct symptom){ .name = looks[i].name };
        looks[i].look(patient, &symptoms[i]);
    }
}

const char *symptom_mark_name(enum symptom_mark mark)
{
    static const char *const names[] = { "ok", "noisy", "unknown" };
    return names[mark];
}
