//! The `inspect` example tells what testdata put into its archives.

#[path = "../../examples/inspect/disk.rs"]
mod disk;
#[path = "../../examples/inspect/report.rs"]
mod report;
#[path = "../../examples/inspect/rhythm.rs"]
mod rhythm;
#[path = "../../examples/inspect/series.rs"]
mod series;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use yodori_testdata::named;

/// Every archive with a name, on the disk, and the truth about them.
static ARCHIVES: LazyLock<(PathBuf, Value)> = LazyLock::new(|| {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inspect");
    named::write_all(&dir).expect("room on the disk");
    let truth = std::fs::read_to_string(dir.join("truth.json")).expect("the truth");
    (dir, serde_json::from_str(&truth).expect("json"))
});

/// What inspecting an archive prints. `args`: its name, or several joined by `+`; options after it.
#[track_caller]
pub fn report(args: &str) -> Value {
    let (status, out, complaints) = run_on(args);
    assert_eq!((status, complaints.as_str()), (0, ""), "{args}");
    serde_json::from_str(&out).expect("one JSON object")
}

fn run_on(args: &str) -> (u8, String, String) {
    let (dir, _) = &*ARCHIVES;
    let mut words = args.split(' ');
    let names = words.next().unwrap_or_default().split('+');
    let paths = names.map(|name| dir.join(name).to_string_lossy().into_owned());
    run(paths.chain(words.map(str::to_owned)))
}

/// Runs the command: its status, what it prints, what it complains of.
pub fn run(args: impl Iterator<Item = String>) -> (u8, String, String) {
    let (mut out, mut complaints) = (Vec::new(), Vec::new());
    let status = report::run(args, &mut out, &mut complaints);
    let text = |bytes| String::from_utf8(bytes).expect("utf-8");
    (status, text(out), text(complaints))
}

fn truth(name: &str) -> &'static Value {
    &ARCHIVES.1[name]
}

/// The awake periods that midare's rule leaves: without the posts that hold its bot words.
fn awake_of(truth: &Value) -> &Value {
    match &truth["without_bot_words"] {
        Value::Null => &truth["awake"],
        without => &without["awake"],
    }
}

fn keys(object: &Value) -> Vec<&str> {
    let object = object.as_object().expect("an object");
    object.keys().map(String::as_str).collect()
}

#[test]
fn every_archive_is_reported_as_it_was_made() {
    let archives = ARCHIVES.1.as_object().expect("names and truths");
    assert!(archives.len() > 20);
    for (name, truth) in archives {
        if truth["error"].is_string() {
            continue;
        }
        let report = report(name);
        for key in ["id", "handle", "name"] {
            assert_eq!(report["person"][key], truth[key], "{name}: {key}");
        }
        for key in [
            "posts",
            "by_kind",
            "acts",
            "kinds",
            "date_only",
            "first",
            "last",
        ] {
            assert_eq!(report[key], truth[key], "{name}: {key}");
        }
        for key in ["threshold_s", "periods", "seconds", "lone"] {
            assert_eq!(
                report["awake"][key],
                awake_of(truth)[key],
                "{name}: awake {key}"
            );
        }
        assert_eq!(report["zone"]["of_archive"], truth["zone"], "{name}");
    }
}

#[test]
fn what_gives_nothing_is_a_complaint_and_status_2() {
    let archives = ARCHIVES.1.as_object().expect("names and truths");
    let wrong = archives
        .iter()
        .filter(|(_, truth)| truth["error"].is_string());
    let names: Vec<&String> = wrong.map(|(name, _)| name).collect();
    assert!(names.len() >= 10, "{names:?}");
    for args in names.into_iter().map(String::as_str).chain([
        "no-such-file.zip",
        "current.zip --zone Nowhere/Land",
        "current.zip --zone",
        "current.zip --threshold-min x",
        "current.zip --unknown",
    ]) {
        let (status, out, complaints) = run_on(args);
        assert_eq!((status, out.as_str()), (2, ""), "{args}");
        assert!(complaints.starts_with("inspect: ") && complaints.len() > 20);
    }
    let (mut out, mut complaints) = (Vec::new(), Vec::new());
    let nothing = std::iter::empty();
    assert_eq!(report::run(nothing, &mut out, &mut complaints), 2);
    assert!(String::from_utf8_lossy(&complaints).contains("usage"));
}

#[test]
fn the_report_has_these_keys() {
    let short = report("current.zip");
    let expected = "person zone files posts by_kind acts kinds date_only skipped unopened missing others \
                    first last days awake";
    assert_eq!(keys(&short).join(" "), expected);
    assert_eq!(keys(&short["person"]).join(" "), "id handle name");
    let expected = "path kind records first last";
    assert_eq!(keys(&short["files"][0]).join(" "), expected);
    let expected = "rule threshold_s periods seconds lone";
    assert_eq!(keys(&short["awake"]).join(" "), expected);
    assert_eq!(short["awake"]["rule"], "midare");
    let long = report("current.zip --events --periods");
    assert_eq!(keys(&long).last(), Some(&"events"));
    assert_eq!(keys(&long["awake"]).last(), Some(&"list"));
}

#[test]
fn events_are_all_usable_times_in_ascending_order() {
    for name in [
        "current.zip",
        "grailbird.zip",
        "calendar.zip",
        "a.zip+b.zip",
    ] {
        let report = report(&format!("{name} --events"));
        let events = report["events"].as_array().expect("a list");
        let times: Vec<i64> = events.iter().filter_map(Value::as_i64).collect();
        assert!(times.is_sorted(), "{name}");
        let count = report["posts"].as_u64().zip(report["date_only"].as_u64());
        let usable = count.map(|(posts, date_only)| posts - date_only);
        assert_eq!(Some(times.len() as u64), usable, "{name}");
        let sum = Some(times.iter().sum());
        assert_eq!(sum, truth(name)["sum_of_times"].as_i64(), "{name}");
    }
}

#[test]
fn with_acts_the_figures_count_those_that_are_on_at_first() {
    const OFF: [&str; 5] = [
        "account_made",
        "ad_conversion",
        "call",
        "device_seen",
        "ip_audit",
    ];
    for name in [
        "current.zip",
        "root-2018.zip",
        "a.zip+b.zip",
        "grailbird.zip",
    ] {
        let report = report(&format!("{name} --acts --events"));
        let events = report["events"].as_array().expect("a list");
        let times: Vec<i64> = events.iter().filter_map(Value::as_i64).collect();
        assert!(times.is_sorted(), "{name}");
        let truth = truth(name);
        let sums = truth["sums_of_acts"].as_object().expect("sums by kind");
        let on = sums
            .iter()
            .filter(|(kind, _)| !OFF.contains(&kind.as_str()));
        let sum: Option<i64> = on.map(|(_, sum)| sum.as_i64()).sum();
        let of_posts = truth["sum_of_times"].as_i64();
        let both = sum.zip(of_posts).map(|(acts, posts)| acts + posts);
        assert_eq!(Some(times.iter().sum()), both, "{name}");
        assert_eq!(report["acts"], truth["acts"], "{name}");
    }
}

#[test]
fn the_report_names_what_was_promised_and_what_was_not_opened() {
    let report = report("current.zip");
    let files = report["files"].as_array().expect("a list");
    let tweets = files.iter().find(|file| file["path"] == "data/tweets.js");
    let tweets = tweets.expect("the posts");
    assert_eq!(tweets["entries"], tweets["expected"]);
    let unopened = &report["unopened"];
    let likes = serde_json::json!({"path": "data/like.js", "reason": "likes_have_no_times"});
    let files = unopened["files"].as_array().expect("a list");
    assert!(files.contains(&likes), "{files:?}");
    assert_eq!(unopened["assets"], 40 + 2); // the readme and the page as well
    assert_eq!(report["missing"], serde_json::json!([]));
}

#[test]
fn periods_are_listed_with_both_their_ends() {
    let mut listed = 0;
    for name in ["calendar.zip", "bot-words.zip"] {
        let report = report(&format!("{name} --periods"));
        let list = &awake_of(truth(name))["list"];
        assert_eq!(report["awake"]["list"], *list, "{name}");
        listed += list.as_array().map_or(0, Vec::len);
    }
    assert!(listed > 5);
}

#[test]
fn another_threshold_gives_other_periods() {
    let periods = |args| {
        let report = report(args);
        (
            report["awake"]["threshold_s"].as_i64(),
            report["awake"]["periods"].as_u64(),
        )
    };
    let (_, usual) = periods("current.zip");
    let (threshold, short) = periods("current.zip --threshold-min 30");
    let (_, endless) = periods("current.zip --threshold-min 65535");
    assert_eq!(threshold, Some(1800));
    assert_ne!(short, usual);
    assert_eq!(endless, Some(1));
}

#[test]
fn cleaning_leaves_out_and_lists_what_machines_posted() {
    let name = "automatic.zip";
    let truth = truth(name);
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let machines = list(&truth["machines"]);
    let of_machine = |post: &Value, machine: &Value| {
        let at_second_0 = post[0].as_i64().is_some_and(|at| at % 60 == 0);
        post[1] == machine["app"] && (machine["reason"] != "scheduled" || at_second_0)
    };
    let posts = list(&truth["by_app"]);
    let (left_out, kept): (Vec<&Value>, Vec<&Value>) = posts
        .iter()
        .partition(|post| machines.iter().any(|machine| of_machine(post, machine)));

    let report = report(&format!("{name} --clean --events"));
    let times: Vec<i64> = kept.iter().filter_map(|post| post[0].as_i64()).collect();
    assert_eq!(report["events"], serde_json::json!(times));
    for key in ["first", "last"] {
        assert_eq!(report[key], truth["without_machines"][key], "{key}");
    }
    let days: std::collections::BTreeSet<i64> = times.iter().map(|at| at / 86_400).collect();
    assert_eq!(report["days"], days.len());
    let without = &truth["without_machines"];
    for key in ["periods", "seconds", "lone"] {
        assert_eq!(report["awake"][key], without["awake"][key], "awake {key}");
    }
    for key in ["posts", "by_kind", "date_only"] {
        assert_eq!(report[key], truth[key], "{key} is what was read");
    }

    let cleaned = &report["cleaned"];
    assert_eq!(cleaned["events"], left_out.len());
    let mut found = list(&cleaned["findings"]);
    found.sort_by_key(|finding| finding["app"].to_string());
    let mut expected = machines.clone();
    expected.sort_by_key(|machine| machine["app"].to_string());
    assert_eq!(found.len(), expected.len());
    for (finding, machine) in found.iter().zip(&expected) {
        let figures = match machine["reason"].as_str() {
            Some("scheduled") => "app reason count apart at_second_0 log10_p",
            Some("cron") => "app reason count every_min hours r log10_p",
            _ => "app reason count",
        };
        assert_eq!(keys(finding).join(" "), figures);
        assert_eq!(
            (&finding["app"], &finding["reason"]),
            (&machine["app"], &machine["reason"])
        );
        let count = posts
            .iter()
            .filter(|post| of_machine(post, machine))
            .count();
        assert_eq!(finding["count"], count, "{machine}");
    }
}

#[test]
fn without_machines_cleaning_changes_nothing_but_says_so() {
    let archives = ARCHIVES.1.as_object().expect("names and truths");
    for (name, truth) in archives {
        if truth["error"].is_string() || truth["machines"].is_array() {
            continue;
        }
        let mut cleaned = report(&format!("{name} --clean"));
        let said = cleaned
            .as_object_mut()
            .and_then(|report| report.remove("cleaned"));
        let nothing = serde_json::json!({"events": 0, "findings": []});
        assert_eq!(said, Some(nothing), "{name}");
        assert_eq!(cleaned, report(name), "{name}");
    }
}

#[test]
fn the_zone_decides_which_day_it_is() {
    let days = |zone: &str| {
        let report = report(&format!("calendar.zip --zone {zone}"));
        assert_eq!(report["zone"]["shown"], zone);
        report["days"].clone()
    };
    assert_eq!(days("Asia/Tokyo"), 9);
    assert_eq!(days("Pacific/Auckland"), 8);
}

#[test]
fn skipped_files_and_records_are_listed() {
    let name = "bad-records.zip";
    let by_path = |list: &Value| {
        let mut list = list.as_array().cloned().unwrap_or_default();
        list.sort_by_key(|skipped| format!("{} {}", skipped["path"], skipped["reason"]));
        list
    };
    let expected = by_path(&truth(name)["skipped"]);
    assert!(expected.len() > 5);
    assert_eq!(by_path(&report(name)["skipped"]), expected);
}

#[test]
fn a_folder_names_its_files_from_itself_on() {
    let report = report("folder");
    let files = report["files"].as_array().expect("a list");
    let tweets = files
        .iter()
        .find(|file| file["path"] == "folder/data/tweets.js");
    let tweets = tweets.expect("the first file of posts");
    assert_eq!(tweets["kind"], "tweets");
    assert!(tweets["records"].as_u64() > Some(100));
    assert!(tweets["first"].as_str() < tweets["last"].as_str());
}
