//! A [`Node`] as Leptos mounts it.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::{
    html::attribute::any_attribute::AnyAttribute,
    hydration::Cursor,
    no_attrs,
    view::{Mountable, Position, PositionState, Render, RenderHtml},
};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::Node;

/// A node as Leptos' views are: it may be sent, and is never looked at by another thread.
struct Whole(SendWrapper<Node>);

/// The first and last one of the nodes that are mounted. What is between them may change.
pub struct Ends {
    first: web_sys::Node,
    last: web_sys::Node,
}

/// What is in the page until this is dropped.
pub type Mounted = UnmountHandle<Ends>;

/// Puts something into the page, with an owner for all of it.
pub fn mount(parent: HtmlElement, build: fn() -> Node) -> Mounted {
    mount_to(parent, move || Whole(SendWrapper::new(build())))
}

impl Ends {
    /// Puts it all elsewhere.
    fn move_to(&self, parent: &web_sys::Node, before: Option<&web_sys::Node>) {
        let mut next = Some(self.first.clone());
        while let Some(node) = next {
            next = node.next_sibling().filter(|_| node != self.last);
            let _ = parent.insert_before(&node, before);
        }
    }
}

impl Render for Whole {
    type State = Ends;

    fn build(self) -> Ends {
        let node = &self.0.0;
        let is_some = node.node_type() == web_sys::Node::DOCUMENT_FRAGMENT_NODE;
        let ends = node.first_child().zip(node.last_child());
        let (first, last) = ends
            .filter(|_| is_some)
            .unwrap_or_else(|| (node.clone(), node.clone()));
        Ends { first, last }
    }

    fn rebuild(self, state: &mut Ends) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl Mountable for Ends {
    fn unmount(&mut self) {
        self.move_to(&document().create_document_fragment(), None);
    }

    fn mount(&mut self, parent: &Element, before: Option<&web_sys::Node>) {
        self.move_to(parent, before);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.first.parent_node() else {
            return false;
        };
        child.mount(parent.unchecked_ref(), Some(&self.first));
        true
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

no_attrs!(Whole);

/// Nothing is rendered by a server.
impl RenderHtml for Whole {
    type AsyncOutput = Whole;
    type Owned = Whole;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Whole {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Ends {
        self.build()
    }

    fn into_owned(self) -> Whole {
        self
    }
}
