//! What is left for the desk arrives as it was left.

use super::*;
use crate::engine::holiday::Country;
use crate::engine::infer::filter::{Apps, Filter, Treatment};
use crate::engine::opened::{Opened, Origin};
use crate::engine::protocol::opened::Known;
use crate::engine::sample::Sample;
use crate::engine::text::Language;
use crate::engine::time::Zone;

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn what_is_looked_at_arrives_as_it_was_left_and_nothing_cut_short_does() {
    let owl = Sample::NightOwl.imported(Language::Japanese, day("2026-05-20"));
    let plain = Opened {
        origin: Origin::Archive,
        imported: Imported::default(),
        filter: Filter::default(),
        zone: Zone::utc(),
        country: Country::None,
        marked: Vec::new(),
        days: day("2026-05-01")..day("2026-05-01"),
        start_hour: 0,
        threshold_secs: 12_600,
    };
    let mut filter = Filter {
        hidden_apps: Apps::from_iter([1, 700]),
        scheduled_apps: Apps::from_iter([2]),
        retweets: Treatment::LeftOut,
        not_done: Flags::MERGED,
        ..Filter::default()
    };
    filter.kinds[3] = Treatment::LeftOut;
    let full = Opened {
        origin: Origin::Sample(Sample::EarlyBird),
        imported: owl,
        filter,
        country: Country::Japan,
        marked: vec![day("2026-05-07"), day("2026-05-08")],
        days: day("2026-04-30")..day("2026-05-21"),
        start_hour: 4,
        threshold_secs: 7_200,
        ..plain.clone()
    };
    for opened in [plain, full] {
        let bytes = events_to_bytes(&opened, &opened.imported.events);
        let (mut read, rows): (Opened, _) = split_bytes(&bytes).expect("a message");
        add_events(rows, &mut read.imported.events);
        assert_eq!(read, opened);
        let message = to_bytes(&opened);
        for end in 0..message.len() {
            assert_eq!(from_bytes::<Opened>(&message[..end]), None, "cut at {end}");
        }
    }
}

#[test]
fn what_is_known_of_a_rhythm_arrives_as_it_was_left() {
    let card = |id: &str, value: &str| [id.to_owned(), "眠り".to_owned(), value.to_owned()];
    for cards in [vec![], vec![card("score", "61 / 100"), card("sjl", "")]] {
        let known = Known { cards };
        let bytes = to_bytes(&known);
        assert_eq!(from_bytes(&bytes), Some(known));
        for end in 0..bytes.len() {
            assert_eq!(from_bytes::<Known>(&bytes[..end]), None, "cut at {end}");
        }
    }
}
