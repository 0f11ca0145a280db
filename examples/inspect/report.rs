//! From the command's arguments to its report.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, Offset as _, SecondsFormat, Utc};
use serde_json::{Value, json};
use yodori::engine::event::{Event, FileRead, Flags, Imported, Kind};
use yodori::engine::infer::clean::{self, Finding, Reason};
use yodori::engine::infer::threshold::{self, MIDARE_SECS};
use yodori::engine::source::twitter::Archive;
use yodori::engine::source::twitter::names::Unopened;
use yodori::engine::time::Zone;

use super::disk::DiskFiles;
use super::rhythm::Life;
use super::series;

const USAGE: &str = "usage: inspect PATH... [--zone ZONE] [--threshold-min MINUTES] [--clean] \
     [--acts] [--events] [--periods] [--nights] [--rhythm], or inspect --series FILE";

/// Inspects what `args` (without the program's name) ask for. The report goes to `out`, or, if there
/// is none, a message to `complaints`. Returns the exit status: 0, or 2 if nothing could be read.
pub fn run(
    args: impl Iterator<Item = String>,
    out: &mut impl Write,
    complaints: &mut impl Write,
) -> u8 {
    // A reader that stops reading early (`| head`) is no failure.
    match Options::from(args).and_then(|options| inspect(&options)) {
        Ok(report) => {
            let _ = writeln!(out, "{report:#}");
            0
        }
        Err(message) => {
            let _ = writeln!(complaints, "inspect: {message}");
            2
        }
    }
}

struct Options {
    paths: Vec<PathBuf>,
    /// A plain series to compute figures of, instead of archives.
    series: Option<PathBuf>,
    zone: chrono_tz::Tz,
    threshold_secs: i64,
    cleaning: Cleaning,
    counted: Counted,
    lists: BTreeSet<List>,
}

/// What the figures are about.
#[derive(PartialEq, Eq)]
enum Counted {
    Posts,
    /// Other acts as well, those that are on at first.
    Acts,
}

/// Whether what machines posted is left out, see [`clean`].
#[derive(PartialEq, Eq)]
enum Cleaning {
    Off,
    On,
}

/// A long list that is printed only when asked for.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Events,
    Periods,
    Nights,
    /// Figures of the rhythm, which take longer than all the rest.
    Rhythm,
}

impl Options {
    fn from(mut args: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options {
            paths: Vec::new(),
            series: None,
            zone: chrono_tz::UTC,
            threshold_secs: MIDARE_SECS,
            cleaning: Cleaning::Off,
            counted: Counted::Posts,
            lists: BTreeSet::new(),
        };
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--zone" => {
                    let name = args.next().ok_or(USAGE)?;
                    options.zone = name.parse().map_err(|_| format!("no such zone: {name}"))?;
                }
                "--threshold-min" => {
                    let minutes = args.next().and_then(|minutes| minutes.parse::<u16>().ok());
                    options.threshold_secs = i64::from(minutes.ok_or(USAGE)?) * 60;
                }
                "--clean" => options.cleaning = Cleaning::On,
                "--acts" => options.counted = Counted::Acts,
                "--events" => _ = options.lists.insert(List::Events),
                "--periods" => _ = options.lists.insert(List::Periods),
                "--nights" => _ = options.lists.insert(List::Nights),
                "--rhythm" => _ = options.lists.insert(List::Rhythm),
                "--series" => options.series = Some(args.next().ok_or(USAGE)?.into()),
                flag if flag.starts_with("--") => return Err(USAGE.to_owned()),
                path => options.paths.push(PathBuf::from(path)),
            }
        }
        if options.paths.is_empty() != options.series.is_some() {
            Err(USAGE.to_owned())
        } else {
            Ok(options)
        }
    }
}

fn inspect(options: &Options) -> Result<Value, String> {
    if let Some(series) = &options.series {
        return series::figures(series);
    }
    let files = DiskFiles::find(&options.paths)?;
    let import = Archive::import(&files, today(), &mut |_| {});
    let (_, imported) = import.map_err(|error| error.to_string())?;
    Ok(report(&imported, options))
}

fn report(imported: &Imported, options: &Options) -> Value {
    let findings = match options.cleaning {
        Cleaning::Off => Vec::new(),
        Cleaning::On => clean::findings(imported),
    };
    let (posts, acts): (Vec<Event>, Vec<Event>) = imported
        .events
        .iter()
        .partition(|event| event.kind.is_post());
    let counted: Vec<Event> = match options.counted {
        Counted::Posts => posts.clone(),
        Counted::Acts => imported.events.clone(),
    };
    let has_time = |event: &&Event| !event.flags.has(Flags::DATE_ONLY);
    let timed = || {
        counted
            .iter()
            .filter(has_time)
            .filter(|event| !event.kind.is_off_at_first())
    };
    let is_found = |event: &Event| findings.iter().any(|one| one.covers(event));
    let usable = || timed().filter(|event| !is_found(event));
    let filter = clean::filter(&findings);
    let awake = threshold::awake(&counted, &filter, options.threshold_secs);
    let zone = zone(options.zone);
    let days: BTreeSet<_> = usable()
        .map(|event| zone.local(event.at()).date())
        .collect();
    let mut awake_report = json!({
        "rule": "midare",
        "threshold_s": options.threshold_secs,
        "periods": awake.periods.len(),
        "seconds": awake.seconds(),
        "lone": awake.lone.len(),
    });
    if options.lists.contains(&List::Periods) {
        let ends = awake
            .periods
            .iter()
            .map(|p| [p.start.timestamp(), p.end.timestamp()]);
        awake_report["list"] = ends.collect();
    }
    let person = &imported.person;
    let skipped = imported.skipped.iter().map(
        |skipped| json!({"path": skipped.path, "reason": skipped.reason.name(), "count": skipped.count}),
    );
    let missing = imported.missing.iter();
    let missing = missing.map(|(path, count)| json!({"path": path, "expected": count}));
    let others = imported.others.iter();
    let others = others.map(|other| json!({"id": other.id, "handle": other.handle}));
    let mut report = json!({
        "person": {"id": person.id, "handle": person.handle, "name": person.name},
        "zone": {"shown": options.zone.name(), "of_archive": imported.zone},
        "files": imported.files.iter().map(file).collect::<Value>(),
        "posts": posts.len(),
        "by_kind": by_kind(&posts),
        "acts": by_kind(&acts),
        "kinds": kinds(&imported.events),
        "date_only": posts.len() - posts.iter().filter(has_time).count(),
        "skipped": skipped.collect::<Value>(),
        "unopened": unopened(imported),
        "missing": missing.collect::<Value>(),
        "others": others.collect::<Value>(),
        "first": iso(usable().next().map(Event::at)),
        "last": iso(usable().next_back().map(Event::at)),
        "days": days.len(),
        "awake": awake_report,
    });
    if options.cleaning == Cleaning::On {
        report["cleaned"] = json!({
            "events": timed().count() - usable().count(),
            "findings": findings.iter().map(|one| finding(imported, one)).collect::<Value>(),
        });
    }
    if options.lists.contains(&List::Events) {
        report["events"] = usable().map(Event::epoch_secs).collect();
    }
    if options.lists.contains(&List::Nights) || options.lists.contains(&List::Rhythm) {
        let counts = usable().filter(|event| filter.counts(event));
        let moments: Vec<i64> = counts.map(Event::epoch_secs).collect();
        let days: Vec<NaiveDate> = days.into_iter().collect();
        infer(&mut report, options, &zone, (&moments, &days));
    }
    report
}

/// Adds what is inferred of events.
///
/// * `events`: seconds since 1970, and the local days on which they are; ascending.
fn infer(report: &mut Value, options: &Options, zone: &Zone, events: (&[i64], &[NaiveDate])) {
    let (moments, days) = events;
    let life = Life::infer(moments, zone);
    if options.lists.contains(&List::Nights) {
        report["nights"] = life.nights();
    }
    if options.lists.contains(&List::Rhythm) {
        report["rhythm"] = life.rhythm(days, zone.local(today()).date());
    }
}

fn today() -> DateTime<Utc> {
    let secs = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    DateTime::from_timestamp(secs.as_secs() as i64, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

fn file(file: &FileRead) -> Value {
    let mut told = json!({
        "path": file.path,
        "kind": file.kind.name(),
        "records": file.records,
        "first": iso(file.first),
        "last": iso(file.last),
    });
    if let Some(expected) = file.expected {
        told["entries"] = json!(file.entries);
        told["expected"] = json!(expected);
    }
    told
}

/// What was never opened, and why; media and the viewer's own files only as sums.
fn unopened(imported: &Imported) -> Value {
    let files = imported.unopened.iter();
    let files = files.map(|path| json!({"path": path, "reason": Unopened::because(path).name()}));
    json!({
        "files": files.collect::<Value>(),
        "media": imported.media,
        "assets": imported.assets,
    })
}

/// What cleaning found of one app, with the figures that decided it.
fn finding(imported: &Imported, finding: &Finding) -> Value {
    let app = imported.apps.get(usize::from(finding.app));
    let log10 = |ln_p: f64| ln_p / std::f64::consts::LN_10;
    let (reason, figures) = match finding.reason {
        Reason::Automatic => ("automatic", json!({})),
        Reason::Cron {
            every_mins,
            hours,
            concentration,
            ln_p,
        } => (
            "cron",
            json!({"every_min": every_mins, "hours": hours, "r": concentration, "log10_p": log10(ln_p)}),
        ),
        Reason::Scheduled {
            apart,
            at_second_0,
            ln_p,
        } => (
            "scheduled",
            json!({"apart": apart, "at_second_0": at_second_0, "log10_p": log10(ln_p)}),
        ),
    };
    let mut told = json!({"app": app, "reason": reason, "count": finding.count});
    if let (Some(told), Value::Object(figures)) = (told.as_object_mut(), figures) {
        told.extend(figures);
    }
    told
}

fn by_kind(events: &[Event]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for event in events {
        let name = event.kind.name();
        *counts.entry(name).or_default() += 1;
    }
    counts
}

/// How many of each kind there are, and the first and last moment of those with a time of day.
/// `events`: by time.
fn kinds(events: &[Event]) -> Value {
    let of = |kind: &Kind| {
        let all: Vec<&Event> = events.iter().filter(|event| event.kind == *kind).collect();
        let mut timed = all
            .iter()
            .filter(|event| !event.flags.has(Flags::DATE_ONLY));
        let (first, last) = (timed.next(), timed.next_back());
        let at = |event: Option<&&Event>| iso(event.map(|event| event.at()));
        let told = json!({"count": all.len(), "first": at(first), "last": at(last.or(first))});
        (!all.is_empty()).then(|| (kind.name().to_owned(), told))
    };
    Kind::ALL.iter().filter_map(of).collect()
}

fn iso(at: Option<DateTime<Utc>>) -> Option<String> {
    at.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// The same table that the page makes from the browser's Intl.
fn zone(zone: chrono_tz::Tz) -> Zone {
    let offset = |secs: i64| {
        let at = DateTime::from_timestamp(secs, 0).unwrap_or_default();
        at.with_timezone(&zone).offset().fix().local_minus_utc()
    };
    Zone::probed(zone.name(), 1_104_537_600, 2_082_758_400, offset) // 2005 to 2036
}
