//! What the fuzzer tries for hours, tried for seconds at every run: the claims of `fuzz/src`, on noise, on
//! parts of JSON, and on the fuzzer's own seeds with some bytes changed.

#[path = "../../fuzz/src/lib.rs"]
pub mod fuzz;

use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::*;
use yodori_testdata::seeds::{self, Seed};

type Check = fn(&[u8]);

const CHECKS: [(&str, Check); 5] = [
    ("directory", fuzz::directory::check),
    ("inflate_scan", fuzz::inflate_scan::check),
    ("records", fuzz::records::check),
    ("import", fuzz::import::check),
    ("link", fuzz::link::check),
];

static SEEDS: LazyLock<[Vec<Seed>; 5]> =
    LazyLock::new(|| CHECKS.map(|(target, _)| seeds::of(target)));

#[test]
fn the_claims_hold_for_every_seed() {
    let mut total = 0;
    for ((target, check), seeds) in CHECKS.iter().zip(&*SEEDS) {
        assert!(seeds.len() >= 5, "{target} has {} seeds", seeds.len());
        for (name, bytes) in seeds {
            assert!(
                bytes.len() <= 8000,
                "{target} {name}: {} bytes",
                bytes.len()
            );
            total += bytes.len();
            check(bytes);
        }
    }
    assert!(total < 300_000, "{total} bytes of seeds");
}

/// A seed of some target, with some bytes changed.
fn stirred() -> impl Strategy<Value = (usize, Vec<u8>)> {
    let changes = vec((any::<prop::sample::Index>(), any::<u8>()), 0..12);
    let seed = any::<prop::sample::Index>();
    (0..CHECKS.len(), seed, changes).prop_map(|(target, seed, changes)| {
        let seeds = &SEEDS[target];
        let mut bytes = seeds[seed.index(seeds.len())].1.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        (target, bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn the_claims_hold_for_seeds_with_changed_bytes((target, bytes) in stirred()) {
        CHECKS[target].1(&bytes);
    }

    #[test]
    fn the_claims_hold_for_noise(bytes in vec(any::<u8>(), 0..300)) {
        for (_, check) in CHECKS {
            check(&bytes);
        }
    }

    #[test]
    fn records_are_as_serde_json_sees_them(parts in vec(0..40_u8, 0..60)) {
        fuzz::records::check(&[&[1], &parts[..]].concat());
    }

    #[test]
    fn posts_in_parts_are_read_the_same_in_pieces(parts in vec(0..40_u8, 0..60), sizes in vec(any::<u8>(), 0..9)) {
        fuzz::inflate_scan::check(&[&[1, sizes.len() as u8], &sizes[..], b"[", &fuzz::records::text_of(&parts)].concat());
    }
}
