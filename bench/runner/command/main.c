/* SPDX-License-Identifier: MIT */
/* The entry of corolab and corolab_files. */
#include "bench/runner/command/commands.h"
#include "report/base/memory.h"

int main(int argc, char **argv)
{
    report_memory_init();
    return runner_command(argc, argv);
}
