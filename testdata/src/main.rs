//! `all DIR` writes the archives of the end-to-end tests, `big DIR` the one for measuring the first
//! calendar, `big DIR NAME…` those for measuring imports: S, M, L, L1, X;
//! `fuzz-seeds DIR` what the fuzzer starts from.

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let written = match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["all", dir] => yodori_testdata::named::write_all(Path::new(dir)),
        ["fuzz-seeds", dir] => yodori_testdata::seeds::write(Path::new(dir)),
        ["big", dir] => yodori_testdata::big::write(Path::new(dir), "big"),
        ["big", dir, ref names @ ..] => names
            .iter()
            .try_for_each(|name| yodori_testdata::big::write(Path::new(dir), name)),
        _ => {
            eprintln!("usage: yodori-testdata all|fuzz-seeds DIR, big DIR [NAME…]");
            return ExitCode::from(2);
        }
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("could not write: {error}");
            ExitCode::FAILURE
        }
    }
}
