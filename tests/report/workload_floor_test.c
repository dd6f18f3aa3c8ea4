/* SPDX-License-Identifier: MIT */
/* Holds the noise floors of workloads apart: a noisy workload does not hide the differences on a quiet one. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "tests/report/made_result.h"

/* Every row has a cell on each of the workloads, whose odd rounds take `extra` per cent longer. */
static struct report_result *with_workloads(size_t rows, const char *const *workloads, const double *extra, size_t count)
{
    struct result_builder *build = result_builder_new();
    char name[32];

    for (size_t i = 0; i < count; i++)
        result_builder_workload(build, workloads[i], NULL);
    for (size_t row = 0; row < rows; row++) {
        snprintf(name, sizeof name, "s%zu", row);
        result_builder_strategy(build, name, "\"protocol\":\"callee places\"");
        for (size_t i = 0; i < count; i++) {
            result_builder_cell(build, name, workloads[i], "ok", NULL);
            for (int round = 0; round < 6; round++)
                result_builder_sample(build, name, workloads[i], "time_ns", round % 2 == 0 ? 100 + extra[i] : 100, round);
        }
    }
    return made_result(build);
}

static void a_noisy_workload_leaves_the_floors_of_others_alone(void **state)
{
    static const char *const workloads[] = {"pending/1", "pending/8", "threads/2", "switch/flat", "switch/kept"};
    static const double extra[] = {1, 1, 300, 4, 4};
    struct report_result *result = with_workloads(10, workloads, extra, 5);
    struct report_text said = {0};
    (void)state;

    assert_true(fabs(report_workload_floor(result, 0) - 0.01) < 1e-9 && fabs(report_workload_floor(result, 1) - 0.01) < 1e-9);
    /* Ten cells are too few for a family of their own: these three share a floor. */
    assert_true(report_workload_floor(result, 2) == report_workload_floor(result, 3));
    assert_true(fabs(report_workload_floor(result, 4) - 3) < 1e-9);
    report_noise_say(result, &said);
    assert_non_null(strstr(said.bytes, "by at most 1.0 % (on pending) to 300 % (on threads) in 95 % of a workload's cells"));
    report_text_fini(&said);
    report_result_free(result);
}

static void a_small_run_has_one_floor(void **state)
{
    static const char *const workloads[] = {"pending/8", "threads/2"};
    static const double extra[] = {1, 300};
    struct report_result *result = with_workloads(4, workloads, extra, 2);
    (void)state;

    assert_true(report_workload_floor(result, 0) == report_workload_floor(result, 1));
    assert_true(report_workload_floor(result, 0) == result->noise.floor && result->noise.usual == result->noise.floor);
    report_result_free(result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_noisy_workload_leaves_the_floors_of_others_alone),
        cmocka_unit_test(a_small_run_has_one_floor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
