/* SPDX-License-Identifier: MIT */
/* Promises of the arithmetic of charts: axes, their marks, and the places of labels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "report/chart/chart.h"

static void an_axis_is_logarithmic_from_a_factor_of_five_on(void **state)
{
    (void)state;
    assert_int_equal(report_axis_over(1, 4.9, 0, 100).scale, REPORT_AXIS_LINEAR);
    assert_int_equal(report_axis_over(1, 5.1, 0, 100).scale, REPORT_AXIS_LOGARITHMIC);
    assert_int_equal(report_axis_over(0, 1000, 0, 100).scale, REPORT_AXIS_LINEAR);
    assert_int_equal(report_axis_over(-1, 1000, 0, 100).scale, REPORT_AXIS_LINEAR);
}

static void a_linear_axis_of_nothing_negative_begins_at_zero(void **state)
{
    struct report_axis axis = report_axis_over(3, 10, 20, 220);
    (void)state;
    assert_true(axis.low == 0 && axis.high > 10);
    assert_true(report_axis_place(&axis, 0) == 20 && report_axis_place(&axis, axis.high) == 220);
    assert_true(fabs(report_axis_place(&axis, axis.high / 2) - 120) < 1e-9);
}

static void equal_factors_are_equal_distances_on_a_logarithmic_axis(void **state)
{
    struct report_axis axis = report_axis_over(1, 1000, 300, 0);    /* upwards, as a chart's y does */
    double first = report_axis_place(&axis, 10) - report_axis_place(&axis, 100);
    double second = report_axis_place(&axis, 100) - report_axis_place(&axis, 1000);
    (void)state;
    assert_true(first > 50 && fabs(first - second) < 1e-9);
}

static void every_value_of_an_absurd_axis_has_a_finite_place(void **state)
{
    static const double ends[][2] = {{0, 0}, {5e-324, 1e308}, {-1e308, 1e308}, {7, 7}, {-5, -5}, {1e-300, 2e-300}};
    (void)state;
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        struct report_axis axis = report_axis_over(ends[i][0], ends[i][1], 0, 100);
        double ticks[REPORT_AXIS_TICKS];
        assert_true(axis.low < axis.high);
        for (size_t tick = report_axis_ticks(&axis, 8, ticks); tick-- > 0;)
            assert_true(isfinite(report_axis_place(&axis, ticks[tick])));
    }
}

static void marks_are_round_ascending_and_within_the_axis(void **state)
{
    static const double linear[] = {0, 2, 4, 6, 8, 10}, logarithmic[] = {1, 10, 100, 1000};
    struct report_axis straight = report_axis_over(3, 10, 0, 100), curved = report_axis_over(1, 1000, 0, 100);
    double ticks[REPORT_AXIS_TICKS];
    (void)state;
    assert_int_equal(report_axis_ticks(&straight, 6, ticks), 6);
    for (size_t i = 0; i < 6; i++)
        assert_true(ticks[i] == linear[i]);
    assert_int_equal(report_axis_ticks(&curved, 4, ticks), 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(fabs(ticks[i] / logarithmic[i] - 1) < 1e-12);
}

static double overlap(const struct report_box *a, const struct report_box *b)
{
    double width = fmin(a->right, b->right) - fmax(a->left, b->left), height = fmin(a->bottom, b->bottom) - fmax(a->top, b->top);
    return width > 0 && height > 0 ? width * height : 0;
}

static void labels_of_near_points_cover_neither_each_other_nor_the_points(void **state)
{
    static const struct report_box frame = {0, 0, 600, 400};
    struct report_label labels[6];
    (void)state;
    for (int i = 0; i < 6; i++)
        labels[i] = (struct report_label){.point_x = 300 + 6 * i, .point_y = 200 + 5 * (i % 3), .width = 80, .height = 14};
    report_labels_place(labels, 6, NULL, 0, &frame);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < 6; j++) {
            double x = labels[j].point_x, y = labels[j].point_y;
            struct report_box point = {x - 3, y - 3, x + 3, y + 3};
            assert_true(i == j || overlap(&labels[i].box, &labels[j].box) == 0);
            assert_true(overlap(&labels[i].box, &point) == 0);
        }
}

static void a_label_stays_in_the_frame_and_off_an_obstacle(void **state)
{
    static const struct report_box frame = {0, 0, 300, 100}, line = {0, 40, 300, 44};
    struct report_label label = {.point_x = 298, .point_y = 50, .width = 60, .height = 14};
    (void)state;
    report_labels_place(&label, 1, &line, 1, &frame);
    assert_true(label.box.left >= 0 && label.box.right <= 300 && label.box.top >= 0 && label.box.bottom <= 100);
    assert_true(fabs(label.box.right - label.box.left - 60) < 1e-9 && fabs(label.box.bottom - label.box.top - 14) < 1e-9);
    assert_true(overlap(&label.box, &line) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_axis_is_logarithmic_from_a_factor_of_five_on),
        cmocka_unit_test(a_linear_axis_of_nothing_negative_begins_at_zero),
        cmocka_unit_test(equal_factors_are_equal_distances_on_a_logarithmic_axis),
        cmocka_unit_test(every_value_of_an_absurd_axis_has_a_finite_place),
        cmocka_unit_test(marks_are_round_ascending_and_within_the_axis),
        cmocka_unit_test(labels_of_near_points_cover_neither_each_other_nor_the_points),
        cmocka_unit_test(a_label_stays_in_the_frame_and_off_an_obstacle),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
