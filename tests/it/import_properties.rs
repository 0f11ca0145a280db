//! What holds for every input, tried on many.

use proptest::collection::vec;
use proptest::prelude::*;
use yodori::engine::event::Imported;
use yodori::engine::source::ImportError;
use yodori_testdata::archive::{Generation, Plan};
use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::json::{Escapes, Json, Lists, Style, list_file};
use yodori_testdata::post::{Post, utc};
use yodori_testdata::truth::{Clock, Person, Truth};
use yodori_testdata::wrong;
use yodori_testdata::zip::{Entry, Method, Zip, Zip64};

use crate::support::{Chosen, assert_events, assert_texts, import_by, one};

/// What an import gives, however it is read, if no more is read than a few times what is there: it
/// must end.
fn outcome(files: &Chosen, max_read: usize) -> Result<Imported, ImportError> {
    let all: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let enough = 50 * all as u64 + 1_000_000;
    let result = import_by(files, max_read, enough);
    assert!(
        !matches!(result, Err(ImportError::Unreadable { .. })),
        "it reads and reads"
    );
    result.map(|(_, imported)| imported)
}

/// A zip with two posts, as small as can be.
fn tiny_zip(method: Method) -> Zip {
    let posts = [7_u64, 8].map(|nth| {
        Post::new(
            1_764_000_000_000_000_000 + nth,
            utc("2024-03-05 14:02:11"),
            "小さい",
        )
    });
    let tweets = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::UNTIL_2020, &posts);
    let account = gdpr::account(
        &Person {
            id: "1".into(),
            handle: "h".into(),
            name: "n".into(),
        },
        "1238589296000".to_owned(),
        Style::UNTIL_2020,
    );
    let entries = vec![
        Entry::new("data/account.js", &account, method),
        Entry::new("data/tweets.js", &tweets, method),
    ];
    Zip {
        entries,
        ..Zip::default()
    }
}

#[test]
fn a_zip_cut_at_any_byte_is_said_to_be_cut() {
    for zip64 in [Zip64::No, Zip64::Beside] {
        let mut zip = tiny_zip(Method::Deflated);
        zip.end.zip64 = zip64;
        let whole = zip.build();
        for length in 1..whole.len() {
            let error = outcome(&one("it.zip", &whole[..length]), usize::MAX)
                .map(|imported| imported.events.len());
            let expected = if length < 4 {
                "NotAnArchive"
            } else {
                "Truncated"
            };
            assert!(
                format!("{error:?}").contains(expected),
                "cut at {length}: {error:?}"
            );
        }
        assert!(outcome(&one("it.zip", whole), 1).is_ok());
    }
}

#[test]
fn a_file_of_posts_cut_at_any_byte_keeps_every_whole_post() {
    let posts = [1_u64, 2, 3].map(|nth| {
        Post::new(
            1_764_000_000_000_000_000 + nth,
            utc("2024-03-05 14:02:11"),
            "}]{[\"\\",
        )
    });
    let whole = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::UNTIL_2020, &posts);
    let text = String::from_utf8_lossy(&whole);
    let ends: Vec<usize> = text
        .match_indices("\n}")
        .map(|(at, end)| at + end.len())
        .collect();
    assert_eq!(ends.len(), 3);
    for length in 1..=whole.len() {
        let kept = ends.iter().filter(|end| **end <= length).count();
        let outcome = outcome(&one("tweets.js", &whole[..length]), 7);
        let events = outcome.as_ref().map_or(0, |imported| imported.events.len());
        assert_eq!(events, kept, "cut at {length}: {outcome:?}");
        if kept > 0 && length < whole.len() {
            let skipped = outcome.map(|imported| imported.skipped).unwrap_or_default();
            assert_eq!(skipped.len(), 1, "cut at {length}: {skipped:?}");
        }
    }
}

/// Any text, with what is special in JSON and HTML more often than by chance.
fn text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(vec![
        '"', '\\', '{', '}', '[', ']', '&', '<', '>', ';', ',', ':', '\n', '\u{0}', '𠮷',
    ]);
    vec(prop_oneof![special, any::<char>()], 0..60)
        .prop_map(|letters| letters.into_iter().collect())
}

fn style() -> impl Strategy<Value = Style> {
    let lists = prop::sample::select(vec![Lists::Inline, Lists::Lines]);
    let escapes = prop::sample::select(vec![Escapes::Needed, Escapes::Markup, Escapes::Ascii]);
    (lists, escapes).prop_map(|(lists, escapes)| Style { lists, escapes })
}

fn posts() -> impl Strategy<Value = Vec<Post>> {
    let post = (
        1_u64 << 40..u64::MAX >> 3,
        utc("2006-03-21 00:00:00")..utc("2100-01-01 00:00:00"),
        text(),
        0..8_usize,
    );
    vec(post, 1..12).prop_map(|posts| {
        let post = |(id, at, text, app)| Post {
            app,
            ..Post::new(id, at, text)
        };
        posts.into_iter().map(post).collect()
    })
}

/// The record with its fields turned around and something strange between them.
fn stirred(record: Json, turn: usize, strange: &Json) -> Json {
    let Json::Map(mut fields) = record else {
        return record;
    };
    match &mut fields[..] {
        [(_, Json::Map(_))] => {
            let (name, inner) = fields.remove(0);
            Json::Map(vec![(name, stirred(inner, turn, strange))])
        }
        _ => {
            fields.push(("strange", strange.clone()));
            let turn = turn % fields.len();
            fields.rotate_left(turn);
            Json::Map(fields)
        }
    }
}

fn strange() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Json::Bool),
        any::<u64>().prop_map(Json::Number),
        text().prop_map(Json::text),
        prop::sample::select(vec!["null", "-1.5e+9", "0.1"]).prop_map(|raw| Json::Raw(raw.into())),
    ];
    leaf.prop_recursive(6, 30, 4, |inner| {
        let name = prop::sample::select(vec![
            "id",
            "id_str",
            "created_at",
            "full_text",
            "tweet",
            "source",
        ]);
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Json::List),
            vec((name, inner), 0..4).prop_map(Json::Map),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn any_posts_in_any_style_come_out_as_they_went_in(
        posts in posts(), style in style(), is_bare in any::<bool>(), turn in 0..30_usize, strange in strange(), max_read in 1..4000_usize,
    ) {
        let wrapper = if is_bare { Wrapper::Bare } else { Wrapper::Tweet };
        let records = posts.iter().map(|post| stirred(gdpr::record(post, wrapper), turn, &strange));
        let files = one("tweets.js", list_file("window.YTD.tweets.part0 = ", style, records));
        let truth = Truth::new(Person::default(), &posts, Clock::Exact);
        let (archive, imported) = import_by(&files, max_read, u64::MAX).expect("posts");
        assert_events(&imported, &truth);
        assert_texts(&files, &archive, &imported, &truth, 12);
    }

    #[test]
    fn the_size_of_the_reads_changes_nothing(max_read in 1..70_000_usize, seed in 0..6_u64) {
        let mut plan = Plan::small(Generation::ALL[seed as usize], seed);
        plan.life.posts = 50;
        let files = one("it.zip", plan.make().zip(Method::Deflated).build());
        prop_assert_eq!(outcome(&files, max_read), outcome(&files, usize::MAX));
    }

    #[test]
    fn bytes_changed_in_a_zip_give_an_error_or_posts_but_no_panic(
        changes in vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), zip64 in any::<bool>(), is_stored in any::<bool>(),
    ) {
        let mut zip = tiny_zip(if is_stored { Method::Stored } else { Method::Deflated });
        zip.end.zip64 = if zip64 { Zip64::Instead } else { Zip64::No };
        let mut bytes = zip.build();
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let files = one("it.zip", bytes);
        prop_assert_eq!(outcome(&files, usize::MAX), outcome(&files, 1));
    }

    #[test]
    fn bytes_changed_in_a_file_of_posts_give_the_same_however_it_is_read(
        changes in vec((any::<prop::sample::Index>(), prop::sample::select(b"\"\\{}[],:\n\0x\xff".to_vec())), 1..6),
        seed in 0..20_u64, max_read in 1..200_usize,
    ) {
        let mut plan = Plan::small(Generation::Viewer, seed);
        plan.life.posts = 12;
        let posts = plan.posts();
        let mut bytes = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, &posts);
        for (at, byte) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *byte;
        }
        let files = one("tweets.js", bytes);
        prop_assert_eq!(outcome(&files, usize::MAX), outcome(&files, max_read));
    }

    #[test]
    fn a_changed_byte_costs_few_posts(
        at in any::<prop::sample::Index>(), byte in prop::sample::select(b"\"\\{}[],:\n\0x\xff".to_vec()), seed in 0..20_u64,
    ) {
        let mut plan = Plan::small(Generation::Viewer, seed);
        plan.life.posts = 12;
        let posts = plan.posts();
        let mut bytes = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, &posts);
        let start = 32; // past `window.YTD.tweets.part0 = [` and the first record's brace
        let at = start + at.index(bytes.len() - start - 2);
        bytes[at] = byte;
        let imported = outcome(&one("tweets.js", bytes), usize::MAX).expect("posts");
        prop_assert!(imported.events.len() >= 10, "{} of 12, {:?}", imported.events.len(), imported.skipped);
    }

    #[test]
    fn brackets_and_quotes_in_any_order_come_to_an_end(
        tokens in vec(prop::sample::select(vec!["{", "}", "[", "]", "\"", "\\", ",", ":", "{\"a\":1}", " ", "\n", "\n  {\"a\":1}", "="]), 0..60),
        max_read in 1..90_usize,
    ) {
        let files = one("tweets.js", format!("[{{\"a\":1}},{}", tokens.concat()));
        prop_assert_eq!(outcome(&files, usize::MAX), outcome(&files, max_read));
    }

    #[test]
    fn noise_is_never_a_panic(bytes in vec(any::<u8>(), 0..600), start in prop::sample::select(vec!["", "PK\u{3}\u{4}", "[", "window.YTD.tweets.part0 = [ {"])) {
        for path in ["it.zip", "tweets.js", "2012_01.js", "account.js", "manifest.js"] {
            let files = one(path, [start.as_bytes(), &bytes].concat());
            prop_assert_eq!(outcome(&files, usize::MAX), outcome(&files, 3));
        }
    }
}

#[test]
fn every_wrong_input_gives_the_error_that_its_truth_names() {
    for named in wrong::inputs() {
        let error = outcome(&named.files, usize::MAX).expect_err(&named.name);
        let debug = format!("{error:?}");
        let variant: String = debug
            .chars()
            .take_while(|letter| letter.is_alphanumeric())
            .collect();
        let expected = named.truth["error"]
            .as_str()
            .expect("a name")
            .replace('_', "");
        assert_eq!(variant.to_lowercase(), expected, "{}", named.name);
    }
}
