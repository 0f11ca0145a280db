//! What the engine promises, from outside. Pictures are kept in tests/snapshots: `UPDATE_EXPECT=1`
//! rewrites them.

mod architecture;
mod calendar;
mod claims;
mod holiday;
mod import;
mod import_broken;
mod import_endurance;
mod import_errors;
mod import_properties;
mod import_zip;
mod inspect;
mod json_kinds;
mod layout;
mod page;
mod paint;
mod rule;
mod sample;
mod support;
mod time;
