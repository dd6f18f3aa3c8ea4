// SPDX-License-Identifier: MIT
// The callers of the Rust peers: for each answer an async function that adds up an iterator's items, and the entry to it.
// callers.rs includes this text once for each kind of item; taken() is the number that an item adds.
use std::alloc::{alloc, dealloc, handle_alloc_error, Layout};
use std::future::{poll_fn, Future};
use std::mem::{align_of_val, size_of, size_of_val, MaybeUninit};
use std::pin::{pin, Pin};
use std::ptr::{addr_of_mut, drop_in_place};
use std::task::{Context, Poll};

/// Whoever polls this task has its side stack for the current one.
struct WithSide<'a, F> { task: F, side: &'a SideStack }
impl<F: Future> Future for WithSide<'_, F> {
    type Output = F::Output;
    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = unsafe { self.get_unchecked_mut() };
        let outer = CURRENT_SIDE.with(|side| side.replace(this.side));
        let polled = unsafe { Pin::new_unchecked(&mut this.task) }.poll(cx);
        CURRENT_SIDE.with(|side| side.set(outer));
        polled
    }
}

/// Where a future of the side stack lies; it takes itself off when it is dropped.
struct OnSide<'a> { future: *mut DynFuture, side: &'a SideStack }
impl Future for OnSide<'_> {
    type Output = Item;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        unsafe { Pin::new_unchecked(&mut *self.future).poll(cx) }
    }
}
impl Drop for OnSide<'_> {
    #[inline]
    fn drop(&mut self) {
        unsafe { drop_in_place(self.future) };
        self.side.reset(self.future as *mut u8);
    }
}

/// A future in the caller's buffer, or else in a box; the address says which.
struct InBufferOrBox { future: *mut DynFuture, buffer: *mut Scratch }
impl Future for InBufferOrBox {
    type Output = Item;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        unsafe { Pin::new_unchecked(&mut *self.future).poll(cx) }
    }
}
impl Drop for InBufferOrBox {
    #[inline]
    fn drop(&mut self) {
        unsafe {
            if self.future as *mut u8 == self.buffer as *mut u8 {
                drop_in_place(self.future);
            } else {
                drop(Box::from_raw(self.future));
            }
        }
    }
}

/// A future in memory that the caller took from the heap by the size in the vtable.
struct InOwnBox(*mut DynFuture);
impl Future for InOwnBox {
    type Output = Item;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        unsafe { Pin::new_unchecked(&mut *self.0).poll(cx) }
    }
}
impl Drop for InOwnBox {
    #[inline]
    fn drop(&mut self) {
        unsafe {
            let layout = Layout::from_size_align_unchecked(size_of_val(&*self.0), align_of_val(&*self.0));
            drop_in_place(self.0);
            dealloc(self.0 as *mut u8, layout);
        }
    }
}
#[inline]
fn heap(layout: Layout) -> *mut u8 {
    let place = unsafe { alloc(layout) };
    if place.is_null() {
        handle_alloc_error(layout);
    }
    place
}

/// The same loop over what each shape of next() returns.
macro_rules! sum_of {
    ($next:expr) => {{
        let mut total = 0;
        while let Some(item) = &$next.await {
            total += taken(item);
        }
        total
    }};
}
async fn sum_static<T, F: Future<Output = Item>>(it: *mut T, start: impl Fn(*mut T) -> F) -> u64 { sum_of!(start(it)) }
async fn sum_sealed(it: &mut Sealed) -> u64 { sum_of!(it.next()) }
async fn sum_polled(it: &mut dyn PollNext) -> u64 { sum_of!(poll_fn(|cx| it.poll_next(cx))) }
async fn sum_boxed(it: &mut dyn BoxedNext) -> u64 { sum_of!(it.next()) }
async fn sum_pooled(it: &mut dyn PooledNext) -> u64 { sum_of!(it.next()) }
async fn sum_placed(it: &mut dyn PlacedNext) -> u64 { sum_of!(it.next()) }
async fn sum_moved(it: &mut dyn MovedNext) -> u64 { sum_of!(it.next()) }
async fn sum_caller_cached(it: &mut dyn CachedNext) -> u64 {
    let mut cache = BoxCache::new();
    sum_of!(it.next(&mut cache))
}
async fn sum_scratch(it: &mut dyn ScratchNext) -> u64 {
    let mut scratch = Scratch([MaybeUninit::uninit(); 128]);
    let buffer = addr_of_mut!(scratch);
    sum_of!(InBufferOrBox { future: it.next(buffer), buffer })
}
async fn sum_side(it: &mut dyn SideNext, side: &SideStack) -> u64 { sum_of!(OnSide { future: it.next(side), side }) }
struct OnCurrentSide(InPlace);
impl Future for OnCurrentSide {
    type Output = Item;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> { Pin::new(&mut self.0).poll(cx) }
}
impl Drop for OnCurrentSide {
    #[inline]
    fn drop(&mut self) { unsafe { (*CURRENT_SIDE.with(|side| side.get())).reset(self.0 .0 as *mut u8) } }
}
async fn sum_side_tls(it: &mut dyn PlacedNext) -> u64 { sum_of!(OnCurrentSide(it.next())) }
async fn sum_sized_box(it: SizedIterator) -> u64 {
    sum_of!(InOwnBox(unsafe { (it.vtable.start_at)(it.it, heap(it.vtable.future)) }))
}
async fn sum_sized_buffer(it: SizedIterator) -> u64 {
    let mut scratch = Scratch([MaybeUninit::uninit(); 128]);
    let buffer = addr_of_mut!(scratch);
    sum_of!({
        let fits = it.vtable.future.size() <= size_of::<Scratch>() && it.vtable.future.align() <= 16;
        let place = if fits { buffer as *mut u8 } else { heap(it.vtable.future) };
        InBufferOrBox { future: unsafe { (it.vtable.start_at)(it.it, place) }, buffer }
    })
}

/// Runs a task to its end, with 1 KiB of side stack.
fn total_of(task: impl FnOnce(&SideStack) -> u64) -> u64 {
    const UNUSED: MaybeUninit<Scratch> = MaybeUninit::uninit();
    let mut memory = [UNUSED; 8];
    let side = unsafe { SideStack::over(&mut memory) };
    task(&side)
}

/// One entry each; $total is given how often to wait, and the number of items.
macro_rules! entry {
    ($name:ident, |$wait_every:ident, $items:ident| $total:expr) => {
        #[inline(never)]
        pub fn $name($wait_every: u64, $items: u64) -> u64 { $total }
    };
}
/// An entry whose $sum is given the iterator behind dyn, and the task's side stack.
macro_rules! dyn_entry {
    ($name:ident, $with:ident, |$it:ident, $side:ident| $sum:expr) => {
        entry!($name, |wait_every, items| total_of(|$side| {
            let mut total = 0;
            $with(wait_every, items, &mut |$it| total = drive(pin!($sum)));
            total
        }));
    };
}
dyn_entry!(poll_next, with_polled, |it, _side| sum_polled(it));
dyn_entry!(boxed, with_boxed, |it, _side| sum_boxed(it));
dyn_entry!(caller_cached_box, with_caller_cached, |it, _side| sum_caller_cached(it));
dyn_entry!(inline_slot, with_inline, |it, _side| sum_placed(it));
dyn_entry!(callee_cached_box, with_callee_cached, |it, _side| sum_placed(it));
dyn_entry!(stackfuture, with_moved, |it, _side| sum_moved(it));
dyn_entry!(scratch_or_box_128, with_scratch, |it, _side| sum_scratch(it));
dyn_entry!(size_in_vtable_box, with_sized, |it, _side| sum_sized_box(it));
dyn_entry!(size_in_vtable_buffer_or_box, with_sized, |it, _side| sum_sized_buffer(it));
dyn_entry!(side_stack_param, with_side, |it, side| sum_side(it, side));
dyn_entry!(side_stack_tls, with_side_tls, |it, side| WithSide { task: sum_side_tls(it), side });

fn total_of_static(wait_every: u64, items: u64) -> u64 {
    if wait_every == 0 {
        drive(pin!(sum_static(&mut Range::new(items), range_next)))
    } else {
        drive(pin!(sum_static(&mut Ticker::new(items, wait_every), ticker_next)))
    }
}
entry!(static_dispatch, |wait_every, items| total_of_static(wait_every, items));
entry!(sealed_enum, |wait_every, items| drive(pin!(sum_sealed(&mut sealed(wait_every, items)))));

/// Its free lists are empty again after each run.
fn total_of_pooled(wait_every: u64, items: u64) -> u64 {
    let mut total = 0;
    with_pooled(wait_every, items, &mut |it| total = drive(pin!(sum_pooled(it))));
    pool_drain();
    total
}
entry!(box_slab, |wait_every, items| total_of_pooled(wait_every, items));
