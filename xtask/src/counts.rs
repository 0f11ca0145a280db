//! How many checks passed, failed and were skipped, read from what test programs print.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    /// What could not be checked here: neither passed nor failed.
    pub skipped: u32,
}

impl Counts {
    /// One check.
    pub fn one(passed: bool) -> Counts {
        Counts {
            passed: u32::from(passed),
            failed: u32::from(!passed),
            skipped: 0,
        }
    }

    /// The sum of all results of `cargo test`, native or in wasm-bindgen-test-runner.
    pub fn from_cargo(output: &str) -> Counts {
        let mut sum = Counts::default();
        let results = output
            .lines()
            .filter_map(|line| line.strip_prefix("test result: "));
        for part in results.flat_map(|result| result.split([';', '.'])) {
            match part.split_whitespace().collect::<Vec<_>>().as_slice() {
                [count, "passed"] => sum.passed += count.parse().unwrap_or(0),
                [count, "failed"] => sum.failed += count.parse().unwrap_or(0),
                _ => {}
            }
        }
        sum
    }

    /// The totals that `node --test` ends with: "# pass 3" (tap) or "ℹ pass 3" (spec), perhaps in
    /// colour. A cancelled test counts as failed.
    pub fn from_node(output: &str) -> Counts {
        let total = |name| {
            let lines = output.lines().rev().map(|line| line.split_whitespace());
            lines
                .filter_map(|mut words| {
                    let mark = words.next()?;
                    let is_total = mark.ends_with(['#', 'ℹ']) && words.next()? == name;
                    let count = words.next().filter(|_| is_total)?;
                    count
                        .split(|c: char| !c.is_ascii_digit())
                        .next()?
                        .parse()
                        .ok()
                })
                .next()
                .unwrap_or(0)
        };
        Counts {
            passed: total("pass"),
            failed: total("fail") + total("cancelled"),
            skipped: total("skipped"),
        }
    }

    /// A whole step's result: a program that failed without a failed check, or that checked
    /// nothing at all and does not say so, is one failure.
    pub fn of_step(self, succeeded: bool) -> Counts {
        let unexplained = self.failed == 0 && (!succeeded || self.passed + self.skipped == 0);
        Counts {
            failed: self.failed + u32::from(unexplained),
            ..self
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn counts(passed: u32, failed: u32) -> Counts {
        Counts {
            passed,
            failed,
            skipped: 0,
        }
    }

    #[test]
    fn results_of_several_test_binaries_are_summed() {
        let check = |output, expected| assert_eq!(Counts::from_cargo(output), expected);
        check("", counts(0, 0));
        check(
            "running 2 tests\ntest a ... ok\n\n\
             test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             \n   Doc-tests yodori\n\
             test result: FAILED. 10 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.22s\n",
            counts(12, 3),
        );
        // wasm-bindgen-test-runner
        check(
            "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.03s\n",
            counts(7, 0),
        );
        // A line that a test printed itself.
        check("    test result: ok. 7 passed; 0 failed\n", counts(0, 0));
    }

    #[test]
    fn node_totals_are_read_from_both_reporters() {
        let check = |output, expected| assert_eq!(Counts::from_node(output), expected);
        check("", counts(0, 0));
        check(
            "# tests 5\n# suites 0\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 0\n",
            counts(3, 2),
        );
        check(
            "ℹ tests 12\nℹ pass 12\nℹ fail 0\nℹ cancelled 0\nℹ duration_ms 812.3\n",
            counts(12, 0),
        );
        check(
            "\u{1b}[34mℹ pass 4\u{1b}[39m\n\u{1b}[34mℹ fail 2\u{1b}[39m\n",
            counts(4, 2),
        );
        // Only the totals at the end count, not what a test printed.
        check("# pass 99\n# pass 3\n# fail 0\n", counts(3, 0));
        check("✔ 1 pass is needed\n", counts(0, 0));
        check(
            "ℹ pass 17\nℹ fail 0\nℹ skipped 16\n",
            Counts {
                skipped: 16,
                ..counts(17, 0)
            },
        );
    }

    #[test]
    fn a_step_that_failed_or_checked_nothing_is_never_green() {
        assert_eq!(counts(5, 0).of_step(true), counts(5, 0));
        assert_eq!(counts(5, 2).of_step(false), counts(5, 2));
        assert_eq!(counts(5, 0).of_step(false), counts(5, 1));
        assert_eq!(counts(0, 0).of_step(false), counts(0, 1));
        assert_eq!(counts(0, 0).of_step(true), counts(0, 1));
        let skipped = Counts {
            skipped: 3,
            ..Counts::default()
        };
        assert_eq!(skipped.of_step(true), skipped);
        assert_eq!(skipped.of_step(false).failed, 1);
    }
}
