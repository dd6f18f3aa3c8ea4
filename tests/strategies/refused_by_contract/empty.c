/* SPDX-License-Identifier: MIT */
/* refused: define struct adapter */
