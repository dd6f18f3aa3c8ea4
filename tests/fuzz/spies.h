/* SPDX-License-Identifier: MIT */
/* Watches on actors besides their owners'. A spy is told once, before the owner and after the spies that were added before it;
 * a spy that was removed is not told. Being told, it does as it chooses: others are removed, added and cancelled meanwhile. */
#ifndef TESTS_FUZZ_SPIES_H
#define TESTS_FUZZ_SPIES_H

struct actor;

void spies_add(struct actor *);
void spies_remove_one(void);
/* REQUIREs that no spy of an ended actor waits to be told. */
void spies_check_told(const struct actor *);
void spies_close(void);

#endif
