/* SPDX-License-Identifier: MIT */
/* Finds the plug-ins that are linked into the program, or into a library of rows (bench/table/plug_in_interface.h). Their objects
 * were compiled on their own, after every caller. */
#include <string.h>
#include "bench/table/load_rows.h"
#include "bench/table/plug_in_interface.h"

/* Weak: a program may have none. */
extern const struct plugin *const __start_corolab_plugins[] __attribute__((weak));
extern const struct plugin *const __stop_corolab_plugins[] __attribute__((weak));

const struct plugin *plugin_find_linked(const char *strategy)
{
    for (const struct plugin *const *at = __start_corolab_plugins; at < __stop_corolab_plugins; at++)
        if (strcmp((*at)->strategy, strategy) == 0)
            return *at;
    return loaded_callee(strategy);
}
