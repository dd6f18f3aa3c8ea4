/* SPDX-License-Identifier: MIT */
/* Holds one strategy's file to the contract of strategies/strategy.h. The build compiles this file before any unit of the
 * row, and links it nowhere. Without it a broken rule shows as hundreds of errors, or as a program that crashes before
 * main().
 *
 * A rule is RULE or VALUE_RULE at the start of a line, with the sentence for the author. bench/unit/contract.sh finds the
 * sentence by the line of the compiler's first error, so the wording of the compiler's message does not matter. */
#include STRATEGY_FILE
#include "strategies/strategy.h"

/* Rules about declarations. */
#define RULE(sentence, ...) _Static_assert(__VA_ARGS__, sentence)

RULE("define struct adapter, what the strategy adds to the iterator; empty, `struct adapter {};`, when it adds nothing",
     sizeof(struct adapter) + 1);
RULE("define struct call_site, what the strategy adds to its caller; empty, `struct call_site {};`, when it adds nothing",
     sizeof(struct call_site) + 1);
RULE("define struct task_part, what the strategy adds to each task; empty, `struct task_part {};`, when it adds nothing",
     sizeof(struct task_part) + 1);
RULE("define struct type_part, which HAS_TYPE_PART promises, or leave HAS_TYPE_PART out",
     sizeof(struct type_part) + 1);
RULE("end the file with its descriptor, `static const struct strategy strategy = { .sentence = …, .placing = … };`",
     sizeof strategy);
RULE("make the descriptor `strategy` a `static const struct strategy`: the compiler sees through a constant only",
     __builtin_types_compatible_p(__typeof__(&strategy), const struct strategy *));
RULE("align struct adapter to CORO_MAX_ALIGN at most, since it lies at a multiple of that behind its iterator",
     _Alignof(struct adapter) <= CORO_MAX_ALIGN);

#include "strategies/dyn_vtable.h"
RULE("define PROTOCOL as one of the five protocols of strategies/strategy.h",
     PROTOCOL >= PROTOCOL_CALLEE_PLACES && PROTOCOL <= PROTOCOL_STATIC);
RULE("define CALLER as ASYNC_STACKFUL for PROTOCOL_CALLS, under which next() is a call on the caller's stack",
     PROTOCOL != PROTOCOL_CALLS || CALLER == ASYNC_STACKFUL);
RULE("define CALLEE as ASYNC_STACKFUL for PROTOCOL_CALLS, under which next() is a call on the caller's stack",
     PROTOCOL != PROTOCOL_CALLS || CALLEE == ASYNC_STACKFUL);
RULE("leave CALLER and CALLEE out for PROTOCOL_STATIC, whose frames lie inside one another",
     PROTOCOL != PROTOCOL_STATIC || (CALLER == ASYNC_STACKLESS && CALLEE == ASYNC_STACKLESS));
RULE("define SEALED for PROTOCOL_STATIC alone, the one protocol whose callers know types",
     !SEALED || PROTOCOL == PROTOCOL_STATIC);
RULE("define CALLEE_STACK_BYTES, the size of the stacks of callees that are coroutines",
     CALLEE != ASYNC_STACKFUL || PROTOCOL == PROTOCOL_CALLS || CALLEE_STACK_BYTES != 0);
RULE("define FRAME_MOVES for PROTOCOL_CALLEE_PLACES alone, and with a struct call_site, where the callee builds the frame",
     !FRAME_MOVES || (PROTOCOL == PROTOCOL_CALLEE_PLACES && SITE_ARGS));
RULE("define SITE_IS_OPTIONAL for PROTOCOL_CALLEE_PLACES alone, and with a struct call_site, which may be left out",
     !SITE_IS_OPTIONAL || (PROTOCOL == PROTOCOL_CALLEE_PLACES && SITE_ARGS));

/* Rules about the descriptor's values. The optimiser removes the call where the rule holds; a call that stays does not
 * compile. */
void broken(void) __attribute__((error("rule")));
#define VALUE_RULE(sentence, ...) do { if (!(__VA_ARGS__)) broken(); } while (0)
enum { CALLS_PLACE = PROTOCOL == PROTOCOL_CALLEE_PLACES || PROTOCOL == PROTOCOL_CALLER_PLACES };

void contract_check(void);
void contract_check(void)
{
    VALUE_RULE("give `strategy` a .sentence, which tells in the table what the strategy does",
               strategy.sentence && strategy.sentence[0]);
    VALUE_RULE("give `strategy` a .placing, &no_placing when it places no frames",
               strategy.placing);
    VALUE_RULE("give .placing a .place, which finds memory for a frame; only other protocols do without",
               !CALLS_PLACE || strategy.placing->place);
    VALUE_RULE("give `strategy` .stacks, such as &coro_pooled_stacks, where stackful callers get their stacks",
               CALLER != ASYNC_STACKFUL || strategy.stacks);
    VALUE_RULE("give .placing both .task_enter and .task_leave, or neither",
               !strategy.placing->task_enter == !strategy.placing->task_leave);
#if PROTOCOL == PROTOCOL_POLLS_NEXT
    VALUE_RULE("define poll_in_place(), one poll of next(), for PROTOCOL_POLLS_NEXT: strategies/strategy.h declares it",
               (poll_in_place(NULL, NULL, NULL, NULL, NULL), true));
#endif
    VALUE_RULE("say where the frame lives: `.lives = { .where = LIVES_ON_HEAP }`, or another place of strategies/lives.h",
               strategy.lives.where != LIVES_NOT_SAID);
}
