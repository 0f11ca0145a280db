//! Yodori (夜鳥): when were you awake? Reads a Twitter/X archive in the browser and draws the answer.
//!
//! # Layers
//! * [`engine`] computes: no browser, clock, chance or files.
//! * [`web`] touches: a few lines around each browser API, no rules and no words.
//! * [`ui`] shows, by the signals of Leptos; no part of it computes.
//!
//! Six programs stand on them: `main.rs` is the page, in four parts that the build takes apart: the first
//! screen, which everyone downloads, the whole page, loaded when something is chosen, the bird's page, and the desk,
//! where things are shared, kept and explained: the last two come into either of the others when they are opened;
//! `bin/archive-worker.rs` reads archives, `bin/github-worker.rs` someone's GitHub, `bin/rhythm-worker.rs` finds
//! out when someone slept, and `bin/picture-worker.rs` draws that, `bin/talk-worker.rs` asks models and voices: all
//! without Leptos.
//!
//! # Invariants
//! 1. Nothing in `engine` names leptos, web-sys, js-sys or wasm-bindgen, reads a clock, rolls a die
//!    or opens a file: bytes, time, chance, zone and words are arguments.
//! 2. An import reads only through [`engine::source::Files`], in slices, and never a whole file.
//! 3. Only `scene` decides positions, only `paint` rounds them, only its theme knows colours (a test
//!    holds them equal to the CSS tokens), only `text` knows words.
//! 4. Only `protocol` makes bytes of values, by hand; only `source::github::raw` reads and writes what
//!    GitHub says and is told. Domain types have no serde.
//! 5. `web` has no rules. No signal is stored in an engine type; nothing in `ui` computes.
//! 6. Whom each program may reach is one list, [`engine::policy`], of which the shipped headers are made. The page, its
//!    service worker and the archive worker send nothing to any host but their own (the page loads pictures of people on
//!    GitHub). The GitHub worker sends
//!    to GitHub's API and nowhere else, and only it holds a token: while it reads, and for what feeds the
//!    bird until it is told to forget it. The talk worker sends to a VOICEVOX on the person's own machine and to
//!    Gemini and nowhere else, and only it holds the key to that. The rhythm worker and the picture worker send
//!    nothing anywhere.
//!
//! # Words
//! *event*: a moment at which the person did something · *period*: a stretch from a first to a last
//! event with no gap over the *threshold* · *day*: a local calendar day · *scene*: a picture as data ·
//! *night*: from local noon to local noon, with one main sleep from *onset* to *wake* · *life*: when someone may
//! have slept, as a posterior draws it · *food*: something the person did, which the bird eats once, as a *meal* ·
//! *ledger*: what it ate · *habit*: when the person usually sleeps, and so the bird.

pub mod engine;
#[cfg(feature = "app")]
pub mod ui;
#[cfg(feature = "web")]
pub mod web;
