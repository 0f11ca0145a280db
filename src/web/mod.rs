pub mod archive;
pub mod worker;
