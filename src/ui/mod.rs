//! Shows. [`live`] and [`dom`] keep views small, [`state`] holds what can change, [`parts`] are what [`pages`] are
//! made of. Three wasm files show them: [`first`] the first screen, [`whole`] everything but the bird's page, which
//! is in [`nest`].

mod dom;
mod live;
mod state;

mod pages;
mod parts;

mod first;
mod nest;
mod whole;

pub use first::start_first;
pub use nest::bring_bird;
pub use whole::{prepare_whole, start_whole};
