/* SPDX-License-Identifier: MIT */
/* Owns the state of the choices (choice.h), and says where a program failed. */
#include "tests/fuzz/choice.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct choice choice;
static const char *repeating_command;

/* Neighbouring seeds give unlike words after a few rounds. */
void choice_begin(uint64_t seed)
{
    choice = (struct choice){ .word = seed * 0x9E3779B97F4A7C15u | 1, .seed = seed };
    for (int i = 0; i < 8; i++)
        choose_word();
}

static void say_where(void)
{
    char text[2048];
    int length = snprintf(text, sizeof text, "failed at step %llu of seed %llu; repeat it: %s --seed %llu --count 1\n",
                          (unsigned long long)choice.step, (unsigned long long)choice.seed, repeating_command,
                          (unsigned long long)choice.seed);
    (void)!write(STDERR_FILENO, text, (size_t)length < sizeof text ? (size_t)length : sizeof text);
}

void choice_fail(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: this is not so: %s\n", file, line, what);
    abort();
}

static void crashed(int number)
{
    say_where();
    signal(number, SIG_DFL);
    raise(number);
}

/* The sanitizers' runtime has it; elsewhere it is NULL. */
void __sanitizer_set_death_callback(void (*)(void)) __attribute__((weak));

void choice_report_crashes(const char *command)
{
    static char stack[64 << 10];
    const int numbers[] = { SIGABRT, SIGALRM, SIGSEGV, SIGBUS, SIGILL, SIGFPE };
    struct sigaction action = { .sa_handler = crashed, .sa_flags = SA_ONSTACK };
    repeating_command = command;
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(say_where);      /* theirs are all other signals */
    else
        sigaltstack(&(stack_t){ .ss_sp = stack, .ss_size = sizeof stack }, NULL);
    for (size_t i = 0; i < (__sanitizer_set_death_callback ? 2 : sizeof numbers / sizeof *numbers); i++)
        sigaction(numbers[i], &action, NULL);
}
