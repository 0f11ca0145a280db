//! From the first screen to the whole page: boot.js loads the one when the other asks for it. What was
//! chosen waits on the window in between.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, Worker};

use super::listen::Listening;

/// Where it waits.
const CHOSEN: &str = "yodoriChosen";
/// Where the archive worker waits that was started for chosen files.
const WORKER: &str = "yodoriWorker";
/// Asks boot.js for the whole page.
const LOAD: &str = "yodori-load";
/// Tells the first screen that the whole page has arrived.
const ARRIVED: &str = "yodori-arrived";

/// What was chosen.
#[derive(Default)]
pub enum Chosen {
    #[default]
    Nothing,
    /// Files, each with its path.
    Files(Vec<(String, File)>),
    /// A sample, by its handle.
    Sample(String),
}

/// Asks for the whole page, and leaves it what was chosen.
pub fn give(chosen: Chosen) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let waiting: JsValue = match chosen {
        Chosen::Nothing => JsValue::UNDEFINED,
        Chosen::Sample(handle) => handle.into(),
        Chosen::Files(files) => {
            let pair = |(path, file): (String, File)| Array::of2(&path.into(), &file);
            files.into_iter().map(pair).collect::<Array>().into()
        }
    };
    // It can only fail on a window that is frozen.
    let _ = Reflect::set(&window, &CHOSEN.into(), &waiting);
    if let Ok(event) = Event::new(LOAD) {
        let _ = window.dispatch_event(&event);
    }
}

/// Takes what was left.
pub fn take() -> Chosen {
    let Some(window) = web_sys::window() else {
        return Chosen::Nothing;
    };
    let waiting = Reflect::get(&window, &CHOSEN.into()).unwrap_or_default();
    let _ = Reflect::set(&window, &CHOSEN.into(), &JsValue::UNDEFINED);
    if let Some(handle) = waiting.as_string() {
        return Chosen::Sample(handle);
    }
    let Ok(pairs) = waiting.dyn_into::<Array>() else {
        return Chosen::Nothing;
    };
    let file = |pair: JsValue| {
        let pair: Array = pair.dyn_into().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1).dyn_into().ok()?))
    };
    Chosen::Files(pairs.iter().filter_map(file).collect())
}

/// Takes the archive worker that boot.js started when files were chosen, and what it has said so far.
pub fn take_worker() -> Option<(Worker, Option<Event>)> {
    let window = web_sys::window()?;
    let worker = Reflect::get(&window, &WORKER.into()).ok()?;
    let worker: Worker = worker.dyn_into().ok()?;
    let _ = Reflect::set(&window, &WORKER.into(), &JsValue::UNDEFINED);
    let said = Reflect::get(&worker, &"said".into()).ok();
    Some((worker, said.and_then(|said| said.dyn_into().ok())))
}

/// Calls `then` when the whole page has arrived.
pub fn on_arrived(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*web_sys::window()?, ARRIVED, move |_| {
        then()
    }))
}
