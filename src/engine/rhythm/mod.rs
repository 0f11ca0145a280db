//! How regular a life is. From a clock's face ([`circular`]) and the sleeps of a life ([`nights`],
//! [`states`]) to one file for each figure, named after it and with its source; all of them together
//! with their intervals are a [`report`], made of [`figure`]s.
//!
//! Hours of a day are from 0 up to 24, by local clocks. A night is known or not: of an unknown one
//! nothing is said, neither that one slept nor that one did not.

pub mod circular;
pub mod nights;
pub mod states;

pub mod chronotype;
pub mod cosinor;
pub mod deviation;
pub mod profile;
pub mod sri;
pub mod stability;
pub mod streaks;

pub mod changes;
pub mod drift;
pub mod periodogram;

pub mod figure;
pub mod report;
pub mod score;
