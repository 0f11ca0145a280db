//! From the first screen to the whole page: boot.js loads the one when the other asks for it. What was
//! chosen waits on the window in between.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, Worker};

use super::listen::Listening;

/// Where it waits.
const CHOSEN: &str = "yodoriChosen";
/// Where the archive worker waits that has begun to read chosen files.
const WORKER: &str = "yodoriWorker";
/// Where one waits that was started for files to come: assets/boot.js.
const SPARE: &str = "yodoriSpare";
/// Tells boot.js that something was chosen, and asks it for the whole page.
const CHOICE: &str = "yodori-choice";
const LOAD: &str = "yodori-load";
/// Where a file of this page's own waits for the desk, and the news that it does.
const FILE: &str = "yodoriOwnFile";
const FILE_NEWS: &str = "yodori-own-file";

/// What was chosen.
#[derive(Default)]
pub enum Chosen {
    #[default]
    Nothing,
    /// Files, each with its path.
    Files(Vec<(String, File)>),
    /// Too many files to be looked at.
    TooMuch,
    /// A sample, by its handle.
    Sample(String),
    /// What was kept, or came out of a file of this page's own: what is opened, as bytes.
    Saved(Vec<u8>),
}

/// Leaves what was chosen for the whole page.
pub fn leave(chosen: Chosen) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let waiting: JsValue = match chosen {
        Chosen::Nothing => JsValue::UNDEFINED,
        Chosen::TooMuch => JsValue::TRUE,
        Chosen::Sample(handle) => handle.into(),
        Chosen::Saved(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        Chosen::Files(files) => {
            let pair = |(path, file): (String, File)| Array::of2(&path.into(), &file);
            files.into_iter().map(pair).collect::<Array>().into()
        }
    };
    // A worker that was left with an earlier choice reads what nobody will ask for.
    end_worker();
    // It can only fail on a window that is frozen.
    let _ = Reflect::set(&window, &CHOSEN.into(), &waiting);
    tell(CHOICE);
}

/// Asks for the whole page.
pub fn load() {
    tell(LOAD);
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
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
    if waiting == JsValue::TRUE {
        return Chosen::TooMuch;
    }
    if let Some(bytes) = waiting.dyn_ref::<Uint8Array>() {
        return Chosen::Saved(bytes.to_vec());
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

/// Leaves a worker that reads the files just given, and a list of its messages that grows until it is
/// taken.
pub fn give_worker(worker: Worker, said: &Array) {
    if let Some(window) = web_sys::window() {
        let _ = Reflect::set(&window, &WORKER.into(), &Array::of2(&worker, said));
    }
}

/// Takes the worker that was left, and what it has said so far.
pub fn take_worker() -> Option<(Worker, Array)> {
    take_left(WORKER)
}

/// Takes the worker that assets/boot.js has started for files that may be chosen, and what it says.
pub fn take_spare() -> Option<(Worker, Array)> {
    take_left(SPARE)
}

fn take_left(name: &str) -> Option<(Worker, Array)> {
    let window = web_sys::window()?;
    let left = Reflect::get(&window, &name.into()).ok()?;
    let left: Array = left.dyn_into().ok()?;
    let _ = Reflect::set(&window, &name.into(), &JsValue::UNDEFINED);
    Some((left.get(0).dyn_into().ok()?, left.get(1).dyn_into().ok()?))
}

/// Ends the worker that was left: one that has failed still holds its memory.
pub fn end_worker() {
    if let Some((worker, _)) = take_worker() {
        worker.terminate();
    }
}

/// Calls `then` whenever the whole page is asked for: what was chosen may be for one that is there already.
pub fn on_load(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*web_sys::window()?, LOAD, move |_| then()))
}

/// Leaves a file of this page's own for the desk, which reads it.
pub fn give_file(file: &File) {
    if let Some(window) = web_sys::window() {
        let _ = Reflect::set(&window, &FILE.into(), file);
        tell(FILE_NEWS);
    }
}

/// Takes the file that was left.
pub fn take_file() -> Option<File> {
    let window = web_sys::window()?;
    let left = Reflect::get(&window, &FILE.into()).ok()?;
    let _ = Reflect::set(&window, &FILE.into(), &JsValue::UNDEFINED);
    left.dyn_into().ok()
}

/// Calls `then` whenever such a file is left.
pub fn on_file(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*web_sys::window()?, FILE_NEWS, move |_| {
        then()
    }))
}
