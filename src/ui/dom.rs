//! The page's elements, one type for all of them. Leptos compiles a view anew for each shape of it, with all
//! that builds, changes and mounts it; here a call makes the element itself.
//!
//! What follows signals and what listens ends with the reactive owner that it was made under: with the
//! [`part`] that it stands in, or with the page.

use std::any::Any;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement};

use super::live::Live;
use crate::engine::text::Text;
use crate::ui::state::settings::settings;
use crate::web::listen::Listening;

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod view;

pub use view::{Mounted, mount};

/// What can be written: `String` or `&'static str`.
pub trait Words: AsRef<str> + PartialEq + 'static {}
impl<T: AsRef<str> + PartialEq + 'static> Words for T {}

/// A piece of the page: an element, or some of them beside each other that were not put anywhere yet.
pub struct Node(web_sys::Node);

/// An element by the name of its tag.
pub fn el(tag: &str) -> Node {
    made(document().create_element(tag))
}

/// The same of a drawing.
pub fn svg(tag: &str) -> Node {
    made(document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag))
}

fn made(element: Result<Element, JsValue>) -> Node {
    match element {
        Ok(element) => Node(element.into()),
        // Not `expect`: it would bring all that can show an error.
        Err(_) => unreachable!("tags are written here, and rightly"),
    }
}

/// Something to press.
pub fn button(class: &str, mut press: impl FnMut() + 'static) -> Node {
    let button = el("button").class(class).attr("type", "button");
    button.on("click", move |_| press())
}

/// Nothing to be seen.
pub fn nothing() -> Node {
    Node(document().create_comment("").into())
}

/// Pieces beside each other, without an element around them.
pub fn beside(pieces: impl IntoIterator<Item = Node>) -> Node {
    let some = Node(document().create_document_fragment().into());
    // So that there is always a first one.
    some.child(nothing()).children(pieces)
}

/// A piece, or nothing.
pub fn perhaps(piece: Option<Node>) -> Node {
    piece.unwrap_or_else(nothing)
}

/// A piece that is built anew when the signals that it reads change. What the last one began ends then.
pub fn part(build: impl FnMut() -> Node + 'static) -> Node {
    fn built(mut build: Box<dyn FnMut() -> Node>) -> Node {
        // What is between these two is replaced.
        let (start, end) = (nothing().0, nothing().0);
        let whole = beside([Node(start.clone()), Node(end.clone())]);
        keep(RenderEffect::new(move |_: Option<()>| {
            let new = build();
            let Some(parent) = end.parent_node() else {
                return;
            };
            while let Some(old) = start.next_sibling().filter(|node| *node != end) {
                let _ = parent.remove_child(&old);
            }
            let _ = parent.insert_before(&new.0, Some(&end));
        }));
        whole
    }
    built(Box::new(build))
}

impl Node {
    pub fn class(self, name: &str) -> Node {
        self.attr("class", name)
    }

    pub fn id(self, id: &str) -> Node {
        self.attr("id", id)
    }

    /// What tests find it by.
    pub fn testid(self, name: &str) -> Node {
        self.attr("data-testid", name)
    }

    pub fn attr(self, name: &str, value: &str) -> Node {
        // It only fails for what is no name.
        let _ = self.element::<Element>().set_attribute(name, value);
        self
    }

    /// An attribute that follows signals.
    pub fn live<T: Words>(self, name: &'static str, value: Live<T>) -> Node {
        let element: Element = self.element();
        follow(value, move |value| {
            let _ = element.set_attribute(name, value.as_ref());
        });
        self
    }

    /// An attribute that is there or not, as signals say, such as `hidden`.
    pub fn flag(self, name: &'static str, is_there: Live<bool>) -> Node {
        self.flag_as(name, "", is_there)
    }

    /// An attribute that has this value or is not there, as signals say.
    pub fn flag_as(self, name: &'static str, value: &'static str, is_there: Live<bool>) -> Node {
        let element: Element = self.element();
        follow(is_there, move |is_there| {
            let _ = match is_there {
                true => element.set_attribute(name, value),
                false => element.remove_attribute(name),
            };
        });
        self
    }

    /// A property of the styles that follows signals.
    pub fn style(self, name: &'static str, value: Live<String>) -> Node {
        let element: HtmlElement = self.element();
        follow(value, move |value| {
            let _ = element.style().set_property(name, value);
        });
        self
    }

    /// What is chosen or typed, following signals. After the options, and after what the value may be.
    pub fn value(self, value: Live<String>) -> Node {
        let element = self.0.clone();
        follow(value, move |value| set(&element, "value", value.into()));
        self
    }

    /// Whether it is ticked, following signals.
    pub fn checked(self, is_checked: Live<bool>) -> Node {
        let element = self.0.clone();
        follow(is_checked, move |is| set(&element, "checked", (*is).into()));
        self
    }

    /// Words inside of it that never change.
    pub fn text(self, words: &str) -> Node {
        self.child(Node(document().create_text_node(words).into()))
    }

    /// Words inside of it that follow signals.
    pub fn words<T: Words>(self, words: Live<T>) -> Node {
        let text = document().create_text_node("");
        let inside = self.child(Node(text.clone().into()));
        follow(words, move |words| text.set_data(words.as_ref()));
        inside
    }

    /// A sentence inside of it that follows the language.
    pub fn say(self, text: Text) -> Node {
        self.words(settings().words(text))
    }

    pub fn child(self, piece: Node) -> Node {
        let _ = self.0.append_child(&piece.0);
        self
    }

    pub fn children(self, pieces: impl IntoIterator<Item = Node>) -> Node {
        pieces.into_iter().fold(self, Node::child)
    }

    /// What happens on an event, under the owner that the element was made under.
    pub fn on(self, kind: &'static str, then: impl FnMut(Event) + 'static) -> Node {
        fn listens(node: &web_sys::Node, kind: &'static str, mut then: Box<dyn FnMut(Event)>) {
            let owner = Owner::current().map(|owner| owner.downgrade());
            let answer = move |event| {
                if let Some(owner) = owner.as_ref().and_then(|owner| owner.upgrade()) {
                    owner.with(|| then(event));
                }
            };
            keep(Listening::to(node, kind, answer));
        }
        listens(&self.0, kind, Box::new(then));
        self
    }

    /// The element itself, as what its tag makes of it.
    pub fn element<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }
}

/// Writes what signals say, at once and whenever that changes.
fn follow<T: PartialEq + 'static>(read: Live<T>, write: impl Fn(&T) + 'static) {
    fn followed<T: PartialEq + 'static>(read: Live<T>, write: Box<dyn Fn(&T)>) {
        let mut last = None;
        keep(RenderEffect::new(move |_: Option<()>| {
            let now = read();
            // Screen readers tell what is written, be it the same or not.
            if last.as_ref() != Some(&now) {
                write(&now);
                last = Some(now);
            }
        }));
    }
    followed(read, Box::new(write));
}

fn set(element: &web_sys::Node, property: &str, value: JsValue) {
    let _ = js_sys::Reflect::set(element, &property.into(), &value);
}

/// Keeps something until the owner ends.
pub fn keep(what: impl Any) {
    fn kept(what: Box<dyn Any>) {
        StoredValue::new_local(what);
    }
    kept(Box::new(what));
}
