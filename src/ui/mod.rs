//! Shows. [`state`] holds what can change, [`pages`] are what the address leads to, [`parts`] what
//! pages are made of.

mod app;
mod pages;
mod parts;
mod state;

pub use app::start;
