/* SPDX-License-Identifier: MIT */
/* The fuzz harness without libFuzzer, for any compiler and every sanitizer:
 *
 *     fuzz_main COUNT SEED FILE…
 *
 * calls it with COUNT inputs, each one of the files with a few changes. The same words give the same inputs on every machine. It
 * runs in a child; the input that ended the child is written to ./fuzzed-SEED-NUMBER.json, and the exit status is 1. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "tests/report/fuzz_result.h"

enum { LARGEST_BYTES = 1 << 20, CHANGES_MAX = 8 };

struct input {
    unsigned char *bytes;       /* room for LARGEST_BYTES */
    size_t length;
};

/* Pieces of result files, well-formed and malformed. */
static const char *const words[] = {
    "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "0", "-1", "1e308", "-1e308", "1e999", "1e-400", "NaN",
    "Infinity", "18446744073709551616", "9007199254740993", "\"\"", "\"\\u0000\"", "\"\\u001b[31m\"", "\"\\u202e\"",
    "\"\\ud800\"", "\"\xff\"", "\"<script>\"", "\"a,b\\nc\\\"d\"", "\"peer:a\"",
    "\"strategy\"", "\"workload\"", "\"metric\"", "\"status\"", "\"ok\"", "\"failed\"", "\"time_ns\"", "\"box\"", "\"ready\"",
    "\"row\":8", "\"probe\":\"time_against\"", "\"verdict\":\"answered by report\"", "\"against\":\"box\"", "\"says\":\"no\"",
    "\"record\":\"claim\"", "\"join\":\"and\"", "\"by_construction\":true", "\"halves\":[{\"under\":\"a\"}]",
    "\"verdict\":\"depends\"", "\"of\":\"box\"", "\"ratio\":1.5", "\"record\":\"undecidable\"",
    "\n", "\"record\"", "\"cell\"", "\"sample\"", "\"end\"", "\"corolab.result/1\"", "\"at\":-1",
};

/* splitmix64. */
static uint64_t next_number(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static size_t below(uint64_t *state, size_t bound)
{
    return bound == 0 ? 0 : (size_t)(next_number(state) % bound);
}

/* Puts `more` bytes in the place of `fewer` at `at`; nothing when the input would grow too large. */
static void replace(struct input *input, size_t at, size_t fewer, const void *with, size_t more)
{
    if (input->length - fewer + more > LARGEST_BYTES)
        return;
    memmove(input->bytes + at + more, input->bytes + at + fewer, input->length - at - fewer);
    memcpy(input->bytes + at, with, more);
    input->length = input->length - fewer + more;
}

/* The length of the JSON string or number that begins at `at`; 0 when none does. */
static size_t value_length(const struct input *input, size_t at)
{
    size_t end = at + 1;
    if (at >= input->length)
        return 0;
    if (input->bytes[at] == '"') {
        while (end < input->length && input->bytes[end] != '"')
            end++;
        return end < input->length ? end + 1 - at : 0;
    }
    for (end = at; end < input->length && strchr("0123456789.eE+-", input->bytes[end]) && input->bytes[end] != '\0';)
        end++;
    return end - at;
}

static void replace_value(struct input *input, uint64_t *state)
{
    size_t at = below(state, input->length);
    while (at < input->length && value_length(input, at) == 0)
        at++;
    const char *word = words[below(state, sizeof words / sizeof *words)];
    replace(input, at, value_length(input, at), word, strlen(word));
}

static void repeat_part(struct input *input, uint64_t *state)
{
    unsigned char part[512];
    size_t from = below(state, input->length), to = below(state, input->length);
    size_t length = below(state, sizeof part);
    if (length > input->length - from)
        length = input->length - from;
    memcpy(part, input->bytes + from, length);
    replace(input, to, 0, part, length);
}

static void drop_part(struct input *input, uint64_t *state)
{
    size_t at = below(state, input->length), length = below(state, 64);
    replace(input, at, length > input->length - at ? input->length - at : length, "", 0);
}

static void change_byte(struct input *input, uint64_t *state)
{
    size_t at = below(state, input->length);
    unsigned char byte = (unsigned char)next_number(state);
    replace(input, at, at < input->length, &byte, 1);
}

static void cut(struct input *input, uint64_t *state)
{
    input->length = below(state, input->length);
}

static void change(struct input *input, uint64_t *state)
{
    static void (*const changes[])(struct input *, uint64_t *) = {
        replace_value, replace_value, replace_value, replace_value, repeat_part, drop_part, change_byte, change_byte,
    };
    size_t count = below(state, CHANGES_MAX);
    for (size_t i = 0; i < count; i++)
        changes[below(state, sizeof changes / sizeof *changes)](input, state);
    if (below(state, 16) == 0)
        cut(input, state);
}

static int read_seed(const char *path, struct input *seed)
{
    FILE *file = fopen(path, "rb");
    seed->bytes = malloc(LARGEST_BYTES);
    seed->length = file == NULL || seed->bytes == NULL ? 0 : fread(seed->bytes, 1, LARGEST_BYTES, file);
    if (file != NULL)
        fclose(file);
    return seed->length == 0 || seed->length == LARGEST_BYTES;
}

/* Input `number`, of which each has a stream of numbers of its own. */
static void make_input(const struct input *seeds, size_t seed_count, uint64_t seed, size_t number, struct input *input)
{
    uint64_t state = seed ^ (uint64_t)number << 32;
    const struct input *from = &seeds[below(&state, seed_count)];
    memcpy(input->bytes, from->bytes, from->length);
    input->length = from->length;
    change(input, &state);
}

/* So that a sanitizer sees a read past the end, the harness gets a block of exactly the input's length. */
static void try_input(const struct input *input)
{
    unsigned char *exact = malloc(input->length + (input->length == 0));
    if (exact == NULL)
        _exit(2);
    memcpy(exact, input->bytes, input->length);
    LLVMFuzzerTestOneInput(exact, input->length);
    free(exact);
}

static int save(const struct input *input, uint64_t seed, size_t number)
{
    char path[80];
    snprintf(path, sizeof path, "fuzzed-%llu-%zu.json", (unsigned long long)seed, number);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(input->bytes, 1, input->length, file) != input->length || fclose(file) != 0)
        fprintf(stderr, "fuzz_main: input %zu ended the program, and %s cannot be written\n", number, path);
    else
        fprintf(stderr, "fuzz_main: input %zu ended the program; it is in %s\n", number, path);
    return 1;
}

/* The child's part. *reached, which the parent sees, is the number of the input being tried. */
static void try_all(const struct input *seeds, size_t seed_count, uint64_t seed, size_t count, struct input *input,
                    size_t *reached)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);      /* a test that takes too long ends whole */
    for (size_t number = 0; number < count; number++) {
        *reached = number;
        make_input(seeds, seed_count, seed, number, input);
        try_input(input);
    }
    exit(0);        /* not _exit: a leak is found when the program ends */
}

static int fuzz(const struct input *seeds, size_t seed_count, uint64_t seed, size_t count)
{
    int status = -1;
    static unsigned char room[LARGEST_BYTES];
    struct input input = { .bytes = room };
    size_t *reached = mmap(NULL, sizeof *reached, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = reached == MAP_FAILED ? -1 : fork();
    if (child < 0) {
        fprintf(stderr, "fuzz_main: no memory, or no process\n");
        return 2;
    }
    if (child == 0)
        try_all(seeds, seed_count, seed, count, &input, reached);
    if (waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return 0;
    make_input(seeds, seed_count, seed, *reached, &input);
    return save(&input, seed, *reached);
}

int main(int argc, char **argv)
{
    static struct input seeds[16];
    size_t seed_count = 0;
    if (argc < 4 || argc - 3 > (int)(sizeof seeds / sizeof *seeds)) {
        fprintf(stderr, "usage: fuzz_main COUNT SEED FILE...   (at most 16 files)\n");
        return 2;
    }
    for (char **path = argv + 3; *path != NULL; path++)
        if (read_seed(*path, &seeds[seed_count++]) != 0) {
            fprintf(stderr, "fuzz_main: %s cannot be read, is empty, or is larger than %d bytes\n", *path, LARGEST_BYTES);
            return 2;
        }
    return fuzz(seeds, seed_count, strtoull(argv[2], NULL, 10), strtoull(argv[1], NULL, 10));
}
