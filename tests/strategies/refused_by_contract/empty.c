/* SPDX-License-Identifier: MIT */
/* refused: define struct adapter */
/* The file is empty on purpose; contract.cmake expects the message above. */
