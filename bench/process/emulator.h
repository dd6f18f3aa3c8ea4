/* SPDX-License-Identifier: MIT */
/* Starts programs of this build also where an emulator runs them and the kernel does not know it (binfmt_misc): a corolab under
 * qemu-aarch64 then starts its measuring programs by the same command. */
#ifndef BENCH_PROCESS_EMULATOR_H
#define BENCH_PROCESS_EMULATOR_H
#include <sys/types.h>

/* Becomes the program at the path `file`, which has a slash, with these words. `parent` is the process that forked this one; its
 * command line names the emulator. Returns only when it fails, with errno. Call it after fork. */
void emulator_exec(const char *file, char *const *argv, pid_t parent);

#endif
