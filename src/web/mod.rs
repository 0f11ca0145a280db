//! Touches: a few lines around each browser API, no rules and no words. In reading order: the
//! archive worker's two ends, the GitHub worker's and the talk worker's own, those of the rhythm worker and the picture worker, then
//! what the page needs.

#[cfg(any(feature = "app", feature = "asking"))]
mod buffer;
pub mod picture_worker;
pub mod rhythm_worker;
pub mod scope;
pub mod worker;

#[cfg(feature = "asking")]
pub mod github_worker;
#[cfg(feature = "asking")]
pub mod talk_worker;

#[cfg(feature = "app")]
pub mod apart;
#[cfg(feature = "app")]
pub mod archive;
#[cfg(feature = "app")]
pub mod canvas;
#[cfg(feature = "app")]
pub mod download;
#[cfg(feature = "app")]
pub mod drawing;
#[cfg(feature = "app")]
pub mod files;
#[cfg(feature = "app")]
pub mod github;
#[cfg(feature = "app")]
pub mod handover;
#[cfg(feature = "app")]
pub mod intl;
#[cfg(feature = "app")]
pub mod kept;
#[cfg(feature = "app")]
pub mod listen;
#[cfg(feature = "app")]
pub mod machine;
#[cfg(feature = "app")]
pub mod model;
#[cfg(feature = "app")]
pub mod offline;
#[cfg(feature = "app")]
pub mod page;
#[cfg(feature = "app")]
pub mod portrait;
#[cfg(feature = "app")]
pub mod rhythm;
#[cfg(feature = "app")]
pub mod share;
#[cfg(feature = "app")]
pub mod sound;
#[cfg(feature = "app")]
pub mod speech;
#[cfg(feature = "app")]
mod start;
#[cfg(feature = "app")]
pub mod storage;
#[cfg(feature = "app")]
pub mod talk;
