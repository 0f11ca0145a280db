//! What the bird says, and with whose help. In reading order: what it knows ([`figures`]), what may be said
//! ([`check`], with [`kana`] and [`english`] for numbers in words), the first sentence first ([`sentences`]), who
//! answers ([`answering`]), what a model is told ([`prompt`]), a model far away ([`gemini`]), the voice
//! ([`voicevox`]), and sounds that are no words ([`tunes`]).
//!
//! A model's words are data of a stranger: they are shown only after [`check::check`], and nothing in them is ever
//! done.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod answering;
pub mod check;
mod english;
pub mod figures;
pub mod gemini;
mod kana;
pub mod prompt;
pub mod sentences;
pub mod tunes;
pub mod voicevox;

pub use super::text::talk::{Hearing, HearingTrouble, Situation, Trouble, VoiceTrouble};
pub use check::{Refused, Said, check, script};
pub use figures::{Figures, Slot};
