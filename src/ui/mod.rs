//! Shows. [`live`] and [`dom`] keep views small, [`state`] holds what can change, [`parts`] are what [`pages`] are
//! made of. Four parts of the program show them, brought when they are needed: [`first`] the first screen, [`whole`]
//! everything but the pages apart, the bird's in [`nest`] and those in [`desk`].

mod dom;
mod live;
mod state;

mod pages;
mod parts;

mod desk;
mod first;
mod nest;
mod whole;

pub use desk::bring_desk;
pub use first::start_first;
pub use nest::bring_bird;
pub use whole::{prepare_whole, start_whole};
