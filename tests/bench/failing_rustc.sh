#!/bin/sh
# SPDX-License-Identifier: MIT
# A rustc that is new enough, and fails on what it is given.
if [ "$1" = --version ]; then
  echo 'rustc 1.95.0 (of a test)'
  exit
fi
cat >&2 <<'END'
warning: this is no error
error[E0425]: cannot find value "i\t"; [nothing of that name
 --> callee.rs:1:1
error: aborting due to 1 previous error

For more information about this error, try `rustc --explain E0425`.
END
exit 1
