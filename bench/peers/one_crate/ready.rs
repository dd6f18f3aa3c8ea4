// SPDX-License-Identifier: MIT
//! `ready`: the trait has one implementation, which never waits.
mod program;
use program::*;

impl AsyncIterator for Range {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.count()) }
}

fn run(items: u64) -> u64 { block_on(sum(&mut Range { i: 0, end: items })) }
