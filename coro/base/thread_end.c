/* SPDX-License-Identifier: MIT */
/* The hooks of coro/base/thread_end.h: a list per thread, and one key of the C library whose destructor calls them. */
#include "coro/base/thread_end.h"
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static bool has_key;                                /* constant after `once` */
static _Thread_local struct coro_thread_end *first;

/* A hook that registers again sets the key again, and the C library calls once more. */
static void call_hooks(void *set)
{
    (void)set;
    struct coro_thread_end *hook = first;
    first = NULL;
    while (hook != NULL) {
        struct coro_thread_end *next = hook->next;
        hook->end(hook);
        hook = next;
    }
}

static void make_key(void) { has_key = pthread_key_create(&key, call_hooks) == 0; }

/* For a library that is unloaded before its threads end: call_hooks() goes with it. */
__attribute__((destructor)) static void delete_key(void)
{
    if (has_key)
        pthread_key_delete(key);
}

void coro_at_thread_end(struct coro_thread_end *hook)
{
    pthread_once(&once, make_key);
    if (!has_key || pthread_setspecific(key, &first) != 0)
        return;
    hook->next = first;
    first = hook;
}
