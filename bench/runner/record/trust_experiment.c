/* SPDX-License-Identifier: MIT */
#include "bench/runner/record/trust_experiment.h"
#include <string.h>

static const char text[] =
#include "experiment.inc"
    ;

json_t *runner_experiment(void)
{
    return json_loadb(text, strlen(text), 0, NULL);
}
