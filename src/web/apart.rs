//! Pages apart, the bird's and the desk's, which either screen may show: boot.js brings each to the place that a page has
//! for it. What the whole page knows of the person waits on the window for them.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use super::listen::Listening;

/// A page apart.
#[derive(Clone, Copy, Debug)]
pub struct Apart {
    /// What asks boot.js for it.
    call: &'static str,
    /// Where what is left for it waits.
    waits: Channel,
}

/// A place on the window where something is left for whoever listens.
#[derive(Clone, Copy, Debug)]
pub struct Channel {
    left: &'static str,
    /// The news that something does wait there.
    news: &'static str,
}

pub const NEST: Apart = Apart {
    call: "yodori-bird",
    waits: Channel {
        left: "yodoriLife",
        news: "yodori-life",
    },
};

pub const DESK: Apart = Apart {
    call: "yodori-desk",
    waits: Channel {
        left: "yodoriOpened",
        news: "yodori-opened",
    },
};

/// What is known of the rhythm, for the desk as well.
pub const KNOWN: Apart = Apart {
    waits: Channel {
        left: "yodoriKnown",
        news: "yodori-known",
    },
    ..DESK
};

/// What the desk asks the worker that holds the archive open, and what it is answered: nothing where there is no such
/// worker, or no longer.
pub const ASKED: Channel = Channel {
    left: "yodoriAsked",
    news: "yodori-asked",
};

pub const ANSWERED: Channel = Channel {
    left: "yodoriAnswered",
    news: "yodori-answered",
};

/// For which texts that are kept the whole page asks the desk, and what it is answered.
pub const RECALL: Channel = Channel {
    left: "yodoriRecall",
    news: "yodori-recall",
};

pub const RECALLED: Channel = Channel {
    left: "yodoriRecalled",
    news: "yodori-recalled",
};

impl Apart {
    /// Asks for it; it comes to its element after the page was built.
    pub fn call(self) {
        tell(self.call);
    }

    /// Leaves what is known of the person.
    pub fn leave(self, bytes: &[u8]) {
        self.waits.leave(bytes);
    }

    /// What was left last.
    pub fn left(self) -> Option<Vec<u8>> {
        self.waits.left()
    }

    /// Calls `then` whenever something is left.
    pub fn on_left(self, then: impl FnMut() + 'static) -> Option<Listening> {
        self.waits.on_left(then)
    }
}

impl Channel {
    pub fn leave(self, bytes: &[u8]) {
        if let Some(window) = web_sys::window() {
            // It can only fail on a window that is frozen.
            let _ = Reflect::set(&window, &self.left.into(), &Uint8Array::from(bytes));
            tell(self.news);
        }
    }

    /// Takes what was left last: nobody finds it there any more.
    pub fn take(self) -> Option<Vec<u8>> {
        let left = self.left();
        let window = web_sys::window()?;
        let _ = Reflect::delete_property(&window, &self.left.into());
        left
    }

    /// Leaves a question, and gives the first answer to it that is left under another name.
    ///
    /// * `answer`: what it is, of what was left; `None` if that answers something else.
    pub async fn ask<T: 'static>(
        self,
        question: &[u8],
        answers: Channel,
        answer: impl Fn(Vec<u8>) -> Option<T> + 'static,
    ) -> Option<T> {
        let (found, answer) = (Rc::new(Cell::new(None)), Rc::new(answer));
        let mut heard = None;
        let answered = Promise::new(&mut |resolve, _| {
            let (found, answer) = (Rc::clone(&found), Rc::clone(&answer));
            heard = answers.on_left(move || {
                if let Some(new) = answers.take().and_then(|left| answer(left)) {
                    found.set(Some(new));
                    let _ = resolve.call0(&JsValue::NULL);
                }
            });
        });
        self.leave(question);
        let answered = JsFuture::from(answered).await;
        drop(heard);
        answered.ok().and_then(|_| found.take())
    }

    /// Calls `then` whenever something is left.
    pub fn on_left(self, mut then: impl FnMut() + 'static) -> Option<Listening> {
        let window = web_sys::window()?;
        Some(Listening::to(&window, self.news, move |_| then()))
    }

    fn left(self) -> Option<Vec<u8>> {
        let window = web_sys::window()?;
        let left = Reflect::get(&window, &self.left.into()).ok()?;
        (!left.is_undefined()).then(|| Uint8Array::new(&left).to_vec())
    }
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}
