//! What the engine promises, from outside. Pictures are kept in tests/snapshots: `UPDATE_EXPECT=1`
//! rewrites them.

mod architecture;
mod calendar;
mod claims;
mod clean;
mod holiday;
mod import;
mod import_acts;
mod import_acts_times;
mod import_broken;
mod import_endurance;
mod import_errors;
mod import_folders;
mod import_merge;
mod import_properties;
mod import_share;
mod import_times;
mod import_zip;
mod inflate;
mod inspect;
mod json_kinds;
mod layout;
mod page;
mod paint;
mod rule;
mod sample;
mod support;
mod time;
mod zip_bounds;
mod zip_facts;
mod zip_fields;
mod zip_malformed;
mod zip_malformed_ends;
mod zip_peers;
mod zip_readers;
mod zip_reasons;
