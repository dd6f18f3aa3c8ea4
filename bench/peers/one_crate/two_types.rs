// SPDX-License-Identifier: MIT
//! `two_types`: the trait has two implementations, and the program chooses at run time.
mod program;
use program::*;

impl AsyncIterator for Range {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.count()) }
}

/// The same items from the last to the first. (bench/workloads/two_types.h)
struct Countdown { left: u64 }
impl Countdown {
    async fn count(&mut self) -> Item {
        if self.left == 0 {
            return None;
        }
        self.left -= 1;
        Some(self.left)
    }
}
impl AsyncIterator for Countdown {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.count()) }
}

fn run(items: u64) -> u64 {
    let mut up = Range { i: 0, end: items };
    let mut down = Countdown { left: items };
    let chosen: &mut dyn AsyncIterator = if items % 2 == 0 { &mut up } else { &mut down };
    block_on(sum(chosen))
}
