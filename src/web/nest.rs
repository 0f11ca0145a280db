//! Where the bird's page lives: boot.js brings it to the place that a page has for it. What the whole page knows
//! of the person waits on the window for it.

use js_sys::{Reflect, Uint8Array};
use web_sys::Event;

use super::listen::Listening;

/// Asks boot.js for the bird.
const CALL: &str = "yodori-bird";
/// Where it waits, and the news that it does.
const LIFE: &str = "yodoriLife";
const NEWS: &str = "yodori-life";

/// Asks for the bird, which comes to the element that is called so: after the page was built.
pub fn call() {
    tell(CALL);
}

/// Leaves what is known of the person.
pub fn leave(life: &[u8]) {
    if let Some(window) = web_sys::window() {
        // It can only fail on a window that is frozen.
        let _ = Reflect::set(&window, &LIFE.into(), &Uint8Array::from(life));
        tell(NEWS);
    }
}

/// What was left last.
pub fn left() -> Option<Vec<u8>> {
    let window = web_sys::window()?;
    let left = Reflect::get(&window, &LIFE.into()).ok()?;
    (!left.is_undefined()).then(|| Uint8Array::new(&left).to_vec())
}

/// Calls `then` whenever something is left.
pub fn on_left(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*web_sys::window()?, NEWS, move |_| then()))
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}
