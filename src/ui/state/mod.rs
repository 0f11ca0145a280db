//! What can change. One `Copy` struct of signals per subject, provided as context.

pub mod github;
pub mod import;
pub mod life;
pub mod opening;
pub mod rhythm;
pub mod settings;
pub mod view;
