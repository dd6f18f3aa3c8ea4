/* SPDX-License-Identifier: MIT */
/* Names the processor and finds a hypervisor. x86-64 tells both in /proc/cpuinfo. Arm's has numbers of makers and cores, whose
 * names lscpu (util-linux) knows. The board and the signs of a hypervisor come from the device tree or the DMI tables. */
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include "bench/measure/emulation.h"
#include "bench/process/child.h"
#include "bench/runner/machine/machine.h"

__attribute__((format(printf, 2, 0)))
static void add(char words[MACHINE_WORDS_BYTES], const char *format, const char *text)
{
    size_t used = strlen(words);
    snprintf(words + used, MACHINE_WORDS_BYTES - used, format, text);
}

/* lscpu prints a block for each kind of core. A block without its name says "-". */
static void add_names(const char *printed, char words[MACHINE_WORDS_BYTES])
{
    static const char key[] = "Model name:";
    for (const char *line = strstr(printed, key); line != NULL; line = strstr(line, key)) {
        char name[64] = "";
        line += strlen(key);
        if (sscanf(line, " %63[^\n]", name) == 1 && strcmp(name, "-") != 0 && strstr(words, name) == NULL)
            add(words, words[0] == '\0' ? "%s" : " + %s", name);
    }
}

static void ask_lscpu(const char *root, char words[MACHINE_WORDS_BYTES])
{
    const char *const arguments[] = { "env", "LC_ALL=C", "lscpu", "--sysroot", root[0] == '\0' ? "/" : root, NULL };
    struct child_job job = { .argv = arguments, .timeout_ms = 10000, .output_limit = 65536, .cpu = RUNNER_ANY_CPU };
    struct child_end end;
    if (runner_child_run(&job, &end) != CORO_OK)
        return;
    if (end.outcome == CHILD_EXITED && end.code == 0)
        add_names(end.output, words);
    runner_child_fini(&end);
}

/* The numbers of the first core, as "CPU implementer 0x41, part 0xd0c, revision 1". */
static void add_numbers(const char *root, char words[MACHINE_WORDS_BYTES])
{
    static const char *const keys[] = { "CPU implementer", "CPU part", "CPU revision" };
    static const char *const forms[] = { "CPU implementer %s", ", part %s", ", revision %s" };
    char line[MACHINE_LINE_BYTES];
    for (size_t i = 0; i < sizeof keys / sizeof *keys && machine_line(root, "/proc/cpuinfo", keys[i], line); i++)
        add(words, forms[i], line);
}

/* The device tree's name of the board, else the DMI tables' product. */
static void add_board(const char *root, char words[MACHINE_WORDS_BYTES])
{
    char line[MACHINE_LINE_BYTES];
    if (machine_line(root, "/proc/device-tree/model", "", line) || machine_line(root, "/sys/class/dmi/id/product_name", "", line))
        add(words, words[0] == '\0' ? "%s" : " in %s", line);
}

void machine_processor(const char *root, char words[MACHINE_WORDS_BYTES])
{
    struct utsname name;
    char line[MACHINE_LINE_BYTES];
    words[0] = '\0';
    if (emulation_sign(root) != NULL) {
        add(words, "emulated %s processor", uname(&name) == 0 ? name.machine : "");
    } else if (machine_line(root, "/proc/cpuinfo", "model name", line)) {
        add(words, "%s", line);
    } else {
        if (machine_line(root, "/proc/cpuinfo", "CPU implementer", line))
            ask_lscpu(root, words);
        if (words[0] == '\0')
            add_numbers(root, words);
        add_board(root, words);
    }
}

/* Files that tell of a hypervisor when they contain the word. */
static const struct { const char *file, *word; } signs[] = {
    { "/sys/hypervisor/type", "" }, { "/proc/device-tree/hypervisor/compatible", "" },
    { "/proc/device-tree/model", "linux,dummy-virt" },      /* QEMU and others give it to guests */
    { "/sys/class/dmi/id/sys_vendor", "QEMU" }, { "/sys/class/dmi/id/product_name", "Virtual" },
    { "/sys/class/dmi/id/product_name", "Google Compute Engine" }, { "/sys/class/dmi/id/sys_vendor", "Amazon EC2" },
};

static bool shows_hypervisor(const char *root)
{
    char line[MACHINE_LINE_BYTES];
    if (machine_line(root, "/sys/class/dmi/id/product_name", "", line) && strstr(line, ".metal") != NULL)
        return false;       /* Amazon's machines without a hypervisor */
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (machine_line(root, signs[i].file, "", line) && strstr(line, signs[i].word) != NULL)
            return true;
    return false;
}

enum machine_host machine_host(const char *root)
{
    char line[MACHINE_LINE_BYTES];
    if (emulation_sign(root) != NULL)
        return HOST_EMULATOR;
    if (machine_line(root, "/proc/cpuinfo", "flags", line))
        return strstr(line, " hypervisor") != NULL ? HOST_HYPERVISOR : HOST_NONE;
    return shows_hypervisor(root) ? HOST_HYPERVISOR : HOST_UNKNOWN;
}
