/* SPDX-License-Identifier: MIT */
/* Implements splitmix64 and the Fisher-Yates shuffle. Seeds come from getrandom, or the time of day where the kernel refuses. */
#include "bench/runner/plan/order.h"
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
    if (text[0] < '0' || text[0] > '9' || *end != '\0' || errno != 0 || number > INT64_MAX)
        return runner_refuse(CORO_ERR_INVALID, "--seed wants a whole number from 0 to 9223372036854775807, not \"%s\"", text);
    *seed = number;
    return CORO_OK;
}

struct order runner_order_start(uint64_t seed, unsigned round)
{
    struct order seeded = { .state = seed };
    uint64_t stream = runner_order_next(&seeded);
    return (struct order){ .state = stream ^ ((uint64_t)round << 32) };
}

uint64_t runner_order_next(struct order *order)
{
    uint64_t z = order->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Rejects numbers from the incomplete last multiple of `bound`, which would favour small results. */
uint64_t runner_order_below(struct order *order, uint64_t bound)
{
    uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    uint64_t number;
    do
        number = runner_order_next(order);
    while (number >= limit);
    return number % bound;
}

void runner_order_shuffle(struct order *order, size_t *indices, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t j = (size_t)runner_order_below(order, i + 1);
        if (j != i)
            indices[i] = indices[j];
        indices[j] = i;
    }
}
