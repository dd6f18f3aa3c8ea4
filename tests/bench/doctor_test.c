/* SPDX-License-Identifier: MIT */
/* Tests `corolab doctor` on made-up machines: trees of /proc and /sys under a directory. No test depends on the machine that it
 * runs on, nor on its noise. The file is long because the trees and all tests of the topic are one program. */
#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>
#include <jansson.h>
#include "bench/process/child.h"
#include "bench/runner/command/commands.h"
#include "bench/runner/run/noise_floor.h"
#include "bench/runner/machine/machine.h"

#define CPU_DIRECTORY "/sys/devices/system/cpu"

static char root[64];
static struct machine_moment before, after;

static int make_root(void **state)
{
    (void)state;
    snprintf(root, sizeof root, "/tmp/doctor_test.XXXXXX");
    return mkdtemp(root) == NULL ? -1 : 0;
}

static int remove_root(void **state)
{
    char command[96];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", root);
    return system(command);
}

/* Puts a file into the tree, with the directories above it. */
static void put(const char *file, const char *content)
{
    char path[256];
    snprintf(path, sizeof path, "%s%s", root, file);
    for (char *slash = strchr(path + strlen(root) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void)mkdir(path, 0777);
        *slash = '/';
    }
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fputs(content, stream);
    assert_int_equal(fclose(stream), 0);
}

static struct machine_view this_view(void)
{
    return (struct machine_view){ .root = root, .cpu = 1, .pinning = PINNED };
}

static struct noise_source look_at(const struct machine_view *view, const char *name)
{
    struct noise_source symptoms[NOISE_SOURCE_COUNT];
    noise_sources_find(view, symptoms);
    for (size_t i = 0; i < NOISE_SOURCE_COUNT; i++)
        if (strcmp(symptoms[i].name, name) == 0)
            return symptoms[i];
    fail_msg("there is no symptom %s", name);
    return symptoms[0];
}

static void expect(const struct machine_view *view, const char *name, enum noise_mark mark, const char *words)
{
    struct noise_source symptom = look_at(view, name);
    if (symptom.mark != mark || strstr(symptom.finding, words) == NULL)
        fail_msg("%s is %s: %s", name, noise_mark_name(symptom.mark), symptom.finding);
    if (mark == MARK_NOISY)
        assert_non_null(symptom.advice);
    if (mark == MARK_OK)
        assert_null(symptom.advice);
}

static const struct reading {
    const char *file, *content, *symptom;
    enum noise_mark mark;
    const char *words;
} readings[] = {
    { CPU_DIRECTORY "/cpu1/cpufreq/scaling_governor", "performance\n", "governor", MARK_OK, "performance" },
    { CPU_DIRECTORY "/cpu1/cpufreq/scaling_governor", "powersave\n", "governor", MARK_NOISY, "powersave: the frequency" },
    { CPU_DIRECTORY "/cpufreq/boost", "1\n", "turbo", MARK_NOISY, "on" },
    { CPU_DIRECTORY "/cpufreq/boost", "0\n", "turbo", MARK_OK, "off" },
    { CPU_DIRECTORY "/intel_pstate/no_turbo", "0\n", "turbo", MARK_NOISY, "on" },
    { CPU_DIRECTORY "/intel_pstate/no_turbo", "1\n", "turbo", MARK_OK, "off" },
    { CPU_DIRECTORY "/intel_pstate/no_turbo", "\n", "turbo", MARK_OK, "off" },       /* no number: the file before tells */
    { "/proc/loadavg", "0.03 0.10 0.20 1/100 1234\n", "load", MARK_OK, "0.03" },
    { "/proc/loadavg", "3.50 0.10 0.20 1/100 1234\n", "load", MARK_NOISY, "3.50" },
    { "/proc/loadavg", "busy\n", "load", MARK_UNKNOWN, "cannot be read" },
    { "/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu hypervisor sse\n", "virtualisation", MARK_NOISY, "virtual machine" },
    { "/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse lahf_lm\n", "virtualisation", MARK_OK, "none" },
    { CPU_DIRECTORY "/cpu1/topology/thread_siblings_list", "1\n", "core sharing", MARK_OK, "CPU 1 has a core of its own" },
    { CPU_DIRECTORY "/cpu1/topology/thread_siblings_list", "1,17\n", "core sharing", MARK_NOISY, "CPUs 1,17 are one core" },
    { CPU_DIRECTORY "/cpu1/topology/thread_siblings_list", "0-1\n", "core sharing", MARK_NOISY, "CPUs 0-1 are one core" },
    { "/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n", "huge pages", MARK_NOISY, "always" },
    { "/sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never\n", "huge pages", MARK_OK, "only where" },
    { "/proc/sys/kernel/randomize_va_space", "2\n", "address layout", MARK_OK, "as wanted" },
    { "/proc/sys/kernel/randomize_va_space", "0\n", "address layout", MARK_NOISY, "one layout" },
    { "/sys/bus/event_source/devices/cpu/type", "4\n", "counters", MARK_OK, "there" },
    { "/proc/sys/kernel/perf_event_paranoid", "4\n", "counters", MARK_UNKNOWN, "kept from users (perf_event_paranoid 4)" },
    { "/proc/sys/kernel/yama/ptrace_scope", "1\n", "ptrace", MARK_OK, "allowed" },
    { "/proc/sys/kernel/yama/ptrace_scope", "3\n", "ptrace", MARK_UNKNOWN, "ptrace_scope 3" },
    { "/proc/meminfo", "MemTotal: 9 kB\nMemAvailable:   16777216 kB\n", "memory", MARK_OK, "16.0 GiB" },
    { "/proc/meminfo", "MemTotal: 9 kB\nMemAvailable:   524288 kB\n", "memory", MARK_NOISY, "0.5 GiB" },
    { "/proc/meminfo", "SwapTotal: 2048 kB\nSwapFree: 2048 kB\n", "swap", MARK_OK, "not in use" },
    { "/proc/meminfo", "SwapTotal: 2048 kB\nSwapFree: 1024 kB\n", "swap", MARK_NOISY, "1.0 MiB" },
    { "/proc/meminfo", "SwapFree: 1024 kB\n", "swap", MARK_UNKNOWN, "does not say" },
    { "/proc/sys/vm/overcommit_memory", "0\n", "overcommit", MARK_OK, "promised" },
    { "/proc/sys/vm/overcommit_memory", "2\n", "overcommit", MARK_NOISY, "strict" },
    { "/proc/sys/vm/max_map_count", "65530\n", "maps", MARK_OK, "end at 32765" },
    { "/proc/sys/vm/max_map_count", "1000\n", "maps", MARK_NOISY, "end at 500" },
};

static void every_reading_has_its_mark(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    put("/proc/sys/kernel/arch", "x86_64\n");
    for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
        put(readings[i].file, readings[i].content);
        expect(&view, readings[i].symptom, readings[i].mark, readings[i].words);
    }
}

static void on_a_machine_that_says_nothing_nothing_is_called_ok(void **state)
{
    struct noise_source symptoms[NOISE_SOURCE_COUNT];
    struct machine_view view = this_view();
    (void)state;
    noise_sources_find(&view, symptoms);
    for (size_t i = 0; i < NOISE_SOURCE_COUNT; i++)
        if (strcmp(symptoms[i].name, "pinning") != 0 && strcmp(symptoms[i].name, "ptrace") != 0)
            assert_int_equal(symptoms[i].mark, MARK_UNKNOWN);
}

static void what_is_no_text_is_shown_as_question_marks(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    put(CPU_DIRECTORY "/cpu1/cpufreq/scaling_governor", "\x1b[31m\xFF\xC3\xA4\n");
    expect(&view, "governor", MARK_NOISY, "?[31m???: the frequency");
}

static void a_quota_is_found_in_the_group_or_above_it(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    put("/proc/self/cgroup", "0::/outer/inner\n");
    put("/sys/fs/cgroup/outer/inner/cpu.max", "max 100000\n");
    expect(&view, "CPU quota", MARK_OK, "none");
    put("/sys/fs/cgroup/outer/cpu.max", "150000 100000\n");
    expect(&view, "CPU quota", MARK_NOISY, "1.50 CPUs");
    put("/sys/fs/cgroup/outer/inner/cpu.max", "25000 100000\n");
    expect(&view, "CPU quota", MARK_NOISY, "0.25 CPUs");
}

static void a_quota_of_the_older_control_groups_is_found(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    put("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
    put("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    expect(&view, "CPU quota", MARK_OK, "none");
    put("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n");
    expect(&view, "CPU quota", MARK_NOISY, "0.50 CPUs");
}

static void the_busiest_of_the_others_is_named(void **state)
{
    struct machine_second second;
    struct machine_view view = this_view();
    (void)state;
    put("/proc/stat", "cpu  1000 0 0 9000 0 0 0 0 0 0\ncpu0 500 0 0 4500 0 0 0 0 0 0\ncpu1 500 0 0 4500 0 0 0 0 0 0\n");
    put("/proc/7/stat", "7 (a) b) (c) S 1 7 7 0 -1 0 0 0 0 0 100 50 0 0 20 0 1 0\n");
    put("/proc/8/stat", "8 (me) R 1 8 8 0 -1 0 0 0 0 0 100 0 0 0 20 0 1 0\n");
    put("/proc/9/stat", "9 (broken\n");
    machine_observe(root, &before);
    put("/proc/stat", "cpu  1100 0 0 9080 0 0 0 20 0 0\ncpu0 500 0 0 4500 0 0 0 0 0 0\ncpu1 500 0 0 4500 0 0 0 0 0 0\n");
    put("/proc/7/stat", "7 (a) b) (c) S 1 7 7 0 -1 0 0 0 0 0 120 60 0 0 20 0 1 0\n");
    put("/proc/8/stat", "8 (me) R 1 8 8 0 -1 0 0 0 0 0 170 0 0 0 20 0 1 0\n");
    machine_observe(root, &after);
    assert_int_equal(after.cpu_count, 2);
    assert_int_equal(after.process_count, 2);
    assert_true(machine_compare(&before, &after, 8, &second));
    view.second = &second;
    expect(&view, "others", MARK_NOISY, "took 100 % of one CPU, a) b) (c 30 %");
    expect(&view, "steal", MARK_NOISY, "took 20.0 % of one CPU");
}

static void an_idle_second_is_ok(void **state)
{
    struct machine_second second;
    struct machine_view view = this_view();
    (void)state;
    put("/proc/stat", "cpu  1000 0 0 9000\ncpu0 1000 0 0 9000\n");
    machine_observe(root, &before);
    put("/proc/stat", "cpu  1001 0 0 9099\ncpu0 1001 0 0 9099\n");
    machine_observe(root, &after);
    assert_true(machine_compare(&before, &after, 8, &second));
    view.second = &second;
    expect(&view, "others", MARK_OK, "took 1 % of one CPU");
    expect(&view, "steal", MARK_OK, "nothing");
}

static void a_cpu_that_is_offline_hides_none_behind_it(void **state)
{
    (void)state;
    put("/proc/stat", "cpu  1000 0 0 9000\ncpu1 500 0 0 4500\ncpu3 500 0 0 4500\nintr 1 2 3\ncpufreq 1\n");
    machine_observe(root, &before);
    assert_int_equal(before.cpu_count, 2);
}

static void a_second_in_which_the_clock_stood_still_tells_nothing(void **state)
{
    struct machine_second second;
    (void)state;
    machine_observe(root, &before);
    assert_false(machine_compare(&before, &before, 8, &second));
    put("/proc/stat", "cpu  1000 0 0 9000\ncpu0 1000 0 0 9000\n");
    machine_observe(root, &after);
    assert_false(machine_compare(&after, &after, 8, &second));
}

/* A tree of an Arm machine, with a small and a large core, in this kind of board. */
static void put_arm(const char *product)
{
    put("/proc/sys/kernel/arch", "aarch64\n");
    put("/proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd03\nCPU revision\t: 4\n\n"
                         "processor\t: 1\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\nCPU revision\t: 2\n\n");
    put("/sys/class/dmi/id/product_name", product);
}

static void an_arm_processor_is_named_with_its_board(void **state)
{
    char words[MACHINE_WORDS_BYTES];
    (void)state;
    put_arm("Board 5\n");
    machine_processor(root, words);
    if (strcmp(words, "CPU implementer 0x41, part 0xd03, revision 4 in Board 5") != 0)      /* without lscpu */
        assert_non_null(strstr(words, "Cortex-A53"));
    assert_non_null(strstr(words, " in Board 5"));
    put("/proc/device-tree/model", "Board 6");
    machine_processor(root, words);
    assert_non_null(strstr(words, " in Board 6"));
}

static void an_arm_guest_is_noisy_and_other_arm_machines_are_unknown(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    put_arm("Board 5\n");
    expect(&view, "virtualisation", MARK_UNKNOWN, "need not show it");
    put_arm("KVM Virtual Machine\n");
    expect(&view, "virtualisation", MARK_NOISY, "virtual machine");
    put_arm("a1.metal\n");
    put("/sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
    expect(&view, "virtualisation", MARK_UNKNOWN, "need not show it");
    put_arm("c6g.large\n");
    expect(&view, "virtualisation", MARK_NOISY, "virtual machine");
}

static void a_slower_core_is_noisy(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    put(CPU_DIRECTORY "/cpu1/cpu_capacity", "446\n");
    expect(&view, "pinning", MARK_NOISY, "capacity 446 of 1024");
    put(CPU_DIRECTORY "/cpu1/cpu_capacity", "1024\n");
    expect(&view, "pinning", MARK_OK, "CPU 1");
}

/* Apple's virtual machines run on the processor and have the maker 0; and no line is foreign to a machine that is not known. */
static void a_processor_that_is_not_known_is_no_emulated_one(void **state)
{
    static const char *const real[][2] = { { "aarch64\n", "CPU implementer\t: 0x00\nCPU part\t: 0x000\n" },
                                           { "riscv64\n", "processor\t: 0\nisa\t\t: rv64imafdc\n" },
                                           { "\n", "processor\t: 0\nisa\t\t: rv64imafdc\n" } };
    struct machine_view view = this_view();
    (void)state;
    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        put("/proc/sys/kernel/arch", real[i][0]);
        put("/proc/cpuinfo", real[i][1]);
        expect(&view, "virtualisation", MARK_UNKNOWN, "need not show it");
    }
}

/* QEMU's user mode shows the host's file, and Rosetta names itself. */
static void an_emulated_processor_is_noisy_and_gets_no_name_of_the_hosts(void **state)
{
    static const struct { const char *machine, *cpuinfo, *sign; } emulated[] = {
        { "aarch64\n", "vendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC\nflags\t\t: fpu hypervisor\n", "x86-64 processor" },
        { "x86_64\n", "processor\t: 0\nCPU implementer\t: 0x41\n", "Arm processor" },
        { "x86_64\n", "vendor_id\t: VirtualApple\nmodel name\t: VirtualApple @ 2.50GHz\n", "Rosetta's" },
        { "aarch64\n", "processor\t: 0\nisa\t\t: rv64imafdc\n", "RISC-V processor" },
    };
    struct machine_view view = this_view();
    char words[MACHINE_WORDS_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof emulated / sizeof *emulated; i++) {
        put("/proc/sys/kernel/arch", emulated[i].machine);
        put("/proc/cpuinfo", emulated[i].cpuinfo);
        expect(&view, "virtualisation", MARK_NOISY, emulated[i].sign);
        expect(&view, "valgrind", MARK_UNKNOWN, "under an emulator");
        machine_processor(root, words);
        assert_ptr_equal(strstr(words, "emulated "), words);
    }
}

static void valgrind_is_looked_for_in_the_path(void **state)
{
    char path[256], program[128];
    struct machine_view view = this_view();
    (void)state;
    put("/bin/valgrind", "");
    snprintf(path, sizeof path, ":/nonexistent:%s/bin", root);
    snprintf(program, sizeof program, "%s/bin/valgrind", root);
    view.search_path = path;
    expect(&view, "valgrind", MARK_UNKNOWN, "not there");
    assert_int_equal(chmod(program, 0755), 0);
    expect(&view, "valgrind", MARK_OK, "there");
}

static void an_environment_that_changes_malloc_is_noisy_and_says_how(void **state)
{
    char *quiet[] = { "PATH=/bin", "MALLOC=1", "GLIBC_TUNABLES=glibc.rtld.nns=8", "MALLOC_ARENA_MAX=", NULL };
    char *loud[] = { "LD_PRELOAD=lib\xff.so", "GLIBC_TUNABLES=glibc.malloc.tcache_count=0", "MIMALLOC_VERBOSE=1", NULL };
    struct machine_view view = this_view();
    (void)state;
    view.environment = quiet;
    expect(&view, "allocator", MARK_OK, "as it comes");
    view.environment = loud;
    expect(&view, "allocator", MARK_NOISY,
           "LD_PRELOAD=lib?.so, GLIBC_TUNABLES=glibc.malloc.tcache_count=0, MIMALLOC_VERBOSE=1");
}

/* Each value is cut, and so is the list. */
static void any_environment_fits_the_words(void **state)
{
    char words[MACHINE_WORDS_BYTES], value[1000] = "LD_PRELOAD=";
    char *environment[] = { value, value, value, value, value, NULL };
    (void)state;
    memset(value + strlen(value), 'x', sizeof value - 1 - strlen("LD_PRELOAD="));
    assert_true(machine_malloc_changes(environment, words));
    assert_non_null(strstr(words, "xxx..., LD_PRELOAD=xxx"));
    assert_int_equal(strlen(words), MACHINE_WORDS_BYTES - 1);
}

static void one_cpu_or_another_run_is_noisy(void **state)
{
    struct machine_view view = this_view();
    (void)state;
    expect(&view, "pinning", MARK_OK, "CPU 1");
    view.pinning = PINNED_WITH_OTHERS;
    expect(&view, "pinning", MARK_NOISY, "another run");
    view.cpu = RUNNER_ANY_CPU;
    view.pinning = NOT_PINNED;
    expect(&view, "pinning", MARK_NOISY, "one CPU");
}

static void samples_that_are_all_alike_have_no_noise(void **state)
{
    struct noise_floor floor = { .cell_count = 2 };
    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (floor.cells[i].count = 0; floor.cells[i].count < 12; floor.cells[i].count++)
            floor.cells[i].values[floor.cells[i].count] = 5.0;
    noise_floor_judge(&floor);
    assert_true(floor.cells[1].median == 5.0);
    assert_true(floor.noise.spread == 0 && floor.noise.difference == 0 && floor.noise.resolution == 0);
}

/* Of 100, 101, ... 163 the quartiles are the 16th and the 48th; halves of 32 differ by a few, never by more than all. */
static void the_noise_of_known_samples_is_known(void **state)
{
    struct noise_floor floor = { .cell_count = 1 }, again;
    struct noise_cell *cell = &floor.cells[0];
    (void)state;
    for (cell->count = 0; cell->count < NOISE_ROUNDS_MAX; cell->count++)
        cell->values[cell->count] = 100 + (double)(cell->count * 37 % 64);
    again = floor;
    noise_floor_judge(&floor);
    noise_floor_judge(&again);
    assert_true(cell->median == 131.5);
    assert_true(fabs(cell->noise.spread - 32 / 131.5) < 1e-12);
    assert_true(cell->noise.difference > 0.05 && cell->noise.difference < 0.3);
    assert_true(cell->noise.resolution > cell->noise.difference);       /* ten samples tell less than 32 */
    assert_true(floor.noise.difference == again.noise.difference && floor.noise.resolution == again.noise.resolution);
}

/* A program that answers as corolab_time does. */
static const char *put_program(const char *words)
{
    static char path[128];
    put("/corolab_time", words);
    snprintf(path, sizeof path, "%s/corolab_time", root);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

static void the_cells_are_sampled_by_turns(void **state)
{
    static struct noise_floor floor;
    const char *program = put_program("#!/bin/sh\necho '{\"status\":\"ok\",\"metrics\":{\"time_ns\":2.5}}'\n");
    (void)state;
    assert_int_equal(noise_floor_measure(program, RUNNER_ANY_CPU, 0, &floor), CORO_OK);
    assert_true(floor.cell_count >= 4);
    for (size_t i = 0; i < floor.cell_count; i++) {
        assert_int_equal(floor.cells[i].count, NOISE_ROUNDS_MIN);
        assert_true(floor.cells[i].median == 2.5);
    }
}

static void a_cell_that_cannot_be_timed_is_left_out(void **state)
{
    static struct noise_floor floor;
    const char *program = put_program("#!/bin/sh\n[ $1 = box ] || exit 3\n"
                                      "echo '{\"status\":\"ok\",\"metrics\":{\"time_ns\":2.5}}'\n");
    (void)state;
    assert_int_equal(noise_floor_measure(program, RUNNER_ANY_CPU, 0, &floor), CORO_OK);
    assert_int_equal(floor.cell_count, 2);
    assert_string_equal(floor.cells[0].strategy, "box");
    program = put_program("#!/bin/sh\necho '{\"status\":\"ok\",\"metrics\":{}}'\n");
    assert_int_equal(noise_floor_measure(program, RUNNER_ANY_CPU, 0, &floor), CORO_ERR_UNSUPPORTED);
}

/* Runs doctor in a child, on this machine; this program has no corolab_time beside it. The text it prints is the caller's. */
static char *text_of_doctor(int argc, char **argv)
{
    static char text[16384];
    size_t length = 0;
    ssize_t more;
    int ends[2], status;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (dup2(ends[1], STDOUT_FILENO) < 0)
            _exit(99);
        _exit(runner_doctor_command(argc, argv));
    }
    close(ends[1]);
    while (length < sizeof text - 1 && (more = read(ends[0], text + length, sizeof text - 1 - length)) > 0)
        length += (size_t)more;
    text[length] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    return text;
}

static void the_text_has_every_symptom_and_80_columns(void **state)
{
    char *text = text_of_doctor(1, (char *[]){ "doctor", NULL });
    (void)state;
    assert_non_null(strstr(text, "No noise floor: "));
    assert_non_null(strstr(text, "governor"));
    assert_non_null(strstr(text, "CPU quota"));
    for (char *line = strtok(text, "\n"); line != NULL; line = strtok(NULL, "\n"))
        assert_true(strlen(line) <= 80);
}

static void the_json_has_every_symptom(void **state)
{
    json_error_t error;
    json_t *root_object = json_loads(text_of_doctor(2, (char *[]){ "doctor", "--json", NULL }), 0, &error);
    (void)state;
    assert_non_null(root_object);
    assert_int_equal(json_array_size(json_object_get(root_object, "symptoms")), NOISE_SOURCE_COUNT);
    assert_non_null(json_object_get(json_object_get(root_object, "noise_floor"), "absent"));
    json_decref(root_object);
}

static void words_that_make_no_sense_exit_with_2(void **state)
{
    (void)state;
    assert_int_equal(runner_doctor_command(2, (char *[]){ "doctor", "--jsno", NULL }), 2);
    assert_int_equal(runner_doctor_command(3, (char *[]){ "doctor", "--json", "x", NULL }), 2);
}

#define ON_A_MACHINE(test) cmocka_unit_test_setup_teardown(test, make_root, remove_root)

int main(void)
{
    const struct CMUnitTest tests[] = {
        ON_A_MACHINE(every_reading_has_its_mark),
        ON_A_MACHINE(on_a_machine_that_says_nothing_nothing_is_called_ok),
        ON_A_MACHINE(what_is_no_text_is_shown_as_question_marks),
        ON_A_MACHINE(a_quota_is_found_in_the_group_or_above_it),
        ON_A_MACHINE(a_quota_of_the_older_control_groups_is_found),
        ON_A_MACHINE(the_busiest_of_the_others_is_named),
        ON_A_MACHINE(an_idle_second_is_ok),
        ON_A_MACHINE(a_cpu_that_is_offline_hides_none_behind_it),
        ON_A_MACHINE(a_second_in_which_the_clock_stood_still_tells_nothing),
        ON_A_MACHINE(an_arm_processor_is_named_with_its_board),
        ON_A_MACHINE(an_arm_guest_is_noisy_and_other_arm_machines_are_unknown),
        ON_A_MACHINE(a_slower_core_is_noisy),
        ON_A_MACHINE(a_processor_that_is_not_known_is_no_emulated_one),
        ON_A_MACHINE(an_emulated_processor_is_noisy_and_gets_no_name_of_the_hosts),
        ON_A_MACHINE(valgrind_is_looked_for_in_the_path),
        ON_A_MACHINE(an_environment_that_changes_malloc_is_noisy_and_says_how),
        cmocka_unit_test(any_environment_fits_the_words),
        ON_A_MACHINE(one_cpu_or_another_run_is_noisy),
        cmocka_unit_test(samples_that_are_all_alike_have_no_noise),
        cmocka_unit_test(the_noise_of_known_samples_is_known),
        ON_A_MACHINE(the_cells_are_sampled_by_turns),
        ON_A_MACHINE(a_cell_that_cannot_be_timed_is_left_out),
        cmocka_unit_test(the_text_has_every_symptom_and_80_columns),
        cmocka_unit_test(the_json_has_every_symptom),
        cmocka_unit_test(words_that_make_no_sense_exit_with_2),
    };
    return cmocka_run_group_tests_name("corolab doctor", tests, NULL, NULL);
}
