// SPDX-License-Identifier: MIT
//! The crate of the callees (callee.rs), once for items of one word and once for each size of the workload `result`. Compiled
//! without LTO, so that its callers (callers.rs) see only vtables.
#![allow(clippy::missing_safety_doc)]

/// An item of 32-bit words, too many for two registers (bench/iterators/wide.h).
#[derive(Clone, Copy)]
pub struct Words<const N: usize>(pub [u32; N]);

pub mod word {
    pub type Value = u64;
    #[inline]
    fn made(i: u64) -> Value { i }
    include!("callee.rs");
}
macro_rules! wide {
    ($name:ident, $words:literal) => {
        pub mod $name {
            pub type Value = super::Words<$words>;
            #[inline]
            fn made(i: u64) -> Value { super::Words([i as u32; $words]) }
            include!("callee.rs");
        }
    };
}
wide!(bytes_24, 6);
wide!(bytes_100, 25);
