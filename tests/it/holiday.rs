//! Japan's public holidays against the lists that the Cabinet Office published.

use chrono::{Datelike, NaiveDate};
use yodori::engine::holiday::{Country, Holiday, japan};

/// Every day off that the law gives, year by year: names in the law, substitutes, citizens' holidays.
const PUBLISHED: [(i32, &str); 21] = [
    (
        2006,
        "1/1 1/2 1/9 2/11 3/21 4/29 5/3 5/4 5/5 7/17 9/18 9/23 10/9 11/3 11/23 12/23",
    ),
    (
        2007,
        "1/1 1/8 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 7/16 9/17 9/23 9/24 10/8 11/3 11/23 12/23 12/24",
    ),
    (
        2008,
        "1/1 1/14 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23",
    ),
    (
        2009,
        "1/1 1/12 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23",
    ),
    (
        2010,
        "1/1 1/11 2/11 3/21 3/22 4/29 5/3 5/4 5/5 7/19 9/20 9/23 10/11 11/3 11/23 12/23",
    ),
    (
        2011,
        "1/1 1/10 2/11 3/21 4/29 5/3 5/4 5/5 7/18 9/19 9/23 10/10 11/3 11/23 12/23",
    ),
    (
        2012,
        "1/1 1/2 1/9 2/11 3/20 4/29 4/30 5/3 5/4 5/5 7/16 9/17 9/22 10/8 11/3 11/23 12/23 12/24",
    ),
    (
        2013,
        "1/1 1/14 2/11 3/20 4/29 5/3 5/4 5/5 5/6 7/15 9/16 9/23 10/14 11/3 11/4 11/23 12/23",
    ),
    (
        2014,
        "1/1 1/13 2/11 3/21 4/29 5/3 5/4 5/5 5/6 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23",
    ),
    (
        2015,
        "1/1 1/12 2/11 3/21 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23",
    ),
    (
        2016,
        "1/1 1/11 2/11 3/20 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/22 10/10 11/3 11/23 12/23",
    ),
    (
        2017,
        "1/1 1/2 1/9 2/11 3/20 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23 12/23",
    ),
    (
        2018,
        "1/1 1/8 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 7/16 8/11 9/17 9/23 9/24 10/8 11/3 11/23 12/23 12/24",
    ),
    (
        2019,
        "1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3 11/4 11/23",
    ),
    (
        2020,
        "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23",
    ),
    (
        2021,
        "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23",
    ),
    (
        2022,
        "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23",
    ),
    (
        2023,
        "1/1 1/2 1/9 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/17 8/11 9/18 9/23 10/9 11/3 11/23",
    ),
    (
        2024,
        "1/1 1/8 2/11 2/12 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/22 9/23 10/14 11/3 11/4 11/23",
    ),
    (
        2025,
        "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24",
    ),
    (
        2026,
        "1/1 1/12 2/11 2/23 3/20 4/29 5/3 5/4 5/5 5/6 7/20 8/11 9/21 9/22 9/23 10/12 11/3 11/23",
    ),
];

fn days_of(year: i32) -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_yo_opt(year, 1).expect("a year");
    first.iter_days().take_while(move |day| day.year() == year)
}

#[test]
fn every_published_day_off_is_a_holiday_and_no_other_day_is() {
    for (year, published) in PUBLISHED {
        let computed: Vec<String> = days_of(year)
            .filter(|day| Country::Japan.is_holiday(*day))
            .map(|day| format!("{}/{}", day.month(), day.day()))
            .collect();
        assert_eq!(computed.join(" "), published, "{year}");
    }
}

#[test]
fn a_holiday_has_the_name_that_the_law_gives_it() {
    for (day, holiday) in [
        ("2006-04-29", Some(Holiday::Greenery)),
        ("2006-05-04", Some(Holiday::Citizens)),
        ("2007-04-29", Some(Holiday::Showa)),
        ("2007-05-04", Some(Holiday::Greenery)),
        ("2008-05-06", Some(Holiday::Substitute)),
        ("2009-09-22", Some(Holiday::Citizens)),
        ("2015-08-11", None),
        ("2016-08-11", Some(Holiday::Mountain)),
        ("2018-12-23", Some(Holiday::EmperorsBirthday)),
        ("2019-02-23", None),
        ("2019-04-30", Some(Holiday::Citizens)),
        ("2019-05-01", Some(Holiday::Enthronement)),
        ("2019-05-02", Some(Holiday::Citizens)),
        ("2019-05-06", Some(Holiday::Substitute)),
        ("2019-10-22", Some(Holiday::Enthronement)),
        ("2019-12-23", None),
        ("2020-02-23", Some(Holiday::EmperorsBirthday)),
        ("2020-07-20", None),
        ("2020-07-24", Some(Holiday::Sports)),
        ("2020-10-12", None),
        ("2021-08-09", Some(Holiday::Substitute)),
        ("2022-10-10", Some(Holiday::Sports)),
    ] {
        assert_eq!(japan(day.parse().expect("a date")), holiday, "{day}");
    }
}

#[test]
fn before_2007_only_a_monday_stood_in_for_a_sunday_and_no_sunday_lay_between_holidays() {
    for (day, holiday) in [
        ("2003-05-04", None),
        ("2003-05-06", None),
        ("2003-11-24", Some(Holiday::Substitute)),
        ("2004-05-04", Some(Holiday::Citizens)),
        ("2005-03-21", Some(Holiday::Substitute)),
    ] {
        assert_eq!(japan(day.parse().expect("a date")), holiday, "{day}");
    }
}

#[test]
fn the_country_is_known_by_its_zone() {
    for (zone, country) in [
        ("Asia/Tokyo", Country::Japan),
        ("Japan", Country::Japan),
        ("Asia/Seoul", Country::None),
        ("UTC", Country::None),
    ] {
        assert_eq!(Country::of_zone(zone), country, "{zone}");
    }
    let new_year = NaiveDate::from_yo_opt(2020, 1).expect("a day");
    assert!(!Country::None.is_holiday(new_year));
}
