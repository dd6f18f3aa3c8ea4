/* SPDX-License-Identifier: MIT */
/* Asks the processor, the kernel and /proc/cpuinfo, in this order. */
#define _GNU_SOURCE 1     /* MAP_ANONYMOUS, madvise */
#include "bench/measure/emulation.h"
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__aarch64__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#endif

/* QEMU's user mode answers madvise itself, and accepts any advice. Linux refuses advice that it does not know. */
static bool kernel_takes_nonsense(void)
{
    enum { NO_ADVICE = 12345 };
    size_t bytes = (size_t)sysconf(_SC_PAGESIZE);
    void *page = mmap(NULL, bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return false;
    bool is_taken = madvise(page, bytes, NO_ADVICE) == 0;
    munmap(page, bytes);
    return is_taken;
}

#if defined(__x86_64__)
static const char own_machine[] = "x86_64";

static void spell(unsigned a, unsigned b, unsigned c, char name[13])
{
    memcpy(name, &a, 4);
    memcpy(name + 4, &b, 4);
    memcpy(name + 8, &c, 4);
    name[12] = '\0';
}

/* Leaf 0 names the maker, leaf 0x40000000 the hypervisor; KVM names itself there, too. */
static const char *processor_sign(void)
{
    enum { HYPERVISOR_BIT = 31 };
    char maker[13], host[13] = "";
    unsigned a, b, c, d;
    __cpuid(0, a, b, c, d);
    spell(b, d, c, maker);
    __cpuid(1, a, b, c, d);
    if (c >> HYPERVISOR_BIT & 1) {
        __cpuid(0x40000000, a, b, c, d);
        spell(b, c, d, host);
    }
    if (strcmp(maker, "VirtualApple") == 0)
        return "the processor is Rosetta's";
    if (strcmp(host, "TCGTCGTCGTCG") == 0)
        return "the processor is QEMU's";
    return strcmp(host, "FEXIFEXIEMU") == 0 ? "the processor is FEX's" : NULL;
}
#elif defined(__aarch64__)
static const char own_machine[] = "aarch64";

/* Linux lets programs read the identification registers. QEMU's `max` has the maker 0 and the part 0x51. Apple's virtual machines
 * run on the processor itself, and have the maker 0 and the part 0. */
static const char *processor_sign(void)
{
    enum { MAKER_SHIFT = 24, MAKER_MASK = 0xff, PART_SHIFT = 4, PART_MASK = 0xfff, QEMUS_PART = 0x51 };
    unsigned long id;
    if ((getauxval(AT_HWCAP) & HWCAP_CPUID) == 0)
        return NULL;
    __asm__("mrs %0, MIDR_EL1" : "=r"(id));
    bool is_qemus = (id >> MAKER_SHIFT & MAKER_MASK) == 0 && (id >> PART_SHIFT & PART_MASK) == QEMUS_PART;
    return is_qemus ? "the processor is QEMU's" : NULL;
}
#else
static const char own_machine[] = "";       /* then no machine is foreign */
static const char *processor_sign(void) { return NULL; }
#endif

/* QEMU before 8.2 shows programs the host's /proc/cpuinfo. The lines of each machine begin with words of its own. */
static const struct { const char *machine, *begin, *sentence; } foreign_lines[] = {
    { "x86_64", "flags\t", "/proc/cpuinfo tells of an x86-64 processor" },
    { "aarch64", "CPU implementer\t", "/proc/cpuinfo tells of an Arm processor" },
    { "riscv64", "isa\t", "/proc/cpuinfo tells of a RISC-V processor" },
    { "", "vendor_id\t: VirtualApple", "the processor is Rosetta's" },
};

/* The machine that this program is for; a test's tree may name another, by a file that Linux has since 6.1. */
static void read_machine(const char *root, char machine[32])
{
    char path[PATH_MAX];
    snprintf(machine, 32, "%s", own_machine);
    snprintf(path, sizeof path, "%s/proc/sys/kernel/arch", root);
    FILE *file = root[0] == '\0' ? NULL : fopen(path, "re");
    if (file == NULL)
        return;
    if (fscanf(file, "%31s", machine) != 1)
        machine[0] = '\0';
    fclose(file);
}

static const char *sign_of_line(const char *line, const char *machine)
{
    for (size_t i = 0; i < sizeof foreign_lines / sizeof *foreign_lines; i++)
        if ((foreign_lines[i].machine[0] == '\0' || (machine[0] != '\0' && strcmp(foreign_lines[i].machine, machine) != 0))
            && strncmp(line, foreign_lines[i].begin, strlen(foreign_lines[i].begin)) == 0)
            return foreign_lines[i].sentence;
    return NULL;
}

static const char *file_sign(const char *root)
{
    char path[PATH_MAX], line[4096], machine[32];
    const char *sign = NULL;
    read_machine(root, machine);
    snprintf(path, sizeof path, "%s/proc/cpuinfo", root);
    FILE *file = fopen(path, "re");
    while (file != NULL && sign == NULL && fgets(line, sizeof line, file) != NULL)
        sign = sign_of_line(line, machine);
    if (file != NULL)
        fclose(file);
    return sign;
}

const char *emulation_sign(const char *root)
{
    const char *sign = root[0] == '\0' ? processor_sign() : NULL;
    if (sign == NULL && root[0] == '\0' && kernel_takes_nonsense())
        sign = "the kernel takes advice that Linux refuses, as QEMU does";
    return sign != NULL ? sign : file_sign(root);
}
