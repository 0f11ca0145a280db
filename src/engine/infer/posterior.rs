//! When someone probably slept: the exact posterior of an explicit-duration model on a timeline that
//! nothing cuts, so that shift work and days that are not 24 hours long need no case of their own.
//!
//! [`evidence`] is what events say, [`habit`] what is usual for the person and follows them over the
//! years, [`chain`] sums over all that may have been, [`nights`] tells it night by night.
//!
//! Source of the idea: Cuttone et al. 2017, "SensibleSleep", PLOS ONE 12(1): e0169901, whose sleeps are
//! sampled and cut at noon.

mod chain;
mod evidence;
mod habit;
mod learning;
mod nights;
mod rows;

use std::cell::LazyCell;

use chrono::NaiveDate;

use super::sleep::{Sleep, Stretch};
use crate::engine::time::Zone;
use chain::Chain;
use evidence::sessions;
use learning::Learning;

/// What was inferred, ready to be sampled.
#[derive(Debug, Default)]
pub struct Posterior {
    pub sleep: Sleep,
    pieces: Vec<Piece>,
}

/// A stretch of nights of which something is known, and of the nights beside them.
#[derive(Debug)]
struct Piece {
    /// The timeline's bin at which it begins.
    first: u32,
    /// What lives are drawn from: summed up when the first one is, for nothing else needs it.
    lives: LazyCell<Chain, Box<dyn FnOnce() -> Chain>>,
}

impl Posterior {
    /// * `moments`: of all events that count, seconds since 1970, ascending.
    /// * `is_free`: whether a day is a weekend, a holiday or marked as free.
    pub fn infer(moments: &[i64], zone: &Zone, is_free: impl Fn(NaiveDate) -> bool) -> Posterior {
        let timeline = rows::timeline(moments, zone, is_free);
        let sessions = sessions(moments);
        let mut sleep = Sleep {
            asleep: vec![super::sleep::UNKNOWN; timeline.bins()],
            nights: timeline.rows.iter().map(nights::untold).collect(),
            timeline,
        };
        let mut pieces = Vec::new();
        for rows in rows::pieces(&sleep.timeline.rows) {
            let piece = Learning::of(&sleep.timeline, rows.clone(), &sessions).learned();
            nights::tell(&mut sleep, rows, &piece);
            pieces.push(Piece {
                first: piece.first,
                lives: LazyCell::new(Box::new(move || Chain::forwards(piece.lives))),
            });
        }
        Posterior { sleep, pieces }
    }

    /// The sleeps of one life that the posterior holds likely, ascending. The same for the same `seed`. The first
    /// takes as long as a hundred others.
    pub fn draw(&self, seed: u64) -> Vec<Stretch> {
        let mut state = seed;
        let mut drawn = Vec::new();
        for piece in &self.pieces {
            let sleeps = piece.lives.draw(|| die(&mut state));
            drawn.extend(sleeps.into_iter().rev().map(|sleep| Stretch {
                onset: piece.first + sleep.start as u32,
                wake: piece.first + sleep.end as u32,
            }));
        }
        drawn
    }
}

/// A number from 0 on and less than 1. Source: Steele, Lea, Flood 2014 (SplitMix64).
fn die(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    // A hair less than 1 at most, so that sums in another order are not passed.
    ((mixed ^ (mixed >> 31)) >> 12) as f64 / (1_u64 << 52) as f64 * (1.0 - 1e-9)
}
