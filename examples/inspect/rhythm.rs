//! Nights and the rhythm of a life, for programs.

use chrono::{DateTime, Datelike, NaiveDate, SecondsFormat, Weekday};
use serde_json::{Value, json};
use yodori::engine::holiday::Country;
use yodori::engine::infer::posterior::Posterior;
use yodori::engine::infer::sleep::{Night, State};
use yodori::engine::rhythm::figure::{Figure, Missing};
use yodori::engine::rhythm::report::{Gathering, Measure, Rhythm};
use yodori::engine::rhythm::streaks;
use yodori::engine::time::Zone;

/// How many lives are drawn for the intervals, with the seeds from 0 on.
const LIVES: u64 = 200;

/// What was inferred of a life.
pub struct Life {
    posterior: Posterior,
    zone: Zone,
}

impl Life {
    /// * `moments`: of all events that count, seconds since 1970, ascending.
    pub fn infer(moments: &[i64], zone: &Zone) -> Life {
        let country = Country::of_zone(zone.name());
        let is_free = |day: NaiveDate| {
            matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || country.is_holiday(day)
        };
        Life {
            posterior: Posterior::infer(moments, zone, is_free),
            zone: zone.clone(),
        }
    }

    /// Its nights, one for each row of the timeline.
    pub fn nights(&self) -> Value {
        let nights = self.posterior.sleep.nights.iter();
        nights.map(|night| self.night(night)).collect()
    }

    fn night(&self, night: &Night) -> Value {
        let state = match night.state {
            State::Told => "ok",
            State::Unsure => "unsure",
            State::NoData => "no_data",
        };
        let at = |second: i64| self.iso(second);
        let main = night.main;
        let both = |ends: [i64; 2]| json!(ends.map(at));
        json!({
            "date": night.day.to_string(),
            "onset": main.map(|main| at(main.onset.median)),
            "wake": main.map(|main| at(main.wake.median)),
            "mid": main.map(|main| at(main.mid.median)),
            "duration_s": main.map(|main| main.seconds),
            "onset50": main.map(|main| both(main.onset.half)),
            "onset90": main.map(|main| both(main.onset.most)),
            "wake50": main.map(|main| both(main.wake.half)),
            "wake90": main.map(|main| both(main.wake.most)),
            "all_nighter": night.state == State::Told && main.is_none(),
            "p_all_nighter": night.all_nighter,
            "p_second_sleep": night.second,
            "free": night.free,
            "state": state,
        })
    }

    /// Its figures, over all nights.
    ///
    /// * `days`: local days with events, ascending, each once.
    pub fn rhythm(&self, days: &[NaiveDate], today: NaiveDate) -> Value {
        let sleep = &self.posterior.sleep;
        let mut gathering = Gathering::new(sleep, 0..sleep.timeline.rows.len());
        for seed in 0..LIVES {
            gathering.add(&sleep.timeline, &self.posterior.draw(seed));
        }
        let rhythm = gathering.rhythm();
        let mut report = figures(&rhythm);
        let day = |row: usize| sleep.timeline.rows.get(row).map(|row| row.day.to_string());
        let changes = rhythm.changes.iter().map(|(change, step)| {
            json!({"date": day(change.row), "before": change.before, "after": change.after, "step": figure(step)})
        });
        report["changes"] = changes.collect();
        let drifts = rhythm.drifts.iter().map(|drift| {
            let last = drift.rows.end.saturating_sub(1);
            json!({"from": day(drift.rows.start), "to": day(last), "period_h": drift.period})
        });
        report["drifts"] = drifts.collect();
        let streaks = streaks::of(days, today);
        report["streaks"] = json!({"current": streaks.current, "longest": streaks.longest});
        report["lives"] = json!(gathering.lives());
        report
    }

    /// A moment by the zone's clocks, with its offset.
    fn iso(&self, second: i64) -> String {
        let at = DateTime::from_timestamp(second, 0).unwrap_or_default();
        let offset = chrono::FixedOffset::east_opt(self.zone.offset_secs(at));
        let offset = offset.expect("a zone's offsets are less than a day");
        at.with_timezone(&offset)
            .to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// Figures by their names of the literature, the other ones by plain names.
fn figures(rhythm: &Rhythm) -> Value {
    let one = |measure| figure(rhythm.figure(measure));
    let with = |measure, others: &[(&str, Measure)]| {
        let mut told = one(measure);
        for (name, other) in others {
            told[*name] = one(*other);
        }
        told
    };
    let mut report = json!({});
    for (name, measure) in [
        ("sri", Measure::Sri),
        ("is", Measure::Stability),
        ("iv", Measure::Variability),
        ("ra", Measure::Amplitude),
        ("msf_sc", Measure::Chronotype),
        ("sjl", Measure::Jetlag),
        ("sjl_rel", Measure::JetlagSigned),
        ("sjl_sc", Measure::JetlagCorrected),
        ("sloss_week", Measure::WeekLoss),
        ("sd_onset", Measure::SdOnset),
        ("sd_wake", Measure::SdWake),
        ("sd_mid", Measure::SdMid),
        ("period", Measure::Period),
        ("drift", Measure::Drift),
        ("all_nighters", Measure::AllNighters),
        ("onset", Measure::Onset),
        ("wake", Measure::Wake),
        ("mid", Measure::Mid),
        ("hours", Measure::Hours),
    ] {
        report[name] = one(measure);
    }
    report["l5"] = with(Measure::L5, &[("start", Measure::L5Start)]);
    report["m10"] = with(Measure::M10, &[("start", Measure::M10Start)]);
    report["cpd"] = with(
        Measure::Deviation,
        &[
            ("mistiming", Measure::Mistiming),
            ("irregularity", Measure::Irregularity),
        ],
    );
    report["cosinor"] = with(
        Measure::Acrotime,
        &[
            ("mesor", Measure::Mesor),
            ("amplitude", Measure::CosinorAmplitude),
            ("acrotime", Measure::Acrotime),
        ],
    );
    report["score"] = with(
        Measure::Score,
        &[
            ("irregular", Measure::ScoreIrregular),
            ("spread", Measure::ScoreSpread),
            ("jetlag", Measure::ScoreJetlag),
            ("all_nighters", Measure::ScoreAllNighters),
            ("drift", Measure::ScoreDrift),
        ],
    );
    report
}

fn figure(figure: &Figure) -> Value {
    let missing = |missing: Missing| json!({"what": missing.of.name(), "needs": missing.needs, "has": missing.has});
    json!({
        "value": figure.value, "lo90": figure.low, "hi90": figure.high, "n": figure.n,
        "unit": figure.unit.name(), "missing": figure.missing.map(missing),
    })
}
