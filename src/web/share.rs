//! Hands pictures to other apps: through the device's own dialog, or by the clipboard.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Blob;

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The person thought better of it.
    Cancelled,
    Refused,
}

/// Whether the device has a dialog that takes pictures.
pub fn takes_pictures() -> bool {
    let try_it = || -> Result<bool, JsValue> {
        let probe = file(&Array::new().into(), "a.png", "image/png")?;
        let can_share = method(&navigator()?, "canShare")?;
        let answer = can_share.call1(&navigator()?, sharing(&probe)?.as_ref())?;
        Ok(answer.is_truthy())
    };
    try_it().unwrap_or(false)
}

/// Hands a picture and a text to whatever the person chooses.
pub async fn share(picture: &Blob, name: &str, text: &str) -> Outcome {
    let handed = || -> Result<Promise, JsValue> {
        let file = file(&Array::of1(picture).into(), name, &picture.type_())?;
        let what = sharing(&file)?;
        Reflect::set(&what, &"text".into(), &text.into())?;
        let share = method(&navigator()?, "share")?;
        share.call1(&navigator()?, &what)?.dyn_into()
    };
    outcome(handed()).await
}

/// Whether the browser's clipboard takes pictures.
pub fn copies_pictures() -> bool {
    let try_it = || -> Result<(), JsValue> {
        item_class()?;
        method(&clipboard()?, "write").map(drop)
    };
    try_it().is_ok()
}

/// Copies a PNG that is still being made: some browsers only take it while the person's press is fresh.
pub async fn copy(picture: impl Future<Output = Result<Blob, JsValue>> + 'static) -> Outcome {
    let copied = || -> Result<Promise, JsValue> {
        let picture = future_to_promise(async move { picture.await.map(JsValue::from) });
        let kinds = Object::new();
        Reflect::set(&kinds, &"image/png".into(), &picture)?;
        let item = Reflect::construct(&item_class()?, &Array::of1(&kinds))?;
        let write = method(&clipboard()?, "write")?;
        write.call1(&clipboard()?, &Array::of1(&item))?.dyn_into()
    };
    outcome(copied()).await
}

async fn outcome(promise: Result<Promise, JsValue>) -> Outcome {
    let answer = match promise {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    };
    let name = |error: &JsValue| Reflect::get(error, &"name".into()).ok()?.as_string();
    match answer {
        Ok(_) => Outcome::Done,
        Err(error) if name(&error).as_deref() == Some("AbortError") => Outcome::Cancelled,
        Err(_) => Outcome::Refused,
    }
}

fn navigator() -> Result<JsValue, JsValue> {
    Ok(web_sys::window().ok_or("no window")?.navigator().into())
}

fn clipboard() -> Result<JsValue, JsValue> {
    Reflect::get(&navigator()?, &"clipboard".into())
}

fn item_class() -> Result<Function, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    Reflect::get(&window, &"ClipboardItem".into())?.dyn_into()
}

fn method(object: &JsValue, name: &str) -> Result<Function, JsValue> {
    Reflect::get(object, &name.into())?.dyn_into()
}

/// What the dialog is asked to take.
fn sharing(file: &JsValue) -> Result<Object, JsValue> {
    let what = Object::new();
    Reflect::set(&what, &"files".into(), &Array::of1(file))?;
    Ok(what)
}

fn file(parts: &JsValue, name: &str, mime: &str) -> Result<JsValue, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let class: Function = Reflect::get(&window, &"File".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &mime.into())?;
    Reflect::construct(&class, &Array::of3(parts, &name.into(), &options))
}
