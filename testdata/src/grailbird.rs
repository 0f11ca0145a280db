//! The archives of 2012 to 2019: a file a month, named for its Ruby-made reader "Grailbird".

use crate::gdpr::{POST_DATE, html_escaped, source};
use crate::json::{self, Json, Style};
use crate::post::{FIRST_SNOWFLAKE, Post, date};
use crate::truth::Person;

/// Which of its two kinds of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Until about 2013-02: `Wed Jun 24 07:11:48 +0000 2009`, always the true time.
    Words,
    /// Since: `2012-01-31 23:59:01 +0000`, midnight for posts without a time in their id.
    Figures,
}

/// All the files of posts, with their index, and who and how many. Posts by time.
pub fn files(person: &Person, posts: &[Post], dates: Dates) -> Vec<(String, Vec<u8>)> {
    let month = |post: &Post| date(post.at, "%Y_%m");
    let mut files = Vec::new();
    let mut index = Vec::new();
    for posts in posts.chunk_by(|one, next| month(one) == month(next)).rev() {
        let name = month(&posts[0]);
        let records = posts.iter().rev().map(|post| record(person, post, dates));
        let start = format!("Grailbird.data.tweets_{name} = \n ");
        let path = format!("data/js/tweets/{name}.js");
        index.push(indexed(&path, &name, posts.len()));
        files.push((path, json::list_file(&start, Style::GRAILBIRD, records)));
        if dates == Dates::Words {
            files.push((format!("data/csv/{name}.csv"), monthly_csv(posts)));
        }
    }
    if dates == Dates::Figures {
        files.push(("tweets.csv".into(), csv(posts)));
    }
    files.push((
        "data/js/tweet_index.js".into(),
        json::list_file("var tweet_index = ", Style::GRAILBIRD, index),
    ));
    files.push(("data/js/user_details.js".into(), user_details(person)));
    files.push((
        "data/js/payload_details.js".into(),
        payload_details(posts.len()),
    ));
    files
}

/// One post as its record.
pub fn record(person: &Person, post: &Post, dates: Dates) -> Json {
    let empty = || Json::List(Vec::new());
    let mention = post.mention.as_ref().map(|handle| {
        Json::Map(vec![
            ("name", Json::text(handle.clone())),
            ("screen_name", Json::text(handle.clone())),
            (
                "indices",
                Json::List(vec![Json::Number(0), Json::Number(handle.len() as u64 + 1)]),
            ),
            ("id_str", Json::text("12345")),
            ("id", Json::Number(12345)),
        ])
    });
    let entities = vec![
        ("user_mentions", Json::List(mention.into_iter().collect())),
        ("media", empty()),
        ("hashtags", empty()),
        ("urls", empty()),
    ];
    let mut fields = vec![
        ("source", Json::text(source(post.app))),
        ("entities", Json::Map(entities)),
        ("geo", Json::Map(vec![])),
    ];
    if let Some(reply) = &post.reply {
        fields.extend([
            ("in_reply_to_status_id_str", Json::quoted(reply.status)),
            ("in_reply_to_status_id", Json::Number(reply.status)),
            ("in_reply_to_screen_name", Json::text(reply.handle.clone())),
        ]);
    }
    if post.is_retweet() {
        fields.push(("retweeted_status", original(post, dates)));
    }
    fields.extend([
        ("id_str", Json::quoted(post.id)),
        ("text", Json::text(html_escaped(&post.text))),
        ("id", Json::Number(post.id)),
        ("created_at", Json::text(written(post.at, post.id, dates))),
        ("user", user(&person.name, &person.handle, &person.id)),
    ]);
    Json::Map(fields)
}

/// The post that was retweeted: its id and time are someone else's.
fn original(post: &Post, dates: Dates) -> Json {
    let handle = post.mention.clone().unwrap_or_default();
    let (id, at) = (post.id.saturating_sub(1 << 40).max(7), post.at - 263);
    let text = post.text.split_once(": ").map_or("", |(_, text)| text);
    Json::Map(vec![
        ("source", Json::text(source(4))),
        ("id_str", Json::quoted(id)),
        ("text", Json::text(html_escaped(text))),
        ("id", Json::Number(id)),
        ("created_at", Json::text(written(at, id, dates))),
        ("user", user("Someone", &handle, "12345")),
    ])
}

fn user(name: &str, handle: &str, id: &str) -> Json {
    Json::Map(vec![
        ("name", Json::text(name.to_owned())),
        ("screen_name", Json::text(handle.to_owned())),
        ("protected", Json::Bool(false)),
        ("id_str", Json::text(id.to_owned())),
        (
            "profile_image_url_https",
            Json::text("https://pbs.twimg.com/profile_images/1/example.jpg"),
        ),
        ("id", Json::Raw(id.to_owned())),
        ("verified", Json::Bool(false)),
    ])
}

fn written(at: i64, id: u64, dates: Dates) -> String {
    match dates {
        Dates::Words => date(at, POST_DATE),
        Dates::Figures if id < FIRST_SNOWFLAKE => date(at, "%Y-%m-%d 00:00:00 +0000"),
        Dates::Figures => date(at, "%Y-%m-%d %H:%M:%S +0000"),
    }
}

fn indexed(path: &str, name: &str, count: usize) -> Json {
    let (year, month) = name.split_once('_').unwrap_or((name, "1"));
    Json::Map(vec![
        ("file_name", Json::text(path.to_owned())),
        ("year", Json::Raw(year.to_owned())),
        ("var_name", Json::text(format!("tweets_{name}"))),
        ("tweet_count", Json::Number(count as u64)),
        ("month", Json::Raw(month.trim_start_matches('0').to_owned())),
    ])
}

fn user_details(person: &Person) -> Vec<u8> {
    let details = Json::Map(vec![
        ("screen_name", Json::text(person.handle.clone())),
        ("location", Json::text("どこか")),
        ("full_name", Json::text(person.name.clone())),
        ("bio", Json::text("夜型です; var user_details = {")),
        ("id", Json::text(person.id.clone())),
        ("created_at", Json::text("2009-04-01 12:34:56 +0000")),
    ]);
    json::file("var user_details = ", Style::GRAILBIRD, &details)
}

fn payload_details(posts: usize) -> Vec<u8> {
    let details = Json::Map(vec![
        ("tweets", Json::Number(posts as u64 + 12)), // always a few more than there are
        ("created_at", Json::text("2019-05-24 13:44:55 +0000")),
        ("lang", Json::text("ja")),
    ]);
    json::file("var payload_details = ", Style::GRAILBIRD, &details)
}

/// `tweets.csv`: newest first, everything quoted.
pub fn csv(posts: &[Post]) -> Vec<u8> {
    let head = "\"tweet_id\",\"in_reply_to_status_id\",\"in_reply_to_user_id\",\"timestamp\",\"source\",\"text\",\
                \"retweeted_status_id\",\"retweeted_status_user_id\",\"retweeted_status_timestamp\",\"expanded_urls\"\n";
    let row = |post: &Post| {
        let (status, user) = replied(post);
        let (at, text, app) = (
            written(post.at, post.id, Dates::Figures),
            quoted(&post.text),
            quoted(&source(post.app)),
        );
        format!(
            "\"{}\",\"{status}\",\"{user}\",\"{at}\",{app},{text},\"\",\"\",\"\",\"\"\n",
            post.id
        )
    };
    posts
        .iter()
        .rev()
        .map(row)
        .fold(head.to_owned(), |all, row| all + &row)
        .into_bytes()
}

/// One month of the earliest kind: other columns, and true times.
fn monthly_csv(posts: &[Post]) -> Vec<u8> {
    let head = "\"tweet_id\",\"in_reply_to_status_id\",\"in_reply_to_user_id\",\"retweeted_status_id\",\
                \"retweeted_status_user_id\",\"timestamp\",\"source\",\"text\",\"expanded_urls\"\n";
    let row = |post: &Post| {
        let (status, user) = replied(post);
        let at = date(post.at, "%Y-%m-%d %H:%M:%S +0000");
        let (text, app) = (quoted(&post.text), quoted(&source(post.app)));
        format!(
            "\"{}\",\"{status}\",\"{user}\",\"\",\"\",\"{at}\",{app},{text},\"\"\n",
            post.id
        )
    };
    posts
        .iter()
        .rev()
        .map(row)
        .fold(head.to_owned(), |all, row| all + &row)
        .into_bytes()
}

fn replied(post: &Post) -> (String, String) {
    post.reply
        .as_ref()
        .map(|reply| (reply.status.to_string(), reply.user.to_string()))
        .unwrap_or_default()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
