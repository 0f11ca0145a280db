//! From events to waking hours: which events count ([`filter`]), which of them are a machine's
//! ([`clean`], with [`automatic`] names, the `beats` that machines post on and the tests of chance
//! [`binomial`] and [`rayleigh`]), and midare's rule ([`threshold`]).

pub mod automatic;
mod beats;
pub mod binomial;
pub mod clean;
pub mod filter;
pub mod posterior;
pub mod rayleigh;
pub mod sleep;
pub mod threshold;
