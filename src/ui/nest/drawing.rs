//! Drawings in their places: each is fetched once, and as often as it is needed a copy of it is put into the page.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Element;

use crate::ui::dom::{Node, el};
use crate::ui::live::{Live, effect};
use crate::web::drawing;

/// Where drawings are.
pub const BIRD: &str = "bird/bird.svg";
pub const MEALS: &str = "bird/meals.svg";
/// The styles of what it wears and does, for pages that don't have them.
pub const STYLES: &str = "bird.css";

/// What a drawing's root is to have, following signals.
pub type Attributes = Vec<(&'static str, Live<String>)>;

/// What waits for a drawing that is on its way.
type Waiting = Vec<Box<dyn FnOnce(&Element)>>;

/// A drawing that was asked for.
enum Known {
    Coming(Waiting),
    There(Element),
}

thread_local! {
    static KNOWN: RefCell<Vec<(String, Known)>> = const { RefCell::new(Vec::new()) };
}

/// A place for a drawing, which comes as soon as it is there. It is no picture of its own for screen readers:
/// what is around it says what it is.
///
/// * `path`: another one takes the last one's place.
pub fn drawing(class: &str, path: Live<String>, attributes: Attributes) -> Node {
    let place = el("div").class(class).attr("aria-hidden", "true");
    let element: Element = place.element();
    // How often a drawing came: its attributes are written then.
    let came = RwSignal::new(0_u32);
    effect({
        let element = element.clone();
        move || {
            let wanted = path();
            let (element, asked) = (element.clone(), wanted.clone());
            let _ = element.set_attribute("data-drawing", &wanted);
            with(wanted, move |drawing| {
                // Another one may be wanted by now.
                if element.get_attribute("data-drawing").as_deref() != Some(&asked) {
                    return;
                }
                if let Ok(copy) = drawing.clone_node_with_deep(true) {
                    element.set_text_content(None);
                    let _ = element.append_child(&copy);
                    if let Some(count) = came.try_get_untracked() {
                        came.set(count.wrapping_add(1));
                    }
                }
            });
        }
    });
    for (name, value) in attributes {
        let element = element.clone();
        effect(move || {
            let value = value();
            let is_there = 0 < came.get();
            if let Some(root) = element.first_element_child().filter(|_| is_there) {
                let _ = root.set_attribute(name, &value);
            }
        });
    }
    place
}

/// Calls `then` with a drawing, at once or when it is there; never if it can't be had.
fn with(path: String, then: impl FnOnce(&Element) + 'static) {
    let there =
        KNOWN.with_borrow_mut(
            |known| match known.iter_mut().find(|(other, _)| *other == path) {
                Some((_, Known::There(drawing))) => Some((drawing.clone(), then)),
                Some((_, Known::Coming(waiting))) => {
                    waiting.push(Box::new(then));
                    None
                }
                None => {
                    known.push((path.clone(), Known::Coming(vec![Box::new(then)])));
                    let asked = path.clone();
                    drawing::load(&path, move |drawing| came(&asked, drawing));
                    None
                }
            },
        );
    if let Some((drawing, then)) = there {
        then(&drawing);
    }
}

fn came(path: &str, drawing: Option<Element>) {
    let waiting = KNOWN.with_borrow_mut(|known| {
        let place = known.iter().position(|(other, _)| other == path)?;
        let (path, was) = known.swap_remove(place);
        // One that didn't come is asked for again by whoever wants it next.
        if let Some(drawing) = &drawing {
            known.push((path, Known::There(drawing.clone())));
        }
        match was {
            Known::Coming(waiting) => Some(waiting),
            Known::There(_) => None,
        }
    });
    if let Some(drawing) = drawing {
        waiting
            .into_iter()
            .flatten()
            .for_each(|then| then(&drawing));
    }
}
