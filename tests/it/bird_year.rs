//! A year of days, against a tally that is kept in another way: by names, local dates and sums.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use yodori::engine::bird::clock::Now;
use yodori::engine::bird::food::{self, Food, FoodKind, Key, Pantry, Portion, Taste};
use yodori::engine::bird::habit::Night;
use yodori::engine::bird::ledger::Present;
use yodori::engine::bird::{Bird, Cue, Input, saved};
use yodori::engine::time::Zone;
use yodori_testdata::chance::Chance;

use crate::calendar::zone;

const LANGUAGES: [&str; 5] = ["Dart", "Rust", "Go", "C++", "Elm"];
const HOUR: i64 = 3_600;

/// Something the person did.
struct Deed {
    kind: FoodKind,
    id: String,
    at: i64,
    languages: Vec<u16>,
}

impl Deed {
    fn key(&self) -> Key {
        match self.kind {
            FoodKind::Post => Key::of_post(self.id.parse().expect("a number"), self.at),
            kind => Key::of(kind, &self.id),
        }
    }

    fn name(&self) -> String {
        format!("{:?} {}", self.kind, self.id)
    }
}

/// A year of someone, from 2026-01-01 on.
struct Year {
    chance: Chance,
    zone: Zone,
    /// By time.
    deeds: Vec<Deed>,
    /// The night that begins on a day: onset and wake, minutes.
    nights: BTreeMap<NaiveDate, (u16, u16)>,
    tally: Tally,
}

/// What should have come of it, by names and dates.
#[derive(Default)]
struct Tally {
    eaten: BTreeSet<String>,
    /// The ISO weeks of presents.
    regular: BTreeSet<(i32, u32)>,
    rests: BTreeSet<(i32, u32)>,
}

impl Tally {
    fn experience(&self) -> u64 {
        let presents = self.regular.len() + self.rests.len();
        10 * (self.eaten.len() + presents) as u64
    }

    /// By adding up what each level takes.
    fn level(&self) -> u32 {
        let (mut level, mut left, mut takes) = (1, self.experience(), 20);
        while takes <= left {
            left -= takes;
            takes *= 2;
            level += 1;
        }
        level
    }
}

fn week(day: NaiveDate) -> (i32, u32) {
    let week = day.iso_week();
    (week.year(), week.week())
}

impl Year {
    fn new(seed: u64, zone_name: &str) -> Year {
        let mut year = Year {
            chance: Chance::new(seed),
            zone: zone(zone_name),
            deeds: Vec::new(),
            nights: BTreeMap::new(),
            tally: Tally::default(),
        };
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day");
        for (nth, day) in first.iter_days().take(365).enumerate() {
            year.lives(day, nth as u64);
        }
        year.deeds.sort_by_key(|deed| deed.at);
        year
    }

    /// What is done on a day, and when they sleep after it.
    fn lives(&mut self, day: NaiveDate, nth: u64) {
        let chance = &mut self.chance;
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
        let count = match chance.below(4) {
            0 => 0,
            1 => 1 + chance.below(3),
            _ => chance.below(14),
        };
        for index in 0..count {
            let kind = chance.pick(&FoodKind::ALL);
            let languages = (0..chance.below(4))
                .map(|_| chance.below(5) as u16)
                .collect();
            self.deeds.push(Deed {
                kind,
                id: (nth * 100 + index).to_string(),
                at: midnight + chance.within(-12 * HOUR..36 * HOUR),
                languages,
            });
        }
        // Months of order and of disorder take turns.
        let spread = if (nth / 30).is_multiple_of(2) {
            40
        } else {
            240
        };
        let onset = (23 * 60 + chance.below(spread)) % 1_440;
        let wake = (onset + 380 + chance.below(120)) % 1_440;
        if !chance.once_in(10) {
            self.nights.insert(day, (onset as u16, wake as u16));
        }
    }

    fn now(&self, at: i64) -> Now<'_> {
        Now {
            at,
            zone: &self.zone,
        }
    }

    fn date(&self, at: i64) -> NaiveDate {
        let tz: Tz = self.zone.name().parse().expect("a zone");
        let at = DateTime::from_timestamp(at, 0).expect("within all time");
        at.with_timezone(&tz).date_naive()
    }

    /// What a source gives at a moment: the last nine days, in no order, some of it twice.
    fn fetch(&mut self, at: i64) -> Pantry {
        let recent = self
            .deeds
            .iter()
            .filter(|deed| (at - 9 * 24 * HOUR..=at).contains(&deed.at));
        let food = |deed: &Deed| Food {
            key: deed.key(),
            at: deed.at,
            kind: deed.kind,
            languages: deed.languages.clone(),
        };
        let mut foods: Vec<Food> = recent.map(food).collect();
        foods.extend(foods.first().cloned());
        self.chance.shuffle(&mut foods);
        Pantry {
            foods,
            languages: LANGUAGES.map(String::from).to_vec(),
            until: None,
        }
    }

    /// Names of what should be offered.
    fn expected(&self, at: i64, liked: &[&str], eaten: &BTreeSet<String>) -> BTreeSet<String> {
        let today = self.date(at);
        let is_liked = |deed: &Deed| {
            let of = |language: &u16| liked.contains(&LANGUAGES[usize::from(*language)]);
            liked.is_empty() || deed.kind == FoodKind::Post || deed.languages.iter().any(of)
        };
        let is_offered = |deed: &&Deed| {
            let ago = (today - self.date(deed.at)).num_days();
            deed.at <= at && (0..7).contains(&ago) && is_liked(deed)
        };
        let names = self.deeds.iter().filter(is_offered).map(Deed::name);
        names.filter(|name| !eaten.contains(name)).collect()
    }

    fn name_of(&self, portion: &Portion) -> String {
        let deed = self.deeds.iter().find(|deed| deed.key() == portion.key);
        deed.expect("it was done").name()
    }

    /// The person looks after a bird: tells it what is known, and feeds it some or all.
    ///
    /// * `known`: what this bird, not another device's, has eaten.
    fn looks_after(&mut self, bird: &mut Bird, known: &mut BTreeSet<String>, at: i64) {
        let pantry = self.fetch(at);
        let liked = match self.chance.below(3) {
            0 => vec![self.chance.pick(&LANGUAGES)],
            1 => vec!["dart", "RUST"],
            _ => vec![],
        };
        let proper: Vec<&str> = liked
            .iter()
            .filter_map(|name| {
                LANGUAGES
                    .into_iter()
                    .find(|one| one.eq_ignore_ascii_case(name))
            })
            .collect();
        let taste = Taste::only(liked.iter().copied());
        bird.step(Input::Prefer(&taste), &self.now(at));
        let trays = pantry.trays(bird.ledger(), bird.taste(), &self.now(at));
        let all = food::all(&trays);
        let offered: BTreeSet<String> = all.iter().map(|one| self.name_of(one)).collect();
        assert_eq!(offered, self.expected(at, &proper, known));
        assert_eq!(offered.len(), all.len());

        let mut given = all;
        self.chance.shuffle(&mut given);
        if self.chance.once_in(2) {
            given.truncate(self.chance.below(given.len() as u64 + 1) as usize);
        }
        let cue = bird.step(Input::Feed(&given), &self.now(at));
        let meals = match cue {
            Some(Cue::Ate { meals, .. }) => meals as usize,
            cue => {
                assert_eq!((cue, given.len()), (None, 0));
                0
            }
        };
        assert_eq!(meals, given.len());
        known.extend(given.iter().map(|one| self.name_of(one)));
        self.tally.eaten.extend(known.iter().cloned());
        self.rests(bird, &pantry, at);
        self.slept(bird, at);
    }

    /// The last day before today without a deed and with a busy one before it, all within a week.
    fn rests(&mut self, bird: &mut Bird, pantry: &Pantry, at: i64) {
        let today = self.date(at);
        let busy: BTreeSet<NaiveDate> = self
            .deeds
            .iter()
            .filter(|deed| deed.at <= at)
            .map(|deed| self.date(deed.at))
            .filter(|day| today - TimeDelta::days(7) < *day)
            .collect();
        let off = |back: &i64| {
            let day = today - TimeDelta::days(*back);
            !busy.contains(&day) && busy.iter().any(|other| *other < day)
        };
        let is_known = |year: &Year, day| year.tally.rests.contains(&week(day));
        let expected = (1..7).find(off).map(|back| today - TimeDelta::days(back));
        let before = bird.ledger().presents().len();
        let cue = bird.step(Input::Week(pantry), &self.now(at));
        if let Some(day) = expected.filter(|day| !is_known(self, *day)) {
            assert!(cue.is_some() || before < self.tally.rests.len() + self.tally.regular.len());
            self.tally.rests.insert(week(day));
        }
        if let Some(Cue::Given { grant, .. }) = cue {
            assert_eq!(grant.present, Present::Rest);
            assert!(expected.is_some());
        }
    }

    fn slept(&mut self, bird: &mut Bird, at: i64) {
        let last = self.date(at) - TimeDelta::days(1);
        let told = self.nights.range(..=last);
        let night =
            |(day, (onset, wake)): (&NaiveDate, &(u16, u16))| Night::new(*day, *onset, *wake);
        let nights: Vec<Night> = told.clone().filter_map(night).collect();
        bird.step(Input::Nights(&nights), &self.now(at));
        let Some((until, _)) = told.clone().next_back() else {
            return;
        };
        // The middles as hours after noon: none of these nights reaches so far around.
        let recent = told.filter(|(day, _)| (*until - **day).num_days() < 7);
        let mids: Vec<f64> = recent
            .map(|(_, (onset, wake))| {
                let onset = f64::from((onset + 720) % 1_440);
                let wake = f64::from((wake + 720) % 1_440);
                ((onset + wake) / 2.0).floor()
            })
            .collect();
        let around = |centre: f64| mids.iter().map(|mid| (mid - centre).abs()).sum::<f64>();
        let centre = mids
            .iter()
            .copied()
            .min_by(|a, b| around(*a).total_cmp(&around(*b)));
        let centre = centre.expect("there is a night");
        let squares: f64 = mids.iter().map(|mid| (mid - centre).powi(2)).sum();
        let is_regular = 6 <= mids.len() && (squares / mids.len() as f64).sqrt() <= 45.0;
        let is_fresh = (self.date(at) - *until).num_days() < 14;
        if is_regular && is_fresh {
            self.tally.regular.insert(week(*until));
        }
    }
}

/// Lives a year with a browser of two tabs, an old file, and a phone that is put together with it every two weeks or
/// so, a month at most.
fn check(seed: u64, zone_name: &str) -> (u64, u32) {
    let mut year = Year::new(seed, zone_name);
    let start = DateTime::parse_from_rfc3339("2026-01-02T00:00:00Z").expect("a time");
    let mut at = start.timestamp();
    let mut own = Bird::new(&year.now(at));
    let mut phone = own.clone();
    let (mut own_known, mut phone_known) = (BTreeSet::new(), BTreeSet::new());
    let mut old_file = saved::written(&own);
    let (mut level, mut together_at) = (1, at);
    while at < start.timestamp() + 362 * 24 * HOUR {
        at += year.chance.within(1..60 * HOUR);
        // Keys are kept for five weeks: so often devices meet.
        let happens = match together_at + 30 * 24 * HOUR < at {
            true => 3,
            false => year.chance.below(8),
        };
        match happens {
            0 => year.looks_after(&mut phone, &mut phone_known, at),
            1 => {
                // Another tab, that knows nothing of what this one eats.
                let mut tab =
                    saved::read(saved::written(&own).as_bytes()).expect("it was written here");
                let mut tab_known = own_known.clone();
                year.looks_after(&mut own, &mut own_known, at);
                year.looks_after(&mut tab, &mut tab_known, at);
                own = tab.merge(own);
                own_known.extend(tab_known);
            }
            2 => {
                own = own.merge(saved::read(old_file.as_bytes()).expect("it was written here"));
                if year.chance.once_in(3) {
                    old_file = saved::written(&own);
                }
            }
            3 => {
                own = own.merge(phone.clone());
                phone = phone.merge(own.clone());
                own_known.extend(phone_known.iter().cloned());
                phone_known = own_known.clone();
                together_at = at;
            }
            _ => year.looks_after(&mut own, &mut own_known, at),
        }
        let both = own.clone().merge(phone.clone());
        assert_eq!(
            both.ledger().meals(),
            year.tally.eaten.len() as u64,
            "at {at}"
        );
        assert_eq!(
            both.ledger().experience(),
            year.tally.experience(),
            "at {at}"
        );
        assert_eq!(both.progress().level, year.tally.level());
        assert_eq!(own.ledger().meals(), own_known.len() as u64);
        assert!(level <= own.progress().level);
        level = own.progress().level;
    }
    (year.tally.experience(), level)
}

#[test]
fn a_year_of_days_comes_to_what_an_independent_tally_says() {
    for (seed, zone) in [
        (1, "Asia/Tokyo"),
        (2, "America/New_York"),
        (3, "Pacific/Chatham"),
        (4, "America/St_Johns"),
        (5, "Asia/Kathmandu"),
        (6, "America/Havana"),
    ] {
        let (experience, level) = check(seed, zone);
        assert!(5_000 < experience && 8 <= level, "{zone}: {experience}");
    }
}
