//! Closures that follow signals, of few types: what takes them is compiled once.

use std::sync::Arc;

use leptos::prelude::*;

/// Something that follows the signals it reads: a text or an attribute.
pub type Live<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// Makes a closure live.
pub fn live<T>(follow: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Arc::new(follow)
}

/// Keeps a world outside the page's state as the signals say, see [`Effect`].
pub fn effect(keep: impl Fn() + 'static) {
    fn run(keep: Box<dyn Fn()>) {
        Effect::new(keep);
    }
    run(Box::new(keep));
}
