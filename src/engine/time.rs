//! Instants and local clocks. A zone is data, found by probing whoever knows it: the browser's Intl
//! on the page, chrono-tz in the tests.

use core::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

const HOUR_SECS: i64 = 3_600;
const DAY_SECS: i64 = 24 * HOUR_SECS;
/// No zone kept two changes within a week that cancel each other, so probing this often sees all.
const PROBE_SECS: i64 = 7 * DAY_SECS;

/// A zone: its name, and how far its clocks are from UTC, and when that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    name: String,
    /// Ascending by `from`, never empty.
    offsets: Vec<Offset>,
}

/// From `from` (epoch seconds) on, local clocks are `secs` seconds ahead of UTC (east is positive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offset {
    pub from: i64,
    pub secs: i32,
}

impl Zone {
    pub fn utc() -> Zone {
        Zone {
            name: "UTC".into(),
            offsets: vec![Offset { from: 0, secs: 0 }],
        }
    }

    /// A zone of known offsets; the first of them also holds for all time before.
    ///
    /// `None` if there is no offset, if they are not ascending, or if one is a day or more.
    pub fn new(name: impl Into<String>, offsets: Vec<Offset>) -> Option<Zone> {
        let ascending = offsets.windows(2).all(|pair| pair[0].from < pair[1].from);
        let on_earth = offsets
            .iter()
            .all(|offset| i64::from(offset.secs).abs() < DAY_SECS);
        (!offsets.is_empty() && ascending && on_earth).then(|| Zone {
            name: name.into(),
            offsets,
        })
    }

    /// Finds every change of offset within `from..to` (epoch seconds) by asking `offset_at` once a
    /// week and halving the weeks in which the answer changed. The first answer also holds before
    /// `from`, the last one after `to`.
    pub fn probed(
        name: impl Into<String>,
        from: i64,
        to: i64,
        mut offset_at: impl FnMut(i64) -> i32,
    ) -> Zone {
        let mut last = Offset {
            from,
            secs: offset_at(from),
        };
        let mut offsets = vec![last];
        let mut known = from;
        while known < to {
            let probe = (known + PROBE_SECS).min(to);
            if offset_at(probe) == last.secs {
                known = probe;
                continue;
            }
            let (mut before, mut after) = (known, probe);
            while after - before > 1 {
                let middle = before + (after - before) / 2;
                if offset_at(middle) == last.secs {
                    before = middle
                } else {
                    after = middle
                }
            }
            last = Offset {
                from: after,
                secs: offset_at(after),
            };
            offsets.push(last);
            known = after;
        }
        Zone {
            name: name.into(),
            offsets,
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// Ascending, never empty.
    pub fn offsets(&self) -> &[Offset] {
        &self.offsets
    }

    /// Seconds by which local clocks are ahead of UTC at that moment.
    pub fn offset_secs(&self, at: DateTime<Utc>) -> i32 {
        self.offsets[self.index(at.timestamp())].secs
    }

    /// What local clocks show at a moment (both seconds since 1970), as if they showed UTC.
    pub fn local_secs(&self, at: i64) -> i64 {
        at + i64::from(self.offsets[self.index(at)].secs)
    }

    /// What local clocks show at that moment.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        (at + TimeDelta::seconds(self.offset_secs(at).into())).naive_utc()
    }

    /// The first moment at which local clocks show that day or a later one. Midnight itself may not
    /// exist, nor (Apia, 2011-12-30) the whole day.
    pub fn day_start(&self, day: NaiveDate) -> DateTime<Utc> {
        let midnight = epoch_secs(day);
        let near = self.index(midnight - DAY_SECS);
        let start = (near..self.offsets.len())
            .map(|index| {
                (
                    self.span(index),
                    midnight - i64::from(self.offsets[index].secs),
                )
            })
            .find(|(span, start)| *start < span.end)
            .map_or(midnight, |(span, start)| start.max(span.start));
        DateTime::from_timestamp(start, 0).unwrap_or_default()
    }

    /// How many hours local clocks show that day: 24, or 23, 25, 24.5 … where clocks were moved.
    pub fn day_hours(&self, day: NaiveDate) -> f64 {
        self.row_hours(day, 0)
    }

    /// How many hours lie between `start_hour` o'clock of that day and of the next one.
    pub fn row_hours(&self, day: NaiveDate, start_hour: u8) -> f64 {
        let start = epoch_secs(day) + i64::from(start_hour) * HOUR_SECS;
        let secs: i64 = (self.index(start - DAY_SECS)..=self.index(start + 2 * DAY_SECS))
            .map(|index| {
                let (span, secs) = (self.span(index), i64::from(self.offsets[index].secs));
                (span.end.min(start + DAY_SECS - secs) - span.start.max(start - secs)).max(0)
            })
            .sum();
        secs as f64 / HOUR_SECS as f64
    }

    /// The longest stretch around `at` (epoch seconds) in which the offset stays the same. Half-open.
    pub fn same_offset(&self, at: i64) -> Range<i64> {
        self.span(self.index(at))
    }

    /// Which offset holds at `at` (epoch seconds).
    fn index(&self, at: i64) -> usize {
        self.offsets
            .partition_point(|offset| offset.from <= at)
            .saturating_sub(1)
    }

    /// When an offset holds, in epoch seconds.
    fn span(&self, index: usize) -> Range<i64> {
        let start = if index == 0 {
            i64::MIN
        } else {
            self.offsets[index].from
        };
        start
            ..self
                .offsets
                .get(index + 1)
                .map_or(i64::MAX, |next| next.from)
    }
}

/// What clocks show, of seconds since 1970 as they count them; 1970 for what no calendar has.
pub fn clock(local_secs: i64) -> NaiveDateTime {
    let moment = DateTime::from_timestamp(local_secs, 0);
    moment.unwrap_or_default().naive_utc()
}

/// Epoch seconds of a day's midnight, as if its clocks showed UTC.
fn epoch_secs(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp()
}

/// The IANA name of a zone that Twitter's older archives name as Rails' ActiveSupport does.
/// `None` for anything else, IANA names included.
///
/// Source: `ActiveSupport::TimeZone::MAPPING`.
pub fn rails_zone(name: &str) -> Option<&'static str> {
    RAILS_ZONES
        .iter()
        .find(|(rails, _)| *rails == name)
        .map(|(_, iana)| *iana)
}

/// ActiveSupport's name and the IANA name, from west to east. Two old spellings are kept, since old
/// archives have them.
const RAILS_ZONES: &[(&str, &str)] = &[
    ("International Date Line West", "Etc/GMT+12"),
    ("Midway Island", "Pacific/Midway"),
    ("American Samoa", "Pacific/Pago_Pago"),
    ("Hawaii", "Pacific/Honolulu"),
    ("Alaska", "America/Juneau"),
    ("Pacific Time (US & Canada)", "America/Los_Angeles"),
    ("Tijuana", "America/Tijuana"),
    ("Mountain Time (US & Canada)", "America/Denver"),
    ("Arizona", "America/Phoenix"),
    ("Chihuahua", "America/Chihuahua"),
    ("Mazatlan", "America/Mazatlan"),
    ("Central Time (US & Canada)", "America/Chicago"),
    ("Saskatchewan", "America/Regina"),
    ("Guadalajara", "America/Mexico_City"),
    ("Mexico City", "America/Mexico_City"),
    ("Monterrey", "America/Monterrey"),
    ("Central America", "America/Guatemala"),
    ("Eastern Time (US & Canada)", "America/New_York"),
    ("Indiana (East)", "America/Indiana/Indianapolis"),
    ("Bogota", "America/Bogota"),
    ("Lima", "America/Lima"),
    ("Quito", "America/Lima"),
    ("Atlantic Time (Canada)", "America/Halifax"),
    ("Caracas", "America/Caracas"),
    ("La Paz", "America/La_Paz"),
    ("Santiago", "America/Santiago"),
    ("Asuncion", "America/Asuncion"),
    ("Newfoundland", "America/St_Johns"),
    ("Brasilia", "America/Sao_Paulo"),
    ("Buenos Aires", "America/Argentina/Buenos_Aires"),
    ("Montevideo", "America/Montevideo"),
    ("Georgetown", "America/Guyana"),
    ("Puerto Rico", "America/Puerto_Rico"),
    ("Greenland", "America/Godthab"),
    ("Mid-Atlantic", "Atlantic/South_Georgia"),
    ("Azores", "Atlantic/Azores"),
    ("Cape Verde Is.", "Atlantic/Cape_Verde"),
    ("Dublin", "Europe/Dublin"),
    ("Edinburgh", "Europe/London"),
    ("Lisbon", "Europe/Lisbon"),
    ("London", "Europe/London"),
    ("Casablanca", "Africa/Casablanca"),
    ("Monrovia", "Africa/Monrovia"),
    ("UTC", "Etc/UTC"),
    ("Belgrade", "Europe/Belgrade"),
    ("Bratislava", "Europe/Bratislava"),
    ("Budapest", "Europe/Budapest"),
    ("Ljubljana", "Europe/Ljubljana"),
    ("Prague", "Europe/Prague"),
    ("Sarajevo", "Europe/Sarajevo"),
    ("Skopje", "Europe/Skopje"),
    ("Warsaw", "Europe/Warsaw"),
    ("Zagreb", "Europe/Zagreb"),
    ("Brussels", "Europe/Brussels"),
    ("Copenhagen", "Europe/Copenhagen"),
    ("Madrid", "Europe/Madrid"),
    ("Paris", "Europe/Paris"),
    ("Amsterdam", "Europe/Amsterdam"),
    ("Berlin", "Europe/Berlin"),
    ("Bern", "Europe/Zurich"),
    ("Zurich", "Europe/Zurich"),
    ("Rome", "Europe/Rome"),
    ("Stockholm", "Europe/Stockholm"),
    ("Vienna", "Europe/Vienna"),
    ("West Central Africa", "Africa/Algiers"),
    ("Bucharest", "Europe/Bucharest"),
    ("Cairo", "Africa/Cairo"),
    ("Helsinki", "Europe/Helsinki"),
    ("Kyiv", "Europe/Kiev"),
    ("Kyev", "Europe/Kiev"),
    ("Riga", "Europe/Riga"),
    ("Sofia", "Europe/Sofia"),
    ("Tallinn", "Europe/Tallinn"),
    ("Vilnius", "Europe/Vilnius"),
    ("Athens", "Europe/Athens"),
    ("Istanbul", "Europe/Istanbul"),
    ("Minsk", "Europe/Minsk"),
    ("Jerusalem", "Asia/Jerusalem"),
    ("Harare", "Africa/Harare"),
    ("Pretoria", "Africa/Johannesburg"),
    ("Kaliningrad", "Europe/Kaliningrad"),
    ("Moscow", "Europe/Moscow"),
    ("St. Petersburg", "Europe/Moscow"),
    ("Volgograd", "Europe/Volgograd"),
    ("Samara", "Europe/Samara"),
    ("Kuwait", "Asia/Kuwait"),
    ("Riyadh", "Asia/Riyadh"),
    ("Nairobi", "Africa/Nairobi"),
    ("Baghdad", "Asia/Baghdad"),
    ("Tehran", "Asia/Tehran"),
    ("Abu Dhabi", "Asia/Muscat"),
    ("Muscat", "Asia/Muscat"),
    ("Baku", "Asia/Baku"),
    ("Tbilisi", "Asia/Tbilisi"),
    ("Yerevan", "Asia/Yerevan"),
    ("Kabul", "Asia/Kabul"),
    ("Ekaterinburg", "Asia/Yekaterinburg"),
    ("Islamabad", "Asia/Karachi"),
    ("Karachi", "Asia/Karachi"),
    ("Tashkent", "Asia/Tashkent"),
    ("Chennai", "Asia/Kolkata"),
    ("Kolkata", "Asia/Kolkata"),
    ("Mumbai", "Asia/Kolkata"),
    ("New Delhi", "Asia/Kolkata"),
    ("Kathmandu", "Asia/Kathmandu"),
    ("Dhaka", "Asia/Dhaka"),
    ("Astana", "Asia/Dhaka"),
    ("Sri Jayawardenepura", "Asia/Colombo"),
    ("Almaty", "Asia/Almaty"),
    ("Novosibirsk", "Asia/Novosibirsk"),
    ("Rangoon", "Asia/Rangoon"),
    ("Bangkok", "Asia/Bangkok"),
    ("Hanoi", "Asia/Bangkok"),
    ("Jakarta", "Asia/Jakarta"),
    ("Krasnoyarsk", "Asia/Krasnoyarsk"),
    ("Beijing", "Asia/Shanghai"),
    ("Chongqing", "Asia/Chongqing"),
    ("Hong Kong", "Asia/Hong_Kong"),
    ("Urumqi", "Asia/Urumqi"),
    ("Kuala Lumpur", "Asia/Kuala_Lumpur"),
    ("Singapore", "Asia/Singapore"),
    ("Taipei", "Asia/Taipei"),
    ("Perth", "Australia/Perth"),
    ("Irkutsk", "Asia/Irkutsk"),
    ("Ulaanbaatar", "Asia/Ulaanbaatar"),
    ("Ulaan Bataar", "Asia/Ulaanbaatar"),
    ("Seoul", "Asia/Seoul"),
    ("Osaka", "Asia/Tokyo"),
    ("Sapporo", "Asia/Tokyo"),
    ("Tokyo", "Asia/Tokyo"),
    ("Yakutsk", "Asia/Yakutsk"),
    ("Darwin", "Australia/Darwin"),
    ("Adelaide", "Australia/Adelaide"),
    ("Canberra", "Australia/Canberra"),
    ("Melbourne", "Australia/Melbourne"),
    ("Sydney", "Australia/Sydney"),
    ("Brisbane", "Australia/Brisbane"),
    ("Hobart", "Australia/Hobart"),
    ("Vladivostok", "Asia/Vladivostok"),
    ("Guam", "Pacific/Guam"),
    ("Port Moresby", "Pacific/Port_Moresby"),
    ("Magadan", "Asia/Magadan"),
    ("Srednekolymsk", "Asia/Srednekolymsk"),
    ("Solomon Is.", "Pacific/Guadalcanal"),
    ("New Caledonia", "Pacific/Noumea"),
    ("Fiji", "Pacific/Fiji"),
    ("Kamchatka", "Asia/Kamchatka"),
    ("Marshall Is.", "Pacific/Majuro"),
    ("Auckland", "Pacific/Auckland"),
    ("Wellington", "Pacific/Auckland"),
    ("Nuku'alofa", "Pacific/Tongatapu"),
    ("Tokelau Is.", "Pacific/Fakaofo"),
    ("Chatham Is.", "Pacific/Chatham"),
    ("Samoa", "Pacific/Apia"),
];
