//! Files of posts in the archives since 2018, and the files that say whose they are.

use std::io::{self, Write};

use crate::chance::Chance;
use crate::json::{self, Json, Style};
use crate::post::{Kind, Post, date};
use crate::truth::Person;
use crate::words::APPS;

/// As in `Tue Mar 05 14:02:11 +0000 2024`.
pub const POST_DATE: &str = "%a %b %d %H:%M:%S +0000 %Y";
/// As in `2024-03-05T14:02:11.000Z`.
pub const ISO_DATE: &str = "%Y-%m-%dT%H:%M:%S.000Z";

/// How a record stands in the array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// `{ "tweet" : { … } }`
    Tweet,
    /// The record itself: until January 2020.
    Bare,
}

/// Writes a file of posts: `window.YTD.tweets.part0 = [ … ]`. Never holds all of it.
///
/// # Errors
/// Those of `out`.
pub fn write_posts<'a>(
    out: &mut impl Write,
    global: &str,
    wrapper: Wrapper,
    style: Style,
    posts: impl Iterator<Item = &'a Post>,
) -> io::Result<()> {
    json::write_list(
        out,
        &format!("window.YTD.{global} = "),
        style,
        posts.map(|post| record(post, wrapper)),
    )
}

/// A file of posts.
pub fn posts<'a>(
    global: &str,
    wrapper: Wrapper,
    style: Style,
    posts: impl IntoIterator<Item = &'a Post>,
) -> Vec<u8> {
    let mut out = Vec::new();
    write_posts(&mut out, global, wrapper, style, posts.into_iter())
        .expect("memory takes every write");
    out
}

/// One post as its record.
pub fn record(post: &Post, wrapper: Wrapper) -> Json {
    let mut fields = Vec::with_capacity(24);
    if wrapper == Wrapper::Tweet {
        fields.push(("edit_info", edit_info(post)));
    }
    for name in ["retweeted", "favorited", "truncated"] {
        fields.push((name, Json::Bool(false)));
    }
    let text = html_escaped(&post.text);
    let length = text.chars().count() as u64;
    fields.extend([
        ("source", Json::text(source(post.app))),
        ("entities", entities(post)),
        (
            "display_text_range",
            Json::List(vec![Json::text("0"), Json::quoted(length)]),
        ),
        ("favorite_count", Json::quoted(post.id % 7 % 4)),
        ("id_str", Json::quoted(post.id)),
        ("id", Json::quoted(post.id)),
    ]);
    if let Some(reply) = &post.reply {
        fields.extend([
            ("in_reply_to_status_id_str", Json::quoted(reply.status)),
            ("in_reply_to_status_id", Json::quoted(reply.status)),
            ("in_reply_to_user_id_str", Json::quoted(reply.user)),
            ("in_reply_to_user_id", Json::quoted(reply.user)),
            ("in_reply_to_screen_name", Json::text(reply.handle.clone())),
        ]);
    }
    if post.link.is_some() || post.photo.is_some() {
        fields.push(("possibly_sensitive", Json::Bool(false)));
    }
    fields.extend([
        ("retweet_count", Json::quoted(post.id % 5 % 2)),
        ("created_at", Json::text(date(post.at, POST_DATE))),
        ("full_text", Json::text(text)),
        ("lang", Json::text(post.lang)),
    ]);
    if post.kind == Kind::Community {
        fields.extend([
            ("community_id", Json::text("1480000000000000001")),
            ("community_id_str", Json::text("1480000000000000001")),
        ]);
        fields.push(("scopes", Json::Map(vec![("followers", Json::Bool(false))])));
    }
    if let Some(at) = post.deleted_at {
        fields.push(("deleted_at", Json::text(date(at, POST_DATE))));
    }
    match wrapper {
        Wrapper::Tweet => Json::Map(vec![("tweet", Json::Map(fields))]),
        Wrapper::Bare => Json::Map(fields),
    }
}

/// `<` and the like as HTML writes them.
pub fn html_escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The anchor that names a posting app.
pub fn source(app: usize) -> String {
    let (name, address) = APPS[app];
    format!("<a href=\"{address}\" rel=\"nofollow\">{name}</a>")
}

fn edit_info(post: &Post) -> Json {
    let limits = |first: u64| {
        vec![
            ("editTweetIds", Json::List(vec![Json::quoted(first)])),
            ("editableUntil", Json::text(date(post.at + 3600, ISO_DATE))),
            ("editsRemaining", Json::text("5")),
            ("isEditEligible", Json::Bool(post.reply.is_none())),
        ]
    };
    match post.edit_of {
        None => Json::Map(vec![("initial", Json::Map(limits(post.id)))]),
        Some(first) => {
            let edit = vec![
                ("initialTweetId", Json::quoted(first)),
                ("editControlInitial", Json::Map(limits(first))),
            ];
            Json::Map(vec![("edit", Json::Map(edit))])
        }
    }
}

fn entities(post: &Post) -> Json {
    // What the entities say needs no truth, only variety.
    let mut chance = Chance::new(post.id);
    let indices = |start: u64, end: u64| Json::List(vec![Json::quoted(start), Json::quoted(end)]);
    let list = |one: Option<Json>| Json::List(one.into_iter().collect());
    let hashtag = post
        .hashtag
        .map(|tag| Json::Map(vec![("text", Json::text(tag)), ("indices", indices(4, 12))]));
    let user = 1000 + chance.below(4_000_000_000);
    let mention = post.mention.as_ref().map(|handle| {
        Json::Map(vec![
            ("name", Json::text(format!("{handle} {{[\"\\"))),
            ("screen_name", Json::text(handle.clone())),
            ("indices", indices(0, handle.len() as u64 + 1)),
            ("id_str", Json::quoted(user)),
            ("id", Json::quoted(user)),
        ])
    });
    let link = post.link.as_ref().map(|link| {
        Json::Map(vec![
            ("url", Json::text(link.clone())),
            (
                "expanded_url",
                Json::text(format!("https://example.org/a?b={user}&c=%E5%A4%9C#]}}")),
            ),
            ("display_url", Json::text("example.org/a?b=1&c=…")),
            ("indices", indices(10, 33)),
        ])
    });
    let mut fields = vec![
        ("hashtags", list(hashtag)),
        ("symbols", list(None)),
        ("user_mentions", list(mention)),
        ("urls", list(link)),
    ];
    if let Some(link) = &post.photo {
        let photo = Json::Map(vec![
            (
                "expanded_url",
                Json::text(format!("https://twitter.com/i/status/{}/photo/1", post.id)),
            ),
            ("indices", indices(10, 33)),
            ("url", Json::text(link.clone())),
            (
                "media_url",
                Json::text(format!(
                    "http://pbs.twimg.com/media/{:016x}.jpg",
                    chance.bits()
                )),
            ),
            ("id_str", Json::quoted(post.id - 1)),
            ("id", Json::quoted(post.id - 1)),
            ("type", Json::text("photo")),
        ]);
        fields.push(("media", Json::List(vec![photo])));
    }
    Json::Map(fields)
}

/// `account.js`. `made`: when the account was, as it is written.
pub fn account(person: &Person, made: String, style: Style) -> Vec<u8> {
    let account = Json::Map(vec![
        ("email", Json::text("someone@example.org")),
        ("createdVia", Json::text("web")),
        ("username", Json::text(person.handle.clone())),
        ("accountId", Json::text(person.id.clone())),
        ("createdAt", Json::text(made)),
        ("accountDisplayName", Json::text(person.name.clone())),
    ]);
    json::list_file(
        "window.YTD.account.part0 = ",
        style,
        [Json::Map(vec![("account", account)])],
    )
}

/// `account-timezone.js`.
pub fn account_timezone(person: &Person, zone: &str, style: Style) -> Vec<u8> {
    let zone = Json::Map(vec![
        ("accountId", Json::text(person.id.clone())),
        ("timeZone", Json::text(zone.to_owned())),
    ]);
    json::list_file(
        "window.YTD.account_timezone.part0 = ",
        style,
        [Json::Map(vec![("accountTimezone", zone)])],
    )
}

/// `profile.js`.
pub fn profile(style: Style) -> Vec<u8> {
    let description = Json::Map(vec![
        ("bio", Json::text("夜型です & proud of it \"}]")),
        ("website", Json::text("https://t.co/aaaaaaaaaa")),
        ("location", Json::text("どこか")),
    ]);
    let avatar = Json::text("https://pbs.twimg.com/profile_images/1/example.jpg");
    let profile = Json::Map(vec![
        ("description", description),
        ("avatarMediaUrl", avatar),
    ]);
    json::list_file(
        "window.YTD.profile.part0 = ",
        style,
        [Json::Map(vec![("profile", profile)])],
    )
}

/// A file that the manifest lists: data type, path, global name, records.
pub struct Listed {
    pub data_type: &'static str,
    pub path: String,
    pub global: String,
    pub count: usize,
}

/// `manifest.js`.
pub fn manifest(person: &Person, generated: i64, listed: &[Listed]) -> Vec<u8> {
    let mut types: Vec<(&'static str, Json)> = Vec::new();
    for files in listed.chunk_by(|one, next| one.data_type == next.data_type) {
        let entries = files.iter().map(|file| {
            Json::Map(vec![
                ("fileName", Json::text(file.path.clone())),
                ("globalName", Json::text(format!("YTD.{}", file.global))),
                ("count", Json::quoted(file.count as u64)),
            ])
        });
        types.push((
            files[0].data_type,
            Json::Map(vec![("files", Json::List(entries.collect()))]),
        ));
    }
    let user = vec![
        ("accountId", Json::text(person.id.clone())),
        ("userName", Json::text(person.handle.clone())),
        ("displayName", Json::text(person.name.clone())),
    ];
    let archive = vec![
        ("sizeBytes", Json::text("35188512")),
        ("generationDate", Json::text(date(generated, ISO_DATE))),
        ("isPartialArchive", Json::Bool(false)),
        ("maxPartSizeBytes", Json::text("53687091200")),
    ];
    let manifest = Json::Map(vec![
        ("userInfo", Json::Map(user)),
        ("archiveInfo", Json::Map(archive)),
        ("dataTypes", Json::Map(types)),
    ]);
    json::file("window.__THAR_CONFIG = ", Style::SINCE_2021, &manifest)
}
