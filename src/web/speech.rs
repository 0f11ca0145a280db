//! The browser's own voices, and its hearing.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::listen::Listening;
use crate::engine::talk::{Hearing, HearingTrouble};

/// A voice of the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// What it is known by.
    pub id: String,
    pub name: String,
    /// Its BCP 47 tag.
    pub tag: String,
}

fn synthesis() -> Option<SpeechSynthesis> {
    let window = web_sys::window()?;
    // Some browsers that live in other programs have none.
    let found = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
    found.is_object().then(|| found.unchecked_into())
}

fn all() -> impl Iterator<Item = SpeechSynthesisVoice> {
    let voices = synthesis().map(|synthesis| synthesis.get_voices());
    let voices = voices.unwrap_or_default();
    (0..voices.length()).map(move |nth| voices.get(nth).unchecked_into())
}

/// The voices of a language, such as `ja`. They come late: see [`on_voices`].
pub fn voices(primary: &str) -> Vec<Voice> {
    let voice = |voice: SpeechSynthesisVoice| Voice {
        id: voice.voice_uri(),
        name: voice.name(),
        tag: voice.lang(),
    };
    // Android writes ja_JP.
    let is_of = |voice: &Voice| voice.tag.split(['-', '_']).next() == Some(primary);
    all().map(voice).filter(is_of).collect()
}

/// Calls `then` whenever there are other voices than before.
pub fn on_voices(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*synthesis()?, "voiceschanged", move |_| {
        then()
    }))
}

/// Something that is being said. Dropping it ends it.
pub struct Speaking {
    synthesis: SpeechSynthesis,
    _listening: [Listening; 2],
}

impl Drop for Speaking {
    fn drop(&mut self) {
        self.synthesis.cancel();
    }
}

/// Says something after whatever is being said.
///
/// * `voice`: its id; any voice of the language if it is not there.
/// * `ended`: is called once, when it has been said or can't be.
/// * Returns `None` where the browser can't speak.
pub fn speak(
    text: &str,
    tag: &str,
    voice: &str,
    ended: impl Fn() + Clone + 'static,
) -> Option<Speaking> {
    let synthesis = synthesis()?;
    let utterance = SpeechSynthesisUtterance::new_with_text(text).ok()?;
    utterance.set_lang(tag);
    if let Some(voice) = all().find(|other| other.voice_uri() == voice) {
        utterance.set_voice(Some(&voice));
    }
    let failed = ended.clone();
    let listening = [
        Listening::to(&utterance, "end", move |_| ended()),
        Listening::to(&utterance, "error", move |_| failed()),
    ];
    synthesis.speak(&utterance);
    Some(Speaking {
        synthesis,
        _listening: listening,
    })
}

#[wasm_bindgen]
extern "C" {
    /// The class itself.
    #[wasm_bindgen(extends = Function)]
    type Recognition;

    #[wasm_bindgen(method, catch)]
    fn available(this: &Recognition, what: &Object) -> Result<Promise, JsValue>;

    #[wasm_bindgen(extends = web_sys::EventTarget)]
    type Recognizer;

    #[wasm_bindgen(method, catch)]
    fn start(this: &Recognizer) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn abort(this: &Recognizer) -> Result<(), JsValue>;

    #[wasm_bindgen(method, catch)]
    fn stop(this: &Recognizer) -> Result<(), JsValue>;
}

fn recognition() -> Option<Recognition> {
    let window = web_sys::window()?;
    let names = ["SpeechRecognition", "webkitSpeechRecognition"];
    let mut classes = names
        .iter()
        .filter_map(|name| Reflect::get(&window, &(*name).into()).ok());
    let class = classes.find(JsValue::is_function)?;
    Some(class.unchecked_into())
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// Where the browser would turn speech of this language into text; `None` where it can't at all. Ask this before
/// the first use, and tell the person.
pub async fn hearing(tag: &str) -> Option<Hearing> {
    let class = recognition()?;
    let is_here = async {
        let what = Object::new();
        set(&what, "langs", &Array::of1(&tag.into()));
        set(&what, "processLocally", &true.into());
        let promise = class.available(&what).ok()?;
        JsFuture::from(promise).await.ok()?.as_string()
    };
    Some(match is_here.await.as_deref() {
        Some("available") => Hearing::OnDevice,
        _ => Hearing::Remote,
    })
}

/// What was heard.
pub enum Heard {
    /// What it seems to be so far.
    SoFar(String),
    Whole(String),
    Failed(HearingTrouble),
    /// It listens no more. Comes last.
    Ended,
}

/// It listens. Dropping it ends that, and nothing more is heard.
pub struct Listener {
    recognizer: Recognizer,
    _listening: [Listening; 3],
}

impl Listener {
    /// Whatever was said so far is all.
    pub fn finish(&self) {
        let _ = self.recognizer.stop();
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self.recognizer.abort();
    }
}

/// Listens to one sentence.
///
/// * `hearing`: as the person was told; on the device means that nothing else is tried.
/// * Returns `None` where the browser can't.
pub fn listen(
    tag: &str,
    hearing: Hearing,
    heard: impl Fn(Heard) + Clone + 'static,
) -> Option<Listener> {
    let made = Reflect::construct(&recognition()?.into(), &Array::new()).ok()?;
    set(&made, "lang", &tag.into());
    set(&made, "interimResults", &true.into());
    set(
        &made,
        "processLocally",
        &(hearing == Hearing::OnDevice).into(),
    );
    let recognizer: Recognizer = made.unchecked_into();
    let (failed, ended) = (heard.clone(), heard.clone());
    let listening = [
        Listening::to(&recognizer, "result", move |event| {
            if let Some(result) = result(&event) {
                heard(result);
            }
        }),
        Listening::to(&recognizer, "error", move |event| {
            failed(Heard::Failed(trouble(&event)));
        }),
        Listening::to(&recognizer, "end", move |_| ended(Heard::Ended)),
    ];
    recognizer.start().ok()?;
    Some(Listener {
        recognizer,
        _listening: listening,
    })
}

/// The last result of an event.
fn result(event: &Event) -> Option<Heard> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let results = get(event, "results")?;
    let count = get(&results, "length")?.as_f64()? as u32;
    let last = Reflect::get_u32(&results, count.checked_sub(1)?).ok()?;
    let best = Reflect::get_u32(&last, 0).ok()?;
    let text = get(&best, "transcript")?.as_string()?;
    let is_whole = get(&last, "isFinal")?.is_truthy();
    Some(if is_whole {
        Heard::Whole(text)
    } else {
        Heard::SoFar(text)
    })
}

fn trouble(event: &Event) -> HearingTrouble {
    let error = Reflect::get(event, &"error".into()).ok();
    match error.and_then(|error| error.as_string()).as_deref() {
        Some("not-allowed" | "service-not-allowed") => HearingTrouble::NotAllowed,
        Some("no-speech") => HearingTrouble::NoSpeech,
        Some("audio-capture") => HearingTrouble::NoMicrophone,
        Some("network") => HearingTrouble::Offline,
        Some("language-not-supported") => HearingTrouble::NoLanguage,
        _ => HearingTrouble::Other,
    }
}
