/* SPDX-License-Identifier: MIT */
/* Holds the table of the sources: the fact that tells of each, or a function that finds it. proc_sys.c reads the files. */
#include "bench/measure/counters.h"
#include "bench/measure/emulation.h"
#include "bench/measure/valgrind_requests.h"
#include "bench/runner/machine/machine.h"
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
static void set(struct noise_source *source, enum noise_mark mark, const char *advice, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(source->finding, sizeof source->finding, format, arguments);
    va_end(arguments);
    source->mark = mark;
    source->advice = advice;
}

static void find_turbo(const struct machine_view *view, struct noise_source *source)
{
    const char *advice = "echo 0 >/sys/devices/system/cpu/cpufreq/boost";
    double is_off, is_on;
    if (machine_number(view->root, "/sys/devices/system/cpu/intel_pstate/no_turbo", "", &is_off)) {
        is_on = is_off == 0;
        advice = "echo 1 >/sys/devices/system/cpu/intel_pstate/no_turbo";
    } else if (!machine_number(view->root, "/sys/devices/system/cpu/cpufreq/boost", "", &is_on)) {
        set(source, MARK_UNKNOWN, NULL, "not known whether the CPU goes faster while cool");
        return;
    }
    if (is_on != 0)
        set(source, MARK_NOISY, advice, "on: the CPU is faster while cool and others sleep");
    else
        set(source, MARK_OK, NULL, "off");
}

static void find_load(const struct machine_view *view, struct noise_source *source)
{
    double load;
    if (!machine_number(view->root, "/proc/loadavg", "", &load))
        set(source, MARK_UNKNOWN, NULL, "/proc/loadavg cannot be read");
    else if (load > QUIET_LOAD)
        set(source, MARK_NOISY, "wait, or stop what runs", "%.2f over the last minute: others want the CPUs", load);
    else
        set(source, MARK_OK, NULL, "%.2f over the last minute", load);
}

static void find_others(const struct machine_view *view, struct noise_source *source)
{
    const struct machine_second *second = view->second;
    if (second == NULL)
        set(source, MARK_UNKNOWN, NULL, "/proc/stat tells nothing");
    else if (second->busy <= QUIET_CPUS)
        set(source, MARK_OK, NULL, "took %.0f %% of one CPU", 100 * second->busy);
    else if (second->busiest_name[0] == '\0')
        set(source, MARK_NOISY, "find out who it is, with top", "took %.0f %% of one CPU", 100 * second->busy);
    else
        set(source, MARK_NOISY, "stop it while measuring", "took %.0f %% of one CPU, %s %.0f %%",
             100 * second->busy, second->busiest_name, 100 * second->busiest);
}

static void find_steal(const struct machine_view *view, struct noise_source *source)
{
    if (view->second == NULL)
        set(source, MARK_UNKNOWN, NULL, "/proc/stat tells nothing");
    else if (view->second->steal > QUIET_STEAL)
        set(source, MARK_NOISY, "measure when the host is quieter; take more samples",
             "the host took %.1f %% of one CPU away", 100 * view->second->steal);
    else
        set(source, MARK_OK, NULL, "the host took nothing away");
}

static void find_host(const struct machine_view *view, struct noise_source *source)
{
    switch (machine_host(view->root)) {
    case HOST_NONE:
        set(source, MARK_OK, NULL, "none: no hypervisor shows");
        break;
    case HOST_HYPERVISOR:
        set(source, MARK_NOISY, "trust instruction counts, or use own hardware",
            "a virtual machine: unseen guests share the caches");
        break;
    case HOST_EMULATOR:
        set(source, MARK_NOISY, "run it on the processor itself", "%s: nothing is timed here", emulation_sign(view->root));
        break;
    case HOST_UNKNOWN:
        set(source, MARK_UNKNOWN, NULL, "no hypervisor shows, but this machine need not show it");
        break;
    }
}

/* On the machine itself, opening one is the proof; Arm's have a name for each kind of core. */
static void find_counters(const struct machine_view *view, struct noise_source *source)
{
    const char *absence = view->root[0] == '\0' ? counters_absence() : NULL;
    static const char *const types[] = { "cpu", "cpu_core", "armv8_pmuv3_0" };
    char file[96], line[MACHINE_LINE_BYTES];
    double paranoia = 0;
    bool has_counters = view->root[0] == '\0' && absence == NULL;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        snprintf(file, sizeof file, "/sys/bus/event_source/devices/%s/type", types[i]);
        has_counters |= machine_line(view->root, file, "", line);
    }
    (void)machine_number(view->root, "/proc/sys/kernel/perf_event_paranoid", "", &paranoia);
    if (has_counters && paranoia > 2)
        set(source, MARK_UNKNOWN, "sysctl kernel.perf_event_paranoid=2",
            "kept from users (perf_event_paranoid %g): cycles and misses are not counted", paranoia);
    else if (absence != NULL)
        set(source, MARK_UNKNOWN, NULL, "%s", absence);
    else if (!has_counters)
        set(source, MARK_UNKNOWN, NULL, "none: instructions come from valgrind, cycles and misses are not counted");
    else
        set(source, MARK_OK, NULL, "there: cycles and misses are counted");
}

static void find_ptrace(const struct machine_view *view, struct noise_source *source)
{
    double scope = 0;
    (void)machine_number(view->root, "/proc/sys/kernel/yama/ptrace_scope", "", &scope);
    if (scope >= 2)
        set(source, MARK_UNKNOWN, "sysctl kernel.yama.ptrace_scope=1",
             "ptrace_scope %g: system calls cannot be counted", scope);
    else
        set(source, MARK_OK, NULL, "allowed: system calls can be counted");
}

static void find_valgrind(const struct machine_view *view, struct noise_source *source)
{
    char program[PATH_MAX];
    const char *from = view->search_path == NULL ? "" : view->search_path;
    const char *obstacle = machine_host(view->root) == HOST_EMULATOR ? "valgrind does not run under an emulator"
                         : !MEASURE_HAS_CALLGRIND ? MEASURE_NO_CALLGRIND : NULL;
    if (obstacle != NULL) {
        set(source, MARK_UNKNOWN, NULL, "instructions cannot be counted: %s", obstacle);
        return;
    }
    while (*from != '\0') {
        int length = (int)strcspn(from, ":");
        snprintf(program, sizeof program, "%.*s/valgrind", length, from);
        if (length > 0 && access(program, X_OK) == 0) {
            set(source, MARK_OK, NULL, "there: instructions are counted, noise or not");
            return;
        }
        from += length + (from[length] == ':');
    }
    set(source, MARK_UNKNOWN, "apt-get install valgrind", "not there: instructions cannot be counted");
}

static void find_memory(const struct machine_view *view, struct noise_source *source)
{
    double available;
    if (!machine_number(view->root, "/proc/meminfo", "MemAvailable", &available))
        set(source, MARK_UNKNOWN, NULL, "/proc/meminfo does not say how much is free");
    else
        set(source, available < SCARCE_MEMORY_KIB ? MARK_NOISY : MARK_OK,
             available < SCARCE_MEMORY_KIB ? "stop what holds it: many tasks need it" : NULL, "%.1f GiB available",
             available / (1024 * 1024));
}

static void find_allocator(const struct machine_view *view, struct noise_source *source)
{
    char words[MACHINE_WORDS_BYTES];
    if (view->environment == NULL)
        set(source, MARK_UNKNOWN, NULL, "not known whether the environment changes malloc");
    else if (machine_malloc_changes(view->environment, words))
        set(source, MARK_NOISY, "unset them, or say so with the results", "not as it comes: %s", words);
    else
        set(source, MARK_OK, NULL, "malloc is the C library's, as it comes");
}

static void find_swap(const struct machine_view *view, struct noise_source *source)
{
    double total, unused;
    if (!machine_number(view->root, "/proc/meminfo", "SwapTotal", &total)
        || !machine_number(view->root, "/proc/meminfo", "SwapFree", &unused))
        set(source, MARK_UNKNOWN, NULL, "/proc/meminfo does not say how much is in use");
    else if (total - unused > 0)
        set(source, MARK_NOISY, "swapoff -a", "%.1f MiB in use: a page may come from the disk", (total - unused) / 1024);
    else
        set(source, MARK_OK, NULL, "not in use");
}

static void find_pinning(const struct machine_view *view, struct noise_source *source)
{
    enum { LARGEST_CAPACITY = 1024 };
    char file[96];
    double capacity = LARGEST_CAPACITY;
    snprintf(file, sizeof file, "/sys/devices/system/cpu/cpu%d/cpu_capacity", view->cpu);
    if (view->pinning == PINNED && machine_number(view->root, file, "", &capacity) && capacity < LARGEST_CAPACITY)
        set(source, MARK_NOISY, "choose others with taskset", "CPU %d, one of the slower cores: capacity %.0f of %d", view->cpu,
            capacity, LARGEST_CAPACITY);
    else if (view->pinning == PINNED)
        set(source, MARK_OK, NULL, "CPU %d, which no other run of corolab has", view->cpu);
    else if (view->pinning == PINNED_WITH_OTHERS)
        set(source, MARK_NOISY, "wait until the other run is done", "every CPU is taken by another run of corolab");
    else
        set(source, MARK_NOISY, "give this process two CPUs (taskset, cpuset)",
             "one CPU for the samples and everything else");
}

static void find_maps(const struct machine_view *view, struct noise_source *source)
{
    double count;
    if (!machine_number(view->root, "/proc/sys/vm/max_map_count", "", &count))
        set(source, MARK_UNKNOWN, NULL, "not known how many maps a process may have");
    else if (count < USUAL_MAP_COUNT)
        set(source, MARK_NOISY, "sysctl vm.max_map_count=1048576", "%.0f: guarded stacks end at %.0f before Linux 6.13", count,
             count / 2);
    else
        set(source, MARK_OK, NULL, "%.0f: guarded stacks end at %.0f before Linux 6.13", count, count / 2);
}

static void find_quota(const struct machine_view *view, struct noise_source *source)
{
    double cpus;
    if (!machine_cpu_quota(view->root, &cpus))
        set(source, MARK_UNKNOWN, NULL, "no control group that says so");
    else if (cpus > 0)
        set(source, MARK_NOISY, "lift it (docker run without --cpus; cpu.max)",
             "%.2f CPUs, then a stop until the next period", cpus);
    else
        set(source, MARK_OK, NULL, "none");
}

/* A fact that one line of one file tells. */
struct fact {
    const char *file, *key;         /* %d in the file is the CPU */
    enum { IS, IS_NOT, CONTAINS, HAS_ONE_OF } test;
    const char *sign;               /* the line is noisy when the test holds of it and the sign */
    const char *unknown, *noisy, *advice, *ok;      /* the findings; %s is the line */
};

static void find_fact(const struct machine_view *view, const struct fact *fact, struct noise_source *source)
{
    char file[96], line[MACHINE_LINE_BYTES];
    snprintf(file, sizeof file, fact->file, view->cpu < 0 ? 0 : view->cpu);
    if (!machine_line(view->root, file, fact->key, line)) {
        set(source, MARK_UNKNOWN, NULL, "%s", fact->unknown);
        return;
    }
    bool is_noisy = fact->test == IS ? strcmp(line, fact->sign) == 0 : fact->test == IS_NOT ? strcmp(line, fact->sign) != 0
                  : fact->test == CONTAINS ? strstr(line, fact->sign) != NULL : strpbrk(line, fact->sign) != NULL;
    snprintf(source->finding, sizeof source->finding, is_noisy ? fact->noisy : fact->ok, line);
    source->mark = is_noisy ? MARK_NOISY : MARK_OK;
    source->advice = is_noisy ? fact->advice : NULL;
}

/* A fixed layout looks quieter, but is one draw out of many: its luck would be taken for the strategy's. */
static const struct {
    const char *name;
    void (*look)(const struct machine_view *, struct noise_source *);       /* NULL: the fact tells */
    struct fact fact;
} looks[] = {
    { "governor", NULL, { "/sys/devices/system/cpu/cpu%d/cpufreq/scaling_governor", "", IS_NOT, "performance",
      "no governor: firmware or host choose the frequency",
      "%.20s: the frequency follows the load", "cpupower frequency-set -g performance", "performance" } },
    { "turbo", find_turbo, { 0 } },
    { "load", find_load, { 0 } },
    { "others", find_others, { 0 } },
    { "virtualisation", find_host, { 0 } },
    { "steal", find_steal, { 0 } },
    { "core sharing", NULL, { "/sys/devices/system/cpu/cpu%d/topology/thread_siblings_list", "", HAS_ONE_OF, ",-",
      "not known which CPUs share a core", "CPUs %.16s are one core: each slows the other",
      "echo off >/sys/devices/system/cpu/smt/control", "CPU %.16s has a core of its own" } },
    { "huge pages", NULL, { "/sys/kernel/mm/transparent_hugepage/enabled", "", CONTAINS, "[always]",
      "not known whether the kernel makes them unasked", "always: some large heaps get them, others do not",
      "echo madvise >/sys/kernel/mm/transparent_hugepage/enabled", "only where a program asks for them" } },
    { "address layout", NULL, { "/proc/sys/kernel/randomize_va_space", "", IS, "0",
      "not known whether addresses are random", "off: one layout, whose luck looks like a difference",
      "sysctl kernel.randomize_va_space=2", "random, as wanted: no layout decides a result" } },
    { "counters", find_counters, { 0 } },
    { "ptrace", find_ptrace, { 0 } },
    { "valgrind", find_valgrind, { 0 } },
    { "memory", find_memory, { 0 } },
    { "allocator", find_allocator, { 0 } },
    { "swap", find_swap, { 0 } },
    { "overcommit", NULL, { "/proc/sys/vm/overcommit_memory", "", IS, "2",
      "not known how much memory the kernel promises", "strict: stacks count whole, many tasks are refused",
      "sysctl vm.overcommit_memory=0", "memory is promised before it is there" } },
    { "pinning", find_pinning, { 0 } },
    { "maps", find_maps, { 0 } },
    { "CPU quota", find_quota, { 0 } },
};
_Static_assert(sizeof looks / sizeof *looks == NOISE_SOURCE_COUNT, "the header says how many there are");

void noise_sources_find(const struct machine_view *view, struct noise_source sources[NOISE_SOURCE_COUNT])
{
    for (size_t i = 0; i < NOISE_SOURCE_COUNT; i++) {
        sources[i] = (struct noise_source){ .name = looks[i].name };
        if (looks[i].look != NULL)
            looks[i].look(view, &sources[i]);
        else
            find_fact(view, &looks[i].fact, &sources[i]);
    }
}

const char *noise_mark_name(enum noise_mark mark)
{
    static const char *const names[] = { "ok", "noisy", "unknown" };
    return names[mark];
}
