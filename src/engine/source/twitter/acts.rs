//! Acts that are no posts: from one record to the moments in it at which the person did something.
//! Only times, senders and ids are looked at: no text of a message is ever kept.

use super::clock::{self, Possible};
use crate::engine::event::{Event, FileKind, Kind, SkipReason};
use crate::engine::source::scan::fields::{Field, Value};
use crate::engine::source::scan::tree::{Object, Tree};
use crate::engine::source::scan::{Record, Shape};

/// How an act is told from a record of a file: an object with a time of its own.
struct Rule {
    file: FileKind,
    kind: Kind,
    /// The key of the object, or of the list that it is an element of; empty: each in the record that
    /// has the time.
    object: &'static str,
    time: &'static str,
    /// Who did it: the field that names an account, [`SPEAKER`], [`NOBODY`], or empty if only the person
    /// can.
    whose: &'static str,
    /// The field that tells acts apart. The time itself, where two in one second are one act; empty:
    /// all that the object says.
    id: &'static str,
}

impl Rule {
    /// Whether a record tells no more than one such act. What else is in it may be others', as the posts
    /// in a moment are.
    fn is_single(&self) -> bool {
        use FileKind as F;
        let file = self.file;
        self.object.is_empty()
            && matches!(file, F::Messages | F::MessageEvents | F::Grok | F::Moments)
    }

    /// Whether what is around an object says whose it is.
    fn says_whose_around(&self) -> bool {
        matches!(self.file, FileKind::MessageEvents | FileKind::Spaces)
    }
}

/// In a chat with Grok, each record names its speaker.
const SPEAKER: &str = "sender";
const PERSON_AS_SPEAKER: &[u8] = b"User";
/// No field has this name: the time is a machine's, and the record is no defect for having no other.
const NOBODY: &str = "-";

const fn rule(file: FileKind, kind: Kind, [object, time, whose, id]: [&'static str; 4]) -> Rule {
    Rule {
        file,
        kind,
        object,
        time,
        whose,
        id,
    }
}

/// Of moments that are rare: two in one second are one act, told twice.
const fn rare(file: FileKind, kind: Kind, time: &'static str) -> Rule {
    rule(file, kind, ["", time, "", time])
}

/// Of moments that come in swarms: only what is the same in every word is one act.
const fn common(file: FileKind, kind: Kind, time: &'static str) -> Rule {
    rule(file, kind, ["", time, "", ""])
}

/// Of what is said inside a speaker, whose it is; the rest is of a space of the person's.
const fn space(time: &'static str) -> Rule {
    rule(FileKind::Spaces, Kind::Space, ["", time, "userId", time])
}

static RULES: [Rule; 42] = {
    use FileKind as F;
    use Kind as K;
    [
        rule(
            F::DeletedTweets,
            K::Deletion,
            ["", "deleted_at", "", "id_str"],
        ),
        rule(
            F::DeletedHeaders,
            K::Deletion,
            ["", "deleted_at", "", "tweet_id"],
        ),
        rule(
            F::Messages,
            K::Message,
            ["messageCreate", "createdAt", "senderId", "id"],
        ),
        rule(
            F::Messages,
            K::Reaction,
            ["reactions", "createdAt", "senderId", "eventId"],
        ),
        rule(
            F::Messages,
            K::GroupChat,
            ["", "createdAt", "initiatingUserId", "createdAt"],
        ),
        // Of these two the first that there is: an opened chat tells when it was seen, and once more
        // when that reached X.
        rule(
            F::MessageEvents,
            K::EncryptedChat,
            ["", "seenAtMillis", "senderId", ""],
        ),
        rule(
            F::MessageEvents,
            K::EncryptedChat,
            ["", "createdAtMsec", "senderId", ""],
        ),
        rule(F::Grok, K::Grok, ["", "createdAt", SPEAKER, ""]),
        common(F::LiveComments, K::LiveComment, "createdAt"),
        common(F::AdImpressions, K::AdSeen, "impressionTime"),
        rule(
            F::AdEngagements,
            K::AdSeen,
            ["impressionAttributes", "impressionTime", "", ""],
        ),
        rule(
            F::AdEngagements,
            K::AdEngaged,
            ["engagementAttributes", "engagementTime", "", ""],
        ),
        common(F::AdConversions, K::AdConversion, "conversionTime"),
        common(F::LinkClicks, K::LinkClick, "timeStampOfInteraction"),
        common(F::LinkClicks, K::LinkClick, "timestamp"),
        rare(F::Devices, K::Login, "createdAt"),
        rare(F::Devices, K::DeviceSeen, "lastSeenAt"),
        common(F::IpAudit, K::IpAudit, "createdAt"),
        rare(F::ConnectedApps, K::ConnectedApp, "approvedAt"),
        rare(F::ConnectedApps, K::ConnectedApp, "approvedAtMsec"),
        rare(F::AccountChanges, K::AccountChange, "changedAt"),
        rare(F::AccountChanges, K::AccountChange, "protectedAt"),
        rare(F::CommunityNotes, K::CommunityNote, "createdAt"),
        rare(F::CommunityNotes, K::CommunityNote, "deletedAt"),
        rare(F::Moments, K::Moment, "createdAt"),
        rare(F::Fleets, K::Fleet, "createdAt"),
        rare(F::Fleets, K::Fleet, "deletedAt"),
        space("createdAt"),
        space("endedAt"),
        // Of a speaker's time only X's own readme tells, not by which names.
        space("startedAt"),
        space("start"),
        space("end"),
        // Dialled, picked up and hung up: three moments of a call at which someone does something. That it
        // is on air is noted by a machine.
        rare(F::Calls, K::Call, "createdAt"),
        rare(F::Calls, K::Call, "startedAt"),
        rare(F::Calls, K::Call, "endedAt"),
        rule(F::Calls, K::Call, ["", "publishedAt", NOBODY, ""]),
        // Begun, last written at, and published.
        rare(F::Articles, K::Article, "createdatMs"),
        rare(F::Articles, K::Article, "createdAtMs"),
        rare(F::Articles, K::Article, "updatedAtMs"),
        rare(F::Articles, K::Article, "firstPublishedAtMs"),
        rare(F::Others, K::Other, "createdAt"),
        rare(F::Account, K::AccountMade, "createdAt"),
    ]
};

/// How a file's records lie in it.
pub fn shape(of: FileKind) -> Shape {
    match of {
        FileKind::Csv => Shape::Rows,
        FileKind::Messages
        | FileKind::MessageHeaders
        | FileKind::AdImpressions
        | FileKind::AdEngagements
        | FileKind::AdConversions => Shape::Inner,
        _ if of.holds_posts() => Shape::Posts,
        _ => Shape::List,
    }
}

/// Whether a file's records tell other acts than posts.
pub fn has_rules(of: FileKind) -> bool {
    !of.holds_posts() || matches!(of, FileKind::DeletedTweets | FileKind::DeletedHeaders)
}

/// Turns records into acts.
pub struct Reader {
    pub possible: Possible,
    /// The account's id; empty if nothing says it.
    pub owner: String,
}

impl Reader {
    /// Adds each act of the person's that a record of file number `file` tells, or why there is none.
    /// What others did is passed over.
    pub fn each(
        &self,
        record: &Record,
        file: u16,
        of: FileKind,
        found: &mut Vec<Result<Event, SkipReason>>,
    ) {
        let of_rules = match of {
            FileKind::MessageHeaders => FileKind::Messages,
            of => of,
        };
        let tree = Tree::of(record);
        // Posts and accounts may have no second time.
        let mut has_time = of.holds_posts() || of == FileKind::Account;
        for rule in RULES.iter().filter(|rule| rule.file == of_rules) {
            let whose = rule.whose.as_bytes();
            let around = rule.says_whose_around().then(|| tree.around(whose));
            for (number, object) in tree.objects.iter().enumerate() {
                let is_named = object.key == rule.object.as_bytes();
                let time = tree.field(number, rule.time.as_bytes());
                let time = time.filter(|_| is_named || rule.object.is_empty());
                // What has not happened yet has no time.
                let Some(time) = time.filter(|time| !matches!(text(*time), b"" | b"null")) else {
                    continue;
                };
                has_time = true;
                let said = match &around {
                    Some(around) => around.get(number).copied().flatten(),
                    None => tree.field(number, whose),
                };
                match self.is_whose(&tree, said, rule) {
                    Ok(true) => {
                        let event = self.event(&tree, number, object, time, rule);
                        let event = event.and_then(|event| {
                            event
                                .located(file, record.offset)
                                .ok_or(SkipReason::TooLong)
                        });
                        found.push(event);
                    }
                    Ok(false) => {}
                    Err(reason) => found.push(Err(reason)),
                }
                if rule.is_single() {
                    break;
                }
            }
            if has_time && of == FileKind::MessageEvents {
                break;
            }
        }
        if !has_time {
            found.push(Err(SkipReason::NoIdOrTime));
        }
    }

    /// Whether the person did it. `said`: whose it is, if that is written.
    fn is_whose(&self, tree: &Tree, said: Option<Field>, rule: &Rule) -> Result<bool, SkipReason> {
        if rule.whose == SPEAKER {
            let speakers = tree.objects.iter().enumerate();
            let mut speakers = speakers.filter(|(_, object)| object.key == SPEAKER.as_bytes());
            let name = speakers.find_map(|(number, _)| tree.field(number, b"name"));
            return Ok(name.is_some_and(|name| text(name) == PERSON_AS_SPEAKER));
        }
        match said {
            None => Ok(rule.whose.is_empty() || rule.kind == Kind::Space),
            Some(_) if self.owner.is_empty() => Err(SkipReason::NoOwner),
            Some(whose) => Ok(text(whose) == self.owner.as_bytes()),
        }
    }

    fn event(
        &self,
        tree: &Tree,
        number: usize,
        object: &Object,
        time: Field,
        rule: &Rule,
    ) -> Result<Event, SkipReason> {
        let written = clock::read(text(time)).ok_or(SkipReason::NoIdOrTime)?;
        let id = tree.field(number, rule.id.as_bytes()).map(text);
        let own_id = id.and_then(clock::number);
        // A post's id tells when it was made, not when it was deleted.
        let tells_time = rule.id != rule.time && rule.kind != Kind::Deletion;
        let at = match own_id.filter(|_| tells_time) {
            Some(id) => self.possible.best(written.at, id),
            None => self.possible.best(written.at, 0),
        };
        let at = at.ok_or(SkipReason::BadTime)?;
        let id = match (own_id, id) {
            _ if rule.id == rule.time => at.timestamp() as u64,
            (Some(id), _) => id,
            (None, id) => hash(id.unwrap_or(object.bytes)),
        };
        Event::new(id, at, rule.kind).ok_or(SkipReason::BadTime)
    }
}

/// A text or number as it stands in the file.
fn text(field: Field<'_>) -> &[u8] {
    match field.value() {
        Some(Value::Text(text) | Value::Bare(text)) => text,
        Some(Value::Nested) | None => b"",
    }
}

/// Of what is said, however it is laid out: FNV-1a, 64 bits.
fn hash(bytes: &[u8]) -> u64 {
    let said = bytes.iter().filter(|byte| !byte.is_ascii_whitespace());
    said.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
