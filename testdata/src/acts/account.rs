//! Small files: of the account, its devices and apps, and of what came later.

use super::{Acts, OTHER, SECRET};
use crate::archive::Generation;
use crate::json::Json;

/// Kind of act, data type, stem of the file's name, wrappers from outside in, field with the time, and
/// whether 2018 wrote that as seconds or milliseconds.
type Simple = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
    &'static str,
);

/// Files of records with one time each, in every generation.
#[rustfmt::skip]
const OF_ACCOUNT: [Simple; 7] = [
    ("ip_audit", "ipAudit", "ip-audit", &["ipAudit"], "createdAt", "s"),
    ("connected_app", "connectedApplication", "connected-application", &["connectedApplication"], "approvedAt", "ms"),
    ("account_change", "protectedHistory", "protected-history", &["protectedHistory"], "protectedAt", "s"),
    ("account_change", "screenNameChange", "screen-name-change", &["screenNameChange", "screenNameChange"], "changedAt", "s"),
    ("account_change", "emailAddressChange", "email-address-change", &["emailAddressChange", "emailChange"], "changedAt", "s"),
    ("link_click", "userLinkClicks", "user-link-clicks", &["userInteractionsData", "linkClick"], "timeStampOfInteraction", "ms"),
    ("moment", "moment", "moment", &["moment"], "createdAt", "ms"),
];

/// The same, of today's archives.
#[rustfmt::skip]
const SINCE_2022: [Simple; 3] = [
    ("live_comment", "periscopeCommentsMadeByUser", "periscope-comments-made-by-user", &["periscopeCommentsMadeByUser"], "createdAt", "ms"),
    ("community_note", "communityNoteRating", "community-note-rating", &["communityNoteRating"], "createdAt", "ms"),
    ("other", "twitterCircle", "twitter-circle", &["twitterCircle"], "createdAt", "ms"),
];

impl Acts<'_> {
    pub(super) fn account(&mut self) {
        OF_ACCOUNT.iter().for_each(|simple| self.simple(simple));
        let (login, seen) = (self.act("login"), self.act("device_seen"));
        let token = vec![
            ("createdAt", self.time(login, "ms")),
            ("lastSeenAt", self.time(seen, "ms")),
        ];
        let token = Acts::wrapped("deviceToken", token);
        self.file("deviceToken", "device-token", vec![token]);
    }

    fn simple(&mut self, (kind, data_type, stem, wrappers, field, epoch): &Simple) {
        let is_2018 = self.generation == Generation::RootBare;
        let field = match *field {
            "approvedAt" if is_2018 => "approvedAtMsec",
            field => field,
        };
        let records = (0..6).map(|nth| {
            let at = self.act(kind);
            let fields = Json::Map(vec![
                ("accountId", Json::text(self.account.to_owned())),
                (field, self.time(at, epoch)),
                ("nth", Json::quoted(nth)),
            ]);
            // In 2018 some stood bare.
            let is_bare = is_2018 && *kind == "ip_audit";
            let wrappers = wrappers.iter().rev().filter(|_| !is_bare);
            wrappers.fold(fields, |inner, key| Json::Map(vec![(*key, inner)]))
        });
        let records = records.collect();
        self.file(data_type, stem, records);
    }

    pub(super) fn since_2022(&mut self) {
        self.encrypted_chats();
        self.grok();
        self.key_registry();
        SINCE_2022.iter().for_each(|simple| self.simple(simple));
    }

    fn encrypted_chats(&mut self) {
        let events = (0..8).map(|nth| {
            let (sender, at) = match nth % 2 {
                0 => (self.account, self.act("encrypted_chat")),
                _ => (OTHER, self.until - 777),
            };
            let ms = self.chance.within(0..1000);
            // A chat was opened a little before that is known to have happened.
            let (what, detail, later) = match nth % 4 {
                2 | 3 => {
                    let seen = Json::text(format!("{at}{ms:03}"));
                    ("markConversationReadEvent", ("seenAtMillis", seen), 5)
                }
                _ => ("messageCreateEvent", ("contents", Json::text(SECRET)), 0),
            };
            let detail = Json::Map(vec![(what, Json::Map(vec![detail]))]);
            let event = vec![
                ("senderId", Json::text(sender.to_owned())),
                (
                    "createdAtMsec",
                    Json::text(format!("{}{ms:03}", at + later)),
                ),
                ("detail", detail),
            ];
            Acts::wrapped("messageEvent", event)
        });
        let events = events.collect();
        self.file("messageEvent", "message-event", events);
    }

    fn grok(&mut self) {
        let said = (0..8).map(|nth| {
            let (name, at) = match nth % 2 {
                0 => ("User", self.act("grok")),
                _ => ("Agent", self.until - 888),
            };
            let trap = format!("{SECRET}{{\"createdAt\" : \"2024-01-01T00:00:00Z\"}}");
            let item = vec![
                ("createdAt", self.time(at, "ms")),
                ("sender", Json::Map(vec![("name", Json::text(name))])),
                ("message", Json::text(trap)),
            ];
            Acts::wrapped("grokChatItem", item)
        });
        let said = said.collect();
        self.file("grokChatItem", "grok-chat-item", said);
    }

    /// A device's keys, in a list of all devices.
    fn key_registry(&mut self) {
        let devices = (0..2).map(|_| {
            let at = self.act("other");
            Json::Map(vec![("createdAt", self.time(at, "ms"))])
        });
        let devices = Json::Map(vec![("deviceMetadataList", Json::List(devices.collect()))]);
        let registry = Acts::wrapped("keyRegistryData", vec![("registeredDevices", devices)]);
        self.file("keyRegistry", "key-registry", vec![registry]);
    }

    /// Of these only the readme tells.
    pub(super) fn unproven(&mut self) {
        for (kind, data_type, stem, fields) in [
            ("fleet", "fleet", "fleet", &["createdAt", "deletedAt"][..]),
            (
                "call",
                "audioVideoCallsInDm",
                "audio-video-calls-in-dm",
                &["createdAt", "startedAt", "endedAt"],
            ),
            (
                "article",
                "articleMetadata",
                "article-metadata",
                &["createdatMs", "updatedAtMs", "firstPublishedAtMs"],
            ),
        ] {
            let mut fields = self.acts_in(kind, fields);
            if kind == "call" {
                // A machine's.
                fields.push(("publishedAt", self.time(self.until - 999, "ms")));
            }
            self.file(data_type, stem, vec![Acts::wrapped(data_type, fields)]);
        }
        self.space();
    }

    /// An act of a kind at each of these fields.
    fn acts_in(
        &mut self,
        kind: &'static str,
        fields: &[&'static str],
    ) -> Vec<(&'static str, Json)> {
        let fields = fields.iter().map(|field| {
            let at = self.act(kind);
            let time = if field.ends_with("Ms") {
                Json::text(format!("{at}123"))
            } else {
                self.time(at, "ms")
            };
            (*field, time)
        });
        fields.collect()
    }

    /// One in which someone else speaks as well.
    fn space(&mut self) {
        let mut space = self.acts_in("space", &["createdAt", "endedAt"]);
        let mut own = self.acts_in("space", &["startedAt", "endedAt"]);
        own.push(("userId", Json::text(self.account.to_owned())));
        let others = vec![
            ("userId", Json::text(OTHER)),
            ("startedAt", self.time(self.until - 666, "ms")),
        ];
        let speakers = vec![Json::Map(others), Json::Map(own)];
        space.push(("speakers", Json::List(speakers)));
        let space = Acts::wrapped("spacesMetadata", space);
        self.file("spacesMetadata", "spaces-metadata", vec![space]);
    }
}
