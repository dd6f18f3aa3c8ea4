/* SPDX-License-Identifier: MIT */
/* The quantiles of bench/measure/histogram.h are never below the value that sorting finds, and at most 1/32 above it. Its clock
 * advances. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "bench/measure/histogram.h"

enum { VALUES = 20000 };
static uint64_t values[VALUES];
static struct histogram histogram;

static int ascending(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* xorshift64 (Marsaglia 2003), each value cut to a length of its own, so that every power of two occurs. */
static void fill(unsigned most_bits)
{
    uint64_t state = 88172645463325252u;
    histogram = (struct histogram){ 0 };
    for (size_t i = 0; i < VALUES; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        values[i] = state >> (64 - 1 - i % most_bits);
        histogram_add(&histogram, values[i]);
    }
    qsort(values, VALUES, sizeof *values, ascending);
}

static uint64_t sorted_quantile(unsigned permille)
{
    size_t rank = ((size_t)VALUES * permille + 999) / 1000;
    return values[rank > 0 ? rank - 1 : 0];
}

static void a_quantile_is_at_most_a_32nd_above_the_sorted_value(void **state)
{
    (void)state;
    fill(64);
    for (unsigned permille = 1; permille <= 1000; permille++) {
        uint64_t exact = sorted_quantile(permille), read = histogram_quantile(&histogram, permille);
        assert_true(read >= exact);
        assert_true(read - exact <= exact / 32);
    }
}

static void values_below_64_are_exact(void **state)
{
    (void)state;
    fill(6);
    for (unsigned permille = 1; permille <= 1000; permille++)
        assert_int_equal(histogram_quantile(&histogram, permille), sorted_quantile(permille));
}

static void the_maximum_is_exact(void **state)
{
    (void)state;
    fill(64);
    assert_true(histogram.max == values[VALUES - 1]);
    assert_true(histogram_quantile(&histogram, 1000) == values[VALUES - 1]);
}

static void every_value_has_a_bucket_and_larger_ones_no_smaller_one(void **state)
{
    (void)state;
    unsigned latest = 0;
    for (unsigned bit = 0; bit < 64; bit++)
        for (unsigned step = 0; step < 64; step++) {
            uint64_t value = (UINT64_C(1) << bit) + (bit >= 6 ? (uint64_t)step << (bit - 6) : 0);
            unsigned bucket = histogram_bucket(value);
            assert_true(bucket >= latest);
            assert_true(bucket < HISTOGRAM_BUCKETS);
            latest = bucket;
        }
    assert_int_equal(histogram_bucket(0), 0);
    assert_int_equal(histogram_bucket(UINT64_MAX), HISTOGRAM_BUCKETS - 1);
}

static void an_empty_histogram_has_no_tail(void **state)
{
    (void)state;
    histogram = (struct histogram){ 0 };
    assert_int_equal(histogram_quantile(&histogram, 999), 0);
}

static void one_value_is_every_quantile(void **state)
{
    (void)state;
    histogram = (struct histogram){ 0 };
    histogram_add(&histogram, 123456789);
    assert_int_equal(histogram_quantile(&histogram, 1), 123456789);
    assert_int_equal(histogram_quantile(&histogram, 1000), 123456789);
}

/* The clock counts ten milliseconds of sleep as ten or more, where it says how long its steps are. */
static void the_clock_of_stamps_advances_in_the_steps_that_it_names(void **state)
{
    enum { MS = 10 };
    (void)state;
    uint64_t began = stamp_clock(), hz = stamp_clock_hz();
    assert_int_equal(nanosleep(&(struct timespec){ .tv_nsec = MS * 1000000 }, NULL), 0);
    uint64_t ticks = stamp_clock() - began;
    assert_true(ticks > 0 && (int64_t)ticks > 0);
    assert_true(hz == 0 || ticks >= hz / 1000 * MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quantile_is_at_most_a_32nd_above_the_sorted_value),
        cmocka_unit_test(values_below_64_are_exact),
        cmocka_unit_test(the_maximum_is_exact),
        cmocka_unit_test(every_value_has_a_bucket_and_larger_ones_no_smaller_one),
        cmocka_unit_test(an_empty_histogram_has_no_tail),
        cmocka_unit_test(one_value_is_every_quantile),
        cmocka_unit_test(the_clock_of_stamps_advances_in_the_steps_that_it_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
