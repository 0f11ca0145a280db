//! The sums are held against every life that there may be, one by one.

use std::collections::BTreeMap;
use std::ops::Range;

use super::*;

/// A model of few bins, with priors and evidence that are all different.
fn model(bins: usize, seed: u32) -> Model {
    let mut state = seed;
    let mut any = move |low: f32, high: f32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        low + (high - low) * (state >> 8) as f32 / (1 << 24) as f32
    };
    Model {
        gain: (0..bins).map(|_| any(-3.0, 3.0)).collect(),
        clock: (0..=2 * bins).map(|_| any(0.1, 3.0)).collect(),
        asleep: [vec![0.0, 0.0, 0.3, 0.5, 0.2], vec![0.0, 0.1, 0.1, 0.2, 0.6]],
        // No sleep passes two days: their kinds change seldom.
        free: (0..=bins).map(|boundary| boundary % 11 > 5).collect(),
        turned: false,
        awake: vec![0.0, 0.1, 0.4, 0.2, 0.2, 0.1],
    }
}

/// All lives: the sleeps, whether the first was begun before the first bin and the last goes on after the
/// last, and the weight.
fn lives(model: &Model) -> Vec<(Vec<Range<usize>>, f64)> {
    let bins = model.bins();
    let longer = |list: &[f32], bins: usize| -> f64 {
        list.iter().skip(bins).map(|share| f64::from(*share)).sum()
    };
    let mean = |list: &[f32]| -> f64 { (1..list.len()).map(|bins| longer(list, bins)).sum() };
    let all = mean(&model.asleep[0]) + mean(&model.awake);
    let gain = |sleep: &Range<usize>| -> f64 {
        model.gain[sleep.clone()]
            .iter()
            .map(|gain| f64::from(*gain))
            .sum::<f64>()
            .exp()
    };
    let mut found = Vec::new();
    // Stretches that are still to be gone on with: sleeps so far, where one is, asleep or not, weight.
    let mut open = Vec::new();
    for (is_asleep, list) in [(true, &model.asleep[0]), (false, &model.awake)] {
        for end in 0..=bins {
            // The first stretch: how likely it is to have begun so long before, and to end here.
            let weight = longer(list, end) / all;
            if is_asleep {
                let first = Range { start: 0, end };
                let grown = weight * gain(&first);
                open.push((Vec::from([first]), end, false, grown));
            } else {
                open.push((Vec::new(), end, true, weight));
            }
        }
    }
    while let Some((sleeps, at, is_asleep, weight)) = open.pop() {
        if weight == 0.0 {
            continue;
        }
        let list = if is_asleep {
            &model.asleep[0]
        } else {
            &model.awake
        };
        for (length, share) in list.iter().enumerate().skip(1) {
            let end = at + length;
            if end > bins {
                break;
            }
            let before = weight;
            let mut weight = before * f64::from(*share);
            let mut sleeps = sleeps.clone();
            let mut factor = 1.0;
            if is_asleep {
                let share = model.asleep[usize::from(model.free[end])][length];
                weight = before * f64::from(share);
                factor = gain(&(at..end)) * f64::from(model.clock[at + end]);
                sleeps.push(at..end);
            }
            open.push((sleeps, end, !is_asleep, weight * factor));
        }
        // It goes on beyond the last bin.
        let tail = longer(list, bins - at) / all;
        let mut sleeps = sleeps;
        let mut factor = 1.0;
        if is_asleep {
            factor = gain(&(at..bins));
            sleeps.push(at..bins);
        }
        found.push((sleeps, weight * factor * tail));
    }
    found.retain(|(_, weight)| *weight > 0.0);
    found
}

fn check(bins: usize, seed: u32) {
    let model = model(bins, seed);
    let lives = lives(&model);
    let total: f64 = lives.iter().map(|(_, weight)| weight).sum();
    let chain = Chain::of(model);
    assert!(
        (chain.ln_total - total.ln()).abs() < 1e-9,
        "{} {}",
        chain.ln_total,
        total.ln()
    );

    let mut asleep = vec![0.0; bins];
    for (sleeps, weight) in &lives {
        for bin in sleeps.iter().cloned().flatten() {
            asleep[bin] += weight / total;
        }
    }
    for (bin, (found, expected)) in chain.asleep().iter().zip(&asleep).enumerate() {
        assert!(
            (f64::from(*found) - expected).abs() < 1e-5,
            "bin {bin}: {found} {expected}"
        );
    }

    // Drawn as often as they are likely.
    let mut drawn: BTreeMap<Vec<(usize, usize)>, f64> = BTreeMap::new();
    let mut state = u64::from(seed);
    let draws = 20_000;
    for _ in 0..draws {
        let sleeps = chain.draw(|| crate::engine::infer::posterior::die(&mut state));
        let sleeps = sleeps
            .iter()
            .rev()
            .map(|sleep| (sleep.start, sleep.end))
            .collect();
        *drawn.entry(sleeps).or_default() += 1.0 / f64::from(draws);
    }
    let mut expected: BTreeMap<Vec<(usize, usize)>, f64> = BTreeMap::new();
    for (sleeps, weight) in &lives {
        // Those that the ends leave nothing of are not drawn.
        let sleeps = sleeps
            .iter()
            .filter(|sleep| !sleep.is_empty())
            .map(|sleep| (sleep.start, sleep.end))
            .collect();
        *expected.entry(sleeps).or_default() += weight / total;
    }
    for (sleeps, share) in &drawn {
        let wanted = expected.get(sleeps).copied().unwrap_or_default();
        assert!(
            (share - wanted).abs() < 0.02,
            "{sleeps:?}: {share} of {wanted}"
        );
    }
}

#[test]
fn sums_are_those_over_every_life() {
    for (bins, seed) in [(7, 1), (9, 2), (11, 3), (12, 4)] {
        check(bins, seed);
    }
}

#[test]
fn sums_forwards_and_backwards_agree_over_many_blocks() {
    for seed in 1..5 {
        let bins = 5 * BLOCK + 17;
        let chain = Chain::of(model(bins, seed));
        let mut sleeps = vec![0.0; bins];
        chain.each_sleep(&mut |onset, wake, chance| {
            for bin in &mut sleeps[onset..wake] {
                *bin += chance;
            }
        });
        // Those that the ends cut are no sleeps of known length.
        let asleep = chain.asleep();
        for bin in 10..bins - 10 {
            assert!(
                (asleep[bin] - sleeps[bin]).abs() < 1e-3,
                "{bin}: {} {}",
                asleep[bin],
                sleeps[bin]
            );
        }
    }
}
