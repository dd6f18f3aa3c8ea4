/* SPDX-License-Identifier: MIT */
/* Owns the frame of a page: its head with the content security policy, the bar on top, and its foot. */
#include <string.h>
#include <nettle/base64.h>
#include <nettle/sha2.h>
#include "report/chart/chart.h"
#include "report/html/page.h"

/* Adds the source of the content security policy that allows exactly this text: its hash, in base64. */
static void add_hash(struct report_text *text, const char *kind, const struct report_text *allowed)
{
    struct sha256_ctx context;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char words[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE) + 1] = "";

    sha256_init(&context);
    sha256_update(&context, allowed->length, (const uint8_t *)report_text_string(allowed));
    sha256_digest(&context, sizeof digest, digest);
    base64_encode_raw(words, sizeof digest, digest);
    report_text_format(text, "; %s 'sha256-%s'", kind, words);
}

/* Adds a style sheet or a script without its indentation and the comments that begin a line: a sixth of it, which every page
 * would carry. */
static void add_bare(struct report_text *text, const char *source)
{
    for (const char *line = source; *line != '\0';) {
        line += strspn(line, " ");
        bool is_block = strncmp(line, "/*", 2) == 0;
        const char *end = is_block ? strstr(line, "*/") : line;
        end += strcspn(end, "\n");
        end += *end == '\n';
        if (!is_block && strncmp(line, "//", 2) != 0)
            report_text_add_bytes(text, line, (size_t)(end - line));
        line = end;
    }
}

/* Adds a style sheet without comments, without spaces behind : ; , and braces, and without those before an opening brace: a tenth
 * more. Strings keep theirs. */
static void add_style(struct report_text *text, const char *source)
{
    struct report_text bare = {0};
    char quote = '\0', last = '\0';

    add_bare(&bare, source);
    for (const char *at = report_text_string(&bare); *at != '\0'; at++) {
        bool is_space = *at == ' ' || *at == '\n';
        if (*at == '"' || *at == '\'')
            quote = quote == '\0' ? *at : quote == *at ? '\0' : quote;
        if (quote == '\0' && is_space && ((last != '\0' && strchr(":;,{}\n", last) != NULL) || at[1] == '{'))
            continue;
        report_text_add_bytes(text, at, 1);
        last = *at;
    }
    report_text_fini(&bare);
}

/* Adds the head and begins the body. The policy is known last, since the rules of single elements are hashed with the style
 * sheet. */
static void add_head(struct report_text *text, const struct report_page *page, const struct report_page_frame *frame,
                     const struct report_text *script)
{
    struct report_text style = {0}, policy = {0};

    add_style(&style, report_chart_css);
    add_style(&style, report_page_css);
    report_text_add(&style, report_text_string(&page->rules));
    report_text_add(&policy, "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'");
    add_hash(&policy, "style-src", &style);
    add_hash(&policy, "script-src", script);
    report_page_piece(text, "head", policy.bytes);
    report_html(text, "<title>%s</title>\n", frame->title);
    report_text_format(text, "<style>%s</style>\n</head>\n<body>\n", style.bytes);
    report_text_fini(&style);
    report_text_fini(&policy);
}

static void add_bar(struct report_text *text, const struct report_page *page, const struct report_page_frame *frame)
{
    report_html(text, "<a class=\"skip\" href=\"#%s\">%s</a>\n", frame->skip_to, frame->skip);
    report_text_format(text, "<div class=\"top\"><div class=\"wrap\"><b>corolab</b><nav aria-label=\"Contents\">%s</nav>",
                       report_text_string(&page->links));
    if (frame->badge != NULL && frame->badge[0] != '\0')
        report_html(text, "<span class=\"run\">%s</span>", frame->badge);
    report_text_add(text, "</div></div>\n");
}

void report_page_frame_add(struct report_text *text, struct report_page *page, const struct report_page_frame *frame)
{
    struct report_text script = {0};

    add_bare(&script, report_page_script);
    add_head(text, page, frame, &script);
    add_bar(text, page, frame);
    report_text_format(text, "<main class=\"wrap\">\n%s", report_text_string(&page->body));
    report_page_piece(text, "foot", frame->made_by);
    report_text_format(text, "<script type=\"application/json\" id=\"data\">[%s]</script>\n", report_text_string(&page->data));
    report_text_format(text, "<script>%s</script>\n</body>\n</html>\n", script.bytes);
    report_text_fini(&script);
    report_text_fini(&page->body);
    report_text_fini(&page->links);
    report_text_fini(&page->rules);
    report_text_fini(&page->data);
}
