/* SPDX-License-Identifier: MIT */
/* Owns walking UTF-8 strings. The properties of characters are libunistring's, so they do not depend on the locale. */
#include "report/text/text.h"
#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

uint32_t report_utf8_decode(const char *bytes, size_t *length)
{
    ucs4_t point;
    int decoded = u8_mbtoucr(&point, (const uint8_t *)bytes, strnlen(bytes, 4));

    *length = decoded > 0 ? (size_t)decoded : 1;
    return decoded > 0 ? point : REPORT_UTF8_REPLACEMENT;
}

bool report_utf8_is_printable(uint32_t point)
{
    static const uint32_t unprintable = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;

    return !uc_is_general_category_withtable(point, unprintable) && !uc_is_property_bidi_control(point) &&
           !uc_is_property_not_a_character(point);
}

static size_t point_width(uint32_t point)
{
    int width = uc_width(point, "UTF-8");

    return width < 0 ? 1 : (size_t)width;
}

size_t report_utf8_width(const char *string)
{
    size_t width = 0, length;

    for (; *string != '\0'; string += length)
        width += point_width(report_utf8_decode(string, &length));
    return width;
}

size_t report_utf8_fit(const char *string, size_t width)
{
    size_t fitting = 0, length;

    while (string[fitting] != '\0') {
        size_t step = point_width(report_utf8_decode(string + fitting, &length));
        if (step > width)
            break;
        width -= step;
        fitting += length;
    }
    return fitting;
}
