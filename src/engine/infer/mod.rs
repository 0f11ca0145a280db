//! From events to waking hours: which events count ([`filter`]), and midare's rule ([`threshold`]).

pub mod filter;
pub mod threshold;
