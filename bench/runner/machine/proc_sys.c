/* SPDX-License-Identifier: MIT */
/* Knows the formats of /proc/stat, /proc/PID/stat and both versions of control groups. */
#include "bench/runner/machine/machine.h"
#include <ctype.h>
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *open_under(const char *root, const char *file)
{
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s%s", root, file);
    return length < 0 || length >= PATH_MAX ? NULL : fopen(path, "re");
}

static void make_printable(char *text)
{
    text[strcspn(text, "\n")] = '\0';
    for (; *text != '\0'; text++)
        if (*text < ' ' || *text > '~')
            *text = *text == '\t' ? ' ' : '?';
}

bool machine_line(const char *root, const char *file, const char *key, char line[MACHINE_LINE_BYTES])
{
    FILE *stream = open_under(root, file);
    bool is_found = false;
    line[0] = '\0';
    if (stream == NULL)
        return false;
    while (!is_found && fgets(line, MACHINE_LINE_BYTES, stream) != NULL)
        is_found = strncmp(line, key, strlen(key)) == 0;
    fclose(stream);
    if (!is_found) {
        line[0] = '\0';
        return false;
    }
    char *rest = line + strlen(key);
    rest += key[0] == '\0' ? 0 : strspn(rest, " \t:");
    memmove(line, rest, strlen(rest) + 1);
    make_printable(line);
    return true;
}

bool machine_number(const char *root, const char *file, const char *key, double *number)
{
    char line[MACHINE_LINE_BYTES], *end;
    if (!machine_line(root, file, key, line))
        return false;
    double value = strtod(line, &end);
    if (end == line)
        return false;
    *number = value;
    return true;
}

/* The file leaves out CPUs that are offline, so their numbers need not be consecutive. */
static unsigned count_cpus(const char *root)
{
    char line[MACHINE_LINE_BYTES];
    unsigned count = 0;
    FILE *stream = open_under(root, "/proc/stat");
    while (stream != NULL && fgets(line, sizeof line, stream) != NULL)
        count += strncmp(line, "cpu", 3) == 0 && isdigit((unsigned char)line[3]);
    if (stream != NULL)
        fclose(stream);
    return count;
}

/* The columns of /proc/stat: user nice system idle iowait irq softirq steal; guests' time is in user already. */
static void read_times(const char *root, struct machine_moment *moment)
{
    char line[MACHINE_LINE_BYTES];
    double ticks[8] = { 0 };
    if (!machine_line(root, "/proc/stat", "cpu ", line)
        || sscanf(line, "%lf %lf %lf %lf %lf %lf %lf %lf", &ticks[0], &ticks[1], &ticks[2], &ticks[3], &ticks[4], &ticks[5],
                  &ticks[6], &ticks[7]) < 4)
        return;
    for (size_t i = 0; i < 8; i++)
        moment->total_ticks += ticks[i];
    moment->idle_ticks = ticks[3] + ticks[4];
    moment->steal_ticks = ticks[7];
    moment->cpu_count = count_cpus(root);
}

/* The name ends at the last parenthesis: it may contain spaces and parentheses itself. */
static bool read_process(const char *root, const char *pid, struct machine_process *process)
{
    char file[64], line[MACHINE_LINE_BYTES];
    double user, system;
    snprintf(file, sizeof file, "/proc/%.20s/stat", pid);
    if (!machine_line(root, file, "", line))
        return false;
    char *name = strchr(line, '('), *end = strrchr(line, ')');
    if (name == NULL || end == NULL || end < name
        || sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lf %lf", &user, &system) != 2)
        return false;
    *end = '\0';
    *process = (struct machine_process){ .pid = atoi(pid), .ticks = user + system };
    snprintf(process->name, sizeof process->name, "%.15s", name + 1);
    return true;
}

static void read_processes(const char *root, struct machine_moment *moment)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%.*s/proc", PATH_MAX - 8, root);
    DIR *directory = opendir(path);
    if (directory == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL && moment->process_count < MACHINE_PROCESSES_MAX;)
        if (isdigit((unsigned char)entry->d_name[0]))
            moment->process_count += read_process(root, entry->d_name, &moment->processes[moment->process_count]);
    closedir(directory);
}

void machine_observe(const char *root, struct machine_moment *moment)
{
    memset(moment, 0, sizeof *moment);
    read_times(root, moment);
    read_processes(root, moment);
}

/* The ticks that the process had taken before; 0 for a new process. */
static double ticks_of(const struct machine_moment *moment, int pid)
{
    for (size_t i = 0; i < moment->process_count; i++)
        if (moment->processes[i].pid == pid)
            return moment->processes[i].ticks;
    return 0;
}

bool machine_compare(const struct machine_moment *before, const struct machine_moment *after, int self,
                     struct machine_second *second)
{
    double total = after->total_ticks - before->total_ticks;
    *second = (struct machine_second){ 0 };
    if (before->cpu_count == 0 || after->cpu_count == 0 || !(total > 0))
        return false;
    double one_cpu = total / after->cpu_count;
    second->steal = (after->steal_ticks - before->steal_ticks) / one_cpu;
    second->busy = (total - (after->idle_ticks - before->idle_ticks)) / one_cpu - second->steal;
    for (size_t i = 0; i < after->process_count; i++) {
        const struct machine_process *process = &after->processes[i];
        double share = (process->ticks - ticks_of(before, process->pid)) / one_cpu;
        if (process->pid == self || share <= second->busiest)
            continue;
        second->busiest = share;
        memcpy(second->busiest_name, process->name, sizeof second->busiest_name);
    }
    return true;
}

/* Version 2: "max 100000", or "50000 100000", microseconds out of microseconds. The tightest limit of the group and its
 * ancestors applies. */
static bool quota_of_version_2(const char *root, char *group, double *cpus)
{
    char file[PATH_MAX], line[MACHINE_LINE_BYTES];
    double quota, period;
    bool is_known = false;
    for (;; *strrchr(group, '/') = '\0') {
        snprintf(file, sizeof file, "/sys/fs/cgroup%.*s/cpu.max", PATH_MAX - 64, group);
        if (machine_line(root, file, "", line)) {
            is_known = true;
            if (sscanf(line, "%lf %lf", &quota, &period) == 2 && period > 0 && (*cpus == 0 || quota / period < *cpus))
                *cpus = quota / period;
        }
        if (strrchr(group, '/') == NULL)
            return is_known;
    }
}

bool machine_cpu_quota(const char *root, double *cpus)
{
    char group[MACHINE_LINE_BYTES];
    double quota, period;
    *cpus = 0;
    if (machine_line(root, "/proc/self/cgroup", "0::", group) && quota_of_version_2(root, group, cpus))
        return true;
    /* Version 1 mounts its controllers one by one; a container sees its own group at the top. */
    if (!machine_number(root, "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "", &quota)
        || !machine_number(root, "/sys/fs/cgroup/cpu/cpu.cfs_period_us", "", &period) || period <= 0)
        return false;
    *cpus = quota > 0 ? quota / period : 0;
    return true;
}
