/* SPDX-License-Identifier: MIT */
/* Where every type is known, a caller awaits the next() of one: there is nothing to make. An include-template: SEALED_OTHER. */
#undef SEALED_OTHER
