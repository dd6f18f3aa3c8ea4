/* SPDX-License-Identifier: MIT */
/* The records and the switch of context_native.h for aarch64 Linux, AAPCS64.
 *
 *     a side that has switched away                     a coroutine that has never run
 *     | frame of the function that switched |           | struct coro                                |
 *     +-------------------------------------+  <- CFA   +--------------------------------------------+
 *     | (padding)                           |           | coro_main, which coro_native_entry calls   |
 *     | x19, where clang compiled it        |           | the context, also for unwinders            |
 *     | x29                                 |           +--------------------------------------------+  <- sp at the entry
 *     | address to continue at     other -> |           | (padding), x19, x29: 0                     |
 *     | ...  grows down                     |           | coro_native_entry                 other -> |  16-byte aligned
 *
 * "CFA" is the stack pointer before the switch. Linux has no red zone below it (AAPCS64, 6.2.2).
 *
 * With -mbranch-protection, the address to continue at is signed like a return address, with the stack pointer of its frame, and
 * the place where a switch comes back is a landing pad. Without it, neither costs an instruction. All units that switch one
 * coroutine must agree on pac-ret; the library need not. Nothing here switches a guarded control stack or a shadow call stack. */
#ifndef CORO_COROUTINE_CONTEXT_NATIVE_AARCH64_H
#define CORO_COROUTINE_CONTEXT_NATIVE_AARCH64_H
#if defined(__APPLE__) || defined(_WIN32)
#error "CORO_CONTEXT_NATIVE is written for aarch64 Linux; elsewhere choose CORO_CONTEXT_FCONTEXT"
#endif
#ifdef __ARM_FEATURE_GCS_DEFAULT
#error "a coroutine has no guarded control stack of its own; compile without -mbranch-protection=gcs"
#endif
#ifdef __ARM_FEATURE_SME
#error "CORO_CONTEXT_NATIVE does not know PSTATE.SM and ZA; compile without SME or choose CORO_CONTEXT_FCONTEXT"
#endif
#ifdef __has_feature
#if __has_feature(shadow_call_stack)
#error "a coroutine has no shadow call stack of its own; compile without -fsanitize=shadow-call-stack"
#endif
#endif
#include <stddef.h>
#include <stdint.h>
#include "coro/attributes.h"
#include "coro/coroutine/predicates_aarch64.h"

struct coro_native_record { void *go_on, *x29, *x19, *padding; };
struct coro_native_fresh {
    struct coro_native_record record;       /* popped by the switch that goes there */
    struct coro_context *context;
    void (*main)(struct coro_context *);
} __attribute__((aligned(16)));             /* as the stack pointer always is */

/* coro_native_entry and coro_native_switch depend on these offsets. */
CORO_STATIC_ASSERT(offsetof(struct coro_native_record, go_on) == 0, "GO_ON in context_native_aarch64.S");
CORO_STATIC_ASSERT(offsetof(struct coro_native_record, x29) == 8, "FP in context_native_aarch64.S, ldp in coro_native_switch");
CORO_STATIC_ASSERT(offsetof(struct coro_native_record, x19) == 16, "X19 in context_native_aarch64.S and in coro_native_switch");
CORO_STATIC_ASSERT(sizeof(struct coro_native_record) == 32, "CFA in context_native_aarch64.S, the record in coro_native_switch");
CORO_STATIC_ASSERT(offsetof(struct coro_native_fresh, context) == 32, "CONTEXT in context_native_aarch64.S, after the record");
CORO_STATIC_ASSERT(offsetof(struct coro_native_fresh, main) == 40, "MAIN in context_native_aarch64.S");

/* Not to be called from C. */
void coro_native_entry(void);
void coro_native_entry_signed(void);

/* By number, because assemblers know the names only with some -march. Older processors ignore them. */
#ifdef __ARM_FEATURE_BTI_DEFAULT
#define CORO_NATIVE_LANDING "hint #36\n\t"              /* bti j */
#else
#define CORO_NATIVE_LANDING ""
#endif
#ifdef __ARM_FEATURE_PAC_DEFAULT
#define CORO_NATIVE_SIGN "mov x16, sp\n\thint #8\n\t"   /* pacia1716: signs x17, with x16 */
#define CORO_NATIVE_AUTHENTICATE "hint #12\n\t"         /* autia1716 */
#else
#define CORO_NATIVE_SIGN ""
#define CORO_NATIVE_AUTHENTICATE ""
#endif

/* In a frame with an over-aligned local and a variable-length array, clang addresses locals through x19 and ignores that it is
 * clobbered. So the record holds it, in room that the alignment leaves over. gcc saves x19. */
#ifdef __clang__
#define CORO_NATIVE_SAVE_X19 "str     x19, [sp, #16]\n\t"
#define CORO_NATIVE_LOAD_X19 "ldr     x19, [x16, #16]\n\t"
#define CORO_NATIVE_CLOBBERS_X19
#else
#define CORO_NATIVE_SAVE_X19
#define CORO_NATIVE_LOAD_X19
#define CORO_NATIVE_CLOBBERS_X19 "x19",
#endif

/* Both sides switch through the same context, so its pointer keeps its register across the switch. */
CORO_INLINE void coro_native_switch(struct coro_context *context)
{
    register struct coro_context *kept __asm__("x0") = context;
    __asm__ volatile(
        /* Push the record. */
        "adr     x17, 1f\n\t"
        CORO_NATIVE_SIGN
        "ldr     x16, [x0]\n\t"
        "stp     x17, x29, [sp, #-32]!\n\t"
        CORO_NATIVE_SAVE_X19
        "mov     x17, sp\n\t"
        "str     x17, [x0]\n\t"
        /* Pop that of the other side. */
        CORO_NATIVE_LOAD_X19
        "ldp     x17, x29, [x16], #32\n\t"
        "mov     sp, x16\n\t"
        CORO_NATIVE_AUTHENTICATE
        /* The branch predictor learns this jump separately for each place; a ret would be mispredicted each time. A jump by x17
         * may land on the landing pad of a function, such as coro_native_entry. */
        "br      x17\n"
        /* The other side has switched back. */
        "1:\n\t"
        CORO_NATIVE_LANDING
        : "+r"(kept)
        :
        : "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x18",
          CORO_NATIVE_CLOBBERS_X19 "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30",
          "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17",
          "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31",
          "memory", "cc" CORO_PREDICATES);
}

/* Returns the address at which a coroutine begins, for a record behind which the stack pointer is `popped`. */
#ifdef __ARM_FEATURE_PAC_DEFAULT
CORO_INLINE void *coro_native_begin(void *popped)
{
    register void *signed_address __asm__("x17") = (void *)(uintptr_t)coro_native_entry_signed;
    register void *with __asm__("x16") = popped;
    __asm__("hint #8" : "+r"(signed_address) : "r"(with));          /* pacia1716 */
    return signed_address;
}
#else
CORO_INLINE void *coro_native_begin(void *popped)
{
    (void)popped;
    return (void *)(uintptr_t)coro_native_entry;
}
#endif

/* Makes the first record of a coroutine below `top`, which is 16-byte aligned, and returns it. */
CORO_INLINE void *coro_native_make(struct coro_context *context, uintptr_t top, void (*main)(struct coro_context *))
{
    struct coro_native_fresh *fresh = (struct coro_native_fresh *)(top - sizeof *fresh);
    void *go_on = coro_native_begin(&fresh->context);
    *fresh = (struct coro_native_fresh){ { go_on, NULL, NULL, NULL }, context, main };
    return fresh;
}

/* The first record at `from` will be copied to `to` before the first switch there. */
CORO_INLINE void coro_native_will_move(void *from, void *to)
{
    struct coro_native_fresh *fresh = (struct coro_native_fresh *)from, *there = (struct coro_native_fresh *)to;
    fresh->record.go_on = coro_native_begin(&there->context);
}

#endif
