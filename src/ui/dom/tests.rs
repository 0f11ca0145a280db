//! What is made ends with its owner, and stands where it was put.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

use super::*;
use crate::ui::live::live;

wasm_bindgen_test_configure!(run_in_browser);

/// How often something happened.
#[derive(Clone, Default)]
struct Count(Arc<AtomicUsize>);

impl Count {
    fn more(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn get(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// Makes something under an owner of its own, in the page.
fn made_in_page(make: impl FnOnce() -> Node) -> (Owner, HtmlElement) {
    // Effects need what mounting begins.
    drop(mount(el("div").element(), nothing));
    let owner = Owner::new();
    let stage: HtmlElement = owner.with(|| el("div").child(make()).element());
    let body = document().body().expect("a body");
    body.append_child(&stage).expect("a place");
    (owner, stage)
}

#[wasm_bindgen_test]
fn words_are_never_markup_and_pieces_keep_their_order() {
    let (_owner, stage) = made_in_page(|| {
        beside([
            el("p").text("<b>a</b>"),
            nothing(),
            beside([el("i").text("b"), el("u").text("c")]),
            perhaps(None),
        ])
    });
    assert_eq!(stage.text_content().as_deref(), Some("<b>a</b>bc"));
    assert_eq!(stage.query_selector("b").expect("no error"), None);
}

#[wasm_bindgen_test]
async fn a_part_is_replaced_and_what_it_began_ends() {
    let (which, inner) = (RwSignal::new(1), RwSignal::new(0));
    let (built, followed, ended) = (Count::default(), Count::default(), Count::default());
    let counts = (built.clone(), followed.clone(), ended.clone());
    let (owner, stage) = made_in_page(move || {
        let part = part(move || {
            let (built, followed, ended) = counts.clone();
            built.more();
            on_cleanup(move || ended.more());
            let nth = which.get();
            let words = live(move || {
                followed.more();
                format!("{nth}:{}", inner.get())
            });
            beside([el("i").words(words), el("u").text("!")])
        });
        beside([el("b").text("before "), part, el("b").text(" after")])
    });
    let text = || stage.text_content().unwrap_or_default();
    assert_eq!(text(), "before 1:0! after");
    inner.set(5);
    tick().await;
    assert_eq!(text(), "before 1:5! after");
    which.set(2);
    tick().await;
    assert_eq!(text(), "before 2:5! after");
    assert_eq!((built.get(), ended.get()), (2, 1));
    // One follows, not two.
    let before = followed.get();
    inner.set(6);
    tick().await;
    assert_eq!(followed.get(), before + 1);
    owner.cleanup();
    inner.set(7);
    tick().await;
    assert_eq!((followed.get(), ended.get()), (before + 1, 2));
    assert_eq!(text(), "before 2:6! after");
}

#[wasm_bindgen_test]
async fn a_press_is_heard_until_the_owner_ends() {
    let heard = Count::default();
    let hears = heard.clone();
    let (owner, stage) = made_in_page(move || button("", move || hears.more()));
    let button = stage.query_selector("button").expect("no error");
    let button: HtmlElement = button.expect("a button").unchecked_into();
    button.click();
    button.click();
    assert_eq!(heard.get(), 2);
    owner.cleanup();
    button.click();
    assert_eq!(heard.get(), 2);
}
