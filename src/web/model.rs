//! The browser's own language model, where it has one. What it says are pieces for `engine::talk::answering`: they
//! are checked there.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, Event, EventTarget, ReadableStream, ReadableStreamDefaultReader};

use super::listen::Listening;
use crate::engine::talk::Trouble;
use crate::engine::talk::answering::Input;
use crate::engine::talk::prompt::Role;

#[wasm_bindgen]
extern "C" {
    /// The class itself.
    type LanguageModel;

    #[wasm_bindgen(method, catch)]
    fn availability(this: &LanguageModel, what: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn create(this: &LanguageModel, what: &Object) -> Result<Promise, JsValue>;

    type Session;

    #[wasm_bindgen(method, catch, js_name = promptStreaming)]
    fn prompt_streaming(
        this: &Session,
        said: &Array,
        how: &Object,
    ) -> Result<ReadableStream, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn destroy(this: &Session) -> Result<(), JsValue>;
}

/// Whether the model can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Not in this browser, on this machine or in this language.
    Unavailable,
    /// After a download, which begins with the first question: ask that from a click.
    Downloadable,
    Available,
}

fn model() -> Option<LanguageModel> {
    let class = Reflect::get(&js_sys::global(), &"LanguageModel".into()).ok()?;
    class.is_function().then(|| class.unchecked_into())
}

/// Sets a field of an object of options; it can't fail on a plain one.
fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// Texts of a language go in and come out.
fn texts(tag: &str) -> Object {
    let expected = Object::new();
    set(&expected, "type", &"text".into());
    set(&expected, "languages", &Array::of1(&tag.into()));
    let expected = Array::of1(&expected);
    let what = Object::new();
    set(&what, "expectedInputs", &expected);
    set(&what, "expectedOutputs", &expected);
    what
}

/// Whether the browser's model can be asked in a language.
pub async fn availability(tag: &str) -> Availability {
    let found = async {
        let promise = model()?.availability(&texts(tag)).ok()?;
        JsFuture::from(promise).await.ok()?.as_string()
    };
    match found.await.as_deref() {
        Some("available") => Availability::Available,
        Some("downloadable" | "downloading") => Availability::Downloadable,
        _ => Availability::Unavailable,
    }
}

/// Lets the browser download its model, before the first question: call it from a click.
///
/// * `told`: is called with the share that has come, from 0 to 1.
/// * Returns what can be done then.
pub async fn download(tag: &str, told: impl Fn(f64) + Clone + 'static) -> Availability {
    let what = texts(tag);
    let listening = Rc::new(RefCell::new(None));
    let kept = Rc::clone(&listening);
    let monitor = Closure::<dyn FnMut(EventTarget)>::new(move |monitor: EventTarget| {
        let told = told.clone();
        let on_progress = move |event: Event| {
            let loaded = Reflect::get(&event, &"loaded".into()).ok();
            told(
                loaded
                    .and_then(|loaded| loaded.as_f64())
                    .unwrap_or_default(),
            );
        };
        *kept.borrow_mut() = Some(Listening::to(&monitor, "downloadprogress", on_progress));
    });
    set(&what, "monitor", monitor.as_ref());
    let made = async {
        let session = JsFuture::from(model()?.create(&what).ok()?).await.ok()?;
        session.unchecked_into::<Session>().destroy().ok()
    };
    let made = made.await;
    drop(listening);
    match made {
        Some(()) => Availability::Available,
        None => availability(tag).await,
    }
}

/// A question to the browser's model. Dropping it ends it: nothing more is heard.
pub struct Asked {
    controller: Option<AbortController>,
    is_dropped: Rc<Cell<bool>>,
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.is_dropped.set(true);
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

/// Asks it.
///
/// * `told`: what it is told, in order; see `Talk::for_device`.
/// * `constraint`: a regular expression for all that it may write.
/// * `heard`: is called with each piece of the answer, and how it ends.
pub fn ask(
    tag: &str,
    told: &[(Role, String)],
    constraint: &str,
    heard: impl Fn(Input) + 'static,
) -> Asked {
    let controller = AbortController::new().ok();
    let is_dropped = Rc::new(Cell::new(false));
    let what = texts(tag);
    let how = Object::new();
    if let Some(controller) = &controller {
        set(&what, "signal", &controller.signal());
        set(&how, "signal", &controller.signal());
    }
    set(
        &how,
        "responseConstraint",
        &js_sys::RegExp::new(constraint, ""),
    );
    let (system, said): (Vec<_>, Vec<_>) = told.iter().partition(|(role, _)| *role == Role::System);
    set(&what, "initialPrompts", &prompts(&system));
    let said = prompts(&said);
    let dropped = Rc::clone(&is_dropped);
    let heard = move |input| {
        if !dropped.get() {
            heard(input);
        }
    };
    spawn_local(async move {
        let end = match answer(&what, &said, &how, &heard).await {
            Some(()) => Input::End,
            None => Input::Failed(Trouble::Unclear),
        };
        heard(end);
    });
    Asked {
        controller,
        is_dropped,
    }
}

fn prompts(told: &[&(Role, String)]) -> Array {
    let prompt = |(role, text): &&(Role, String)| {
        let role = match role {
            Role::System => "system",
            Role::Person => "user",
            Role::Bird => "assistant",
        };
        let prompt = Object::new();
        set(&prompt, "role", &role.into());
        set(&prompt, "content", &text.into());
        prompt
    };
    told.iter().map(prompt).collect()
}

/// Tells an answer piece by piece; `None` if it fails.
async fn answer(what: &Object, said: &Array, how: &Object, heard: &dyn Fn(Input)) -> Option<()> {
    let made = JsFuture::from(model()?.create(what).ok()?).await.ok()?;
    let session: Session = made.unchecked_into();
    let told = tell(&session, said, how, heard).await;
    // It has answered.
    let _ = session.destroy();
    told
}

async fn tell(session: &Session, said: &Array, how: &Object, heard: &dyn Fn(Input)) -> Option<()> {
    let stream = session.prompt_streaming(said, how).ok()?;
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    loop {
        let read = JsFuture::from(reader.read()).await.ok()?;
        let of = |name: &str| Reflect::get(&read, &name.into()).unwrap_or_default();
        if of("done").is_truthy() {
            return Some(());
        }
        heard(Input::Piece(of("value").as_string().unwrap_or_default()));
    }
}
