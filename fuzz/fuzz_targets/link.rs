#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| yodori_fuzz::link::check(bytes));
