/* SPDX-License-Identifier: MIT */
/* Puts the sentence together, at each call anew. */
#include "bench/measure/timing.h"
#include <stddef.h>
#include <stdio.h>
#include "bench/measure/emulation.h"

const char *timing_refusal(void)
{
    static char sentence[160];
    if (!TIMING_IS_OPTIMISED)
        return "this build is not optimised, so it does not time";
    const char *sign = emulation_sign("");
    if (sign == NULL)
        return NULL;
    snprintf(sentence, sizeof sentence, "this program is emulated (%s), so it does not time", sign);
    return sentence;
}
