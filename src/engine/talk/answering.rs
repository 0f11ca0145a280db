//! Who answers: the model in the browser, else the one that the person has a key for, else a line of its own. A
//! pure step function; whoever holds it asks, waits and says.

use super::check::{MOST_CHARS, Said, check};
use super::figures::Figures;
use super::sentences::Cutter;
use super::{Situation, Trouble};
use crate::engine::text::Language;

/// So long a model may take for its first sentence, in milliseconds.
pub const FIRST_MS: f64 = 10_000.0;
/// So long it may take for all of them.
pub const ALL_MS: f64 = 25_000.0;

/// A model that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The browser's own: nothing leaves the device.
    Device,
    /// Google's, with the person's key.
    Gemini,
}

/// What came from the model that was asked last, or that nothing did.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The next piece of its text.
    Piece(String),
    /// It has said everything.
    End,
    Failed(Trouble),
    /// Time has passed.
    Time,
}

/// What to do now.
#[derive(Clone, Debug, PartialEq)]
pub enum Cue {
    /// Ask this model.
    Ask(Who),
    /// Let it be: nothing that it still says counts.
    Drop(Who),
    Say(Said),
    /// This model gave no answer. The next one is asked.
    Trouble(Who, Trouble),
    /// No model answers: say a line for this situation.
    Script(Situation),
    /// All has been said.
    Done,
}

/// An answer that is being given.
#[derive(Clone, Debug)]
pub struct Answering {
    language: Language,
    figures: Figures,
    /// Who is being asked, and since when, in milliseconds.
    asked: Option<(Who, f64)>,
    /// Who can be asked after that, the last first.
    others: Vec<Who>,
    cutter: Cutter,
    /// Characters that were said.
    said_chars: usize,
}

impl Answering {
    /// Begins with the first model.
    ///
    /// * `models`: those that can be asked, in their order.
    /// * `now_ms`: of any clock, always the same.
    pub fn begin(
        language: Language,
        figures: Figures,
        models: &[Who],
        now_ms: f64,
    ) -> (Answering, Vec<Cue>) {
        let mut answering = Answering {
            language,
            figures,
            asked: None,
            others: models.iter().rev().copied().collect(),
            cutter: Cutter::default(),
            said_chars: 0,
        };
        let mut cues = Vec::new();
        answering.ask_next(now_ms, &mut cues);
        (answering, cues)
    }

    /// Whom the next input has to come from; `None` when all is done.
    pub fn asked(&self) -> Option<Who> {
        self.asked.map(|(who, _)| who)
    }

    /// When to give [`Input::Time`] if nothing else comes; `None` when all is done.
    pub fn deadline_ms(&self) -> Option<f64> {
        let most = if self.said_chars == 0 {
            FIRST_MS
        } else {
            ALL_MS
        };
        self.asked.map(|(_, since_ms)| since_ms + most)
    }

    pub fn step(&mut self, input: Input, now_ms: f64) -> Vec<Cue> {
        let mut cues = Vec::new();
        let Some(who) = self.asked() else {
            return cues;
        };
        match input {
            Input::Piece(piece) => {
                self.cutter.push(&piece);
                while let Some(sentence) = self.cutter.next_sentence() {
                    if !self.say(&sentence, &mut cues) {
                        cues.push(Cue::Drop(who));
                        self.leave(Trouble::Refused, now_ms, &mut cues);
                        return cues;
                    }
                }
            }
            Input::End => {
                let rest = self.cutter.finish();
                let trouble = match rest {
                    Some(rest) if !self.say(&rest, &mut cues) => Trouble::Refused,
                    _ => Trouble::Empty,
                };
                self.leave(trouble, now_ms, &mut cues);
            }
            Input::Failed(trouble) => self.leave(trouble, now_ms, &mut cues),
            Input::Time => {
                if self
                    .deadline_ms()
                    .is_some_and(|deadline| deadline <= now_ms)
                {
                    cues.push(Cue::Drop(who));
                    self.leave(Trouble::Slow, now_ms, &mut cues);
                }
            }
        }
        cues
    }

    /// Says a sentence if it may be said.
    fn say(&mut self, sentence: &str, cues: &mut Vec<Cue>) -> bool {
        let Ok(said) = check(sentence, self.language, &self.figures) else {
            return false;
        };
        let chars = self.said_chars.saturating_add(said.text().chars().count());
        if MOST_CHARS < chars {
            return false;
        }
        self.said_chars = chars;
        cues.push(Cue::Say(said));
        true
    }

    /// No more comes from this model. What it has said stands; if that is nothing, the next one is asked.
    fn leave(&mut self, trouble: Trouble, now_ms: f64, cues: &mut Vec<Cue>) {
        let Some((who, _)) = self.asked.take() else {
            return;
        };
        self.cutter = Cutter::default();
        if self.said_chars > 0 {
            self.others.clear();
            cues.push(Cue::Done);
        } else {
            cues.push(Cue::Trouble(who, trouble));
            self.ask_next(now_ms, cues);
        }
    }

    fn ask_next(&mut self, now_ms: f64, cues: &mut Vec<Cue>) {
        self.asked = self.others.pop().map(|who| (who, now_ms));
        match self.asked {
            Some((who, _)) => cues.push(Cue::Ask(who)),
            None => cues.extend([Cue::Script(Situation::Asked), Cue::Done]),
        }
    }
}
