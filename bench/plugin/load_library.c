/* SPDX-License-Identifier: MIT */
/* Loads a plug-in library, and refuses a library that is no plug-in for the row: the program's side of
 * bench/table/plug_in_interface.h. */
#include "bench/table/plug_in_interface.h"
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

static char sentence[256];

/* The reason, one sentence, why the library cannot be used; NULL when it can. */
static const char *refusal(const struct plugin *plugin, const char *strategy)
{
    if (plugin == NULL)
        return "the library exports no " PLUGIN_SYMBOL;
    if (plugin->version != PLUGIN_VERSION)
        snprintf(sentence, sizeof sentence, "the plug-in was built for version %u, and this is version %d", plugin->version,
                 PLUGIN_VERSION);
    else if (strcmp(plugin->strategy, strategy) != 0)
        snprintf(sentence, sizeof sentence, "the plug-in was built for %.80s, and not for %.80s", plugin->strategy, strategy);
    else
        return NULL;
    return sentence;
}

enum coro_status plugin_load(const char *path, const char *strategy, struct plugin_library *library, const char **why)
{
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        const char *error = dlerror();
        snprintf(sentence, sizeof sentence, "the library cannot be loaded: %.200s", error ? error : path);
        *why = sentence;
        return CORO_ERR_IO;
    }
    const struct plugin *plugin = dlsym(handle, PLUGIN_SYMBOL);
    *why = refusal(plugin, strategy);
    if (*why) {
        dlclose(handle);
        return CORO_ERR_INVALID;
    }
    *library = (struct plugin_library){ handle, plugin };
    return CORO_OK;
}
