/* SPDX-License-Identifier: MIT */
/* Owns decoding UTF-8 and the widths of characters. The ranges are those of Unicode's EastAsianWidth.txt (W and F) and of its
 * non-spacing marks, joined where only unassigned points lie between; rare scripts' marks are left out and count as 1. */
#include "report/text/utf8.h"

struct range {
    uint32_t first, last;
};

static const struct range zero_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0E34, 0x0E3A},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200D}, {0x2060, 0x2064}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static const struct range double_width[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},   {0x2614, 0x2615},   {0x26A1, 0x26A1},
    {0x2705, 0x2705},   {0x274C, 0x274C},   {0x2753, 0x2755},   {0x2B50, 0x2B50},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x16FE0, 0x18CFF}, {0x1B000, 0x1B2FF}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF},
    {0x20000, 0x3FFFD},
};

/* Controls, separators of lines, and the marks that turn the direction of the text around them. */
static const struct range unprintable[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x061C, 0x061C}, {0x200E, 0x200F}, {0x2028, 0x202E},
    {0x2066, 0x2069}, {0xD800, 0xDFFF}, {0xFDD0, 0xFDEF}, {0xFFFE, 0xFFFF},
};

static bool is_among(uint32_t point, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

uint32_t report_utf8_decode(const char *bytes, size_t *length)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char lead = (unsigned char)bytes[0];
    size_t wanted = sequence_length(lead);
    uint32_t point = wanted == 1 ? lead : lead & (0x7Fu >> wanted);

    *length = 1;
    if (wanted == 0)
        return REPORT_UTF8_REPLACEMENT;
    for (size_t i = 1; i < wanted; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0) != 0x80)
            return REPORT_UTF8_REPLACEMENT;
        point = point << 6 | (next & 0x3Fu);
    }
    if (point < smallest[wanted] || point > 0x10FFFF)
        return REPORT_UTF8_REPLACEMENT;
    *length = wanted;
    return point;
}

bool report_utf8_is_printable(uint32_t point)
{
    return !is_among(point, unprintable, sizeof unprintable / sizeof unprintable[0]);
}

static size_t point_width(uint32_t point)
{
    if (is_among(point, zero_width, sizeof zero_width / sizeof zero_width[0]))
        return 0;
    return is_among(point, double_width, sizeof double_width / sizeof double_width[0]) ? 2 : 1;
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
