//! What pages are made of.

pub mod drop;
pub mod frame;
pub mod github_form;
pub mod github_run;
pub mod header;
pub mod icon;

pub mod door;
pub mod reading;
pub mod sample_card;
pub mod steps;

pub mod chart;
pub mod conditions;
pub mod dialog;
pub mod disclosure;
pub mod figures;
pub mod legend;
pub mod plain;
pub mod range;
pub mod report;
pub mod rhythm;
pub mod rhythm_picture;
pub mod save;
pub mod sight;
pub mod table;
