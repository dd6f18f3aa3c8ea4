// SPDX-License-Identifier: MIT
//! `depth/4`: four adapters of two types, each a dyn iterator over a dyn iterator.
mod program;
use program::*;

impl AsyncIterator for Range {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.count()) }
}

/// (bench/iterators/filter.h)
struct Filter<'a> { source: &'a mut dyn AsyncIterator, rejected: u64 }
impl Filter<'_> {
    async fn pass(&mut self) -> Item {
        loop {
            let item = self.source.next().await;
            if item != Some(self.rejected) {
                return item;
            }
        }
    }
}
impl AsyncIterator for Filter<'_> {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.pass()) }
}

/// (bench/iterators/map.h)
struct Map<'a> { source: &'a mut dyn AsyncIterator, plus: u64 }
impl Map<'_> {
    async fn add(&mut self) -> Item { self.source.next().await.map(|item| item + self.plus) }
}
impl AsyncIterator for Map<'_> {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.add()) }
}

fn run(items: u64) -> u64 {
    let mut range = Range { i: 0, end: items };
    let mut first = Filter { source: &mut range, rejected: u64::MAX };
    let mut second = Map { source: &mut first, plus: 1 };
    let mut third = Filter { source: &mut second, rejected: u64::MAX };
    let mut fourth = Map { source: &mut third, plus: 1 };
    block_on(sum(&mut fourth)) - 2 * items
}
