/* SPDX-License-Identifier: MIT */
#include "bench/runner/command/corolab.h"

int main(int argc, char **argv)
{
    return runner_command(argc, argv);
}
