//! What a model is told. A remote one gets the rules, the figures and the person's own words, and nothing else:
//! there is no argument by which anything else could get in. What it gets is one text, which can be shown before.

use super::Situation;
use super::answering::Who;
use super::figures::{Figures, Slot};
use crate::engine::json::Value;
use crate::engine::text::Language;
use crate::engine::text::talk::prompt as words;

/// So much of what the person wrote is passed on, in characters.
pub const MOST_ASKED_CHARS: usize = 300;
/// So many of the last answers are remembered.
pub const MOST_TURNS: usize = 4;
/// A model that thinks needs room for that.
const MOST_TOKENS: i64 = 2_048;

/// What was said before: the person's words, and the bird's with its figures filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub asked: String,
    pub said: String,
    /// Whose words the bird's were; `None` for a line of its own. What the device's model said may tell of what
    /// stays on the device: it stays there as well.
    pub by: Option<Who>,
}

/// What a model is to answer.
#[derive(Clone, Copy, Debug)]
pub struct Talk<'a> {
    pub language: Language,
    pub figures: &'a Figures,
    pub situation: Situation,
    /// Oldest first.
    pub before: &'a [Turn],
    /// The person's own words.
    pub asked: &'a str,
}

/// What others wrote, for a model that stays on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// What it is: `repository`, `post`.
    pub of: &'static str,
    pub text: String,
}

/// Who says something to a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    System,
    Person,
    Bird,
}

impl Talk<'_> {
    /// Exactly what is sent to Gemini, as a whole: show it before the first use.
    pub fn what_leaves(&self) -> String {
        let part = |text: String| {
            (
                "parts",
                Value::List(vec![Value::of([("text", text.into())])]),
            )
        };
        let contents = self
            .turns(&[None, Some(Who::Gemini)])
            .into_iter()
            .map(|(role, text)| {
                let role = if role == Role::Bird { "model" } else { "user" };
                Value::of([("role", role.into()), part(text)])
            });
        let body = Value::of([
            ("systemInstruction", Value::of([part(self.system())])),
            ("contents", Value::List(contents.collect())),
            (
                "generationConfig",
                Value::of([("maxOutputTokens", MOST_TOKENS.into())]),
            ),
        ]);
        body.written()
    }

    /// What the browser's own model is told, in order. It stays on the device, so what others wrote may be in it:
    /// as data, behind a warning.
    pub fn for_device(&self, quotes: &[Quote]) -> Vec<(Role, String)> {
        let mut system = self.system();
        if !quotes.is_empty() {
            let quote = |quote: &Quote| {
                let text = cleaned(&quote.text);
                Value::of([("of", quote.of.into()), ("text", text.into())])
            };
            system.push_str(words::quoted(self.language));
            system.push_str(&Value::List(quotes.iter().map(quote).collect()).written());
        }
        let mut told = vec![(Role::System, system)];
        told.extend(self.turns(&[None, Some(Who::Gemini), Some(Who::Device)]));
        told
    }

    fn system(&self) -> String {
        let mut slots = String::new();
        for slot in Slot::ALL {
            if self.figures.say(slot, self.language).is_some() {
                let line = [
                    "{",
                    slot.name(),
                    "} = ",
                    words::slot(self.language, slot.name()),
                    "\n",
                ];
                slots.extend(line);
            }
        }
        let mut figures = self.figures.json();
        if let Value::Fields(fields) = &mut figures {
            fields.push(("now".into(), words::situation(self.situation).into()));
        }
        words::system(self.language, &slots, &figures.written())
    }

    /// The last turns with words by these, and what was asked now.
    fn turns(&self, by: &[Option<Who>]) -> Vec<(Role, String)> {
        let forgotten = self.before.len().saturating_sub(MOST_TURNS);
        let remembered = self.before.iter().skip(forgotten);
        // One that was never answered is none.
        let remembered = remembered.filter(|turn| by.contains(&turn.by) && !turn.said.is_empty());
        let turn = |turn: &Turn| {
            let (asked, said) = (cleaned(&turn.asked), cleaned(&turn.said));
            [(Role::Person, asked), (Role::Bird, said)]
        };
        let mut turns: Vec<_> = remembered.flat_map(turn).collect();
        turns.push((Role::Person, cleaned(self.asked)));
        turns
    }
}

/// Without what can't be seen, and not too long.
fn cleaned(text: &str) -> String {
    let plain = text
        .chars()
        .map(|char| if char == '\n' { ' ' } else { char });
    let seen = plain.filter(|char| !is_hidden(*char));
    seen.take(MOST_ASKED_CHARS)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Controls, what turns the direction of writing, and what has no width.
fn is_hidden(char: char) -> bool {
    let hidden = [
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{e0000}'..='\u{e0fff}',
    ];
    char.is_control() || char == '\u{feff}' || hidden.iter().any(|range| range.contains(&char))
}

/// What a device's model may write at all, as a JavaScript regular expression for its `responseConstraint`.
pub fn constraint(language: Language) -> &'static str {
    match language {
        Language::Japanese => {
            "^([ぁ-ゖー、。！？ 〜]|\\{(level|next|food|fed|wake|sleep)\\}){1,140}$"
        }
        Language::English => "^([A-Za-z ,.!?']|\\{(level|next|food|fed|wake|sleep)\\}){1,140}$",
    }
}
