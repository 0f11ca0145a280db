//! Local clocks, with chrono-tz as the oracle.

use chrono::{DateTime, NaiveDate, NaiveTime, Offset as _, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use yodori::engine::time::{Offset, Zone, rails_zone};

const HOUR_SECS: i64 = 3_600;
const DAY_SECS: i64 = 24 * HOUR_SECS;

/// Both hemispheres; halves and quarters of hours; half-hour summer time; a skipped day; zones that
/// changed their rules, by the month of fasting, at midnight, a minute after it.
const ZONES: [&str; 20] = [
    "UTC",
    "Asia/Tokyo",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Caracas",
    "America/Havana",
    "America/Santiago",
    "Europe/London",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Pyongyang",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
];

fn tz(name: &str) -> Tz {
    name.parse().expect("a zone of the table")
}

fn instant(secs: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(secs, 0).expect("within all time")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn oracle_offset(tz: Tz, secs: i64) -> i32 {
    tz.offset_from_utc_datetime(&instant(secs).naive_utc())
        .fix()
        .local_minus_utc()
}

fn span() -> (i64, i64) {
    let midnight = |text| day(text).and_time(NaiveTime::MIN).and_utc().timestamp();
    (midnight("2006-01-01"), midnight("2031-01-01"))
}

fn zone(name: &str) -> Zone {
    let (from, to) = span();
    let tz = tz(name);
    Zone::probed(name, from, to, |secs| oracle_offset(tz, secs))
}

fn days() -> impl Iterator<Item = NaiveDate> {
    day("2006-01-05")
        .iter_days()
        .take_while(|day| day.to_string().as_str() < "2030-12-28")
}

/// When clocks first show that day or a later one, found by looking at every half minute around it:
/// no zone changed its clocks at an odder second in these years.
fn oracle_day_start(tz: Tz, day: NaiveDate) -> i64 {
    let midnight = day.and_time(NaiveTime::MIN).and_utc().timestamp();
    let shown = |secs: i64| {
        (instant(secs) + chrono::TimeDelta::seconds(oracle_offset(tz, secs).into())).date_naive()
    };
    // A day before, by any clock on earth, it isn't that day; hours first, then half minutes.
    let mut at = midnight - 15 * HOUR_SECS;
    while shown(at + HOUR_SECS / 4) < day {
        at += HOUR_SECS / 4;
    }
    while shown(at) < day {
        at += 30;
    }
    at
}

#[test]
fn clocks_show_what_the_oracle_says_at_every_hour() {
    let (from, to) = span();
    for name in ZONES {
        let (zone, tz) = (zone(name), tz(name));
        assert_eq!(zone.name(), name);
        // Hours that begin at odd seconds.
        for secs in (from..to).step_by(3_607) {
            let (at, offset) = (instant(secs), oracle_offset(tz, secs));
            assert_eq!(zone.offset_secs(at), offset, "{name} at {at}");
            assert_eq!(
                zone.local(at),
                at.with_timezone(&tz).naive_local(),
                "{name} at {at}"
            );
        }
    }
}

#[test]
fn probing_finds_every_change_of_every_zone_to_the_second() {
    let (from, to) = span();
    for tz in TZ_VARIANTS {
        let zone = zone(tz.name());
        let mut at = from;
        while at < to {
            let same = zone.same_offset(at);
            let offset = oracle_offset(tz, at);
            assert_eq!(zone.offset_secs(instant(at)), offset, "{tz} from {at}");
            // Nothing changes before its end is reached, and something does there.
            for secs in (at..same.end.min(to)).step_by(6 * HOUR_SECS as usize) {
                assert_eq!(oracle_offset(tz, secs), offset, "{tz} at {secs}");
            }
            if same.end < to {
                assert_eq!(
                    oracle_offset(tz, same.end - 1),
                    offset,
                    "{tz} before {}",
                    same.end
                );
                assert_ne!(oracle_offset(tz, same.end), offset, "{tz} at {}", same.end);
            }
            at = same.end;
        }
    }
}

#[test]
fn a_day_starts_when_clocks_first_show_it() {
    for name in ZONES {
        let (zone, tz) = (zone(name), tz(name));
        for day in days() {
            let (start, oracle) = (zone.day_start(day), oracle_day_start(tz, day));
            assert_eq!(start.timestamp(), oracle, "{day} in {name}: {start}");
        }
    }
}

#[test]
fn a_day_lasts_as_long_as_clocks_show_it() {
    let (from, to) = span();
    for name in ZONES {
        let (zone, tz) = (zone(name), tz(name));
        // Each half minute belongs to the day that clocks show in it; asked where something changes.
        for at in changes(&zone, from + 3 * DAY_SECS, to - 3 * DAY_SECS) {
            for start_hour in [0, 4, 23] {
                let shown = |secs: i64| {
                    let local = secs + i64::from(oracle_offset(tz, secs)) - start_hour * HOUR_SECS;
                    instant(local).date_naive()
                };
                for around in -1..=1 {
                    let day = shown(at + around * DAY_SECS);
                    let halves = (at - 3 * DAY_SECS..at + 3 * DAY_SECS)
                        .step_by(30)
                        .filter(|secs| shown(*secs) == day)
                        .count();
                    let hours = zone.row_hours(day, start_hour as u8);
                    assert!(
                        (hours - halves as f64 / 120.0).abs() < 1e-9,
                        "{day} in {name} from {start_hour}: {hours}"
                    );
                }
            }
        }
    }
}

/// The moments at which a zone's clocks were moved.
fn changes(zone: &Zone, from: i64, to: i64) -> Vec<i64> {
    let mut found = Vec::new();
    let mut at = zone.same_offset(from).end;
    while at < to {
        found.push(at);
        at = zone.same_offset(at).end;
    }
    found
}

#[test]
fn days_on_which_clocks_were_moved_are_known_by_name() {
    let check = |name: &str, text: &str, hours: f64, start: &str| {
        let (zone, day) = (zone(name), day(text));
        assert_eq!(zone.day_hours(day), hours, "{text} in {name}");
        assert_eq!(
            zone.day_start(day).format("%m-%d %H:%M").to_string(),
            start,
            "{text} in {name}"
        );
    };
    check("Asia/Tokyo", "2020-05-06", 24.0, "05-05 15:00");
    check("America/New_York", "2021-03-14", 23.0, "03-14 05:00");
    check("America/New_York", "2021-03-15", 24.0, "03-15 04:00");
    check("America/New_York", "2021-11-07", 25.0, "11-07 04:00");
    check("Australia/Lord_Howe", "2021-10-03", 23.5, "10-02 13:30");
    check("Australia/Lord_Howe", "2021-04-04", 24.5, "04-03 13:00");
    // Midnight itself was left out.
    check("America/Sao_Paulo", "2018-11-04", 23.0, "11-04 03:00");
    // The clock went from midnight back to 23:00 of the day before.
    check("America/Sao_Paulo", "2018-02-17", 25.0, "02-17 02:00");
    check("America/Sao_Paulo", "2018-02-18", 24.0, "02-18 03:00");
    // The whole day was left out, at the date line.
    check("Pacific/Apia", "2011-12-29", 24.0, "12-29 10:00");
    check("Pacific/Apia", "2011-12-30", 0.0, "12-30 10:00");
    check("Pacific/Apia", "2011-12-31", 24.0, "12-30 10:00");
    // New offsets for good, each from a midnight.
    check("Asia/Pyongyang", "2015-08-14", 24.5, "08-13 15:00");
    check("Asia/Pyongyang", "2015-08-15", 24.0, "08-14 15:30");
    check("Asia/Pyongyang", "2018-05-04", 23.5, "05-03 15:30");
    check("Asia/Pyongyang", "2018-05-05", 24.0, "05-04 15:00");
}

#[test]
fn a_zone_is_made_only_of_offsets_that_ascend_and_are_less_than_a_day() {
    let check = |offsets: &[(i64, i32)], good: bool| {
        let offsets: Vec<_> = offsets
            .iter()
            .map(|(from, secs)| Offset {
                from: *from,
                secs: *secs,
            })
            .collect();
        assert_eq!(
            Zone::new("it", offsets.clone()).is_some(),
            good,
            "{offsets:?}"
        );
    };
    check(&[], false);
    check(&[(0, 0)], true);
    check(&[(0, 0), (0, 3_600)], false);
    check(&[(10, 0), (0, 3_600)], false);
    check(&[(0, 0), (10, 3_600)], true);
    check(&[(0, 86_399)], true);
    check(&[(0, 86_400)], false);
    check(&[(0, -86_400)], false);
    check(&[(0, i32::MIN)], false);
}

#[test]
fn the_first_offset_holds_before_and_the_last_one_after_what_is_known() {
    let offset = |from, secs| Offset { from, secs };
    let zone = Zone::new("it", vec![offset(1_000, 3_600), offset(2_000, 7_200)]).expect("a zone");
    for (secs, expected) in [
        (-5_000_000_000, 3_600),
        (0, 3_600),
        (1_999, 3_600),
        (2_000, 7_200),
        (5_000_000_000, 7_200),
    ] {
        assert_eq!(zone.offset_secs(instant(secs)), expected, "{secs}");
    }
    assert_eq!(zone.same_offset(0), i64::MIN..2_000);
    assert_eq!(zone.same_offset(2_000), 2_000..i64::MAX);
}

#[test]
fn utc_is_what_it_is() {
    let at = instant(1_588_723_200);
    assert_eq!(Zone::utc().local(at), at.naive_utc());
    assert_eq!(Zone::utc().day_start(day("2020-05-06")), at);
    assert_eq!(Zone::utc().name(), "UTC");
}

#[test]
fn no_day_at_the_ends_of_the_calendar_makes_it_panic() {
    for day in [NaiveDate::MIN, NaiveDate::MAX] {
        for name in ["Asia/Tokyo", "Pacific/Apia", "America/New_York"] {
            assert_eq!(zone(name).day_hours(day), 24.0);
            zone(name).day_start(day);
        }
    }
}

#[test]
fn probing_asks_about_once_a_week() {
    let (from, to) = span();
    for name in ["Asia/Tokyo", "America/New_York"] {
        let tz = tz(name);
        let mut asked = 0;
        Zone::probed(name, from, to, |secs| {
            asked += 1;
            oracle_offset(tz, secs)
        });
        assert!(asked < 3_000, "{name}: {asked} questions");
    }
}

#[test]
fn a_rails_zone_has_the_iana_zone_of_its_city() {
    for (rails, iana) in [
        ("Tokyo", Some("Asia/Tokyo")),
        ("Osaka", Some("Asia/Tokyo")),
        ("Sapporo", Some("Asia/Tokyo")),
        ("Pacific Time (US & Canada)", Some("America/Los_Angeles")),
        ("London", Some("Europe/London")),
        ("Edinburgh", Some("Europe/London")),
        ("Mumbai", Some("Asia/Kolkata")),
        ("Kyev", Some("Europe/Kiev")),
        ("Samoa", Some("Pacific/Apia")),
        ("UTC", Some("Etc/UTC")),
        ("Asia/Tokyo", None),
        ("tokyo", None),
        ("", None),
        ("Atlantis", None),
    ] {
        assert_eq!(rails_zone(rails), iana, "{rails}");
    }
}

#[test]
fn every_rails_zone_leads_to_a_zone_that_exists() {
    for name in RAILS_NAMES.split(" · ") {
        let iana = rails_zone(name);
        assert!(
            iana.is_some_and(|iana| iana.parse::<Tz>().is_ok()),
            "{name}: {iana:?}"
        );
    }
}

/// Every name that Rails knows, from west to east, and two old spellings.
const RAILS_NAMES: &str = "International Date Line West · Midway Island · American Samoa · Hawaii · Alaska · Pacific Time \
     (US & Canada) · Tijuana · Mountain Time (US & Canada) · Arizona · Chihuahua · Mazatlan · Central \
     Time (US & Canada) · Saskatchewan · Guadalajara · Mexico City · Monterrey · Central America · \
     Eastern Time (US & Canada) · Indiana (East) · Bogota · Lima · Quito · Atlantic Time (Canada) · \
     Caracas · La Paz · Santiago · Asuncion · Newfoundland · Brasilia · Buenos Aires · Montevideo · \
     Georgetown · Puerto Rico · Greenland · Mid-Atlantic · Azores · Cape Verde Is. · Dublin · \
     Edinburgh · Lisbon · London · Casablanca · Monrovia · UTC · Belgrade · Bratislava · Budapest · \
     Ljubljana · Prague · Sarajevo · Skopje · Warsaw · Zagreb · Brussels · Copenhagen · Madrid · \
     Paris · Amsterdam · Berlin · Bern · Zurich · Rome · Stockholm · Vienna · West Central Africa · \
     Bucharest · Cairo · Helsinki · Kyiv · Kyev · Riga · Sofia · Tallinn · Vilnius · Athens · \
     Istanbul · Minsk · Jerusalem · Harare · Pretoria · Kaliningrad · Moscow · St. Petersburg · \
     Volgograd · Samara · Kuwait · Riyadh · Nairobi · Baghdad · Tehran · Abu Dhabi · Muscat · Baku · \
     Tbilisi · Yerevan · Kabul · Ekaterinburg · Islamabad · Karachi · Tashkent · Chennai · Kolkata · \
     Mumbai · New Delhi · Kathmandu · Dhaka · Astana · Sri Jayawardenepura · Almaty · Novosibirsk · \
     Rangoon · Bangkok · Hanoi · Jakarta · Krasnoyarsk · Beijing · Chongqing · Hong Kong · Urumqi · \
     Kuala Lumpur · Singapore · Taipei · Perth · Irkutsk · Ulaanbaatar · Ulaan Bataar · Seoul · Osaka \
     · Sapporo · Tokyo · Yakutsk · Darwin · Adelaide · Canberra · Melbourne · Sydney · Brisbane · \
     Hobart · Vladivostok · Guam · Port Moresby · Magadan · Srednekolymsk · Solomon Is. · New \
     Caledonia · Fiji · Kamchatka · Marshall Is. · Auckland · Wellington · Nuku'alofa · Tokelau Is. · \
     Chatham Is. · Samoa";
