/* SPDX-License-Identifier: MIT */
/* The report's tests and intervals against what scipy 1.10.1 and statsmodels 0.13.5 (Debian 12: python3-scipy,
 * python3-statsmodels) answered once. Each value has the command that made it: `python3 -c "from scipy import stats; …"`. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "report/statistics/statistics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void assert_near(double got, double wanted, double relative)
{
    if (!(fabs(got - wanted) <= relative * fabs(wanted)))
        fail_msg("%.17g is not %.17g", got, wanted);
}

/* stats.mannwhitneyu(a, b, alternative='two-sided', method='exact').pvalue */
static void mann_whitney_is_exact_for_five_and_five_samples(void **state)
{
    const double a[] = {17.2, 17.9, 16.8, 18.1, 17.5}, b[] = {18.3, 18.0, 19.1, 18.8, 17.7};
    (void)state;
    assert_near(report_mann_whitney(a, 5, b, 5), 0.05555555555555555, 1e-12);
}

/* The same. */
static void mann_whitney_is_exact_for_ten_and_ten_samples(void **state)
{
    const double a[] = {3.1, 3.4, 2.9, 3.3, 3.0, 3.2, 3.5, 2.8, 3.6, 2.7};
    const double b[] = {3.15, 3.45, 3.05, 3.75, 3.85, 3.95, 3.65, 3.25, 4.05, 3.35};
    (void)state;
    assert_near(report_mann_whitney(a, 10, b, 10), 0.023230639329710537, 1e-12);
}

/* stats.mannwhitneyu([1, 2, 3], range(10, 17), alternative='two-sided', method='exact').pvalue */
static void mann_whitney_takes_sets_of_unequal_size_either_way_round(void **state)
{
    const double a[] = {1, 2, 3}, b[] = {10, 11, 12, 13, 14, 15, 16};
    (void)state;
    assert_near(report_mann_whitney(a, 3, b, 7), 0.016666666666666666, 1e-12);
    assert_near(report_mann_whitney(b, 7, a, 3), 0.016666666666666666, 1e-12);
}

/* r = stats.rankdata(a + b); stats.permutation_test((r[:6], r[6:]), lambda x, y, axis: x.sum(axis=axis),
 * permutation_type='independent', n_resamples=np.inf, alternative='two-sided', vectorized=True).pvalue */
static void mann_whitney_is_exact_with_ties(void **state)
{
    const double a[] = {1, 2, 2, 3, 5, 5}, b[] = {2, 4, 5, 5, 6, 7, 8};
    (void)state;
    assert_near(report_mann_whitney(a, 6, b, 7), 0.0675990675990676, 1e-12);
}

/* stats.mannwhitneyu(a, b, alternative='two-sided', method='asymptotic').pvalue, a = [(k*37%101)/10 for k in range(60)], b =
 * [(k*53%97)/10+1.5 for k in range(60)] */
static void mann_whitney_approximates_what_is_too_large_to_count(void **state)
{
    double a[60], b[60];
    (void)state;
    for (int k = 0; k < 60; k++) {
        a[k] = k * 37 % 101 / 10.0;
        b[k] = k * 53 % 97 / 10.0 + 1.5;
    }
    assert_near(report_mann_whitney(a, 60, b, 60), 0.04933123767870333, 1e-9);
}

static void samples_that_are_all_the_same_are_no_difference(void **state)
{
    const double a[] = {4, 4, 4, 4, 4};
    double many[60];
    (void)state;
    for (int k = 0; k < 60; k++)
        many[k] = 4;
    assert_near(report_mann_whitney(a, 5, a, 5), 1, 0);
    assert_near(report_mann_whitney(many, 60, many, 60), 1, 0);
}

/* stats.wilcoxon(d, mode='exact').pvalue */
static void wilcoxon_is_exact_for_twelve_pairs(void **state)
{
    const double d[] = {0.3, -0.1, 0.55, 0.2, 0.41, -0.25, 0.62, 0.7, 0.15, -0.05, 0.48, 0.33};
    (void)state;
    assert_near(report_wilcoxon(d, COUNT(d)), 0.01220703125, 1e-12);
}

/* r = stats.rankdata([abs(x) for x in d]); w = sum(r[i] for i in range(9) if d[i] > 0); t = [sum(r[i] for i in range(9) if
 * m>>i&1) for m in range(512)]; 2 * min(sum(x <= w for x in t), sum(x >= w for x in t)) / 512; the zero is ours */
static void wilcoxon_is_exact_with_ties_and_leaves_zeros_out(void **state)
{
    const double d[] = {1, -2, 2, 3, 0, 3, -1, 4, 5, 2};
    (void)state;
    assert_near(report_wilcoxon(d, COUNT(d)), 0.05078125, 1e-12);
    assert_near(report_wilcoxon((const double[]){0, 0}, 2), 1, 0);
}

/* from statsmodels.stats.multitest import multipletests; multipletests(p, method='fdr_bh')[1] */
static void the_false_discovery_rate_is_adjusted_as_benjamini_and_hochberg_do(void **state)
{
    const double p[] = {0.222, 0.008, 0.039, 0.34, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.001, 0.251, 0.269, 0.275, 0.041};
    const double wanted[] = {0.29464285714285715, 0.06, 0.126, 0.34, 0.126, 0.15, 0.15857142857142856, 0.29464285714285715,
                             0.29464285714285715, 0.29464285714285715, 0.015, 0.29464285714285715, 0.29464285714285715,
                             0.29464285714285715, 0.126};
    double adjusted[COUNT(p)];
    (void)state;
    report_false_discovery_adjust(p, COUNT(p), adjusted);
    for (size_t i = 0; i < COUNT(p); i++)
        assert_near(adjusted[i], wanted[i], 1e-12);
    report_false_discovery_adjust(p, 0, adjusted);
}

/* k = max(k for k in range(1, n//2+1) if 1-2*stats.binom.cdf(k-1, n, .5) >= .95); 1-2*stats.binom.cdf(k-1, n, .5) */
static void the_interval_of_the_median_covers_what_the_binomial_distribution_says(void **state)
{
    const struct { size_t count, rank; double coverage; } wanted[] = {
        {1, 1, 0}, {2, 1, 0.5}, {5, 1, 0.9375}, {6, 1, 0.96875}, {8, 1, 0.9921875}, {9, 2, 0.9609375},
        {10, 2, 0.978515625}, {15, 4, 0.96484375}, {20, 6, 0.9586105346679688},
        {32, 10, 0.9799383929930627},
    };
    double ascending[32];
    (void)state;
    for (int i = 0; i < 32; i++)
        ascending[i] = i + 1;
    for (size_t i = 0; i < COUNT(wanted); i++) {
        struct report_interval interval = report_median_interval(ascending, wanted[i].count);
        assert_near(interval.coverage, wanted[i].coverage, 1e-12);
        assert_near(interval.low, (double)wanted[i].rank, 0);
        assert_near(interval.high, (double)(wanted[i].count + 1 - wanted[i].rank), 0);
    }
}

static void medians_and_the_geometric_mean_are_the_known_ones(void **state)
{
    double numbers[] = {5, 1, 4, 2, 3};
    (void)state;
    assert_near(report_median_of(numbers, 5), 3, 0);
    assert_near(report_median((const double[]){1, 2, 3, 4}, 4), 2.5, 0);
    assert_near(report_geometric_mean((const double[]){1, 4, 16}, 3), 4, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mann_whitney_is_exact_for_five_and_five_samples),
        cmocka_unit_test(mann_whitney_is_exact_for_ten_and_ten_samples),
        cmocka_unit_test(mann_whitney_takes_sets_of_unequal_size_either_way_round),
        cmocka_unit_test(mann_whitney_is_exact_with_ties),
        cmocka_unit_test(mann_whitney_approximates_what_is_too_large_to_count),
        cmocka_unit_test(samples_that_are_all_the_same_are_no_difference),
        cmocka_unit_test(wilcoxon_is_exact_for_twelve_pairs),
        cmocka_unit_test(wilcoxon_is_exact_with_ties_and_leaves_zeros_out),
        cmocka_unit_test(the_false_discovery_rate_is_adjusted_as_benjamini_and_hochberg_do),
        cmocka_unit_test(the_interval_of_the_median_covers_what_the_binomial_distribution_says),
        cmocka_unit_test(medians_and_the_geometric_mean_are_the_known_ones),
    };
    return cmocka_run_group_tests_name("statistics", tests, NULL, NULL);
}
