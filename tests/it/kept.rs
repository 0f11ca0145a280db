//! What is said of what is kept.

use yodori::engine::event::{Event, Imported, Kind, Person, Source};
use yodori::engine::opened::{Opened, Origin};
use yodori::engine::saved::{Listing, bare, key};
use yodori::engine::text::Language;
use yodori::engine::text::kept::who;

use crate::saved::opened;

#[test]
fn a_listing_comes_back_as_it_was() {
    let event = |secs| Event::at_second(0, secs, Kind::Tweet).expect("a moment");
    let listing = Listing::of(
        &opened(vec![event(5), event(9)]).imported,
        Source::Archive,
        1_700_000_000,
        12_345,
    );
    assert_eq!((listing.events, listing.first, listing.last), (2, 5, 9));
    assert_eq!(
        Listing::read(listing.written().as_bytes()),
        Some(listing.clone())
    );
    for text in ["", "[]", "nothing", "\"\""] {
        assert_eq!(Listing::read(text.as_bytes()), None, "{text}");
    }
    let github = Listing {
        source: Source::GitHub,
        ..listing
    };
    assert_eq!(Listing::read(github.written().as_bytes()), Some(github));
}

#[test]
fn only_the_unnamed_are_called_differently_in_another_language() {
    for (handle, name, is_named) in [
        ("", "", false),
        ("owl", "", true),
        ("", "夜", true),
        ("owl", "夜", true),
    ] {
        let mut imported = opened(Vec::new()).imported;
        imported.person = Person {
            id: "12".into(),
            handle: handle.into(),
            name: name.into(),
        };
        let listing = Listing::of(&imported, Source::Archive, 0, 0);
        assert_eq!(listing.is_named(), is_named);
        let [one, other] = Language::ALL.map(|language| who(language, &listing));
        assert_eq!(one == other, is_named, "{one} {other}");
    }
}

#[test]
fn one_person_is_kept_under_one_key() {
    let of = |origin, id: &str, handle: &str, first: i64| {
        let events = [first, 2_000_000_000].map(|secs| Event::at_second(7, secs, Kind::Tweet));
        let events = events.map(|event| event.expect("a moment"));
        let mut opened = opened(events.to_vec());
        opened.imported.person = Person {
            id: id.into(),
            handle: handle.into(),
            name: String::new(),
        };
        let opened = Opened { origin, ..opened };
        // What was kept and is open again is kept under the same key, though ids are gone.
        let imported = bare(opened.imported.clone());
        let again = Opened {
            imported,
            ..opened.clone()
        };
        assert_eq!(key(&again), key(&opened));
        key(&opened)
    };
    for (origin, id, handle, first, expected) in [
        (Origin::Archive, "12", "owl", 5, "archive:12"),
        // Whoever changes their handle is the same person.
        (Origin::Archive, "12", "lark", 5, "archive:12"),
        (Origin::Archive, "", "owl", 5, "archive:owl"),
        (Origin::GitHub, "", "owl", 5, "github:owl"),
        // People without a name are not one person.
        (
            Origin::Archive,
            "",
            "",
            1_708_731_000,
            "archive:?1708731000",
        ),
        (
            Origin::Archive,
            "",
            "",
            1_708_731_001,
            "archive:?1708731001",
        ),
    ] {
        assert_eq!(of(origin, id, handle, first), expected);
    }
    assert_eq!(
        key(&Opened {
            imported: Imported::default(),
            ..opened(Vec::new())
        }),
        "archive:?0"
    );
}
