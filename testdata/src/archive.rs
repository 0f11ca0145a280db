//! One archive: its files, and the truth about them.

use crate::acts::{self, Acts};
use crate::chance::Chance;
use crate::extras::{self, DataFile};
use crate::gdpr::{self, Listed, Wrapper};
use crate::grailbird::{self, Dates};
use crate::json::{Style, list_file};
use crate::post::{Kind, Life, Post, id_at, utc};
use crate::truth::{Clock, Person, Truth};
use crate::zip::{Method, Zip};

/// What kind of archive was handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    /// 2012-12 to 2013-02: months, true times.
    GrailbirdEarly,
    /// 2013 to 2019: months, only the day of old posts.
    Grailbird,
    /// 2018-05 to 2020-01: all at the root, bare records.
    RootBare,
    /// 2020-01 to 2020-03: all at the root.
    RootWrapped,
    /// 2020-03 to 2022-09: `data/tweet.js`.
    Viewer,
    /// Since 2022-10: `data/tweets.js`.
    Current,
}

impl Generation {
    pub const ALL: [Generation; 6] = [
        Generation::GrailbirdEarly,
        Generation::Grailbird,
        Generation::RootBare,
        Generation::RootWrapped,
        Generation::Viewer,
        Generation::Current,
    ];

    pub fn is_grailbird(self) -> bool {
        matches!(self, Generation::GrailbirdEarly | Generation::Grailbird)
    }

    fn style(self) -> Style {
        match self {
            Generation::GrailbirdEarly | Generation::Grailbird => Style::GRAILBIRD,
            Generation::RootBare | Generation::RootWrapped | Generation::Viewer => {
                Style::UNTIL_2020
            }
            Generation::Current => Style::SINCE_2021,
        }
    }

    fn wrapper(self) -> Wrapper {
        if self == Generation::RootBare {
            Wrapper::Bare
        } else {
            Wrapper::Tweet
        }
    }
}

/// What to make.
#[derive(Clone, Debug)]
pub struct Plan {
    pub generation: Generation,
    pub person: Person,
    pub life: Life,
    /// How many files the posts are cut into.
    pub parts: usize,
    /// The account's zone, by its Rails name.
    pub zone: Option<&'static str>,
    pub around: Around,
}

/// How much besides posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    /// Posts, whose they are, and the manifest.
    Little,
    /// Likes, messages, photos and so many assets as well.
    Much { assets: usize },
}

/// An archive, unpacked.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// Paths and contents, in the order of a zip.
    pub files: Vec<(String, Vec<u8>)>,
    pub truth: Truth,
}

impl Archive {
    pub fn zip(&self, method: Method) -> Zip {
        Zip::of(&self.files, method)
    }

    /// The file whose path ends so.
    ///
    /// # Panics
    /// If there is none: the caller knows the plan.
    pub fn file(&mut self, ending: &str) -> &mut Vec<u8> {
        let found = self
            .files
            .iter_mut()
            .find(|(path, _)| path.ends_with(ending));
        &mut found.expect("a file of the plan's").1
    }

    /// Without the files whose paths hold this.
    pub fn without(mut self, part: &str) -> Archive {
        self.files.retain(|(path, _)| !path.contains(part));
        self
    }
}

/// A made-up person; another one for each seed.
pub fn person(seed: u64) -> Person {
    let mut chance = Chance::new(seed);
    Person {
        id: (10_000_000 + chance.below(3_000_000_000)).to_string(),
        handle: crate::words::handle(&mut chance),
        name: chance
            .pick(&[
                "夜ふかし & 猫 🐈",
                "Owl \"Ω\" Example",
                "よみびと\\知らず",
                "紙の鳥",
            ])
            .to_owned(),
    }
}

impl Plan {
    /// A small archive with a bit of everything: for tests.
    pub fn small(generation: Generation, seed: u64) -> Plan {
        let (from, until) = match generation {
            Generation::GrailbirdEarly => ("2009-11-01 00:00:00", "2012-12-20 00:00:00"),
            Generation::Grailbird => ("2010-05-01 00:00:00", "2011-06-01 00:00:00"),
            Generation::RootBare => ("2009-12-01 00:00:00", "2018-08-01 00:00:00"),
            Generation::RootWrapped => ("2018-12-01 00:00:00", "2020-02-20 00:00:00"),
            Generation::Viewer => ("2010-01-01 00:00:00", "2021-11-01 00:00:00"),
            Generation::Current => ("2024-01-01 00:00:00", "2025-03-01 00:00:00"),
        };
        Plan {
            generation,
            person: person(seed),
            life: Life {
                seed,
                from: utc(from),
                until: utc(until),
                posts: 160,
                ahead_secs: 9 * 3600,
            },
            parts: if generation.is_grailbird() { 1 } else { 2 },
            zone: (!generation.is_grailbird()).then_some("Tokyo"),
            around: Around::Little,
        }
    }

    pub fn make(&self) -> Archive {
        self.make_of(&self.posts())
    }

    /// All posts, by time: the life's, and of a current archive some of every kind.
    pub fn posts(&self) -> Vec<Post> {
        let mut posts = self.life.posts().collect();
        if self.generation == Generation::Current {
            self.sort_into_kinds(&mut posts, &mut Chance::new(self.life.seed ^ 0x50c1));
        }
        posts
    }

    /// Of these posts instead of the plan's own. By time.
    pub fn make_of(&self, posts: &[Post]) -> Archive {
        if self.generation.is_grailbird() {
            self.make_grailbird(posts)
        } else {
            self.make_gdpr(posts)
        }
    }

    fn make_grailbird(&self, posts: &[Post]) -> Archive {
        let (dates, clock) = match self.generation {
            Generation::GrailbirdEarly => (Dates::Words, Clock::Exact),
            _ => (Dates::Figures, Clock::DayOfOldPosts),
        };
        let mut files = vec![
            ("index.html".to_owned(), extras::VIEWER.into()),
            ("README.txt".to_owned(), "# 全ツイート履歴の使い方\n".into()),
            (
                "js/application.js".to_owned(),
                b"var Grailbird = { data : [ ] };".to_vec(),
            ),
        ];
        files.extend(grailbird::files(&self.person, posts, dates));
        Archive {
            files,
            truth: Truth::new(self.person.clone(), posts, clock),
        }
    }

    fn make_gdpr(&self, posts: &[Post]) -> Archive {
        let mut chance = Chance::new(self.life.seed ^ 0xa7c4);
        let mut truth = Truth::new(self.person.clone(), posts, Clock::Exact);
        truth.zone = self.zone.map(str::to_owned);
        truth.acts.push(("account_made", utc(acts::ACCOUNT_MADE)));
        let mut listed = self.post_files(posts, &mut chance);
        let tweets: Vec<&Post> = posts
            .iter()
            .filter(|post| post.kind == Kind::Tweet)
            .collect();
        if let Around::Much { .. } = self.around {
            listed.extend(self.data_around(&tweets, &mut chance));
            let (files, acts) = self.acts().make();
            listed.extend(files);
            truth.acts.extend(acts);
            truth.acts.sort_unstable();
        }
        let mut files = self.files_about_person();
        let style = self.generation.style();
        let about: Vec<Listed> = listed
            .iter()
            .map(|(listed, _)| listed_again(listed))
            .collect();
        files.extend(
            listed
                .into_iter()
                .map(|(listed, bytes)| (listed.path, bytes)),
        );
        if let Around::Much { assets } = self.around {
            files.push((
                "data/tweets_media/1-a.jpg".into(),
                extras::photo(3000, &mut chance),
            ));
            files.push((
                "data/profile_media/1-me.jpg".into(),
                extras::photo(900, &mut chance),
            ));
            files.push((
                "data/tweets_media/data.js".into(),
                list_file("window.YTD.tweets.part0 = ", style, []),
            ));
            files.extend((0..assets).map(extras::asset));
        }
        if matches!(self.generation, Generation::Viewer | Generation::Current) {
            files.push((
                "data/manifest.js".into(),
                gdpr::manifest(&self.person, self.life.until + 7200, &about),
            ));
            files.push(("Your archive.html".into(), extras::VIEWER.into()));
        } else {
            // Until the viewer came, everything stood at the root.
            for (path, _) in &mut files {
                *path = path.trim_start_matches("data/").to_owned();
            }
        }
        Archive { files, truth }
    }

    fn files_about_person(&self) -> Vec<(String, Vec<u8>)> {
        let style = self.generation.style();
        let mut files = vec![
            ("data/README.txt".to_owned(), b"README\n".to_vec()),
            (
                "data/account.js".to_owned(),
                gdpr::account(&self.person, acts::account_made(self.generation), style),
            ),
            ("data/profile.js".to_owned(), gdpr::profile(style)),
        ];
        if let Some(zone) = self.zone {
            files.push((
                "data/account-timezone.js".to_owned(),
                gdpr::account_timezone(&self.person, zone, style),
            ));
        }
        files
    }

    /// Some posts become community posts, some of the last two weeks are deleted, some are edited.
    fn sort_into_kinds(&self, posts: &mut Vec<Post>, chance: &mut Chance) {
        let mut edited = Vec::new();
        for post in posts.iter_mut() {
            if post.at > self.life.until - 14 * 86_400 && chance.once_in(4) {
                post.kind = Kind::Deleted;
                post.deleted_at = Some(post.at + chance.within(60..86_400));
            } else if chance.once_in(60) {
                post.kind = Kind::Community;
            } else if chance.once_in(50) {
                let at = post.at + chance.within(20..3600);
                let mut later = post.clone();
                (later.id, later.at, later.edit_of) = (id_at(at, chance), at, Some(post.id));
                later.text.push_str(" (訂正)");
                edited.push(later);
            }
        }
        posts.extend(edited);
        posts.sort_by_key(|post| (post.at, post.id));
    }

    /// `tweets.js` and its parts, and the files of the other kinds.
    fn post_files(&self, posts: &[Post], chance: &mut Chance) -> Vec<DataFile> {
        let (base, style, wrapper) = match self.generation {
            Generation::Current => ("tweets", self.generation.style(), self.generation.wrapper()),
            _ => ("tweet", self.generation.style(), self.generation.wrapper()),
        };
        let of = |kind| posts.iter().filter(move |post| post.kind == kind);
        let tweets = shards(of(Kind::Tweet).collect(), chance);
        let mut files = Vec::new();
        for (part, posts) in tweets
            .chunks(tweets.len().div_ceil(self.parts.max(1)).max(1))
            .enumerate()
        {
            let path = if part == 0 {
                format!("data/{base}.js")
            } else {
                format!("data/{base}-part{part}.js")
            };
            let global = format!("{base}.part{part}");
            let bytes = gdpr::posts(&global, wrapper, style, posts.iter().copied());
            files.push((
                Listed {
                    data_type: "tweets",
                    path,
                    global,
                    count: posts.len(),
                },
                bytes,
            ));
        }
        if self.generation == Generation::Current {
            for (kind, data_type, stem) in [
                (Kind::Community, "communityTweet", "community-tweet"),
                (Kind::Deleted, "deletedTweets", "deleted-tweets"),
            ] {
                let global = format!("{}.part0", stem.replace('-', "_"));
                let bytes = gdpr::posts(&global, wrapper, style, of(kind));
                files.push((
                    Listed {
                        data_type,
                        path: format!("data/{stem}.js"),
                        global,
                        count: of(kind).count(),
                    },
                    bytes,
                ));
            }
        }
        files
    }

    /// What else the person did, as its files tell it.
    fn acts(&self) -> Acts<'_> {
        Acts {
            account: &self.person.id,
            generation: self.generation,
            style: self.generation.style(),
            until: self.life.until,
            chance: Chance::new(self.life.seed ^ 0xac75),
            files: Vec::new(),
            acts: Vec::new(),
        }
    }

    fn data_around(&self, tweets: &[&Post], chance: &mut Chance) -> Vec<DataFile> {
        let (style, until) = (self.generation.style(), self.life.until);
        let mut files = vec![
            extras::likes(400, until, style, chance),
            extras::followers(120, style, chance),
            extras::empty("block", "data/block.js", style),
        ];
        if self.generation == Generation::Current {
            files.push(extras::tweet_headers(
                &self.person.id,
                tweets.iter().copied(),
                style,
            ));
            files.push(extras::note_tweets(
                tweets.iter().step_by(41).copied(),
                style,
            ));
            files.push(extras::empty(
                "twitterCircleTweet",
                "data/twitter-circle-tweet.js",
                style,
            ));
        }
        files
    }
}

/// The order in which archives list posts: runs of some two hundred, newest first in each.
pub fn shards<'a>(mut posts: Vec<&'a Post>, chance: &mut Chance) -> Vec<&'a Post> {
    posts.reverse();
    let mut runs: Vec<&[&Post]> = posts.chunks(220).collect();
    chance.shuffle(&mut runs);
    runs.concat()
}

fn listed_again(listed: &Listed) -> Listed {
    Listed {
        path: listed.path.clone(),
        global: listed.global.clone(),
        ..*listed
    }
}
