//! Where what a person chose goes. The first screen hands it to the whole page, which it has loaded
//! for that; the whole page opens it.

use leptos::prelude::*;
use web_sys::File;

use crate::engine::sample::Sample;

/// What a person chose.
pub enum Chosen {
    /// Files, each with its path.
    Files(Vec<(String, File)>),
    /// Folders with so many files that they were not walked through to the end.
    TooMuch,
    Sample(Sample),
}

/// What to do with it.
#[derive(Clone, Copy)]
pub struct Opening(StoredValue<Box<dyn Fn(Chosen)>, LocalStorage>);

impl Opening {
    pub fn new(open: impl Fn(Chosen) + 'static) -> Opening {
        Opening(StoredValue::new_local(Box::new(open)))
    }

    /// Nothing happens where the screen that was chosen on has gone: reading dropped folders takes a
    /// while, and the whole page may arrive meanwhile.
    pub fn open(self, chosen: Chosen) {
        self.0.try_with_value(|open| open(chosen));
    }
}

/// The opening, from anywhere below the app.
pub fn opening() -> Opening {
    expect_context()
}
