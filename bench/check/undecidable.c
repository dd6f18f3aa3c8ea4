/* SPDX-License-Identifier: MIT */
/* Owns the list, in the order of the documents. A sentence leaves it when a probe can decide it. */
#include "bench/check/undecidable.h"
#include <stdio.h>
#include <string.h>
#include "bench/table/table.h"
#include "report/text/text.h"

#define OF_RUSTS_TYPES "a rule of Rust's type checker; these rows do not test it"
#define OF_READERS "a judgement on how code reads"

const struct undecidable undecidable_sentences[] = {
    { "it is no more implicit than any of the many APIs provided by the standard library that heap allocate",
      "withoutboats, Async Methods II (2018)",
      "whether an allocation that the documentation names is implicit is a question to readers" },

    { "there is no limit to the number of ways that one might manage dynamic dispatch", "part 7",
      "no list of rows can show that it has no end" },
    { "How convenient can we make it to select an alternative strategy", "part 7", OF_READERS },
    { "Support clone", "part 7, appendix", OF_RUSTS_TYPES },
    { "Support “partially dyn safe” traits", "part 7, appendix",
      "a rule of Rust's type checker: a vtable here has the methods that its author wrote" },
    { "Improve how Send interacts with returned values", "part 7, appendix",
      "Send is a promise of types; the probe other_thread shows only whether a frame survives another thread" },
    { "Avoid having to talk about pointers so much", "part 7, appendix", OF_READERS },
    { "Make dyn trait feel more parametric", "part 7, appendix", OF_RUSTS_TYPES },
    { "Make it sound", "part 7, appendix", "soundness is a proof about all programs, and probes run some" },

    { "What follows is, I think, an exhaustive list of the various ways one might handle the situation", "part 8, tour",
      "whether a list per type, or a stack in the root future, is a new way or one of the list is a question of names" },
    { "they should feel “as natural as possible”", "part 8", OF_READERS },
    { "matches what people are doing today in practice", "part 8, soul of Rust", "only people can say what they do" },
    { "virtually all of them agreed that “box by default, but let me control it” would work great in practice",
      "part 8, soul of Rust", "only people can say what they agree to" },
    { "scanning for allocation went from being relatively obvious to requiring a PhD in Rustology", "part 8, soul of Rust",
      OF_READERS },
    { "“Rust makes allocations explicit” is widely seen as a key attribute of Rust’s design", "part 8, soul of Rust",
      "only people can say how they see a language" },
    { "Productive: yes! Virtually every production user of async Rust", "part 8, ratings of boxing by default",
      "only users can say what serves them" },
    { "Transparent: no. As I wrote before", "part 8, ratings of boxing by default", OF_READERS },
    { "Performant: meh. This is roughly the same as before", "part 8, ratings of `Boxing`",
      "the adapter makes the same vtable as boxing by default would: row box is both, and nothing could come out otherwise" },
    { "Supportive: yes! The error message guides you to exactly what you need to do", "part 8, ratings of `Boxing`",
      "a compiler can give that message (tests/strategies/refused_by_compiler); whether it guides is a question to its readers" },
    { "Productive: meh. Having to add Boxing::new call each time you create a dyn AsyncIterator is not great",
      "part 8, ratings of `Boxing`", "only users can say whether a word more is a burden" },
    { "Transparent: yes! It is easy to see that boxing may occur in the future now", "part 8, ratings of `Boxing`", OF_READERS },
    { "it writes Boxing::new(&mut ai), and not &mut Boxing::new(ai). I go back and forth on this one", "part 8, footnote 7",
      "a box adds nothing to the iterator, so both forms hand over one pointer and run alike; they differ in how they read" },
    { "because of cases like embassy, it can’t be the only option", "part 8, footnote 3",
      "how many runtimes must be served is a decision; a side stack without heap and mmap is row side_stack/fixed" },
    { "I’m not sure how SPARK and other Ada subsets that target embedded spaces manage that", "part 8, footnote 2",
      "a question, and no claim: GNAT's bare boards give each task a secondary stack of fixed size, as row side_stack/fixed" },
    { "This lets us express virtually any pattern", "part 8",
      "how many are virtually all is a judgement; the probe one_caller says which rows run under one caller for all" },
    { "All of this adds up to a bit of ‘performance unpredictability’", "part 8",
      "a bit has no number; the workloads frame show where each guessed size ends" },
    { "If we opt to modify the ABI, we’re adding some complexity there", "part 8",
      "complexity is a judgement; the rows scratch_or_box show what the change buys" },

    { "this is relatively straightforward to explain", "part 9", "only learners can say what is easy to learn" },
    { "you'll have to write some awkward wrapper types", "part 9",
      "awkward is a judgement; such a wrapper is bench/iterators/boxed_adapter.h, one body of one line" },
    { "Today in Rust, every `dyn Trait` type also implements `Trait`", "part 9", OF_RUSTS_TYPES },
    { "I don't think these motivations have aged so well", "part 9", "a judgement on error messages of 2015" },
    { "I'm not sure how important that latter constraint truly is", "part 9", "importance is a judgement" },
    { "We have to change this if we want to allow unsized return values", "part 9, appendix A", OF_RUSTS_TYPES },

    { "not all systems ship with efficient allocators", "part 7",
      "it is about all systems, and a run sees one: there, box stands beside box_mimalloc" },

    { "many of these design decisions can be significantly more challenging for beginners", "discussion of part 8, a reader",
      "only learners can say what is hard to learn" },
    { "simplifying async APIs has been a mistake in the past", "discussion of part 8, a reader",
      "a judgement on a trade; its price is a claim of row poll_next" },
    { "from what I've gathered from r/cpp, there's essentially 3 camps", "discussion of part 8, a reader",
      "only people can say how they feel; the sentences on boxes and inner loops in it are claims of row box" },
    { "Linker errors are NOT a friendly reporting mechanism", "discussion of part 8, a reader",
      "friendly is a judgement; the probe no_heap shows such errors, by symbol" },
    { "This seems at odd with the fact that Item needs to be pinned to a specific type", "discussion of part 8, a reader",
      OF_RUSTS_TYPES },
    { "explicit enough to spot allocations", "discussion of part 8, a reader", OF_READERS },
    { "No unstable compiler features were harmed in this sample", "discussion of part 8, a reader",
      "a sentence about Rust in 2022" },
    { "It would be very unfortunate if object-safety would be checked only at method use time", "discussion of part 9, a reader",
      "a judgement on when an error should come" },
    { "perhaps the generic methods could be automatically monomorphized for corresponding trait objects",
      "discussion of part 9, a reader",
      OF_RUSTS_TYPES },
    { "That is a huge violation of concern separation", "discussion of part 9, a reader", "a judgement on design" },
    { "is left without any means to affect it", "discussion of part 9, a reader",
      "which means count is a judgement: a program can replace malloc (box_mimalloc), a call site can ask its task "
      "(size_in_vtable/arena)" },
    { "no performance penalty for sized cases", "discussion of part 9, a reader",
      "no row is such a Storage; generic code over boxes (boxing) stands beside static_dispatch on the workloads depth" },
    { "Go's async model with separate segmented stacks will be impossible", "discussion of part 9, a reader",
      "it is about a language that was not built; stackful_segmented shows that model in another" },
    { "You can implement any possible async stack model with that approach", "discussion of part 9, a reader",
      "no list of rows can show all models" },
    { "how is the proposed design any better than adding #[async_trait] macro to the standard library",
      "discussion of part 9, a reader",
      "better in general is a judgement; static_dispatch beside box shows what boxing costs where the callee is known" },
};
const size_t undecidable_count = sizeof undecidable_sentences / sizeof *undecidable_sentences;

json_t *undecidable_list(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < undecidable_count; i++) {
        const struct undecidable *one = &undecidable_sentences[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "quote", one->quote, "source", one->source, "reason",
                                              one->reason));
    }
    return list;
}

json_t *undecidable_claims(void)
{
    json_t *list = json_array();
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row_card *card = row_card(table_row(i));
        for (size_t j = 0; j < card->claim_count; j++)
            if (card->claims[j].probe == PROBE_none)
                json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:s}", "strategy", card->name, "quote",
                                                      card->claims[j].quote, "source", card->claims[j].source, "reason",
                                                      card->claims[j].why));
    }
    return list;
}

enum { INDENT = 4 };

static void add_quote(struct report_text *text, const char *row, const char *quote, const char *source)
{
    struct report_text words = {0};
    report_text_format(&words, "\"%s\" (%s%s%s)", quote, source, row ? "; " : "", row ? row : "");
    report_paragraph_add(text, 0, INDENT, report_text_string(&words));
    report_text_fini(&words);
}

static void add_reason(struct report_text *text, const char *reason)
{
    report_text_repeat(text, " ", INDENT);
    report_paragraph_add(text, INDENT, INDENT, reason);
}

/* Returns the first sentence from `index` on that has the reason. */
static size_t find_reason(const char *reason, size_t index)
{
    while (index < undecidable_count && strcmp(undecidable_sentences[index].reason, reason) != 0)
        index++;
    return index;
}

/* Adds all sentences of one reason, then the reason. */
static void add_group(struct report_text *text, size_t first)
{
    const char *reason = undecidable_sentences[first].reason;
    for (size_t i = first; i < undecidable_count; i = find_reason(reason, i + 1))
        add_quote(text, NULL, undecidable_sentences[i].quote, undecidable_sentences[i].source);
    add_reason(text, reason);
}

void undecidable_print(void)
{
    struct report_text text = {0};
    json_t *claims = undecidable_claims(), *claim;
    size_t at;
    for (size_t i = 0; i < undecidable_count; i++)
        if (find_reason(undecidable_sentences[i].reason, 0) == i)
            add_group(&text, i);
    json_array_foreach(claims, at, claim) {
        add_quote(&text, json_string_value(json_object_get(claim, "strategy")),
                  json_string_value(json_object_get(claim, "quote")), json_string_value(json_object_get(claim, "source")));
        add_reason(&text, json_string_value(json_object_get(claim, "reason")));
    }
    fwrite(text.bytes, 1, text.length, stdout);
    report_text_fini(&text);
    json_decref(claims);
}
