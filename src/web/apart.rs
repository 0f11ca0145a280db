//! Pages apart, the bird's and the desk's, which either screen may show: boot.js brings each to the place that a page has
//! for it. What the whole page knows of the person waits on the window for them.

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
    left: &'static str,
    /// The news that something does.
    news: &'static str,
}

pub const NEST: Apart = Apart {
    call: "yodori-bird",
    left: "yodoriLife",
    news: "yodori-life",
};

pub const DESK: Apart = Apart {
    call: "yodori-desk",
    left: "yodoriOpened",
    news: "yodori-opened",
};

/// What is known of the rhythm, for the desk as well.
pub const KNOWN: Apart = Apart {
    left: "yodoriKnown",
    news: "yodori-known",
    ..DESK
};

/// What the desk asks the worker that holds the archive open, and what it is answered: nothing where there is no such
/// worker, or no longer.
pub const ASKED: Apart = Apart {
    left: "yodoriAsked",
    news: "yodori-asked",
    ..DESK
};

pub const ANSWERED: Apart = Apart {
    left: "yodoriAnswered",
    news: "yodori-answered",
    ..DESK
};

/// For which texts that are kept the whole page asks the desk, and what it is answered.
pub const RECALL: Apart = Apart {
    left: "yodoriRecall",
    news: "yodori-recall",
    ..DESK
};

pub const RECALLED: Apart = Apart {
    left: "yodoriRecalled",
    news: "yodori-recalled",
    ..DESK
};

impl Apart {
    /// Asks for it; it comes to its element after the page was built.
    pub fn call(self) {
        tell(self.call);
    }

    /// Leaves what is known of the person.
    pub fn leave(self, bytes: &[u8]) {
        if let Some(window) = web_sys::window() {
            // It can only fail on a window that is frozen.
            let _ = Reflect::set(&window, &self.left.into(), &Uint8Array::from(bytes));
            tell(self.news);
        }
    }

    /// What was left last.
    pub fn left(self) -> Option<Vec<u8>> {
        let window = web_sys::window()?;
        let left = Reflect::get(&window, &self.left.into()).ok()?;
        (!left.is_undefined()).then(|| Uint8Array::new(&left).to_vec())
    }

    /// Leaves a question, and gives what is left next under another name.
    pub async fn ask(self, question: &[u8], answer: Apart) -> Option<Vec<u8>> {
        let mut heard = None;
        let answered = Promise::new(&mut |resolve, _| {
            heard = answer.on_left(move || drop(resolve.call0(&JsValue::NULL)));
        });
        self.leave(question);
        let answered = JsFuture::from(answered).await;
        drop(heard);
        answered.ok().and_then(|_| answer.left())
    }

    /// Calls `then` whenever something is left.
    pub fn on_left(self, mut then: impl FnMut() + 'static) -> Option<Listening> {
        let window = web_sys::window()?;
        Some(Listening::to(&window, self.news, move |_| then()))
    }
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}
