/* SPDX-License-Identifier: MIT */
/* Reads /proc, /sys, os-release and two headers that the build makes: build_facts.h, from the configuration, and commit.h. */
#define _GNU_SOURCE
#include "bench/runner/machine/environment.h"
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "build_facts.h"
#include "commit.h"

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

#define VALUE_BYTES 512

/* Text that is empty, or that is not UTF-8, says nothing. Returns non-zero when there is no memory. */
static int set_text(json_t *environment, const char *key, const char *value)
{
    if (value[0] == '\0')
        return 0;
    json_t *string = json_stringn_nocheck(value, strlen(value));
    json_t *checked = json_string(value);
    int failed = string == NULL;
    if (!failed && checked != NULL)
        failed = json_object_set(environment, key, checked);
    json_decref(string);
    json_decref(checked);
    return failed;
}

static void cut_at(char *text, const char *ends)
{
    text[strcspn(text, ends)] = '\0';
}

/* Gives the rest of the first line that begins with `key`, past separators and quotes; "" when there is none. */
static void read_value(const char *path, const char *key, char value[VALUE_BYTES])
{
    char line[4096];
    FILE *file = fopen(path, "re");
    value[0] = '\0';
    if (file == NULL)
        return;
    while (value[0] == '\0' && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, key, strlen(key)) != 0)
            continue;
        const char *rest = line + strlen(key);
        rest += strspn(rest, " \t:=\"");
        snprintf(value, VALUE_BYTES, "%.*s", VALUE_BYTES - 1, rest);
        cut_at(value, "\"\n");
    }
    fclose(file);
}

static void read_hypervisor(char value[VALUE_BYTES])
{
    char flags[4096] = "", line[4096], vendor[VALUE_BYTES];
    FILE *file = fopen("/proc/cpuinfo", "re");
    snprintf(value, VALUE_BYTES, "none seen");
    if (file == NULL)
        return;
    while (flags[0] == '\0' && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "flags", strlen("flags")) == 0)
            snprintf(flags, sizeof flags, "%s", line);
    fclose(file);
    if (strstr(flags, " hypervisor") == NULL)
        return;
    read_value("/sys/class/dmi/id/sys_vendor", "", vendor);
    snprintf(value, VALUE_BYTES, "virtual machine%s%.400s", vendor[0] == '\0' ? "" : ": ", vendor);
}

static int add_system(json_t *environment)
{
    struct utsname name;
    char value[VALUE_BYTES];
    int failed = 0;

    read_value("/proc/cpuinfo", "model name", value);
    failed |= set_text(environment, "cpu", value);
    if (uname(&name) == 0) {
        snprintf(value, sizeof value, "%s %s %s", name.sysname, name.release, name.machine);
        failed |= set_text(environment, "kernel", value);
    }
    read_value("/etc/os-release", "PRETTY_NAME", value);
    failed |= set_text(environment, "os", value);
    snprintf(value, sizeof value, "glibc %s", gnu_get_libc_version());
    failed |= set_text(environment, "libc", value);
    read_hypervisor(value);
    failed |= set_text(environment, "virtualisation", value);
    read_value("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "", value);
    return failed | set_text(environment, "governor", value);
}

static int add_build(json_t *environment)
{
    int failed = set_text(environment, "compiler", COMPILER);
    failed |= set_text(environment, "flags", BUILD_FLAGS);
    failed |= set_text(environment, "build", BUILD_TYPE);
    failed |= set_text(environment, "boost", BUILD_BOOST);
    failed |= set_text(environment, "benchmark", BUILD_BENCHMARK);
    failed |= set_text(environment, "valgrind", BUILD_VALGRIND);
    failed |= set_text(environment, "commit", BUILD_COMMIT);
    return failed | set_text(environment, "link_order", BUILD_LINK_ORDER);
}

static int add_numbers(json_t *environment)
{
    double load;
    long cores = sysconf(_SC_NPROCESSORS_ONLN), pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    int failed = 0;
    if (cores > 0)
        failed |= json_object_set_new(environment, "cores", json_integer(cores));
    if (pages > 0 && page_bytes > 0)
        failed |= json_object_set_new(environment, "memory_bytes", json_integer((json_int_t)pages * page_bytes));
    if (getloadavg(&load, 1) == 1)
        failed |= json_object_set_new(environment, "load", json_real(load));
    return failed;
}

json_t *runner_environment_describe(void)
{
    json_t *environment = json_object();
    if (environment == NULL)
        return NULL;
    if (add_system(environment) | add_build(environment) | add_numbers(environment)) {
        json_decref(environment);
        return NULL;
    }
    return environment;
}
