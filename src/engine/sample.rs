//! Two people who don't exist: one sleeps well, one doesn't. Drawn from seeds, so that everyone
//! sees the same two.

use core::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};

use super::event::{Event, Flags, Imported, Kind, Person};
use super::text::Language;
use super::time::{Offset, Zone};

/// Whom to meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sample {
    /// To bed at half past eleven, up at seven.
    EarlyBird,
    /// Later every week, a week without nights, and once to San Francisco and back.
    NightOwl,
}

/// Both live here, and travel from here.
const HOME_ZONE: &str = "Asia/Tokyo";
const HOME_OFFSET_SECS: i64 = 9 * HOUR_SECS;
/// San Francisco's clocks against Tokyo's, in summer.
const JOURNEY_SHIFT_SECS: i64 = -16 * HOUR_SECS;
/// Two weeks of it, once.
const JOURNEY_DAYS_AGO: Range<i64> = 210..224;
/// The week with hardly a night in it, of every 180 days.
const SLEEPLESS_DAYS_AGO: Range<i64> = 8..14;
/// A sleep that the threshold tells from quiet.
const LEAST_SLEEP_SECS: i64 = 13_200;
/// Three years.
const DAYS: i64 = 3 * 365;
/// No more events than this has either: their list need not grow.
const MOST_EVENTS: usize = 50_000;
const HOUR_SECS: i64 = 3_600;
const DAY_SECS: i64 = 24 * HOUR_SECS;

/// The first stands for "no app is known", as in every import.
const APPS: [&str; 4] = [
    "",
    "Twitter for iPhone",
    "Twitter Web App",
    "Twitter for iPad",
];

impl Sample {
    pub const ALL: [Sample; 2] = [Sample::EarlyBird, Sample::NightOwl];

    pub fn name(self, language: Language) -> &'static str {
        match self {
            Sample::EarlyBird => language.pick("早起きさん", "Early Bird"),
            Sample::NightOwl => language.pick("夜ふかしさん", "Night Owl"),
        }
    }

    /// Where both live. Its clocks are never moved.
    pub fn zone() -> Zone {
        let offset = Offset {
            from: 0,
            secs: HOME_OFFSET_SECS as i32,
        };
        Zone::new(HOME_ZONE, vec![offset]).expect("one offset of less than a day")
    }

    pub fn handle(self) -> &'static str {
        match self {
            Sample::EarlyBird => "hayaoki_sample",
            Sample::NightOwl => "yofukashi_sample",
        }
    }

    /// Three years of the person's events, the last of them in the night after `last_day`.
    pub fn imported(self, language: Language, last_day: NaiveDate) -> Imported {
        let mut chance = Chance(match self {
            Sample::EarlyBird => 7,
            Sample::NightOwl => 30,
        });
        let mut events = Vec::with_capacity(MOST_EVENTS);
        let mut bed = i64::MIN / 2;
        for days_ago in (0..DAYS).rev() {
            let day = last_day - TimeDelta::days(days_ago);
            let waking = self.waking(day, days_ago, &mut chance);
            let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp() - HOME_OFFSET_SECS;
            let up = (midnight + waking.up_secs).max(bed + LEAST_SLEEP_SECS);
            let asleep = up - bed;
            if 2 * LEAST_SLEEP_SECS < asleep
                && asleep < DAY_SECS
                && chance.below(self.sound_nights()) == 0
            {
                events.extend(event(
                    bed + asleep / 2,
                    waking.shift_secs,
                    &mut chance,
                    events.len(),
                ));
            }
            bed = midnight + waking.bed_secs;
            let mut day = Posting {
                who: self,
                shift_secs: waking.shift_secs,
                chance: &mut chance,
                events: &mut events,
            };
            // Whoever slept until the evening needs no nap.
            match waking.nap.filter(|nap| up < midnight + nap.start) {
                Some(nap) => {
                    day.between(up, midnight + nap.start);
                    day.between(midnight + nap.end, bed);
                }
                None => day.between(up, bed),
            }
        }
        Imported {
            events,
            person: Person {
                id: String::new(),
                handle: self.handle().into(),
                name: self.name(language).into(),
            },
            apps: APPS.map(String::from).to_vec(),
            zone: Some(HOME_ZONE.into()),
            ..Imported::default()
        }
    }

    /// Of how many nights one is broken by a single post.
    fn sound_nights(self) -> u64 {
        match self {
            Sample::EarlyBird => 40,
            Sample::NightOwl => 7,
        }
    }

    /// When the person is up on that day, by the clock at home.
    fn waking(self, day: NaiveDate, days_ago: i64, chance: &mut Chance) -> Waking {
        let free = if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            1.0
        } else {
            0.0
        };
        let free_tomorrow = if matches!(day.weekday(), Weekday::Fri | Weekday::Sat) {
            1.0
        } else {
            0.0
        };
        if self == Sample::EarlyBird {
            return Waking {
                up_secs: clock(7.0 + 0.9 * free, 0.3, chance),
                bed_secs: clock(23.4 + 0.7 * free_tomorrow, 0.35, chance),
                shift_secs: 0,
                nap: None,
            };
        }
        // Nights drift later for weeks, and are pulled back at the start of a term.
        let drift = 1.0 - days_ago.rem_euclid(75) as f64 / 75.0;
        let shift_secs = if JOURNEY_DAYS_AGO.contains(&days_ago) {
            JOURNEY_SHIFT_SECS
        } else {
            0
        };
        let bed = match (
            SLEEPLESS_DAYS_AGO.contains(&days_ago.rem_euclid(180)),
            chance.below(5),
        ) {
            (true, 0..=1) => clock(44.0, 0.9, chance), // through the next day as well
            (true, 2..=3) => clock(31.5, 0.8, chance),
            _ => clock(25.2 + 2.4 * drift + 0.9 * free_tomorrow, 0.8, chance),
        };
        let nap = (shift_secs == 0 && chance.below(6) == 0).then(|| {
            let start = clock(17.2, 0.6, chance);
            start..start + LEAST_SLEEP_SECS + chance.below(3_600) as i64
        });
        Waking {
            up_secs: clock(9.0 + 2.2 * drift + 1.5 * free, 0.9, chance) - shift_secs,
            bed_secs: bed - shift_secs,
            shift_secs,
            nap,
        }
    }
}

/// What a sample's event says, in a few words that fit its hour.
pub fn text(language: Language, event: &Event) -> &'static str {
    let lines: &[(&str, &str)] = match event.id % 32 {
        5..=9 => &MORNING,
        10..=17 => &DAY,
        18..=22 => &EVENING,
        23 | 0 => &MIDNIGHT,
        _ => &LATE,
    };
    let (japanese, english) = lines[(event.id / 32 * 7 % lines.len() as u64) as usize];
    language.pick(japanese, english)
}

const MORNING: [(&str, &str); 6] = [
    (
        "おはよう。もう朝ごはん食べた。",
        "Morning. Breakfast already done.",
    ),
    (
        "カーテンあけたら、いい天気。",
        "Opened the curtains. What a day.",
    ),
    (
        "目覚ましより先に起きた。えらい。",
        "Up before the alarm. Well done, me.",
    ),
    (
        "電車で座れた。今日は勝ち。",
        "Got a seat on the train. Today is a win.",
    ),
    (
        "あと5分だけ、と言ってから40分。",
        "“Five more minutes,” forty minutes ago.",
    ),
    ("コーヒーが、しみる。", "Coffee, my oldest friend."),
];
const DAY: [(&str, &str); 6] = [
    (
        "お昼はうどん。迷わずうどん。",
        "Udon for lunch. There was no debate.",
    ),
    (
        "会議がひとつ消えた。ありがとう世界。",
        "A meeting vanished. Thank you, world.",
    ),
    ("ねむい。窓際はずるい。", "Sleepy. Window seats are unfair."),
    (
        "積んでいた本を、やっと開いた。",
        "Finally opened the book from the pile.",
    ),
    ("散歩したら猫がいた。", "Went for a walk. There was a cat."),
    (
        "今日やること、半分終わった。",
        "Half of today’s list is done.",
    ),
];
const EVENING: [(&str, &str); 6] = [
    ("帰り道、月がきれい。", "Nice moon on the way home."),
    ("カレーは二日目がいちばん。", "Curry is best on day two."),
    ("お風呂で歌いすぎた。", "Sang too much in the bath."),
    (
        "今日は早く寝る。ほんとうに。",
        "Early night tonight. I mean it.",
    ),
    ("一話だけ見る。一話だけ。", "Just one episode. Just one."),
    (
        "洗濯ものたたんだ。だれかほめて。",
        "Folded the laundry. Applause, please.",
    ),
];
const MIDNIGHT: [(&str, &str); 5] = [
    ("そろそろ寝るか。", "I should sleep soon."),
    ("もう日付が変わってる。", "Oh. It is tomorrow already."),
    ("布団に入った。端末も入った。", "In bed. So is the phone."),
    (
        "寝る前のひとこと。おやすみ。",
        "One last word before bed: good night.",
    ),
    ("明日の自分にまかせる。", "Leaving that to tomorrow’s me."),
];
const LATE: [(&str, &str); 6] = [
    ("ねむいのに、ねむれない。", "Sleepy. Not sleeping."),
    (
        "外が静かすぎて、はかどる。",
        "It is so quiet that work gets done.",
    ),
    ("夜食は別腹。", "Midnight snacks don’t count."),
    (
        "気づいたら3時。だれのせい？",
        "Suddenly three. Whose fault is this?",
    ),
    ("鳥が鳴きはじめた。まずい。", "Birds are singing. Uh-oh."),
    (
        "あと一曲きいたら寝る（5曲目）",
        "One more song, then sleep. (Fifth.)",
    ),
];

/// A day's waking hours, in seconds from midnight at home.
struct Waking {
    up_secs: i64,
    bed_secs: i64,
    /// How far the clocks are moved where the person is.
    shift_secs: i64,
    nap: Option<Range<i64>>,
}

/// Somebody posting.
struct Posting<'a> {
    who: Sample,
    shift_secs: i64,
    chance: &'a mut Chance,
    events: &'a mut Vec<Event>,
}

impl Posting<'_> {
    /// Posts from `up` to `bed`: sessions of a few, with quiet in between but never for so long that
    /// the person seems to sleep.
    fn between(&mut self, up: i64, bed: i64) {
        let quiet_mins = match self.who {
            Sample::EarlyBird => 70.0,
            Sample::NightOwl => 48.0,
        };
        let mut at = up;
        while at < bed {
            for _ in 0..1 + self.chance.below(4) {
                self.events
                    .extend(event(at, self.shift_secs, self.chance, self.events.len()));
                at += 20 + self.chance.waiting(150.0);
            }
            at += 4 * 60 + self.chance.waiting(quiet_mins * 60.0).min(2 * HOUR_SECS);
        }
    }
}

/// A post; its id tells its number and its hour where the person is, which is all [`text`] asks for.
fn event(at: i64, shift_secs: i64, chance: &mut Chance, index: usize) -> Option<Event> {
    let hour = (at + HOME_OFFSET_SECS + shift_secs).rem_euclid(DAY_SECS) / HOUR_SECS;
    let mut event = Event::at_second(index as u64 * 32 + hour as u64, at, Kind::Tweet)?;
    event.app = [1, 1, 1, 1, 2, 2, 3][chance.below(7) as usize];
    if chance.below(9) == 0 {
        event.flags = event.flags.with(Flags::RETWEET);
    }
    Some(event)
}

/// About `hours` o'clock, give or take `spread` hours, in seconds.
fn clock(hours: f64, spread: f64, chance: &mut Chance) -> i64 {
    // The sum of three evenly spread numbers is close to a bell.
    let bell: f64 = (0..3).map(|_| chance.unit() * 2.0 - 1.0).sum();
    ((hours + spread * bell) * HOUR_SECS as f64) as i64
}

/// Numbers that look like chance but are always the same.
///
/// Source: Steele, Lea, Flood 2014, SplitMix64.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to but not including `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// From 0 up to but not including 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// How long until something happens that happens every `mean_secs` seconds, in whole seconds.
    fn waiting(&mut self, mean_secs: f64) -> i64 {
        (-mean_secs * (1.0 - self.unit()).ln()) as i64
    }
}
