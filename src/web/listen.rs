//! Listening to events for as long as a value lives.

use wasm_bindgen::prelude::*;
use web_sys::{
    Element, Event, EventTarget, IntersectionObserver, IntersectionObserverInit, ResizeObserver,
};

/// A listener on an event target. Dropping it takes the listener away.
pub struct Listening {
    target: EventTarget,
    kind: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listening {
    /// Calls `then` with each event of this kind, such as `"hashchange"`.
    pub fn to(
        target: &EventTarget,
        kind: &'static str,
        then: impl FnMut(Event) + 'static,
    ) -> Listening {
        let closure = Closure::<dyn FnMut(Event)>::new(then);
        // It can only fail for a callback that is no function.
        let _ = target.add_event_listener_with_callback(kind, closure.as_ref().unchecked_ref());
        Listening {
            target: target.clone(),
            kind,
            closure,
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(self.kind, callback);
    }
}

/// Watches how large an element is. Dropping it ends that.
pub struct Measuring {
    observer: ResizeObserver,
    _closure: Closure<dyn FnMut()>,
}

impl Measuring {
    /// Calls `then` with the element's inner width in CSS pixels: soon, and whenever it changes.
    ///
    /// # Errors
    /// The browser has no ResizeObserver.
    pub fn width(
        element: &Element,
        mut then: impl FnMut(f64) + 'static,
    ) -> Result<Measuring, JsValue> {
        let measured = element.clone();
        let closure = Closure::<dyn FnMut()>::new(move || then(f64::from(measured.client_width())));
        let observer = ResizeObserver::new(closure.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(Measuring {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for Measuring {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Watches whether an element comes near what is seen. Dropping it ends that.
pub struct Nearing {
    observer: IntersectionObserver,
    _closure: Closure<dyn FnMut(js_sys::Array)>,
}

impl Nearing {
    /// Calls `then` with whether the element is less than half a window away: soon, and whenever that changes.
    ///
    /// # Errors
    /// The browser has no IntersectionObserver.
    pub fn to(element: &Element, mut then: impl FnMut(bool) + 'static) -> Result<Nearing, JsValue> {
        let closure = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let is_near = |entry: JsValue| {
                js_sys::Reflect::get(&entry, &"isIntersecting".into())
                    .is_ok_and(|is| is.is_truthy())
            };
            // The last one is as it is now.
            then(entries.iter().last().is_some_and(is_near));
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin("50%");
        let callback = closure.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(callback, &options)?;
        observer.observe(element);
        Ok(Nearing {
            observer,
            _closure: closure,
        })
    }
}

impl Drop for Nearing {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
