//! Computes. In reading order: what happened and when, how it got here, what follows from it and in
//! which words, how it looks, what leaves. A block uses only the blocks above it.

pub mod json;
pub mod machine;
pub mod plain;
pub mod policy;

pub mod event;
pub mod time;

pub mod source;

pub mod holiday;
pub mod infer;

pub mod bird;

pub mod rhythm;

pub mod text;

pub mod talk;

pub mod sample;
pub mod scene;

pub mod opened;

pub mod export;
pub mod saved;

pub mod figures;
pub mod paint;
pub mod protocol;

pub mod analysis;
pub mod gallery;
pub mod gathering;
pub mod link;
pub mod share;
