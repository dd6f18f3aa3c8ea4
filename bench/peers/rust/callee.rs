// SPDX-License-Identifier: MIT
// The callees of the Rust peers: two async iterators, and for each answer to "where does the frame live?" an adapter that puts
// them behind a dyn next(). callees.rs includes this text once for each kind of item, a Value, which made() makes.
//
// An iterator's next() is an `async fn` of a raw pointer, so that adapters can name its future as F: they own the iterator, and
// a future does not outlive the `&mut` that it was made of. Only `std`, of Rust 1.75 or later.
// The file is long because the adapters are read side by side, each answer against the next.
use std::alloc::{alloc, dealloc, handle_alloc_error, Layout};
use std::cell::Cell;
use std::future::Future;
use std::mem::{align_of, size_of, size_of_val, MaybeUninit};
use std::pin::Pin;
use std::process::abort;
use std::ptr::{addr_of_mut, drop_in_place, null_mut};
use std::task::{Context, Poll};

pub type Item = Option<Value>;
pub type DynFuture = dyn Future<Output = Item>;

/// The alignment that malloc guarantees, and every place for frames provides.
const MAX_ALIGN: usize = 16;

/// Pending once; the executor comes round at once.
struct Suspend(bool);
impl Future for Suspend {
    type Output = ();
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

/// Counts from i up to end; never waits. (bench/iterators/range.h)
pub struct Range { i: u64, end: u64 }
impl Range {
    #[inline]
    pub fn new(end: u64) -> Range { Range { i: 0, end } }
    #[inline]
    fn advance(&mut self) -> Item {
        if self.i == self.end {
            return None;
        }
        self.i += 1;
        Some(made(self.i - 1))
    }
}
#[inline]
pub async fn range_next(it: *mut Range) -> Item { unsafe { (*it).advance() } }

/// Waits before every wait_every-th item. (bench/iterators/ticker.h)
pub struct Ticker { range: Range, wait_every: u64, until_wait: u64 }
impl Ticker {
    #[inline]
    pub fn new(end: u64, wait_every: u64) -> Ticker { Ticker { range: Range::new(end), wait_every, until_wait: wait_every } }
    #[inline]
    fn must_wait(&mut self) -> bool {
        self.until_wait -= 1;
        if self.until_wait != 0 {
            return false;
        }
        self.until_wait = self.wait_every;
        true
    }
}
#[inline]
pub async fn ticker_next(it: *mut Ticker) -> Item {
    if unsafe { (*it).must_wait() } {
        Suspend(false).await;
    }
    unsafe { (*it).range.advance() }
}

/// Part 7's wrapper enum, of three types.
pub enum Sealed { Range(Range), Ticker(Ticker), Nothing }
#[inline(never)]
pub fn sealed(wait_every: u64, end: u64) -> Sealed {
    match (end, wait_every) {
        (0, _) => Sealed::Nothing,
        (_, 0) => Sealed::Range(Range::new(end)),
        _ => Sealed::Ticker(Ticker::new(end, wait_every)),
    }
}
#[inline]
async fn nothing_next() -> Item { None }
impl Sealed {
    #[inline]
    pub async fn next(&mut self) -> Item {
        match self {
            Sealed::Range(it) => range_next(it).await,
            Sealed::Ticker(it) => ticker_next(it).await,
            Sealed::Nothing => nothing_next().await,
        }
    }
}

/// The future of a frame that it does not own: polls the frame, and drops it in place.
pub struct InPlace(pub *mut DynFuture);
impl Future for InPlace {
    type Output = Item;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        unsafe { Pin::new_unchecked(&mut *self.0).poll(cx) }
    }
}
impl Drop for InPlace {
    #[inline]
    fn drop(&mut self) { unsafe { drop_in_place(self.0) } }
}

/// Each dyn trait is one shape of the boundary.
pub trait BoxedNext { fn next(&mut self) -> Pin<Box<DynFuture>>; }
pub trait PlacedNext { fn next(&mut self) -> InPlace; }
pub trait CachedNext { fn next(&mut self, cache: &mut BoxCache) -> InPlace; }
pub trait ScratchNext { fn next(&mut self, scratch: *mut Scratch) -> *mut DynFuture; }
pub trait SideNext { fn next(&mut self, side: &SideStack) -> *mut DynFuture; }
pub trait PooledNext { fn next(&mut self) -> Pooled; }
pub trait MovedNext { fn next(&mut self) -> StackFuture; }
pub trait PollNext { fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Item>; }

/// An iterator and its next().
pub struct Plain<T, S> { it: T, start: S }
#[inline]
fn plain<T, S>(it: T, start: S) -> Plain<T, S> { Plain { it, start } }

#[inline]
unsafe fn start_at<T, F, S>(start: &S, it: *mut T, place: *mut F) -> *mut DynFuture
where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    place.write(start(it));
    place
}

impl<T, F, S> BoxedNext for Plain<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self) -> Pin<Box<DynFuture>> { Box::pin((self.start)(&mut self.it)) }
}

/// The call site's box and what it can hold; null at first.
pub struct BoxCache { data: *mut u8, layout: Layout }
impl BoxCache {
    #[inline]
    pub fn new() -> BoxCache { BoxCache { data: null_mut(), layout: Layout::new::<()>() } }
    #[cold]
    fn replace(&mut self, layout: Layout) {
        self.release();
        self.layout = Layout::new::<()>();
        self.data = unsafe { alloc(layout) };
        if self.data.is_null() {
            handle_alloc_error(layout);
        }
        self.layout = layout;
    }
    fn release(&mut self) {
        if self.layout.size() != 0 {
            unsafe { dealloc(self.data, self.layout) };
        }
    }
}
impl Default for BoxCache { fn default() -> BoxCache { BoxCache::new() } }
impl Drop for BoxCache { fn drop(&mut self) { self.release(); } }

impl<T, F, S> CachedNext for Plain<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self, cache: &mut BoxCache) -> InPlace {
        if cache.layout.size() < size_of::<F>() || cache.layout.align() < align_of::<F>() {
            cache.replace(Layout::new::<F>());
        }
        InPlace(unsafe { start_at(&self.start, &mut self.it, cache.data as *mut F) })
    }
}

/// Room for one frame in the iterator. That `next` takes `&mut` keeps a second future away.
pub struct Inline<T, F, S> { it: T, start: S, slot: MaybeUninit<F> }
#[inline]
fn inline<T, F, S: Fn(*mut T) -> F>(it: T, start: S) -> Inline<T, F, S> { Inline { it, start, slot: MaybeUninit::uninit() } }
impl<T, F, S> PlacedNext for Inline<T, F, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self) -> InPlace { InPlace(unsafe { start_at(&self.start, &mut self.it, self.slot.as_mut_ptr()) }) }
}

/// A box that the iterator keeps.
pub struct CalleeCached<T, F, S> { it: T, start: S, slot: Option<Box<MaybeUninit<F>>> }
#[inline]
fn callee_cached<T, F, S: Fn(*mut T) -> F>(it: T, start: S) -> CalleeCached<T, F, S> { CalleeCached { it, start, slot: None } }
impl<T, F, S> PlacedNext for CalleeCached<T, F, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self) -> InPlace {
        let place = self.slot.get_or_insert_with(|| Box::new(MaybeUninit::uninit())).as_mut_ptr();
        InPlace(unsafe { start_at(&self.start, &mut self.it, place) })
    }
}

/// 128 bytes of the caller's frame; what does not fit is boxed, and the caller tells by the address.
#[repr(C, align(16))]
pub struct Scratch(pub [MaybeUninit<u8>; 128]);
impl<T, F, S> ScratchNext for Plain<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self, scratch: *mut Scratch) -> *mut DynFuture {
        if size_of::<F>() > size_of::<Scratch>() || align_of::<F>() > MAX_ALIGN {
            return Box::into_raw(Box::new((self.start)(&mut self.it)));
        }
        unsafe { start_at(&self.start, &mut self.it, scratch as *mut F) }
    }
}

/// A task's second stack: push in the callee, reset when the caller has dropped the future.
pub struct SideStack { top: Cell<*mut u8>, end: *mut u8 }
impl SideStack {
    /// # Safety
    /// The memory must outlive the stack.
    pub unsafe fn over(memory: &mut [MaybeUninit<Scratch>]) -> SideStack {
        let range = memory.as_mut_ptr_range();
        SideStack { top: Cell::new(range.start as *mut u8), end: range.end as *mut u8 }
    }
    #[inline]
    fn push<F>(&self) -> *mut F {
        let at = self.top.get();
        let bytes = (size_of::<F>() + MAX_ALIGN - 1) & !(MAX_ALIGN - 1);
        if (self.end as usize - at as usize) < bytes || align_of::<F>() > MAX_ALIGN {
            abort();
        }
        self.top.set(at.wrapping_add(bytes));
        at as *mut F
    }
    #[inline]
    pub fn reset(&self, top: *mut u8) { self.top.set(top) }
}
impl<T, F, S> SideNext for Plain<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self, side: &SideStack) -> *mut DynFuture { unsafe { start_at(&self.start, &mut self.it, side.push::<F>()) } }
}

thread_local! {
    /// The side stack of the task that is being polled.
    pub static CURRENT_SIDE: Cell<*const SideStack> = const { Cell::new(std::ptr::null()) };
}
pub struct SideTls<T, S>(Plain<T, S>);
#[inline]
fn side_tls<T, S>(it: T, start: S) -> SideTls<T, S> { SideTls(plain(it, start)) }
impl<T, F, S> PlacedNext for SideTls<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self) -> InPlace {
        let side = CURRENT_SIDE.with(|side| side.get());
        InPlace(unsafe { start_at(&self.0.start, &mut self.0.it, (*side).push::<F>()) })
    }
}

/// A custom allocator: a free list per size class and thread.
const CLASS_BYTES: usize = 16;
const CLASS_COUNT: usize = 64;
struct FreeBlock { next: *mut FreeBlock }
#[allow(clippy::declare_interior_mutable_const)]
const EMPTY: Cell<*mut FreeBlock> = Cell::new(null_mut());
thread_local! {
    static FREE: [Cell<*mut FreeBlock>; CLASS_COUNT] = const { [EMPTY; CLASS_COUNT] };
}
#[inline]
fn class_of(bytes: usize) -> usize { bytes.wrapping_sub(1) / CLASS_BYTES }
fn class_layout(class: usize) -> Layout {
    Layout::from_size_align((class + 1) * CLASS_BYTES, MAX_ALIGN).unwrap_or_else(|_| abort())
}
#[cold]
fn fresh_block(class: usize) -> *mut u8 {
    let layout = class_layout(class);
    let block = unsafe { alloc(layout) };
    if block.is_null() {
        handle_alloc_error(layout);
    }
    block
}
#[inline]
fn pool_pop(class: usize) -> *mut u8 {
    FREE.with(|lists| unsafe {
        let block = lists[class].get();
        if block.is_null() {
            return fresh_block(class);
        }
        lists[class].set((*block).next);
        block as *mut u8
    })
}
#[inline]
unsafe fn pool_push(block: *mut u8, class: usize) {
    FREE.with(|lists| {
        let freed = block as *mut FreeBlock;
        (*freed).next = lists[class].get();
        lists[class].set(freed);
    })
}
/// Gives everything that no future holds back to the heap.
pub fn pool_drain() {
    FREE.with(|lists| {
        for (class, list) in lists.iter().enumerate() {
            while !list.get().is_null() {
                unsafe { dealloc(pool_pop(class), class_layout(class)) };
            }
        }
    })
}

pub struct Pooled(*mut DynFuture);
impl Future for Pooled {
    type Output = Item;
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        unsafe { Pin::new_unchecked(&mut *self.0).poll(cx) }
    }
}
impl Drop for Pooled {
    #[inline]
    fn drop(&mut self) {
        unsafe {
            let class = class_of(size_of_val(&*self.0));
            drop_in_place(self.0);
            pool_push(self.0 as *mut u8, class);
        }
    }
}
impl<T, F, S> PooledNext for Plain<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self) -> Pooled {
        let place = pool_pop(class_of(size_of::<F>())) as *mut F;
        Pooled(unsafe { start_at(&self.start, &mut self.it, place) })
    }
}

/// As in the stackfuture crate: the callee builds the future in the value that it returns, and the caller moves all of it.
#[repr(C)]
pub struct StackFuture {
    bytes: Scratch,
    poll: unsafe fn(*mut u8, &mut Context<'_>) -> Poll<Item>,
    drop: unsafe fn(*mut u8),
}
unsafe fn stack_poll<F: Future<Output = Item>>(bytes: *mut u8, cx: &mut Context<'_>) -> Poll<Item> {
    Pin::new_unchecked(&mut *(bytes as *mut F)).poll(cx)
}
unsafe fn stack_drop<F>(bytes: *mut u8) { drop_in_place(bytes as *mut F) }
impl Future for StackFuture {
    type Output = Item;
    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Item> {
        unsafe {
            let this = self.get_unchecked_mut();
            (this.poll)(addr_of_mut!(this.bytes) as *mut u8, cx)
        }
    }
}
impl Drop for StackFuture {
    #[inline]
    fn drop(&mut self) { unsafe { (self.drop)(addr_of_mut!(self.bytes) as *mut u8) } }
}
impl<T, F, S> MovedNext for Plain<T, S> where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    fn next(&mut self) -> StackFuture {
        if size_of::<F>() > size_of::<Scratch>() || align_of::<F>() > MAX_ALIGN {
            abort();
        }
        let mut made = MaybeUninit::<StackFuture>::uninit();
        let at = made.as_mut_ptr();
        unsafe {
            (addr_of_mut!((*at).bytes) as *mut F).write((self.start)(&mut self.it));
            addr_of_mut!((*at).poll).write(stack_poll::<F>);
            addr_of_mut!((*at).drop).write(stack_drop::<F>);
            made.assume_init()
        }
    }
}

/// The size in the vtable: one by hand, since a trait object's layout is the iterator's and not its future's.
pub struct SizedVtable { pub future: Layout, pub start_at: unsafe fn(it: *mut u8, place: *mut u8) -> *mut DynFuture }
#[derive(Clone, Copy)]
pub struct SizedIterator { pub it: *mut u8, pub vtable: &'static SizedVtable }
unsafe fn range_start_at(it: *mut u8, place: *mut u8) -> *mut DynFuture { place_future(range_next, it as *mut Range, place) }
unsafe fn ticker_start_at(it: *mut u8, place: *mut u8) -> *mut DynFuture { place_future(ticker_next, it as *mut Ticker, place) }
#[inline]
unsafe fn place_future<T, F, S>(start: S, it: *mut T, place: *mut u8) -> *mut DynFuture
where S: Fn(*mut T) -> F, F: Future<Output = Item> + 'static {
    start_at(&start, it, place as *mut F)
}
const fn layout_of<T, F, S: Fn(*mut T) -> F>(_: &S) -> Layout { Layout::new::<F>() }
static RANGE_SIZED: SizedVtable = SizedVtable { future: layout_of(&range_next), start_at: range_start_at };
static TICKER_SIZED: SizedVtable = SizedVtable { future: layout_of(&ticker_next), start_at: ticker_start_at };
#[inline(never)]
pub fn with_sized(wait_every: u64, end: u64, visit: &mut dyn FnMut(SizedIterator)) {
    if wait_every == 0 {
        let mut it = Range::new(end);
        visit(SizedIterator { it: addr_of_mut!(it) as *mut u8, vtable: &RANGE_SIZED });
    } else {
        let mut it = Ticker::new(end, wait_every);
        visit(SizedIterator { it: addr_of_mut!(it) as *mut u8, vtable: &TICKER_SIZED });
    }
}

/// No future: what next() keeps lies in the iterator.
impl PollNext for Range {
    fn poll_next(&mut self, _: &mut Context<'_>) -> Poll<Item> { Poll::Ready(self.advance()) }
}
pub struct PolledTicker { ticker: Ticker, has_waited: bool }
impl PollNext for PolledTicker {
    fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<Item> {
        if !self.has_waited && self.ticker.must_wait() {
            self.has_waited = true;
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        self.has_waited = false;
        Poll::Ready(self.ticker.range.advance())
    }
}
#[inline(never)]
pub fn with_polled(wait_every: u64, end: u64, visit: &mut dyn FnMut(&mut dyn PollNext)) {
    if wait_every == 0 {
        visit(&mut Range::new(end));
    } else {
        visit(&mut PolledTicker { ticker: Ticker::new(end, wait_every), has_waited: false });
    }
}

/// Calls `visit` with an iterator behind dyn that lives as long as the call.
macro_rules! visited {
    ($name:ident, $shape:ident, $adapter:ident) => {
        #[inline(never)]
        pub fn $name(wait_every: u64, end: u64, visit: &mut dyn FnMut(&mut dyn $shape)) {
            if wait_every == 0 {
                visit(&mut $adapter(Range::new(end), range_next));
            } else {
                visit(&mut $adapter(Ticker::new(end, wait_every), ticker_next));
            }
        }
    };
}
visited!(with_boxed, BoxedNext, plain);
visited!(with_caller_cached, CachedNext, plain);
visited!(with_inline, PlacedNext, inline);
visited!(with_callee_cached, PlacedNext, callee_cached);
visited!(with_scratch, ScratchNext, plain);
visited!(with_side, SideNext, plain);
visited!(with_side_tls, PlacedNext, side_tls);
visited!(with_pooled, PooledNext, plain);
visited!(with_moved, MovedNext, plain);
