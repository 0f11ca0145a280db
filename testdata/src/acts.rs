//! Files of acts that are no posts, of each generation, and the acts that are the person's.

mod account;

use crate::archive::Generation;
use crate::chance::Chance;
use crate::extras::{DataFile, data_file};
use crate::gdpr::ISO_DATE;
use crate::json::{Json, Style};
use crate::post::{date, id_at};
use crate::words;

/// A second at which the person did something, and what, as reports name it.
pub type Act = (&'static str, i64);

/// How everything begins that was said in private: no reader may tell it.
pub const SECRET: &str = "秘密の話";

/// Someone else.
const OTHER: &str = "2";

/// Files being made.
pub struct Acts<'a> {
    /// The person's id.
    pub account: &'a str,
    pub generation: Generation,
    pub style: Style,
    /// Nothing happens after this second.
    pub until: i64,
    pub chance: Chance,
    pub files: Vec<DataFile>,
    pub acts: Vec<Act>,
}

impl Acts<'_> {
    /// All files that an archive of this generation has.
    pub fn make(mut self) -> (Vec<DataFile>, Vec<Act>) {
        self.messages();
        self.ads();
        self.account();
        if self.is_current() {
            self.since_2022();
            self.unproven();
        }
        (self.files, self.acts)
    }

    fn is_current(&self) -> bool {
        self.generation == Generation::Current
    }

    /// A moment in the last three months, and that it was the person's.
    fn act(&mut self, kind: &'static str) -> i64 {
        let at = self.until - self.chance.within(60..90 * 86_400);
        self.acts.push((kind, at));
        at
    }

    /// In 2018 times were milliseconds since 1970 here, and seconds there.
    fn time(&mut self, at: i64, epoch: &str) -> Json {
        let ms = self.chance.within(0..1000);
        if self.generation == Generation::RootBare {
            return Json::text(format!(
                "{at}{}",
                if epoch == "ms" {
                    format!("{ms:03}")
                } else {
                    String::new()
                }
            ));
        }
        let start = date(at, "%Y-%m-%dT%H:%M:%S");
        // The fraction has any number of digits.
        Json::text(match ms % 4 {
            0 => format!("{start}Z"),
            1 => format!("{start}.{ms:03}456789Z"),
            _ => format!("{start}.{ms:03}Z"),
        })
    }

    fn file(&mut self, data_type: &'static str, stem: &str, records: Vec<Json>) {
        let path = format!("data/{stem}.js");
        self.files
            .push(data_file(data_type, &path, records, self.style));
    }

    /// A record in the wrapper that its file has.
    fn wrapped(key: &'static str, fields: Vec<(&'static str, Json)>) -> Json {
        Json::Map(vec![(key, Json::Map(fields))])
    }

    fn messages(&mut self) {
        let alone: Vec<Json> = (0..3).map(|nth| self.conversation(nth, 14)).collect();
        let group: Vec<Json> = (0..2).map(|nth| self.group(nth)).collect();
        if self.generation == Generation::RootBare {
            // Two and many together.
            let all = alone.into_iter().chain(group).collect();
            return self.file("directMessage", "direct-message", all);
        }
        let headers: Vec<Json> = alone.iter().map(without_texts).collect();
        let part = alone.last().cloned().into_iter().collect();
        self.file("directMessages", "direct-messages", alone[..2].to_vec());
        self.file("directMessages", "direct-messages-part1", part);
        self.file("directMessagesGroup", "direct-messages-group", group);
        self.file("directMessageHeaders", "direct-message-headers", headers);
    }

    fn conversation(&mut self, nth: u64, count: usize) -> Json {
        let messages = (0..count).map(|_| self.message()).collect();
        conversation(format!("{nth}-{}", self.account), messages)
    }

    /// One in two is the person's, and so is one in two reactions.
    fn message(&mut self) -> Json {
        let is_own = self.chance.once_in(2);
        let at = self.until - self.chance.within(60..90 * 86_400);
        if is_own {
            self.acts.push(("message", at));
        }
        let sender = if is_own { self.account } else { OTHER };
        let mut reactions = Vec::new();
        for _ in 0..self.chance.below(3) {
            let is_own = self.chance.once_in(2);
            let at = at + self.chance.within(1..3000);
            if is_own {
                self.acts.push(("reaction", at));
            }
            reactions.push(Json::Map(vec![
                (
                    "senderId",
                    Json::text(if is_own { self.account } else { OTHER }.to_owned()),
                ),
                ("reactionKey", Json::text("like")),
                ("eventId", Json::quoted(id_at(at, &mut self.chance))),
                ("createdAt", self.time(at, "ms")),
            ]));
        }
        let text = format!("{SECRET}{}", self.chance.pick(&words::TRAPS));
        Acts::wrapped(
            "messageCreate",
            vec![
                ("recipientId", Json::text(OTHER)),
                ("reactions", Json::List(reactions)),
                ("urls", Json::List(Vec::new())),
                ("text", Json::text(text)),
                ("mediaUrls", Json::List(Vec::new())),
                ("senderId", Json::text(sender.to_owned())),
                ("id", Json::quoted(id_at(at, &mut self.chance))),
                ("createdAt", self.time(at, "ms")),
            ],
        )
    }

    fn group(&mut self, nth: u64) -> Json {
        let mut messages = Vec::new();
        for event in [
            "joinConversation",
            "participantsJoin",
            "conversationNameUpdate",
        ] {
            for own in [true, false] {
                let at = self.until - self.chance.within(60..90 * 86_400);
                if own {
                    self.acts.push(("group_chat", at));
                }
                let who = if own { self.account } else { OTHER };
                let users = vec![Json::text(OTHER), Json::text(self.account.to_owned())];
                messages.push(Acts::wrapped(
                    event,
                    vec![
                        ("initiatingUserId", Json::text(who.to_owned())),
                        ("participantsSnapshot", Json::List(users)),
                        ("createdAt", self.time(at, "ms")),
                    ],
                ));
            }
        }
        // Nobody says who made someone leave; a company's greeting is no one's.
        for event in ["participantsLeave", "welcomeMessageCreate"] {
            let time = self.time(self.until - 5000, "ms");
            messages.push(Acts::wrapped(event, vec![("createdAt", time)]));
        }
        messages.extend((0..5).map(|_| self.message()).collect::<Vec<Json>>());
        conversation(format!("group-{nth}"), messages)
    }

    /// Second-exact, without a zone; several in one second.
    fn ads(&mut self) {
        let mut seen = Vec::new();
        for nth in 0..60 {
            let at = match nth % 5 {
                4 => self.acts.last().map_or(self.until, |(_, at)| *at),
                _ => self.until - self.chance.within(60..90 * 86_400),
            };
            self.acts.push(("ad_seen", at));
            seen.push(impression(nth, at));
        }
        let engaged: Vec<Json> = (0..20)
            .map(|nth| {
                let first = self.until - self.chance.within(60..90 * 86_400);
                self.acts.push(("ad_seen", first));
                let times = (0..=nth % 3).map(|more| {
                    self.acts.push(("ad_engaged", first + more as i64));
                    let time = ad_time(first + more as i64);
                    let kind = Json::text(format!("Kind{nth}x{more}"));
                    Json::Map(vec![("engagementTime", time), ("engagementType", kind)])
                });
                let times = times.collect();
                Json::Map(vec![
                    ("impressionAttributes", impression(1000 + nth, first)),
                    ("engagementAttributes", Json::List(times)),
                ])
            })
            .collect();
        let bought = self.act("ad_conversion");
        let bought = Json::Map(vec![("conversionTime", ad_time(bought))]);
        // What was seen and engaged with stands in both files, and happened once.
        if let Some(Json::Map(fields)) = engaged.first() {
            seen.push(fields[0].1.clone());
        }
        for (data_type, stem, inner, list, records) in [
            (
                "adImpressions",
                "ad-impressions",
                "adImpressions",
                "impressions",
                seen,
            ),
            (
                "adEngagements",
                "ad-engagements",
                "adEngagements",
                "engagements",
                engaged,
            ),
            (
                "adOnlineConversionsAttributed",
                "ad-online-conversions-attributed",
                "attributedOnlineConversions",
                "conversions",
                vec![bought],
            ),
        ] {
            let days = records.chunks(25).map(|records| {
                let records = Json::List(records.to_vec());
                let user = Json::Map(vec![(inner, Json::Map(vec![(list, records)]))]);
                Acts::wrapped("ad", vec![("adsUserData", user)])
            });
            self.file(data_type, stem, days.collect());
        }
    }
}

fn conversation(id: String, messages: Vec<Json>) -> Json {
    let conversation = vec![
        ("conversationId", Json::text(id)),
        ("messages", Json::List(messages)),
    ];
    Acts::wrapped("dmConversation", conversation)
}

/// The same with nothing but who, to whom and when.
fn without_texts(conversation: &Json) -> Json {
    match conversation {
        Json::Map(fields) => {
            let kept = fields
                .iter()
                .filter(|(key, _)| !["text", "reactions", "urls", "mediaUrls"].contains(key));
            Json::Map(
                kept.map(|(key, value)| (*key, without_texts(value)))
                    .collect(),
            )
        }
        Json::List(values) => Json::List(values.iter().map(without_texts).collect()),
        other => other.clone(),
    }
}

fn impression(nth: u64, at: i64) -> Json {
    let post = Json::Map(vec![
        ("tweetId", Json::quoted(nth)),
        ("tweetText", Json::text("安い { [ \"ad")),
    ]);
    Json::Map(vec![
        ("displayLocation", Json::text("TimelineHome")),
        ("promotedTweetInfo", post),
        ("impressionTime", ad_time(at)),
    ])
}

fn ad_time(at: i64) -> Json {
    Json::text(date(at, "%Y-%m-%d %H:%M:%S"))
}

/// When the account was made, as `account.js` has it.
pub const ACCOUNT_MADE: &str = "2009-04-01 12:34:56";

/// As `account.js` writes it in this generation.
pub fn account_made(generation: Generation) -> String {
    let at = crate::post::utc(ACCOUNT_MADE);
    match generation {
        Generation::RootBare => format!("{at}000"),
        _ => date(at, ISO_DATE),
    }
}
