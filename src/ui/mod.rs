//! Shows. [`live`] and [`dom`] keep views small, [`state`] holds what can change, [`parts`] are what [`pages`] are
//! made of. Two wasm files show them: [`first`] the first screen, [`whole`] everything.

mod dom;
mod live;
mod state;

mod pages;
mod parts;

mod first;
mod whole;

pub use first::start_first;
pub use whole::{prepare_whole, start_whole};
