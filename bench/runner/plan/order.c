/* SPDX-License-Identifier: MIT */
/* Implements splitmix64 and the Fisher-Yates shuffle. The passes use the order. */
#include "bench/runner/plan/order.h"

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
