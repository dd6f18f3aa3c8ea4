/* SPDX-License-Identifier: MIT */
/* Reads /proc, /sys, os-release and two headers that the build makes: build_facts.h, from the configuration, and commit.h. */
#include "bench/runner/machine/machine.h"
#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "bench/measure/emulation.h"
#include "build_facts.h"
#include "commit.h"

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

/* Leaves out a text that is empty, or that is not UTF-8 and so no JSON string. */
static void set_text(json_t *environment, const char *key, const char *value)
{
    json_t *string = value[0] == '\0' ? NULL : json_string(value);
    if (string != NULL)
        json_object_set_new(environment, key, string);
}

/* The rest of the first line that begins with `key`, without quotation marks; "" without such a line. */
static const char *read_value(const char *path, const char *key, char line[MACHINE_LINE_BYTES])
{
    (void)machine_line("", path, key, line);
    char *value = line + (line[0] == '"');
    value[strcspn(value, "\"")] = '\0';
    return value;
}

static void set_virtualisation(json_t *environment)
{
    char line[MACHINE_LINE_BYTES], value[MACHINE_LINE_BYTES + 32] = "none seen";
    enum machine_host host = machine_host("");
    if (host == HOST_EMULATOR)
        snprintf(value, sizeof value, "emulated: %s", emulation_sign(""));
    if (host == HOST_HYPERVISOR) {
        const char *vendor = read_value("/sys/class/dmi/id/sys_vendor", "", line);
        snprintf(value, sizeof value, "virtual machine%s%s", vendor[0] == '\0' ? "" : ": ", vendor);
    }
    set_text(environment, "virtualisation", value);
}

/* Names the size of pages where it is not the usual one: memory per task depends on it. */
static void set_kernel(json_t *environment)
{
    enum { USUAL_PAGE_BYTES = 4096 };
    struct utsname name;
    char text[sizeof name + 64], pages[40] = "";
    long page_bytes = sysconf(_SC_PAGESIZE);
    if (page_bytes != USUAL_PAGE_BYTES)
        snprintf(pages, sizeof pages, " with pages of %ld KiB", page_bytes / 1024);
    if (uname(&name) != 0)
        return;
    snprintf(text, sizeof text, "%s %s %s%s", name.sysname, name.release, name.machine, pages);
    set_text(environment, "kernel", text);
}

static void add_system(json_t *environment)
{
    char line[MACHINE_LINE_BYTES], processor[MACHINE_WORDS_BYTES];
    machine_processor("", processor);
    set_text(environment, "cpu", processor);
    set_kernel(environment);
    set_text(environment, "os", read_value("/etc/os-release", "PRETTY_NAME=", line));
    snprintf(line, sizeof line, "glibc %s", gnu_get_libc_version());
    set_text(environment, "libc", line);
    set_virtualisation(environment);
    set_text(environment, "governor", read_value("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "", line));
}

static void add_build(json_t *environment)
{
    set_text(environment, "compiler", COMPILER);
    set_text(environment, "flags", BUILD_FLAGS);
    set_text(environment, "build", BUILD_TYPE);
    set_text(environment, "boost", BUILD_BOOST);
    set_text(environment, "benchmark", BUILD_BENCHMARK);
    set_text(environment, "valgrind", BUILD_VALGRIND);
    set_text(environment, "commit", BUILD_COMMIT);
    set_text(environment, "link_order", BUILD_LINK_ORDER);
}

static void add_numbers(json_t *environment)
{
    double load;
    long cores = sysconf(_SC_NPROCESSORS_ONLN), pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    if (cores > 0)
        json_object_set_new(environment, "cores", json_integer(cores));
    if (pages > 0 && page_bytes > 0)
        json_object_set_new(environment, "memory_bytes", json_integer((json_int_t)pages * page_bytes));
    if (getloadavg(&load, 1) == 1)
        json_object_set_new(environment, "load", json_real(load));
}

json_t *runner_environment_describe(void)
{
    json_t *environment = json_object();
    add_system(environment);
    add_build(environment);
    add_numbers(environment);
    return environment;
}
