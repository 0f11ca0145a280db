//! Where what a person chose goes. The first screen hands it to the whole page, which it has loaded
//! for that; the whole page opens it.

use std::cell::Cell;

use leptos::prelude::*;
use web_sys::File;

use crate::engine::opened::Opened;
use crate::engine::sample::Sample;
use crate::ui::pages::{Desk, Page};
use crate::web::{handover, page};

/// What a person chose.
pub enum Chosen {
    /// Files, each with its path.
    Files(Vec<(String, File)>),
    /// Folders with so many files that they were not walked through to the end.
    TooMuch,
    Sample(Sample),
    /// What was kept, or came out of a file of this page's own.
    Saved(Box<Opened>),
}

/// Where choices come together.
#[derive(Clone, Copy)]
pub struct Opening(StoredValue<Inner, LocalStorage>);

struct Inner {
    /// What to do with a choice.
    open: Box<dyn Fn(Chosen)>,
    /// The number of the last one.
    last: Cell<u32>,
}

impl Opening {
    pub fn new(open: impl Fn(Chosen) + 'static) -> Opening {
        Opening(StoredValue::new_local(Inner {
            open: Box::new(open),
            last: Cell::new(0),
        }))
    }

    pub fn open(self, chosen: Chosen) {
        self.open_last(self.begin(), chosen);
    }

    /// Begins a choice, whose files may be found later, or calls off all that were begun: of those
    /// none will be opened. Returns the choice's number.
    pub fn begin(self) -> u32 {
        let number = self.0.try_with_value(|Inner { last, .. }| {
            last.set(last.get().wrapping_add(1));
            last.get()
        });
        number.unwrap_or_default()
    }

    /// Opens what was chosen unless another choice has begun since. Nothing happens where the screen
    /// that was chosen on has gone: reading dropped folders takes a while, and the whole page may
    /// arrive meanwhile.
    pub fn open_last(self, number: u32, chosen: Chosen) {
        self.0.try_with_value(|Inner { open, last }| {
            if last.get() == number && !give_to_desk(&chosen) {
                open(chosen);
            }
        });
    }
}

/// No archive is one file of JSON: the desk reads those of this page's own, and tells what others are.
fn give_to_desk(chosen: &Chosen) -> bool {
    let Chosen::Files(files) = chosen else {
        return false;
    };
    let own = match files.as_slice() {
        [(path, file)] if path.ends_with(".json") => file,
        _ => return false,
    };
    handover::give_file(own);
    page::go(Page::Desk(Desk::Device).hash());
    true
}

/// The opening, from anywhere below the app.
pub fn opening() -> Opening {
    expect_context()
}
