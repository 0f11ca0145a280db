//! Few types, few bytes. Leptos compiles a view anew for each type of closure in it, about a kilobyte
//! each time. Closures that go through here all have the same few types: that saves an eighth of the
//! page (23 KB of 212, as brotli).

use std::sync::Arc;

use leptos::prelude::*;

/// Something that follows the signals it reads: a text or an attribute.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// Makes a closure live.
pub fn live<T>(follow: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Arc::new(follow)
}

/// A part of a view that is built anew when the signals it reads change.
pub type Part = Box<dyn FnMut() -> AnyView + Send>;

/// Makes a closure such a part.
pub fn part(build: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(build)
}

/// What happens on an event.
pub type On<E> = Box<dyn FnMut(E)>;

/// Makes a closure answer to an event.
pub fn on<E>(answer: impl FnMut(E) + 'static) -> On<E> {
    Box::new(answer)
}

/// Keeps a world outside the page's state as the signals say, see [`Effect`].
pub fn effect(keep: impl Fn() + 'static) {
    fn run(keep: Box<dyn Fn()>) {
        Effect::new(keep);
    }
    run(Box::new(keep));
}
