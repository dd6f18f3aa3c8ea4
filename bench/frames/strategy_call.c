/* SPDX-License-Identifier: MIT */
/* Names the call in which the process crashes, hangs, exits or forks, and mistakes with heap blocks (strategy_call.h). */
#define _GNU_SOURCE 1 /* sigabbrev_np, RTLD_DEFAULT */
#include "bench/frames/strategy_call.h"
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>
#include "bench/measure/watched_heap.h"
#include "coro/bug.h"
#include "coro/live_frame.h"

enum { HANG_SECONDS = 5, STACK_BYTES = 64 << 10 };
static const int crashes[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTERM, SIGINT, SIGUSR1, SIGUSR2, SIGPIPE, SIGHUP };
enum { FIRST_RAISED = 5 };          /* of the crashes: no fault of the processor, nor abort() */
enum { CRASHES = sizeof crashes / sizeof *crashes };

static struct {
    const char *function;
    struct coro_layout frame;
    uint64_t number;                /* of calls so far */
    bool is_running, is_filling;
} call;
static struct crash_hints hints = { "", "" };
static bool is_watching;
static struct sigaction former[CRASHES], former_alarm;
static stack_t former_stack;

const char *strategy_call_function(void) { return call.function; }
size_t strategy_call_frame_bytes(void) { return call.frame.bytes; }

/* "place, for a frame of 40 bytes," */
static const char *call_words(void)
{
    static char words[96];
    if (call.frame.bytes > 0)
        snprintf(words, sizeof words, "%s, for a frame of %zu bytes,", call.function, call.frame.bytes);
    else
        snprintf(words, sizeof words, "%s", call.function);
    return words;
}

/* Standard output is a file of the probe meanwhile, and standard error as it was. */
static struct { int output, errors; ino_t output_file, errors_file; } kept = { -1, -1, 0, 0 };

static ino_t file_of(int descriptor, off_t *bytes)
{
    struct stat facts = { .st_ino = 0 };
    (void)fstat(descriptor, &facts);
    *bytes = facts.st_size;
    return facts.st_ino;
}

static void check_outputs(void)
{
    off_t bytes, error_bytes;
    ino_t output_file = file_of(STDOUT_FILENO, &bytes), errors_file = file_of(STDERR_FILENO, &error_bytes);
    if (kept.output < 0)
        return;
    if (errors_file != kept.errors_file) {
        dup2(kept.errors, STDERR_FILENO);
        coro_bug("%s closes or replaces standard error", call_words());
    }
    if (output_file != kept.output_file)
        coro_bug("%s closes or replaces standard output", call_words());
    if (bytes > 0 || __fpending(stdout) > 0)
        coro_bug("%s prints to standard output, where the answers of programs go: print to stderr", call_words());
}

static void keep_outputs(void)
{
    static char buffer[4096];       /* stdio would allocate a buffer when a strategy prints */
    enum { HIGH = 100 };            /* above the descriptors that a strategy opens */
    off_t bytes;
    int file = memfd_create("output of a strategy", MFD_CLOEXEC);
    fflush(stdout);
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    kept.output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, HIGH);
    kept.errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, HIGH);
    if (file >= 0 && kept.output >= 0)
        dup2(file, STDOUT_FILENO);
    close(file);
    kept.output_file = file_of(STDOUT_FILENO, &bytes);
    kept.errors_file = file_of(STDERR_FILENO, &bytes);
}

static void give_outputs_back(void)
{
    dup2(kept.output, STDOUT_FILENO);
    close(kept.output);
    close(kept.errors);
    kept.output = -1;
}

void strategy_call_begins(const char *function, struct coro_layout frame)
{
    call.function = function;
    call.frame = frame;
    call.number++;
    call.is_running = true;
    watched_call_begins(function);
}
void strategy_call_ends(void)
{
    watched_call_ends();
    call.is_running = false;
    check_outputs();
}
void strategy_call_fills(void) { call.is_filling = true; }
void strategy_call_filled(void) { call.is_filling = false; }

static void on_heap_fault(enum heap_fault fault, const struct watched_block *block, size_t distance)
{
    switch (fault) {
    case HEAP_FREED_TWICE:
        coro_bug("%s frees a heap block of %zu bytes twice", call_words(), block->bytes);
    case HEAP_FREED_NO_BLOCK:
        coro_bug("%s frees an address that is no heap block", call_words());
    case HEAP_FREED_INSIDE:
        coro_bug("%s frees an address %zu bytes inside the heap block of %zu bytes that %s took", call_words(), distance,
                 block->bytes, block->taker);
    case HEAP_WRITTEN_BEFORE:
        coro_bug("%s wrote in front of the heap block of %zu bytes that %s took, from %zu bytes before it", call_words(),
                 block->bytes, block->taker, distance);
    case HEAP_WRITTEN_BEHIND:
        coro_bug("%s wrote %zu bytes beyond the %zu of the heap block that %s took", call_words(), distance, block->bytes,
                 block->taker);
    case HEAP_WRITTEN_AFTER_FREE:
        coro_bug("the heap block of %zu bytes that %s took was written to after it was freed", block->bytes, block->taker);
    }
    abort();
}

static void on_free(const struct watched_block *block)
{
    size_t frame_bytes;
    if (coro_live_frame_in(block->at, block->bytes, &frame_bytes))
        coro_bug("%s frees or moves the heap block in which a live frame of %zu bytes lies", call_words(), frame_bytes);
}

static void restore(void)
{
    struct itimerval never = { 0 };
    setitimer(ITIMER_REAL, &never, NULL);
    sigaction(SIGALRM, &former_alarm, NULL);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &former[i], NULL);
    is_watching = false;
}

/* The words with which glibc aborts, such as "free(): invalid pointer", where it leaves them for debuggers; NULL after any other
 * abort. */
static const char *c_library_words(void)
{
    const struct { unsigned bytes; char words[]; } *const *message = dlsym(RTLD_DEFAULT, "__abort_msg");
    return message && *message ? (*message)->words : NULL;
}

/* The process cannot go on, so the sentence may be made with functions that no handler may call. */
static void on_crash(int number)
{
    restore();
    signal(number, SIG_DFL);
    if (number == SIGABRT && call.is_running && c_library_words())
        coro_bug("%s makes the C library end the process: %.*s", call_words(), (int)strcspn(c_library_words(), "\n"),
                 c_library_words());
    for (size_t i = FIRST_RAISED; i < CRASHES; i++)
        if (call.is_running && crashes[i] == number)
            coro_bug("%s raises SIG%s", call_words(), sigabbrev_np(number));
    if (call.is_running && number != SIGABRT)
        coro_bug("%s crashes with SIG%s%s", call_words(), sigabbrev_np(number),
                 strcmp(call.function, "task_init") == 0 ? hints.task_init : hints.others);
    if (call.is_filling)
        coro_bug("%s gave a frame of %zu bytes memory that cannot be written", call.function, call.frame.bytes);
    raise(number);
}

/* Once a second. */
static void on_alarm(int number)
{
    static uint64_t seen;
    static int seconds;
    (void)number;
    seconds = call.number == seen ? seconds + 1 : 0;
    if (call.is_running && seconds >= HANG_SECONDS) {
        restore();
        coro_bug("%s has not returned for %d seconds", call_words(), HANG_SECONDS);
    }
    seen = call.number;
}

/* In place of the C library's, which calls no handler. */
void _exit(int status)
{
    if (is_watching && call.is_running) {
        restore();
        coro_bug("%s ends the process", call_words());
    }
    for (;;)
        syscall(SYS_exit_group, status);
}

static void on_exit_of_process(void)
{
    if (is_watching && call.is_running) {
        restore();
        coro_bug("%s ends the process", call_words());
    }
}
static void on_fork(void)
{
    if (is_watching && call.is_running) {
        restore();
        coro_bug("%s forks: the process must stay as it is", call_words());
    }
}

void strategy_calls_begin(struct crash_hints hints_of_crash)
{
    static const struct heap_watcher watcher = { on_heap_fault, on_free };
    static char stack[STACK_BYTES];
    static bool is_registered;
    const struct itimerval ticks = { { 1, 0 }, { 1, 0 } };
    struct sigaction crash = { .sa_handler = on_crash, .sa_flags = SA_ONSTACK | SA_NODEFER }, alarm = { .sa_handler = on_alarm };
    hints = hints_of_crash;
    keep_outputs();
    watched_heap_begin(&watcher);
    sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof stack }, &former_stack);
    for (size_t i = 0; i < CRASHES; i++)
        sigaction(crashes[i], &crash, &former[i]);
    sigaction(SIGALRM, &alarm, &former_alarm);
    setitimer(ITIMER_REAL, &ticks, NULL);
    if (!is_registered) {
        atexit(on_exit_of_process);
        pthread_atfork(on_fork, NULL, NULL);
    }
    is_registered = is_watching = true;
}

void strategy_calls_end(void)
{
    restore();
    give_outputs_back();
    sigaltstack(&former_stack, NULL);
}
