/* SPDX-License-Identifier: MIT */
/* The callee returns its frame on the caller's stack, as Ada compilers are said to return objects of unknown size: it builds the
 * frame at the top of the stack, copies it to where its own area began, and pops the rest (part 9, footnote on Ada). The
 * caller's stack has grown by the frame when next() returns, and shrinks at the end of the await. The frame is copied before
 * it is polled, so nothing points into it yet.
 *
 *     return_copy_next            building                    popped
 *     | caller                 |  | caller                 |  | caller                 |
 *     | struct grown           |  | struct grown           |  | struct grown           |  <- start of the callee's area
 *     |                        |  | build's own            |  | the frame, copied      |
 *     |                        |  | the frame, room        |  | await_frame, grows down|
 *
 * build stands for the callee; compiled into next() it would know the size that it reads in the vtable here. It never returns
 * to its caller: a compiler would put return_copy_pop into its epilogue, and it is in assembly because no C function can return
 * with the stack pointer elsewhere. As in caller_alloca, a state machine has no such stack. This row boxes in the middle of a
 * chain, and for a future that is not awaited at once.
 *
 * Against caller_alloca it spends 70 instructions and up: memmove (20 for a small frame), 12 for the six registers, and the
 * callee's frame, which caller_alloca does not have. A compiler would save only the registers that the callee uses. */
#define CALLER ASYNC_STACKFUL
#define PROTOCOL PROTOCOL_CALLER_PLACES
#include "coro/coroutine.h"
#include "strategies/strategy.h"

struct adapter {};
struct call_site {};
struct task_part {};

/* The stack of return_copy_next, from the callee's area upwards. */
struct grown {
    struct coro_task *task;
    const struct coro_iterator_vtable *vtable;
    void *padding;
    void *registers[6];             /* r15, r14, r13, r12, rbx, rbp */
};

/* The caller's side once next() has returned. */
__attribute__((used)) static struct coro_polled await_frame(void *, struct coro_task *, const struct coro_iterator_vtable *)
    __asm__("return_copy_await");
static struct coro_polled await_frame(void *frame, struct coro_task *task, const struct coro_iterator_vtable *vtable)
{
    struct coro_polled got;
    while ((got = vtable->future->poll(frame, task)).tag == CORO_PENDING)
        if (coro_suspend(task->running)) {
            got = coro_cancelled();
            break;
        }
    future_drop((struct coro_dyn_future){ frame, vtable->future }, NULL, task);
    return got;
}

#ifdef __x86_64__
struct coro_polled return_copy_next(struct coro_task *, void *self, const struct coro_iterator_vtable *)
    __attribute__((visibility("hidden")));

/* The callee. Sanitizers must not put red zones into a stack frame that is never left. */
__attribute__((used, no_sanitize_address)) CORO_NOINLINE CORO_NORETURN
static void build(struct grown *grown, void *self, const struct coro_iterator_vtable *vtable) __asm__("return_copy_build");
static void build(struct grown *grown, void *self, const struct coro_iterator_vtable *vtable)
{
    size_t bytes = vtable->future->bytes, align = vtable->future->align;
    char room[bytes + align] __attribute__((aligned(CORO_MAX_ALIGN)));
    void *frame = coro_align_up(room, align);
    vtable->start_at(frame, self);
    /* A jump: after a call without a return the processor mispredicts every further return. */
    __asm__ volatile("jmp return_copy_pop" : : "D"(grown), "S"(frame), "d"(bytes), "c"(align) : "memory");
    __builtin_unreachable();
}

_Static_assert(offsetof(struct grown, task) == 0 && offsetof(struct grown, vtable) == 8, "TASK and VTABLE below");
_Static_assert(offsetof(struct grown, registers) == 24 && sizeof(struct grown) == 72, "RBP_SLOT below");
__asm__(
    "        .pushsection .text\n"
    "        .set    TASK, 0\n"
    "        .set    VTABLE, 8\n"
    "        .set    RBP_SLOT, 64\n"
    "        .type   return_copy_next, @function\n"
    "        .p2align 4\n"
    "return_copy_next:\n"               /* rdi: task, rsi: self, rdx: vtable */
    "        .cfi_startproc\n"
    /* struct grown, from its upper end. rbp leads to it from wherever the stack pointer is, also for unwinders. */
    "        pushq   %rbp\n"
    "        .cfi_def_cfa_offset 16\n"
    "        .cfi_offset %rbp, -16\n"
    "        movq    %rsp, %rbp\n"
    "        .cfi_def_cfa_register %rbp\n"
    "        pushq   %rbx\n"
    "        .cfi_offset %rbx, -24\n"
    "        pushq   %r12\n"
    "        .cfi_offset %r12, -32\n"
    "        pushq   %r13\n"
    "        .cfi_offset %r13, -40\n"
    "        pushq   %r14\n"
    "        .cfi_offset %r14, -48\n"
    "        pushq   %r15\n"
    "        .cfi_offset %r15, -56\n"
    "        pushq   %rdx\n"            /* padding */
    "        pushq   %rdx\n"
    "        pushq   %rdi\n"
    /* Enter the callee, with a return address of 0: it does not return. */
    "        movq    %rsp, %rdi\n"
    "        pushq   $0\n"
    "        jmp     return_copy_build\n"
    /* The callee's epilogue: copy and pop. memmove's own frame lies below the copied frame, so it overwrites nothing of itself.
     * rdi: grown, rsi: the frame, rdx: its bytes, rcx: its alignment. */
    "return_copy_pop:\n"
    "        movq    %rdi, %rbx\n"
    "        leaq    RBP_SLOT(%rdi), %rbp\n"
    "        subq    %rdx, %rdi\n"
    "        negq    %rcx\n"
    "        andq    %rcx, %rdi\n"
    "        call    *memmove@GOTPCREL(%rip)\n"
    "        movq    %rax, %rsp\n"
    "        andq    $-16, %rsp\n"        /* a frame of 8-byte alignment may begin between */
    /* The caller again, on a stack that has grown. */
    "        movq    %rax, %rdi\n"
    "        movq    TASK(%rbx), %rsi\n"
    "        movq    VTABLE(%rbx), %rdx\n"
    "        call    return_copy_await\n"
    "        leaq    -40(%rbp), %rsp\n"
    "        popq    %r15\n"
    "        popq    %r14\n"
    "        popq    %r13\n"
    "        popq    %r12\n"
    "        popq    %rbx\n"
    "        popq    %rbp\n"
    "        .cfi_def_cfa %rsp, 8\n"
    "        ret\n"
    "        .cfi_endproc\n"
    "        .size   return_copy_next, . - return_copy_next\n"
    "        .popsection\n");
#else
static struct coro_polled return_copy_next(struct coro_task *task, void *self, const struct coro_iterator_vtable *vtable)
{
    (void)await_frame, (void)task, (void)self, (void)vtable;
    return coro_failed(CORO_ERR_UNSUPPORTED);       /* the epilogue is written for x86-64 */
}
#endif

CORO_INLINE struct coro_polled copied_next(struct coro_task *task, struct coro_dyn_iterator it)
{
    return return_copy_next(task, it.self, it.vtable);
}
static unsigned copied_allocations(struct coro_layout frame, enum awaiter awaiter)
{
    (void)frame;
    return awaiter != AWAITED_BY_TASK;
}
static const struct claim claims[] = {
    { 0, "copy it over to the start of the function's area, and then pop what's left. Theoretically possible!",
      "part 9, footnote", PROBE_plug_in, ANSWER_YES },
    /* caller_alloca has the frame in the right spot from the beginning. */
    { 0, "your allocation is on the wrong spot", "part 9", PROBE_time_against, ANSWER_YES, .against = "caller_alloca",
      .ratio = 1.5 },
    { 0 }
};
/* No source was found for an Ada compiler that copies: GNAT has a secondary stack (side_stack/tls, side_stack/fixed). */
static const struct system systems[] = {
    { "Swift (experimental)", "returns (on AArch64 first) from swiftcorocc functions without popping what they have allocated "
                              "on the stack, so it copies nothing",
      "https://github.com/swiftlang/llvm-project/pull/10155" },
    { 0 }
};
static const struct strategy strategy = {
    .order = 115,
    .is_variant = true,
    .sentence = "the callee leaves its frame on the caller's stack",
    .placing = &heap_placing,
    .lives = { .where = LIVES_ON_STACK, .fallback = LIVES_ON_HEAP },
    .threads = { "the heap, for futures that escape" },
    .claims = claims,
    .systems = systems,
    .allocations = copied_allocations,
    .stacks = &coro_pooled_stacks,
    .next = copied_next,
};
