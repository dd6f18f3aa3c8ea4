/* SPDX-License-Identifier: MIT */
/* Owns how the page's data writes the numbers of a cell: a full table has half a million, most of them samples that nobody reads
 * as text. Decimal text, or packed digits of base 88 where these are shorter; provenance.js reads both. The page shows three
 * decimal digits. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "report/base/memory.h"
#include "report/html/page.h"
#include "report/html/page_pack.h"

/* The printable characters that need no escape in JSON and in HTML, without the * of a repeated cell. */
const char report_pack_digits[] = "!#$%'()+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
enum { BASE = 88, SAMPLE_DIGITS = 3, PLACE_DIGITS = 2 };
_Static_assert(sizeof report_pack_digits == BASE + 1, "a digit for each value");

static const double most_sample = BASE * BASE * BASE - 1, most_place = BASE * BASE - 1;

/* One digit more than is shown; two for the samples of a median that lies half-way between two of them. Numbers from the least
 * whole number on are shown to the last digit before the point. */
enum { DIGITS = 4, DIGITS_OF_A_PAIR = 5, LEAST_WHOLE = 1000, DIGITS_OF_WHOLE = 6, LEAST_ROUNDED = 1000000 };

/* Cut to so many digits. The last is never 0 or 5 where more followed, so that rounding the number again gives what rounding the
 * exact number does. */
static double cut_to_digits(double number, size_t digits)
{
    char words[32];

    snprintf(words, sizeof words, "%.14e", number);
    char *end = strchr(words, '.') + digits, *exponent = strchr(words, 'e');
    bool has_more = end + strspn(end, "0") != exponent;
    if (has_more && (end[-1] == '0' || end[-1] == '5'))
        end[-1]++;
    memmove(end, exponent, strlen(exponent) + 1);
    return strtod(words, NULL);
}

/* The same for a number that becomes a whole one. */
static double cut_to_whole(double number)
{
    double whole = floor(number);

    return whole != number && fmod(whole, 5) == 0 ? whole + 1 : whole;
}

/* "9.774", "168047", "?" for a number that is unknown. */
static void add_plain(struct report_text *text, double number, size_t digits)
{
    if (!isfinite(number))
        report_text_add(text, "?");
    else if (number == rint(number) && fabs(number) < LEAST_ROUNDED)
        report_text_format(text, "%.0f", number + 0.0);
    else if (fabs(number) >= LEAST_WHOLE)
        report_text_format(text, "%.*g", DIGITS_OF_WHOLE, cut_to_digits(number, DIGITS_OF_WHOLE));
    else
        report_text_format(text, "%.*g", (int)digits, cut_to_digits(number, digits));
}

/* The digits of a whole number, the highest first. */
static void add_digits(struct report_text *text, double value, int count)
{
    char digits[SAMPLE_DIGITS];
    long rest = lround(value);

    for (int i = count; i-- > 0; rest /= BASE)
        digits[i] = report_pack_digits[rest % BASE];
    report_text_add_bytes(text, digits, (size_t)count);
}

/* The power of ten that makes the largest of the values as large as fits. Returns false when the values cannot be packed. */
static bool find_power(const double *values, size_t count, int *power)
{
    double most = 0;

    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]) || values[i] < 0)
            return false;
        most = fmax(most, values[i]);
    }
    if (most == 0)
        return false;
    *power = (int)floor(log10(most_sample / most));
    return abs(*power) <= REPORT_PACK_MOST_POWER && most * pow(10, *power) < most_sample;
}

static void pack_samples(struct report_text *text, const double *values, size_t count)
{
    int power;

    if (!find_power(values, count, &power))
        return;
    report_text_add(text, ":");
    add_digits(text, power + REPORT_PACK_MOST_POWER, 1);
    for (size_t i = 0; i < count; i++)
        add_digits(text, cut_to_whole(values[i] * pow(10, power)), SAMPLE_DIGITS);
}

static void pack_places(struct report_text *text, const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(values[i] >= 0 && values[i] <= most_place && values[i] == floor(values[i])))
            return;
    report_text_add(text, ";");
    for (size_t i = 0; i < count; i++)
        add_digits(text, values[i], PLACE_DIGITS);
}

/* Adds the decimal text, or what `pack` makes of the values where that is shorter. */
static void add_shorter(struct report_text *text, const double *values, size_t count,
                        void pack(struct report_text *, const double *, size_t))
{
    struct report_text plain = {0}, packed = {0};

    for (size_t i = 0; i < count; i++) {
        report_text_add(&plain, i == 0 ? "" : ",");
        add_plain(&plain, values[i], count % 2 == 0 ? DIGITS_OF_A_PAIR : DIGITS);
    }
    pack(&packed, values, count);
    bool is_packed = packed.length > 0 && packed.length < plain.length;
    report_text_add(text, report_text_string(is_packed ? &packed : &plain));
    report_text_fini(&plain);
    report_text_fini(&packed);
}

/* The sample of that round, or, where rounds are unknown, of that rank. */
static size_t sample_of(const struct report_series *series, size_t round)
{
    for (size_t i = 0; i < series->count; i++)
        if (series->rounds[i] == (double)round)
            return i;
    return round;
}

/* True when its samples are of the rounds 0 to count - 1, as in a run that was not cut short. */
static bool has_all_rounds(const struct report_series *series)
{
    for (size_t i = 0; i < series->count; i++)
        if (!(series->rounds[i] < (double)series->count))
            return false;
    return true;
}

void report_pack_samples(struct report_text *text, const struct report_series *series, const double *starts)
{
    double *values = report_allocate(series->count * sizeof *values);
    bool is_by_round = has_all_rounds(series);
    (void)starts;

    for (size_t i = 0; i < series->count; i++)
        values[i] = series->values[is_by_round ? sample_of(series, i) : i];
    add_shorter(text, values, series->count, pack_samples);
    free(values);
}

void report_pack_places(struct report_text *text, const struct report_series *series, const double *starts)
{
    double *places = report_allocate(series->count * sizeof *places);
    bool is_by_round = has_all_rounds(series);

    for (size_t i = 0; i < series->count; i++) {
        size_t sample = is_by_round ? sample_of(series, i) : i;
        double round = series->rounds[sample];
        places[i] = isnan(round) ? NAN : series->orders[sample] - starts[(size_t)round];
    }
    if (is_by_round)
        add_shorter(text, places, series->count, pack_places);
    for (size_t i = 0; i < series->count && !is_by_round; i++) {
        report_text_add(text, i == 0 ? "" : ",");
        if (!isnan(places[i]))
            report_text_format(text, "%g:", series->rounds[i]);
        add_plain(text, places[i], DIGITS);
    }
    free(places);
}
