/* SPDX-License-Identifier: MIT */
/* Owns the list of public questions, by subject. */
#include "report/analysis/public_questions.h"

#define ISSUE(repository, number) "https://github.com/" repository "/issues/" number
#define PULL(repository, number) "https://github.com/" repository "/pull/" number
#define INITIATIVE "https://rust-lang.github.io/async-fundamentals-initiative/explainer/async_fn_in_dyn_trait/" \
                   "future_possibilities.html"
#define ASYNC_SIMPLE "https://github.com/alibaba/async_simple/blob/HEAD/docs/docs.en/"

/* A run that has the boxing's share. */
#define SHARE_RUN "^(box|inline_slot|static_dispatch)$", "^(ready|work/.*)$"
#define STACK_ROWS "^(box|box_slab|type_slot|caller_cached_box|stackful/.*)$"

const struct report_public_question report_public_questions[] = {
    {"Boxing took 10 % of the time: at which work per item?", "cql-stress#34", PULL("scylladb/cql-stress", "34"),
     report_answer_tenth, SHARE_RUN},
    {"Removing the box changed nothing measurable: from which work on is that so?", "next.js#70084",
     PULL("vercel/next.js", "70084"), report_answer_unmeasurable, SHARE_RUN},
    {"How much can dropping async-trait gain at most?", "axum#2308", PULL("tokio-rs/axum", "2308"),
     report_answer_gain, SHARE_RUN},
    {"Queries changed by -5 to +6 %: can that be the box?", "risinglight#846", PULL("risinglightdb/risinglight", "846"),
     report_answer_queries, SHARE_RUN},
    {"Would replacing async-trait change query times?", "datafusion#17689", ISSUE("apache/datafusion", "17689"),
     report_answer_rewrite, SHARE_RUN},
    {"How much of reading real lines is the box?", "cql-stress#34", PULL("scylladb/cql-stress", "34"), report_answer_lines,
     "^(box|static_dispatch)$", "^lines$"},
    {"Is dynosaur faster than async-trait when every call is dyn?", "dynosaur#71", PULL("spastorino/dynosaur", "71"),
     report_answer_all_dyn, "^(box|static_dispatch)$", "^ready$"},
    {"What would an inline slot save for &mut self?", "dynosaur#25", ISSUE("spastorino/dynosaur", "25"), report_answer_inline,
     "^(box|inline_slot)$", "^ready$"},
    {"What does it cost to move a large future?", "ractor#205", PULL("slawlor/ractor", "205"),
     report_answer_large, "^(box|box_moved)$", "^frame/.*$"},
    {"Does caching the box beat the allocator?", "async fundamentals initiative", INITIATIVE, report_answer_caching,
     "^(box|box_.*|caller_cached_box.*|callee_cached_box)$", "^(ready|real)$"},
    {"Can the calling convention’s scratch space hold the cached box?", "async fundamentals initiative", INITIATIVE,
     report_answer_scratch_cache, "^(box|scratch_or_box/(128|cached))$", "^frame/1040$"},
    {"How much of a box is the allocator?", "async fundamentals initiative", INITIATIVE, report_answer_allocator_share, "^box$",
     "^ready$"},
    {"Box at the call site, a changed calling convention, the size in the vtable: which two deserve a prototype?",
     "Rust goal #625", ISSUE("rust-lang/goals", "625"), report_answer_prototypes, "^(size_in_vtable/.*|scratch_or_box/128)$",
     "^(ready|real)$"},
    {"How much does recycling the frames of coroutines gain?", "P4003R0", "https://wg21.link/p4003r0", report_answer_recycling,
     "^(box|box_slab|box_mimalloc)$", "^(ready|depth/4)$"},
    {"What does it cost to carry the frame’s allocator along?", "P3980R0",
     "https://www.open-std.org/jtc1/sc22/wg21/docs/papers/2026/p3980r0.html", report_answer_carried_allocator,
     "^(box|task_allocator)$", "^ready$"},
    {"Do frames in a stack of their own pay?", "cppcoro#222", ISSUE("lewissbaker/cppcoro", "222"), report_answer_side_stack,
     "^(box|side_stack/.*)$", "^(depth/4|tasks/10000)$"},
    {"Boost.Context switches 2 to 5 times slower than C++20: and per useful item?", "asio#1408",
     ISSUE("chriskohlhoff/asio", "1408"), report_answer_switch,
     "^(box|box_slab|stackful/.*|peer:raw_fcontext|peer:cpp20_generator)$", "^(pending/8|switch/flat)$"},
    {"What can each do, beside its bare switch?", "co2#4", ISSUE("jamboree/co2", "4"), report_answer_abilities,
     "^(box|stackful/fcontext)$", "^ready$"},
    {"Beyond which call depth does a stack win?", "async_simple’s report",
     ASYNC_SIMPLE "QuantitativeAnalysisReportOfCoroutinePerformance.md", report_answer_depth, STACK_ROWS,
     "^(depth|suspend_depth)/.*$"},
    {"How rare must waiting be for a stack to win?", "async_simple’s report",
     ASYNC_SIMPLE "QuantitativeAnalysisReportOfCoroutinePerformance.md", report_answer_waits, STACK_ROWS, "^pending/.*$"},
    {"From how many waiting tasks on is stackless better?", "async_simple’s HybridCoro", ASYNC_SIMPLE "HybridCoro.md",
     report_answer_tasks, STACK_ROWS, "^tasks/.*$"},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};

void report_sweeps_command(struct report_text *text)
{
    report_text_format(text, "./lab run -s '%s' -w '^((suspend_)?depth|pending|tasks)/.*$'", STACK_ROWS);
}

void report_public_question_command(const struct report_public_question *question, struct report_text *text)
{
    report_text_format(text, "./lab run -s '%s' -w '%s'", question->rows, question->workloads);
}
