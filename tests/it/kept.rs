//! What is said of what is kept.

use yodori::engine::event::{Event, Kind, Person, Source};
use yodori::engine::opened::{Opened, Origin};
use yodori::engine::saved::{Listing, key};

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
fn one_person_is_kept_under_one_key() {
    let of = |origin, id: &str, handle: &str| {
        let mut opened = opened(Vec::new());
        opened.imported.person = Person {
            id: id.into(),
            handle: handle.into(),
            name: String::new(),
        };
        key(&Opened { origin, ..opened })
    };
    for (origin, id, handle, expected) in [
        (Origin::Archive, "12", "owl", "archive:12"),
        // Whoever changes their handle is the same person.
        (Origin::Archive, "12", "lark", "archive:12"),
        (Origin::Archive, "", "owl", "archive:owl"),
        (Origin::GitHub, "", "owl", "github:owl"),
        (Origin::Archive, "", "", "archive:"),
    ] {
        assert_eq!(of(origin, id, handle), expected);
    }
}
