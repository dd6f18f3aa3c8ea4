/* SPDX-License-Identifier: MIT */
/* Recognises a processor that software imitates. Time there is that of the imitation, so an emulated program must not time. A
 * virtual machine that runs on the processor itself (KVM and others) is no emulation.
 *
 * Recognised: QEMU's user mode on any machine; QEMU's full system emulation of x86-64, and of aarch64 with `-cpu max`; FEX;
 * Rosetta. Not recognised: full system emulation of a named Arm core, such as `-cpu cortex-a72`, which looks like that core. */
#ifndef BENCH_MEASURE_EMULATION_H
#define BENCH_MEASURE_EMULATION_H

/* Returns a clause that says how the emulation shows, such as "the processor is QEMU's"; NULL when nothing shows it. Looks files
 * up under `root`. With "", the machine itself, it asks the processor and the kernel, too. The clause is a constant. */
const char *emulation_sign(const char *root);

#endif
