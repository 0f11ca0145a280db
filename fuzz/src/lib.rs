//! What holds for any bytes. The fuzzer tries it on as many as there is time for, `tests/it/claims.rs`
//! on some at every run of the tests.
//!
//! Each claim has a `check`, which panics where it does not hold. In reading order: [`pieces`] gives
//! out bytes; [`directory`], [`inflate_scan`] with [`inflate_peer`], [`records`], [`import`] and
//! [`link`] are the claims.

pub mod directory;
pub mod import;
pub mod inflate_peer;
pub mod inflate_scan;
pub mod link;
mod nodes;
pub mod pieces;
pub mod records;
