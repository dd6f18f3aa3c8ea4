/* SPDX-License-Identifier: MIT */
/* Owns the rounding and the units of printed numbers. */
#include "report/text/text.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct report_number unknown = {"-"};

/* Three significant digits, more only when the whole part has more; an exponent where a column is too narrow. */
static struct report_number three_digits(double value, const char *unit)
{
    struct report_number number;
    double size = fabs(value);

    if (!isfinite(value))
        return unknown;
    if (size >= 99999.5 || (size < 0.0005 && size > 0))
        snprintf(number.text, sizeof number.text, "%.1e%s", value, unit);
    else
        snprintf(number.text, sizeof number.text, "%.*f%s", size < 9.995 ? 2 : size < 99.95 ? 1 : 0, value, unit);
    return number;
}

struct report_number report_number_time(double nanoseconds)
{
    double size = fabs(nanoseconds);

    if (size < 9999.5)
        return three_digits(nanoseconds, " ns");
    if (size < 999.5e3)
        return three_digits(nanoseconds / 1e3, " µs");
    return size < 999.5e6 ? three_digits(nanoseconds / 1e6, " ms") : three_digits(nanoseconds / 1e9, " s");
}

struct report_number report_number_multiple(double multiple) { return three_digits(multiple, "×"); }

struct report_number report_number_bytes(double bytes)
{
    static const char *const units[] = {" B", " KiB", " MiB", " GiB"};
    struct report_number number;
    double size = fabs(bytes), unit = 1;
    size_t at = 0;

    if (!isfinite(bytes))
        return unknown;
    for (; at < 3 && (size / unit >= 999.5 && (at > 0 || size >= 9999.5)); at++)
        unit *= 1024;
    if (at > 0)
        return three_digits(bytes / unit, units[at]);
    snprintf(number.text, sizeof number.text, "%.0f B", bytes);
    return number;
}

struct report_number report_number_count(double count)
{
    struct report_number number;

    if (!isfinite(count) || fabs(count) >= 99999.5 || (count != rint(count) && fabs(count) >= 0.0995))
        return three_digits(count, "");
    if (count != rint(count)) {     /* an event of one in many items does not round to never */
        snprintf(number.text, sizeof number.text, "%.2g", count);
        return number;
    }
    snprintf(number.text, sizeof number.text, "%.0f", count + 0.0);
    return number;
}

struct report_number report_number_percent(double share)
{
    struct report_number number;

    if (!isfinite(share))
        return unknown;
    if (fabs(share) >= 100)
        return three_digits(share * 100, " %");
    snprintf(number.text, sizeof number.text, "%.*f %%", fabs(share) < 0.0995 ? 1 : 0, share * 100);
    return number;
}

struct report_number report_number_exact(double value)
{
    struct report_number number = {0};

    for (int digits = 15; digits <= 17; digits++) {
        snprintf(number.text, sizeof number.text, "%.*g", digits, value);
        if (strtod(number.text, NULL) == value)
            break;
    }
    return number;
}

struct report_number report_number_trimmed(struct report_number number)
{
    char *point = strchr(number.text, '.'), *end, *rest;

    if (point == NULL)
        return number;
    rest = point + 1 + strspn(point + 1, "0123456789");
    for (end = rest; end[-1] == '0'; end--)
        ;
    if (end[-1] == '.')
        end--;
    memmove(end, rest, strlen(rest) + 1);
    return number;
}
