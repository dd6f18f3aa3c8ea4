/* SPDX-License-Identifier: MIT */
/* Finds a probe by the name in its list (probe.h). */
#include "bench/probes/probe.h"
#include <string.h>

static const struct { const char *name; probe_fn *ask; } probes[] = {
#define X(name, question) { #name, probe_##name },
    RUN_PROBES(X)
    CONFORMANCE_PROBES(X)
#undef X
};

probe_fn *probe_find(const char *name)
{
    for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
        if (strcmp(probes[i].name, name) == 0)
            return probes[i].ask;
    return NULL;
}
