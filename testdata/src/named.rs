//! The archives of the end-to-end tests, by name, and `truth.json`.

use std::fs;
use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::archive::{Archive, Around, Generation, Plan, person};
use crate::chance::Chance;
use crate::extras;
use crate::gdpr::{self, Wrapper};
use crate::json::Style;
use crate::machines::{self, MACHINES};
use crate::post::{Life, Machine, Post, id_at, utc};
use crate::truth::{Clock, Truth};
use crate::words::{APPS, BOT_WORDS, NO_APP, TWEETDECK};
use crate::wrong;
use crate::zip::{Method, Sizes, Zip, Zip64};

/// A file, or a folder of files, and the truth about it as in `truth.json`.
pub struct Named {
    pub name: String,
    /// Paths under the chosen folder, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    pub truth: Value,
}

impl Named {
    /// A zip with something in it.
    pub fn zip(name: &str, zip: &Zip, truth: &Truth) -> Named {
        Named::file(name, zip.build(), truth)
    }

    fn file(name: &str, bytes: Vec<u8>, truth: &Truth) -> Named {
        Named {
            name: name.to_owned(),
            files: vec![(name.to_owned(), bytes)],
            truth: truth.json(),
        }
    }
}

/// Writes all archives into `dir`, and what is in each into `dir/truth.json`.
///
/// # Errors
/// Those of the file system.
pub fn write_all(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let mut truths = Map::new();
    for make in [
        packings,
        lives,
        single_files,
        overlapping,
        known_days,
        with_machines,
        wrong::inputs,
    ] {
        for named in make() {
            for (path, bytes) in &named.files {
                let path = dir.join(path);
                fs::create_dir_all(path.parent().unwrap_or(dir))?;
                fs::write(path, bytes)?;
            }
            truths.insert(named.name, named.truth);
        }
    }
    fs::write(
        dir.join("truth.json"),
        format!("{:#}\n", Value::Object(truths)),
    )
}

/// One archive of today of middle size, packed in every way.
fn packings() -> Vec<Named> {
    let current = current_plan(1, 3000).make();
    let small = current_plan(2, 400).make();
    let with_assets = Plan {
        around: Around::Much { assets: 6200 },
        ..current_plan(3, 300)
    }
    .make();
    let mut zip64 = with_assets.zip(Method::Deflated);
    zip64.end.zip64 = Zip64::Beside;
    let mut zip64_only = small.zip(Method::Deflated);
    zip64_only.end.zip64 = Zip64::Instead;
    let mut top_folder = small
        .zip(Method::Deflated)
        .under("twitter-2025-03-01-0123456789abcdef");
    top_folder.entries.extend(finder_junk());
    vec![
        Named::zip(
            "current.zip",
            &current.zip(Method::Deflated),
            &current.truth,
        ),
        Named::zip("zip64.zip", &zip64, &with_assets.truth),
        Named::zip("zip64-only.zip", &zip64_only, &small.truth),
        Named::zip("top-folder.zip", &top_folder, &small.truth),
        Named::zip(
            "descriptors.zip",
            &small.zip(Method::Deflated).with_sizes(Sizes::After),
            &small.truth,
        ),
        Named::zip("stored.zip", &small.zip(Method::Stored), &small.truth),
    ]
}

/// Other generations, and a long life.
fn lives() -> Vec<Named> {
    let long = Life {
        from: utc("2010-12-01 00:00:00"),
        until: utc("2025-12-01 00:00:00"),
        posts: 60_000,
        ..life(10)
    };
    let fifteen = Plan {
        life: long,
        parts: 6,
        around: Around::Much { assets: 300 },
        ..current_plan(10, 0)
    }
    .make();
    let mut grailbird = Plan::small(Generation::Grailbird, 11);
    grailbird.life = Life {
        from: utc("2009-06-01 00:00:00"),
        until: utc("2013-12-01 00:00:00"),
        posts: 4000,
        ..life(11)
    };
    let grailbird = grailbird.make();
    let mut root = Plan::small(Generation::RootBare, 12);
    root.life = Life {
        from: utc("2012-01-01 00:00:00"),
        until: utc("2018-08-20 00:00:00"),
        posts: 2500,
        ..life(12)
    };
    root.around = Around::Much { assets: 0 };
    let root = root.make();
    let mut nested = root.zip(Method::Deflated);
    let media = wrong::media_only().build();
    nested.entries.push(crate::zip::Entry::new(
        "tweet_media/tweet-media.zip",
        &media,
        Method::Stored,
    ));
    vec![
        Named::zip(
            "fifteen-years.zip",
            &fifteen.zip(Method::Deflated),
            &fifteen.truth,
        ),
        Named::zip(
            "grailbird.zip",
            &grailbird.zip(Method::Deflated).with_sizes(Sizes::After),
            &grailbird.truth,
        ),
        Named::zip("root-2018.zip", &nested, &root.truth),
    ]
}

/// Not a zip at all: one file of posts, and an unpacked folder.
fn single_files() -> Vec<Named> {
    let plan = current_plan(20, 500);
    let posts: Vec<Post> = plan.life.posts().collect();
    let single = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, &posts);
    let folder = plan.make();
    let files = folder
        .files
        .iter()
        .map(|(path, bytes)| (format!("folder/{path}"), bytes.clone()))
        .collect();
    vec![
        Named::file(
            "tweets.js",
            single,
            &Truth::new(Default::default(), &posts, Clock::Exact),
        ),
        Named {
            name: "folder".to_owned(),
            files,
            truth: folder.truth.json(),
        },
    ]
}

/// Two exports of one account; what they hold together is told under `a.zip+b.zip`.
fn overlapping() -> Vec<Named> {
    let plan = current_plan(30, 1800);
    let posts = plan.posts();
    let a = Plan {
        parts: 1,
        ..plan.clone()
    }
    .make_of(&posts[..1200]);
    let b = plan.make_of(&posts[700..]);
    let both = Named {
        name: "a.zip+b.zip".to_owned(),
        files: Vec::new(),
        truth: a.truth.and(&b.truth).json(),
    };
    vec![
        Named::zip("a.zip", &a.zip(Method::Deflated), &a.truth),
        Named::zip("b.zip", &b.zip(Method::Deflated), &b.truth),
        both,
    ]
}

/// A person and machines in one account. The truth has every post's second and app under `by_app`;
/// under `machines` which apps are a machine's, and how: of one with scheduled posts those at second 0;
/// and the rest under `without_machines`.
fn with_machines() -> Vec<Named> {
    let posts = machines::posts(50);
    let archive = archive_of(&posts);
    let mut named = Named::zip(
        "automatic.zip",
        &archive.zip(Method::Deflated),
        &archive.truth,
    );
    let mut without = archive.truth.clone();
    without.posts.retain(|told| {
        let schedules = told.app == APPS[TWEETDECK].0;
        told.machine.is_none() && !(schedules && told.at % 60 == 0)
    });
    named.truth["without_machines"] = without.json();
    let by_app = archive.truth.posts.iter();
    named.truth["by_app"] = by_app.map(|told| json!([told.at, told.app])).collect();
    let machine =
        |(app, machine): (usize, Machine)| json!({"app": APPS[app].0, "reason": machine.name()});
    named.truth["machines"] = MACHINES.map(machine).into_iter().collect();
    vec![named]
}

/// Tiny archives of which every moment is known.
fn known_days() -> Vec<Named> {
    let calendar = archive_of(&calendar_posts());
    let bots: Vec<Post> = bot_posts();
    let bot_words = archive_of(&bots);
    let mut without_bots = bot_words.truth.clone();
    without_bots.posts.retain(|told| !told.bot_word);
    let mut bot_words = Named::zip(
        "bot-words.zip",
        &bot_words.zip(Method::Deflated),
        &bot_words.truth,
    );
    bot_words.truth["without_bot_words"] = without_bots.json();
    let mut named = Named::zip(
        "calendar.zip",
        &calendar.zip(Method::Deflated),
        &calendar.truth,
    );
    named.truth["runs_jst"] = json!(CALENDAR_RUNS);
    vec![named, bot_words, wrong::bad_records()]
}

/// First and last post (Japanese time), and the seconds between posts. Lone posts have 0.
const CALENDAR_RUNS: [(&str, &str, i64); 8] = [
    ("2024-03-01 09:00:00", "2024-03-01 12:00:00", 1800),
    ("2024-03-02 22:00:00", "2024-03-03 03:00:00", 1800), // over midnight
    ("2024-03-03 12:00:00", "2024-03-03 12:00:00", 0),
    ("2024-03-04 07:15:00", "2024-03-04 23:45:00", 2700),
    ("2024-03-05 13:00:00", "2024-03-05 16:30:00", 12_600), // exactly the threshold: one period
    ("2024-03-06 13:00:00", "2024-03-06 16:30:01", 12_601), // a second more: two lone posts
    ("2024-03-08 00:00:00", "2024-03-09 00:00:00", 3600),   // a whole day
    ("2024-03-15 05:00:00", "2024-03-15 06:00:00", 600),
];

fn calendar_posts() -> Vec<Post> {
    const JAPAN_SECS: i64 = 9 * 3600;
    let mut chance = Chance::new(60);
    let mut posts = Vec::new();
    for (first, last, step) in CALENDAR_RUNS {
        let (first, last) = (utc(first) - JAPAN_SECS, utc(last) - JAPAN_SECS);
        for at in (first..=last).step_by(step.max(1) as usize) {
            let text = format!("{first} から {at} まで起きている & <まだ>");
            let mut post = Post::new(id_at(at, &mut chance), at, text);
            // So many posts on the half hour, by one app, are a machine's: only ends name theirs.
            if at != first && at != last {
                post.app = NO_APP;
            }
            posts.push(post);
        }
    }
    posts
}

/// An hour of posts in the morning, and announcements all through the following night.
fn bot_posts() -> Vec<Post> {
    let mut chance = Chance::new(61);
    let start = utc("2024-05-01 00:00:00");
    let by_hand = (0..6).map(|nth| (start + nth * 600, "おはよう".to_owned()));
    let announced = (0..12).map(|nth| {
        (
            start + (nth + 5) * 7200,
            format!("報告 {} 12", BOT_WORDS[nth as usize % 4]),
        )
    });
    by_hand
        .chain(announced)
        .map(|(at, text)| Post::new(id_at(at, &mut chance), at, text))
        .collect()
}

fn archive_of(posts: &[Post]) -> Archive {
    let plan = Plan {
        parts: 1,
        around: Around::Little,
        ..current_plan(70, 0)
    };
    plan.make_of(posts)
}

fn current_plan(seed: u64, posts: usize) -> Plan {
    Plan {
        generation: Generation::Current,
        person: person(seed),
        life: Life {
            posts,
            ..life(seed)
        },
        parts: 3,
        zone: Some("Tokyo"),
        around: Around::Much { assets: 40 },
    }
}

fn life(seed: u64) -> Life {
    let (from, until) = (utc("2023-03-01 00:00:00"), utc("2025-03-01 00:00:00"));
    Life {
        seed,
        from,
        until,
        posts: 1000,
        ahead_secs: 9 * 3600,
    }
}

/// What macOS leaves in a zip: shadows of files, with the same names.
pub fn finder_junk() -> Vec<crate::zip::Entry> {
    let mut chance = Chance::new(80);
    let paths = [
        "__MACOSX/twitter/data/._tweets.js",
        "twitter/data/._tweets.js",
        ".DS_Store",
        "__MACOSX/twitter/data/tweets.js",
    ];
    paths
        .map(|path| {
            crate::zip::Entry::new(path, &extras::photo(163, &mut chance), Method::Deflated)
        })
        .to_vec()
}
