//! What can change. One `Copy` struct of signals per subject, provided as context.

pub mod bird;
pub mod cards;
pub mod desk;
pub mod ears;
pub mod forage;
pub mod gemini;
pub mod github;
pub mod import;
pub mod keeping;
pub mod life;
pub mod opening;
pub mod rhythm;
pub mod settings;
pub mod slept;
pub mod talk;
pub mod talker;
pub mod texts;
pub mod view;
pub mod voice;
