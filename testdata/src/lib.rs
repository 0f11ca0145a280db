//! Archives of every generation that Twitter and X have handed out, made on purpose and from a seed,
//! each with the truth about it. Nothing in them was ever posted by anyone.
//!
//! In reading order: [`chance`] and [`words`] make texts, [`post`] a life in posts, [`json`] the way
//! archives write JSON; [`gdpr`] and [`grailbird`] the files of posts, [`acts`] those of other acts, [`extras`] the files around
//! them; [`machines`] adds posts that nobody was awake for; [`archive`] puts one archive together and [`truth`] says what is in it; [`zip`] packs it,
//! honestly or not; [`named`] and [`wrong`] are the archives of the end-to-end tests, [`big`] those
//! for measuring, one of them [`sparse`]; [`seeds`] is what the fuzzer starts from.

pub mod chance;
pub mod json;
pub mod machines;
pub mod post;
pub mod words;

pub mod acts;
pub mod extras;
pub mod gdpr;
pub mod grailbird;

pub mod archive;
pub mod truth;
pub mod zip;

pub mod big;
pub mod named;
pub mod seeds;
pub mod sleeper;
pub mod sparse;
pub mod wrong;
