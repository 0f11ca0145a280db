//! Computes. In reading order: what happened, when that was, how it got here, what follows from it,
//! how it looks.

pub mod event;
pub mod source;
pub mod time;

pub mod holiday;
pub mod infer;
pub mod sample;

pub mod paint;
pub mod scene;

pub mod protocol;
pub mod text;
