//! Records with several times: which of them are acts of the person's.

use crate::import_acts::check_acts;

/// What one record of a file gives.
#[track_caller]
fn check_record(path: &str, record: &str, expected: &[&str]) {
    check_acts(path, &format!("[ {record} ]"), expected, &[]);
}

#[test]
fn each_moment_of_a_call_is_an_act_but_not_a_machine_s() {
    let check = |record: &str, expected: &[&str]| {
        check_record("audio-video-calls-in-dm.js", record, expected);
    };
    check(
        "{ \"audioVideoCallsInDm\" : { \"createdAt\" : \"2024-01-02T03:04:05.000Z\" } }",
        &["call 2024-01-02 03:04:05"],
    );
    check(
        "{ \"a\" : { \"broadcast\" : { \"createdAt\" : \"2024-01-02T03:04:05.000Z\", \"publishedAt\" : \"2024-01-02T03:04:06.000Z\" }, \
         \"sessions\" : [ { \"startedAt\" : \"2024-01-02T03:04:07.000Z\", \"endedAt\" : null }, \
         { \"startedAt\" : \"2024-01-02T03:04:08.000Z\", \"endedAt\" : \"2024-01-02T03:04:09.000Z\" } ] } }",
        &[
            "call 2024-01-02 03:04:05",
            "call 2024-01-02 03:04:07",
            "call 2024-01-02 03:04:08",
            "call 2024-01-02 03:04:09",
        ],
    );
    check(
        "{ \"a\" : { \"publishedAt\" : \"2024-01-02T03:04:06.000Z\" } }",
        &[],
    );
}

#[test]
fn an_article_is_begun_changed_and_published() {
    check_record(
        "article-metadata.js",
        "{ \"articleMetadata\" : { \"createdatMs\" : \"1704164645000\", \"updatedAtMs\" : \"1704164646000\", \"firstPublishedAtMs\" : \"1704164647000\" } }",
        &[
            "article 2024-01-02 03:04:05",
            "article 2024-01-02 03:04:06",
            "article 2024-01-02 03:04:07",
        ],
    );
    // Published as it was last changed: one act.
    check_record(
        "article-metadata.js",
        "{ \"articleMetadata\" : { \"updatedAtMs\" : \"1704164646000\", \"firstPublishedAtMs\" : \"1704164646999\" } }",
        &["article 2024-01-02 03:04:06"],
    );
}

#[test]
fn in_a_space_only_what_the_person_said_is_theirs() {
    let sessions = "\"sessions\" : [ { \"start\" : \"2024-01-02T03:05:00Z\", \"end\" : \"2024-01-02T03:06:00Z\" } ]";
    let space = |speaker: &str| {
        format!(
            "{{ \"spacesMetadata\" : {{ \"creatorUserId\" : \"2\", \"createdAt\" : \"2024-01-02T03:04:05Z\", \"speakers\" : [ \
             {{ \"userId\" : \"2\", \"startedAt\" : \"2024-01-02T03:04:06Z\", \"endedAt\" : \"2024-01-02T03:04:07Z\" }}, \
             {{ \"userId\" : \"{speaker}\", {sessions} }} ], \"endedAt\" : \"2024-01-02T04:00:00Z\" }} }}"
        )
    };
    let ends = ["space 2024-01-02 03:04:05", "space 2024-01-02 04:00:00"];
    check_record("spaces-metadata.js", &space("2"), &ends);
    let said = ["space 2024-01-02 03:05:00", "space 2024-01-02 03:06:00"];
    let all = [ends[0], said[0], said[1], ends[1]];
    check_record("spaces-metadata.js", &space("1234"), &all);
}

#[test]
fn an_opened_chat_is_one_act_at_the_moment_it_was_seen() {
    let check = |sender: &str, detail: &str, expected: &[&str]| {
        let record = format!(
            "{{ \"messageEvent\" : {{ \"senderId\" : \"{sender}\", \"createdAtMsec\" : \"1704164650000\", \"detail\" : {{ {detail} }} }} }}"
        );
        check_record("message-event.js", &record, expected);
    };
    let seen = "\"markConversationReadEvent\" : { \"seenAtMillis\" : \"1704164645000\" }";
    let at_a_time_unknown = "\"markConversationReadEvent\" : { \"seenAtMillis\" : null }";
    check("1234", seen, &["encrypted_chat 2024-01-02 03:04:05"]);
    check(
        "1234",
        at_a_time_unknown,
        &["encrypted_chat 2024-01-02 03:04:10"],
    );
    check("2", seen, &[]);
    check("2", at_a_time_unknown, &[]);
}

#[test]
fn each_moment_of_a_list_is_an_act_and_those_in_a_moment_are_others() {
    let list = "[ { \"createdAt\" : \"2024-01-02T03:04:05Z\" }, { \"createdAt\" : \"2024-01-02T03:04:06Z\" } ]";
    check_record(
        "key-registry.js",
        &format!(
            "{{ \"keyRegistryData\" : {{ \"registeredDevices\" : {{ \"deviceMetadataList\" : {list} }} }} }}"
        ),
        &["other 2024-01-02 03:04:05", "other 2024-01-02 03:04:06"],
    );
    check_record(
        "moment.js",
        &format!(
            "{{ \"moment\" : {{ \"createdAt\" : \"2024-01-02T03:04:04Z\", \"tweets\" : {list} }} }}"
        ),
        &["moment 2024-01-02 03:04:04"],
    );
}

#[test]
fn a_note_is_written_and_taken_back() {
    check_record(
        "community-note-tombstone.js",
        "{ \"communityNoteTombstone\" : { \"createdAt\" : \"2024-01-02T03:04:05Z\", \"deletedAt\" : \"2024-01-02T03:04:06Z\" } }",
        &[
            "community_note 2024-01-02 03:04:05",
            "community_note 2024-01-02 03:04:06",
        ],
    );
}

#[test]
fn when_a_post_was_deleted_is_never_guessed_from_when_it_was_made() {
    let deleted = |at: &str| {
        format!(
            "[ {{ \"tweet\" : {{ \"id_str\" : \"1700000000000000001\", \"created_at\" : \"Fri Sep 08 04:54:12 +0000 2023\", \"deleted_at\" : \"{at}\" }} }} ]"
        )
    };
    let check = |at: &str, expected: &[&str], skipped: &[&str]| {
        check_acts("deleted-tweets.js", &deleted(at), expected, skipped);
    };
    let good = "Sat Sep 09 07:26:48 +0000 2023";
    check(good, &["deletion 2023-09-09 07:26:48"], &[]);
    let bad_time = ["deleted-tweets.js bad_time 1"];
    check("Sat Sep 09 07:26:48 +0000 1997", &[], &bad_time);
    let no_time = ["deleted-tweets.js no_id_or_time 1"];
    check("soon", &[], &no_time);
}
