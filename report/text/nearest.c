/* SPDX-License-Identifier: MIT */
/* Owns the distance between words. */
#include "report/text/nearest.h"
#include <string.h>

enum { LETTERS_MAX = 63 };

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

size_t report_nearest_distance(const char *a, const char *b)
{
    size_t before[LETTERS_MAX + 1], last[LETTERS_MAX + 1], now[LETTERS_MAX + 1];
    size_t a_letters = strnlen(a, LETTERS_MAX), b_letters = strnlen(b, LETTERS_MAX);

    for (size_t j = 0; j <= b_letters; j++)
        before[j] = last[j] = j;
    for (size_t i = 1; i <= a_letters; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_letters; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        memcpy(before, last, sizeof before);
        memcpy(last, now, sizeof last[0] * (b_letters + 1));
    }
    return last[b_letters];
}

/* A name that contains the word, or begins like it, is near; the length of the rest does not matter. */
static size_t distance_to_name(const char *word, const char *name)
{
    size_t whole = report_nearest_distance(word, name);
    size_t letters = strlen(word);
    if (letters == 0)
        return whole;
    if (strstr(name, word) != NULL)
        return 0;
    char start[LETTERS_MAX + 1];
    size_t start_letters = least(strnlen(name, LETTERS_MAX), letters);
    memcpy(start, name, start_letters);
    start[start_letters] = '\0';
    return least(whole, report_nearest_distance(word, start) + 1);
}

size_t report_nearest_find(const char *word, const char *const *names, size_t count, const char *found[REPORT_NEAREST_MOST])
{
    size_t distances[REPORT_NEAREST_MOST];
    size_t found_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t distance = distance_to_name(word, names[i]);
        if (distance > (strlen(word) + 1) / 2)
            continue;
        size_t at = found_count;
        while (at > 0 && distances[at - 1] > distance)
            at--;
        if (at == REPORT_NEAREST_MOST)
            continue;
        if (found_count < REPORT_NEAREST_MOST)
            found_count++;
        for (size_t j = found_count - 1; j > at; j--) {
            distances[j] = distances[j - 1];
            found[j] = found[j - 1];
        }
        distances[at] = distance;
        found[at] = names[i];
    }
    return found_count;
}
