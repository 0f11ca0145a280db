//! Google's Gemini with the person's own key: what is asked and at which address, and which of the models to take.
//! What is answered is read in [`answer`]. Nothing here sends.

pub mod answer;

use core::fmt;

use crate::engine::json::{self, Value};
use crate::engine::policy::GEMINI;

/// The only place that the key is sent to.
pub const HOST: &str = GEMINI;
/// The header that carries the key.
pub const KEY_HEADER: &str = "x-goog-api-key";
/// All models in one answer.
pub const MODELS_PATH: &str = "/v1beta/models?pageSize=1000";

/// Keys have some forty characters.
const MOST_KEY_CHARS: usize = 255;
const MOST_MODEL_CHARS: usize = 100;

/// A key to Gemini. It doesn't show itself in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// As it was pasted, blanks around it or not. `None` for what can't be one: a header could not carry it.
    pub fn new(pasted: &str) -> Option<Key> {
        let key = pasted.trim();
        let is_plain = key.bytes().all(|byte| byte.is_ascii_graphic());
        (is_plain && (1..=MOST_KEY_CHARS).contains(&key.len())).then(|| Key(key.to_owned()))
    }

    /// For the worker's requests, and for whoever was asked to keep it until the tab is closed.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("Key(…)")
    }
}

/// The name of a model, which can stand in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model(String);

impl Model {
    /// As it was listed or typed, with `models/` before it or not.
    pub fn new(name: &str) -> Option<Model> {
        let name = name.trim();
        let name = name.strip_prefix("models/").unwrap_or(name);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        let is_name = name.bytes().all(is_plain) && name.bytes().any(|byte| byte != b'.');
        (is_name && name.len() <= MOST_MODEL_CHARS).then(|| Model(name.to_owned()))
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    /// Where it is asked for an answer that comes in pieces.
    pub fn path(&self) -> String {
        ["/v1beta/models/", &self.0, ":streamGenerateContent?alt=sse"].concat()
    }
}

/// The models that can talk, in the order in which they are listed; `None` if that is no list of models.
pub fn models(body: &[u8]) -> Option<Vec<Model>> {
    let said = json::read(body)?;
    let Value::List(listed) = said.get("models") else {
        return None;
    };
    let talks = |model: &&Value| {
        let can = model.list("supportedGenerationMethods");
        can.iter()
            .any(|can| can.as_text() == Some("generateContent"))
    };
    let names = listed.iter().filter(talks).map(|model| model.text("name"));
    Some(names.filter_map(Model::new).collect())
}

/// The one to begin with: the newest plain flash, else the newest light one, else one that is called so at all.
pub fn newest(models: &[Model]) -> Option<&Model> {
    models
        .iter()
        .filter_map(|model| Some((rank(model)?, model)))
        .fold(
            None,
            |best: Option<((u32, [u32; 2]), &Model)>, (rank, model)| match best {
                Some((other, _)) if rank <= other => best,
                _ => Some((rank, model)),
            },
        )
        .map(|(_, model)| model)
}

/// How plain a flash model is, and its version; `None` for other kinds.
fn rank(model: &Model) -> Option<(u32, [u32; 2])> {
    let rest = model.name().strip_prefix("gemini-")?;
    let (version, kind) = rest.split_once('-')?;
    let (major, minor) = version.split_once('.').unwrap_or((version, "0"));
    // `gemini-flash-latest` has its version nowhere.
    let Some(version) = major.parse().ok().zip(minor.parse().ok()) else {
        return (version == "flash" && kind == "latest").then_some((1, [0, 0]));
    };
    let plain = match kind {
        "flash" => 4,
        "flash-lite" => 3,
        // Neither pictures nor sound.
        _ if kind.starts_with("flash-preview") => 2,
        _ => return None,
    };
    Some((plain, [version.0, version.1]))
}
