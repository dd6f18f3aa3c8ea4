// SPDX-License-Identifier: MIT
//! `pending/8`: the trait has one implementation, which waits before every eighth item.
mod program;
use program::*;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Pending once.
struct Suspend(bool);
impl Future for Suspend {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// (bench/iterators/ticker.h)
struct Ticker { range: Range, until_wait: u64 }
impl Ticker {
    async fn tick(&mut self) -> Item {
        self.until_wait -= 1;
        if self.until_wait == 0 {
            self.until_wait = 8;
            Suspend(false).await;
        }
        self.range.count().await
    }
}
impl AsyncIterator for Ticker {
    fn next(&mut self) -> BoxedNext<'_> { Box::pin(self.tick()) }
}

fn run(items: u64) -> u64 { block_on(sum(&mut Ticker { range: Range { i: 0, end: items }, until_wait: 8 })) }
