/* SPDX-License-Identifier: MIT */
/* The answers of the measuring programs for cells whose numbers are known: system calls, faults, single next() calls, peaks,
 * code. Called with words, this program starts the rest of them with ptrace forbidden, as some containers do. No promise is
 * about how long anything takes. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <cmocka.h>
#include "bench/code/size.h"
#include "bench/measure/counters.h"
#include "bench/measure/timing.h"
#include "bench/runner/plan/reply.h"
#include "coro/notice.h"
#include "report/analysis/trace_workloads.h"

#if defined(CORO_NOTICE_ASAN) || defined(CORO_NOTICE_TSAN)
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

static struct reply ask_words(const char *const *words)
{
    struct child_job job = { .argv = words, .timeout_ms = 60000, .output_limit = 10000, .cpu = RUNNER_ANY_CPU };
    struct reply reply;
    assert_int_equal(runner_reply_ask(&job, &reply), CORO_OK);
    return reply;
}

static struct reply ask(const char *program, const char *pass, const char *row, const char *workload)
{
    const char *const words[] = { program, pass, row, workload, NULL };
    return ask_words(words);
}

static double metric(const struct reply *reply, const char *name)
{
    const json_t *value = json_object_get(json_object_get(reply->body, "metrics"), name);
    if (!json_is_number(value))
        fail_msg("no %s; status %d, %s", name, reply->status, reply->reason);
    return json_number_value(value);
}

static double metric_of(const char *program, const char *pass, const char *row, const char *workload, const char *name)
{
    struct reply reply = ask(program, pass, row, workload);
    double value = metric(&reply, name);
    runner_reply_fini(&reply);
    return value;
}

static void expect_refusal(const char *pass, const char *row, const char *workload, const char *reason_part)
{
    struct reply reply = ask(COROLAB_CELL, pass, row, workload);
    assert_int_equal(reply.status, CELL_UNSUPPORTED);
    if (strstr(reply.reason, reason_part) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", reply.reason, reason_part);
    runner_reply_fini(&reply);
}

/* ---- kernel ---- */

static void a_ucontext_switch_is_one_system_call_each_way(void **state)
{
    (void)state;
    if (IS_SANITIZED)
        skip();
    assert_float_equal(metric_of(COROLAB_CELL, "kernel", "stackful/ucontext", "switch/flat", "syscalls"), 2, 0);
    assert_float_equal(metric_of(COROLAB_CELL, "kernel", "stackful/ucontext", "pending/1", "syscalls"), 2, 0);
    assert_float_equal(metric_of(COROLAB_CELL, "kernel", "stackful/ucontext", "pending/8", "syscalls"), 0.25, 0);
}

static void a_warm_box_asks_nothing_of_the_kernel(void **state)
{
    static const char *const workloads[] = { "ready", "frame/16384" };
    (void)state;
    if (IS_SANITIZED)
        skip();
    for (int i = 0; i < 2; i++) {
        struct reply reply = ask(COROLAB_CELL, "kernel", "box", workloads[i]);
        assert_float_equal(metric(&reply, "syscalls"), 0, 0);
        assert_float_equal(metric(&reply, "minor_faults"), 0, 0);
        assert_float_equal(metric(&reply, "major_faults"), 0, 0);
        runner_reply_fini(&reply);
    }
}

static void the_calls_of_helper_threads_count(void **state)
{
    (void)state;
    if (IS_SANITIZED)
        skip();
    assert_true(metric_of(COROLAB_CELL, "kernel", "box", "wake/other_thread", "syscalls") > 0);
}

static void more_tasks_than_are_worth_waiting_for_are_refused(void **state)
{
    (void)state;
    expect_refusal("kernel", "box", "tasks/1000000", IS_SANITIZED ? "the tool" : "fewer tasks");
}

static void where_tracing_is_forbidden_faults_are_counted_and_a_note_says_why_calls_are_not(void **state)
{
    const char *const words[] = { "/proc/self/exe", "without_ptrace", COROLAB_CELL, "kernel", "box", "ready", NULL };
    (void)state;
    if (IS_SANITIZED)
        skip();
    struct reply reply = ask_words(words);
    assert_float_equal(metric(&reply, "minor_faults"), 0, 0);
    assert_null(json_object_get(json_object_get(reply.body, "metrics"), "syscalls"));
    const char *note = json_string_value(json_object_get(reply.body, "note"));
    assert_non_null(note);
    assert_non_null(strstr(note, "ptrace"));
    runner_reply_fini(&reply);
}

/* ---- tails ---- */

static void a_tail_is_no_shorter_than_the_middle(void **state)
{
    static const char *const rows[] = { "box", "static_dispatch", "poll_next", "stackful/fcontext" };
    static const char *const workloads[] = { "ready", "pending/8", "depth/4" };
    (void)state;
    if (timing_refusal() != NULL)
        skip();
    for (size_t i = 0; i < 12; i++) {
        struct reply reply = ask(COROLAB_CELL, "tails", rows[i % 4], workloads[i / 4]);
        assert_true(metric(&reply, "p50_ns") > 0 && metric(&reply, "clock_ns") > 0);
        assert_true(metric(&reply, "p50_ns") <= metric(&reply, "p99_ns"));
        assert_true(metric(&reply, "p99_ns") <= metric(&reply, "p999_ns"));
        assert_true(metric(&reply, "p999_ns") <= metric(&reply, "max_ns"));
        runner_reply_fini(&reply);
    }
}

static void cells_without_a_stamped_caller_say_so(void **state)
{
    const char *refusal = timing_refusal(), *reason = refusal != NULL ? refusal : "not one whose next() calls are stamped";
    (void)state;
    expect_refusal("tails", "peer:virtual_call", "ready", reason);
    expect_refusal("tails", "box", "cancel", reason);
    expect_refusal("tails", "box", "tasks/100", refusal != NULL ? refusal : "take turns");
}

/* ---- counters ---- */

/* The kernel's events: every machine has them. */
static void a_warm_box_takes_time_and_no_faults_in_user_mode(void **state)
{
    (void)state;
    setenv(COUNTERS_VARIABLE, "software", 1);
    if (IS_SANITIZED || counters_absence() != NULL)
        skip();
    struct reply reply = ask(COROLAB_CELL, "counters", "box", "ready");
    double box_ns = metric(&reply, "task_clock_ns");
    assert_float_equal(metric(&reply, "page_faults"), 0, 0.01);
    runner_reply_fini(&reply);
    assert_true(box_ns > metric_of(COROLAB_CELL, "counters", "static_dispatch", "ready", "task_clock_ns"));
    unsetenv(COUNTERS_VARIABLE);
}

static void cells_whose_events_are_not_counted_say_why(void **state)
{
    (void)state;
    expect_refusal("counters", "box", "wake/other_thread", "in one thread");
    expect_refusal("counters", "box", "tasks/1000000", "fewer tasks");
    setenv(COUNTERS_VARIABLE, "none of them", 1);
    expect_refusal("counters", "box", "ready", "names no set");
    unsetenv(COUNTERS_VARIABLE);
}

/* ---- peaks and stacks ---- */

static void a_box_has_one_frame_alive_at_once(void **state)
{
    (void)state;
    double peak = metric_of(COROLAB_COUNT, "allocations", "box", "frame/4096", "peak_live_bytes");
    assert_true(peak >= 4096 && peak < 2 * 4096);
    assert_float_equal(metric_of(COROLAB_COUNT, "allocations", "static_dispatch", "frame/4096", "peak_live_bytes"), 0, 0);
    peak = metric_of(COROLAB_COUNT, "allocations", "callee_cached_box", "frame/4096", "peak_live_bytes");
    assert_true(peak >= 4096 && peak < 2 * 4096);
}

/* Those that replay a trace have its sizes, and their adapters' frames besides. */
static void box_allocates_the_sizes_that_a_trace_is_held_against(void **state)
{
    (void)state;
    if (IS_SANITIZED)       /* which follow fewer tasks, and have fewer sizes */
        skip();
    for (const struct report_trace_workload *workload = report_trace_workloads; workload->name != NULL; workload++) {
        double blocks = metric_of(COROLAB_COUNT, "allocations", "box", workload->name, "allocations");
        double bytes = metric_of(COROLAB_COUNT, "allocations", "box", workload->name, "allocated_bytes");
        assert_float_equal(blocks, workload->calls, 0.01);
        if (strcmp(workload->name, "real") != 0)
            assert_float_equal(bytes / blocks, workload->bytes, 0.02 * workload->bytes);
    }
}

static void a_pool_maps_no_stack_for_an_item(void **state)
{
    (void)state;
    struct reply reply = ask(COROLAB_COUNT, "allocations", "stackful/fcontext", "ready");
    assert_float_equal(metric(&reply, "mapped_stacks"), 0, 0);
    assert_float_equal(metric(&reply, "mapped_stack_bytes"), 0, 0);
    runner_reply_fini(&reply);
}

/* ---- memory that stays ---- */

static double retained_bytes(const char *row, const char *workload)
{
    return metric_of(COROLAB_CELL, "memory", row, workload, "retained_bytes");
}

/* malloc keeps most of the frames' memory, by a few blocks in its cache, so box is no example. */
static void after_a_burst_boxes_cached_in_iterators_stay_and_frames_in_tasks_leave_nothing(void **state)
{
    enum { FRAMES_BYTES = 10000 * 128 };
    (void)state;
    if (IS_SANITIZED)
        skip();
    assert_true(retained_bytes("static_dispatch", "burst/10000") < FRAMES_BYTES / 10);
    assert_true(retained_bytes("callee_cached_box", "burst/10000") >= FRAMES_BYTES);
}

/* static_dispatch has no such workload, and comes first in the table. */
static void after_bursts_of_types_boxes_keep_less_than_one_burst_of_the_largest(void **state)
{
    enum { LARGEST_BURST_BYTES = 200 * 16384 };
    (void)state;
    if (IS_SANITIZED)
        skip();
    assert_true(retained_bytes("box", "type_bursts/50") < LARGEST_BURST_BYTES);
}

static void after_threads_that_end_boxes_keep_less_than_a_page_per_thread(void **state)
{
    (void)state;
    if (IS_SANITIZED)
        skip();
    assert_true(retained_bytes("box", "short_threads/1000") < 1000 * 4096 / 10);
}

/* ---- memory ---- */

static double bytes_per_task_of_frames(unsigned frame_bytes)
{
    char path[] = "passes_test.XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_true(dprintf(fd, "# corolab trace 1: one call\ntask,callee_bytes,polls_until_ready,depth\n0,%u,2,0\n",
                        frame_bytes) > 0);
    const char *const words[] = { COROLAB_CELL, "memory", "box", "sized_tasks/10000", "--trace", path, NULL };
    struct reply reply = ask_words(words);
    double bytes = metric(&reply, "bytes_per_waiting_task");
    runner_reply_fini(&reply);
    close(fd);
    unlink(path);
    return bytes;
}

static void a_waiting_task_takes_the_frame_that_the_trace_recorded(void **state)
{
    (void)state;
    if (IS_SANITIZED)
        skip();
    double small = bytes_per_task_of_frames(80), more = bytes_per_task_of_frames(4000) - small;
    assert_true(small >= 80 && small < 1000);
    assert_true(more > 3700 && more < 4400);
}

/* ---- code ---- */

static void less_code_is_static_dispatch_than_box(void **state)
{
    (void)state;
    if (CODE_SIZES[0] == '\0')
        skip();     /* a sanitizer's build, or one without nm */
    assert_true(code_size_bytes_in(CODE_SIZES, "box") > 0);
    if (TIMING_IS_OPTIMISED)
        assert_true(code_size_bytes_in(CODE_SIZES, "static_dispatch") < code_size_bytes_in(CODE_SIZES, "box"));
    assert_int_equal(code_size_bytes_in(CODE_SIZES, "peer:virtual_call"), 0);
}

static void a_missing_list_of_code_sizes_is_said_and_gives_no_sizes(void **state)
{
    (void)state;
    assert_non_null(code_size_absence());       /* the list lies beside corolab, not beside this test */
    assert_int_equal(code_size_bytes("box"), 0);
}

/* ---- words that make no sense ---- */

static void a_number_of_items_that_no_run_can_have_is_refused(void **state)
{
    static const char *const numbers[] = { "-1", "99999999999999999999", "1x", "", "+1" };
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *const words[] = { COROLAB_CELL, "run", numbers[i], "box", "ready", NULL };
        struct reply reply = ask_words(words);
        assert_int_equal(reply.status, CELL_FAILED);
        assert_non_null(strstr(reply.reason, "no number of items"));
        runner_reply_fini(&reply);
    }
}

/* ---- another malloc ---- */

/* The library's malloc_usable_size aborts. */
static void a_preloaded_allocator_does_not_meet_the_counted_blocks(void **state)
{
    const char *const words[] = { "/usr/bin/env", "LD_PRELOAD=" OTHER_MALLOC, COROLAB_COUNT, "allocations", "box", "ready",
                                  NULL };
    (void)state;
    if (IS_SANITIZED)
        skip();     /* its runtime must come first */
    struct reply reply = ask_words(words);
    assert_float_equal(metric(&reply, "allocations"), 1, 0);
    runner_reply_fini(&reply);
}

static void a_row_whose_library_is_preloaded_says_so(void **state)
{
    const char *const words[] = { "/usr/bin/env", "LD_PRELOAD=libjemalloc.so.2", COROLAB_CELL, "verify", "box_jemalloc", "ready",
                                  NULL };
    (void)state;
    struct reply alone = ask_words(words + 2);
    bool runs = alone.status == CELL_OK;
    runner_reply_fini(&alone);
    if (!runs)
        skip();     /* a sanitizer's build, or no library */
    struct reply reply = ask_words(words);
    assert_int_equal(reply.status, CELL_UNSUPPORTED);
    assert_non_null(strstr(reply.reason, "already replaced by libjemalloc.so.2"));
    runner_reply_fini(&reply);
}

/* Puts a library that is no library, for box_jemalloc, into a directory whose name is not UTF-8, and asks where it is found. */
static void a_reason_that_is_not_utf8_is_a_reason(void **state)
{
    char directory[] = "/tmp/passes_test.XXXXXX", path[64], search[96];
    const char *const words[] = { "/usr/bin/env", search, COROLAB_CELL, "verify", "box_jemalloc", "ready", NULL };
    (void)state;
    if (IS_SANITIZED)
        skip();     /* the row refuses for another reason */
    assert_non_null(mkdtemp(directory));
    snprintf(search, sizeof search, "LD_LIBRARY_PATH=%s/\xff", directory);
    snprintf(path, sizeof path, "%s/\xff", directory);
    assert_int_equal(mkdir(path, 0777), 0);
    snprintf(path, sizeof path, "%s/\xff/libjemalloc.so.2", directory);
    FILE *library = fopen(path, "w");
    assert_non_null(library);
    assert_int_equal(fclose(library), 0);
    struct reply reply = ask_words(words);
    assert_int_equal(reply.status, CELL_UNSUPPORTED);
    assert_non_null(strstr(reply.reason, "/?/libjemalloc.so.2: file too short"));
    runner_reply_fini(&reply);
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    rmdir(directory);
}

static int run_without_ptrace(char **words)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof filter / sizeof *filter, filter };
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        perror("seccomp");
        return 1;
    }
    execv(words[0], words);
    perror(words[0]);
    return 1;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ucontext_switch_is_one_system_call_each_way),
        cmocka_unit_test(a_warm_box_asks_nothing_of_the_kernel),
        cmocka_unit_test(the_calls_of_helper_threads_count),
        cmocka_unit_test(more_tasks_than_are_worth_waiting_for_are_refused),
        cmocka_unit_test(where_tracing_is_forbidden_faults_are_counted_and_a_note_says_why_calls_are_not),
        cmocka_unit_test(a_tail_is_no_shorter_than_the_middle),
        cmocka_unit_test(cells_without_a_stamped_caller_say_so),
        cmocka_unit_test(a_warm_box_takes_time_and_no_faults_in_user_mode),
        cmocka_unit_test(cells_whose_events_are_not_counted_say_why),
        cmocka_unit_test(a_box_has_one_frame_alive_at_once),
        cmocka_unit_test(box_allocates_the_sizes_that_a_trace_is_held_against),
        cmocka_unit_test(a_pool_maps_no_stack_for_an_item),
        cmocka_unit_test(after_a_burst_boxes_cached_in_iterators_stay_and_frames_in_tasks_leave_nothing),
        cmocka_unit_test(after_bursts_of_types_boxes_keep_less_than_one_burst_of_the_largest),
        cmocka_unit_test(after_threads_that_end_boxes_keep_less_than_a_page_per_thread),
        cmocka_unit_test(a_waiting_task_takes_the_frame_that_the_trace_recorded),
        cmocka_unit_test(a_number_of_items_that_no_run_can_have_is_refused),
        cmocka_unit_test(a_preloaded_allocator_does_not_meet_the_counted_blocks),
        cmocka_unit_test(a_row_whose_library_is_preloaded_says_so),
        cmocka_unit_test(a_reason_that_is_not_utf8_is_a_reason),
        cmocka_unit_test(less_code_is_static_dispatch_than_box),
        cmocka_unit_test(a_missing_list_of_code_sizes_is_said_and_gives_no_sizes),
    };
    if (argc > 2 && strcmp(argv[1], "without_ptrace") == 0)
        return run_without_ptrace(argv + 2);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
