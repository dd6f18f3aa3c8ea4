/* SPDX-License-Identifier: MIT */
/* Uses getrandom; the time of day stands in where the kernel refuses. */
#include "bench/runner/plan/seed.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include "bench/process/message.h"

uint64_t runner_seed_fresh(void)
{
    uint32_t seed;
    if (getrandom(&seed, sizeof seed, 0) != sizeof seed)
        seed = (uint32_t)time(NULL);
    return seed;
}

enum coro_status runner_seed_parse(const char *text, uint64_t *seed)
{
    char *end;
    errno = 0;
    unsigned long long number = strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || number > INT64_MAX) {
        runner_note("--seed wants a whole number from 0 to 9223372036854775807, not \"%s\"", text);
        return CORO_ERR_INVALID;
    }
    *seed = number;
    return CORO_OK;
}
