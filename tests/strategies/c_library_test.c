/* SPDX-License-Identifier: MIT */
/* A body that does not declare what it calls may call the C library and take signals, under every row: its stack has room. The
 * blocks of the heap, where some rows keep stacks, lie behind zones here, which an overflow would write to; other stacks have
 * guards. */
#include <stdarg.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "bench/table/workload.h"

/* A block from the heap:
 *
 *     raw                            the block
 *     | zone | padding, struct zoned | the caller's bytes |
 */
enum { ZONE_BYTES = 64 << 10, ZONE = 0x5a, MAX_ZONED = 4096 };
struct zoned { void *raw; size_t bytes; };
static struct zoned *zoned[MAX_ZONED];
static bool has_zones;
static size_t overrun_count;

void *__real_aligned_alloc(size_t, size_t);
void *__real_realloc(void *, size_t);
void __real_free(void *);
void *__wrap_aligned_alloc(size_t, size_t);
void *__wrap_malloc(size_t);
void *__wrap_calloc(size_t, size_t);
void *__wrap_realloc(void *, size_t);
void __wrap_free(void *);

static struct zoned *zoned_of(const void *at)
{
    for (size_t i = 0; at && i < MAX_ZONED; i++)
        if (zoned[i] && (const void *)(zoned[i] + 1) == at)
            return zoned[i];
    return NULL;
}
void *__wrap_aligned_alloc(size_t align, size_t bytes)
{
    size_t slot = 0, head = coro_round_up(ZONE_BYTES + sizeof(struct zoned), align);
    while (has_zones && slot < MAX_ZONED && zoned[slot])
        slot++;
    if (!has_zones || slot == MAX_ZONED || bytes > SIZE_MAX / 4)
        return __real_aligned_alloc(align, bytes);
    char *raw = __real_aligned_alloc(align, coro_round_up(head + bytes, align));
    if (raw == NULL)
        return NULL;
    memset(raw, ZONE, ZONE_BYTES);
    zoned[slot] = (struct zoned *)(raw + head) - 1;
    *zoned[slot] = (struct zoned){ raw, bytes };
    return raw + head;
}
void *__wrap_malloc(size_t bytes) { return __wrap_aligned_alloc(CORO_MAX_ALIGN, bytes); }
void *__wrap_calloc(size_t count, size_t each)
{
    void *at = __wrap_malloc(count * each);
    return at ? memset(at, 0, count * each) : NULL;
}
void *__wrap_realloc(void *at, size_t bytes)
{
    struct zoned *block = zoned_of(at);
    if (at != NULL && block == NULL)
        return __real_realloc(at, bytes);
    void *new = __wrap_malloc(bytes);
    if (new != NULL && block != NULL) {
        memcpy(new, at, block->bytes < bytes ? block->bytes : bytes);
        __wrap_free(at);
    }
    return new;
}
void __wrap_free(void *at)
{
    struct zoned *block = zoned_of(at);
    if (block == NULL) {
        __real_free(at);
        return;
    }
    for (size_t i = 0; i < ZONE_BYTES; i++)
        if (((unsigned char *)block->raw)[i] != ZONE) {
            overrun_count++;
            break;
        }
    for (size_t i = 0; i < MAX_ZONED; i++)
        if (zoned[i] == block)
            zoned[i] = NULL;
    __real_free(block->raw);
}

static FILE *unbuffered;
static FILE *wide;
static volatile sig_atomic_t signal_count;
static unsigned visit_count;

static void count_signal(int number)
{
    (void)number;
    signal_count++;
}

/* The deepest functions of the C library, and a signal inside the body. */
static void call_the_library(void *arg)
{
    (void)arg;
    visit_count++;
    fprintf(unbuffered, "%s: %.50f\n", "a line", 3.25);
    if (strtold("1.5e-3000", NULL) < 0)
        visit_count = 0;
    fwprintf(wide, L"%ls: %Lf\n", L"a line", 3.25L);
    raise(SIGUSR1);
}

static const struct cell_options no_options;
static const struct fixture_head head = { .options = &no_options };
enum { ITEMS = 10 };

/* False where the row refuses. */
static bool run_row(const struct row *row)
{
    struct fixture *stage = NULL;
    struct coro_polled got = coro_pending();
    visit_count = 0, signal_count = 0;
    assert_int_equal(row->open(&head, &stage), CORO_OK);
    enum coro_status status = row->probes->open(stage, PROBE_NESTING, 0);
    if (!status) {
        row->probes->set_visit(stage, call_the_library, NULL);
        status = row->probes->begin(stage, ITEMS);
    }
    if (!status) {
        while (row->probes->poll(stage)) {
        }
        got = row->probes->end(stage);
    }
    row->close(stage);
    if (status && !coro_status_is_refusal(status))
        fail_msg("%s: %s", row->card.name, coro_status_message(status));
    if (!status && (got.tag != CORO_SOME || got.value != ITEMS * (ITEMS - 1) / 2))
        fail_msg("%s: tag %d, value %d", row->card.name, (int)got.tag, (int)got.value);
    if (!status && (visit_count != ITEMS + 1 || signal_count != ITEMS + 1))
        fail_msg("%s: %u visits and %d signals", row->card.name, visit_count, (int)signal_count);
    return !status;
}

static void a_body_that_declares_nothing_may_call_the_c_library_under_every_row(void **state)
{
    size_t row_count = 0, ran_count = 0;
    (void)state;
    for (size_t i = 0; i < table_row_count(); i++) {
        const struct row *row = table_row(i);
        if (row->probes == NULL || (row->refusal && row->refusal()))
            continue;
        has_zones = true;
        overrun_count = 0;
        row_count++;
        ran_count += run_row(row);
        has_zones = false;
        if (overrun_count > 0)
            fail_msg("%s: %zu blocks of the heap are overrun", row->card.name, overrun_count);
    }
    assert_true(ran_count > row_count / 2);
}

static int open_streams(void **state)
{
    (void)state;
    unbuffered = fopen("/dev/null", "w");
    wide = fopen("/dev/null", "w");
    if (unbuffered == NULL || wide == NULL || signal(SIGUSR1, count_signal) == SIG_ERR)
        return -1;
    setvbuf(unbuffered, NULL, _IONBF, 0);
    return setvbuf(wide, NULL, _IONBF, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_body_that_declares_nothing_may_call_the_c_library_under_every_row),
    };
    return cmocka_run_group_tests(tests, open_streams, NULL);
}
