/* SPDX-License-Identifier: MIT */
/* Owns the addresses of the posts, and text fragments (https://wicg.github.io/scroll-to-text-fragment/). */
#include "report/analysis/post.h"
#include <string.h>

#define BABYSTEPS "https://smallcultfollowing.com/babysteps/blog/"
/* A longer quote is a hostile file's: its address would be as long. */
enum { LONGEST_QUOTE = 400 };
#define THREAD "https://internals.rust-lang.org/t/blog-series-dyn-async-in-traits-continues/17403"

const struct report_post report_posts[] = {
    {"part 8", "Part 8: the soul of Rust", BABYSTEPS "2022/09/18/dyn-async-traits-part-8-the-soul-of-rust/", true},
    {"discussion of part 8", "Discussion of part 8", THREAD, false},
    {"part 9", "Part 9: call-site selection", BABYSTEPS "2022/09/21/dyn-async-traits-part-9-callee-site-selection/", true},
    {"discussion of part 9", "Discussion of part 9", THREAD "/40", false},
    {"part 7", "Part 7: a design emerges?", BABYSTEPS "2022/01/07/dyn-async-traits-part-7/", true},
    {"async fundamentals", "Rust’s async fundamentals initiative", "https://rust-lang.github.io/async-fundamentals-initiative/"
     "explainer/async_fn_in_dyn_trait/future_possibilities.html", true},
    {"withoutboats, Async Methods II", "Async Methods II", "https://without.boats/blog/async-methods-ii/", true},
    {NULL, NULL, NULL, false},
};

const struct report_post *report_post_of(const char *source)
{
    for (const struct report_post *post = report_posts; post->source != NULL; post++)
        if (strncmp(source, post->source, strlen(post->source)) == 0)
            return post;
    return NULL;
}

/* A long quote is marked from its first words to its last: no page says these in between, and the address is shorter. */
enum { FIRST_WORDS = 5, LAST_WORDS = 3 };

/* The end of the quote's first `count` words; NULL when it has fewer. */
static const char *behind_words(const char *quote, size_t count)
{
    const char *end = strchr(quote, ' ');

    for (; end != NULL && count > 1; count--)
        end = strchr(end + 1, ' ');
    return end;
}

/* The quote's last `count` words, of those behind `from`; NULL when there are fewer. */
static const char *last_words(const char *from, size_t count)
{
    for (const char *word = from + strlen(from); word > from; word--)
        if (word[-1] == ' ' && count-- == 1)
            return word;
    return NULL;
}

/* The pages set an apostrophe where some quotes have a straight one, and show `code` without its marks. Of the rest, all but
 * letters, digits and three marks is encoded: a comma or a hyphen would part the fragment. */
static void add_encoded(struct report_text *text, const char *words, const char *end)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~";

    for (; words < end; words++)
        if (*words == '\'')
            report_text_add(text, "%E2%80%99");
        else if (strchr(plain, *words) != NULL)
            report_text_add_bytes(text, words, 1);
        else if (*words != '`')
            report_text_format(text, "%%%02X", (unsigned)(unsigned char)*words);
}

void report_post_link(struct report_text *text, const struct report_post *post, const char *before, const char *quote)
{
    report_escape_html(text, post->address);
    if (!post->is_post || strlen(quote) > LONGEST_QUOTE)
        return;
    report_text_add(text, "#:~:text=");
    const char *end = quote + strlen(quote), *first = behind_words(quote, FIRST_WORDS);
    const char *last = first == NULL ? NULL : last_words(first + 1, LAST_WORDS);
    add_encoded(text, before, before + strlen(before));
    report_text_add(text, before[0] == '\0' ? "" : "-,");
    add_encoded(text, quote, last == NULL ? end : first);
    if (last == NULL)
        return;
    report_text_add(text, ",");
    add_encoded(text, last, end);
}
