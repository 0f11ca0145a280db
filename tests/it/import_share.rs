//! An import shared by several workers gives what one alone gives, whoever is how fast and whoever dies.

use yodori::engine::event::{Event, Imported};
use yodori::engine::source::twitter::Archive;
use yodori::engine::source::twitter::import::Import;
use yodori::engine::source::twitter::import::share::Helper;
use yodori::engine::source::{Files, ImportError, Progress, Unreadable};
use yodori_testdata::chance::Chance;

use crate::support::{Chosen, Memory, import, now};

/// A worker that helps, and the number of the file that it reads.
struct Worker<'a> {
    helper: Helper,
    files: Memory<'a>,
    reads: Option<usize>,
}

/// Reads on until the next bytes that it needs are read. Whether there were any.
pub fn step(
    import: &mut Import,
    files: &Memory,
    told: &mut dyn FnMut(Progress),
) -> Result<bool, ImportError> {
    let Some(need) = import.run(files, told)? else {
        return Ok(false);
    };
    match files.read(need.input, need.at, import.room(need.length)) {
        Ok(count) => import.fill(count),
        Err(Unreadable) => import.miss(files, need)?,
    }
    Ok(true)
}

/// Lets a worker read on, or begin with a file if one can be lent. `Err`: it can't.
fn help(worker: &mut Worker, import: &mut Import, own: &Memory) -> Result<(), ImportError> {
    let mut progress = Progress::default();
    let number = match worker.reads {
        Some(number) => number,
        None => match import.lend(own, 0) {
            Some(loan) => {
                worker.reads = Some(loan.number);
                assert!(worker.helper.begin(&loan), "{loan:?} can't be read");
                loan.number
            }
            None => return Ok(()),
        },
    };
    match step(worker.helper.import(), &worker.files, &mut |now| {
        progress = now
    })? {
        true => import.hear(number, progress),
        false => {
            worker.reads = None;
            import.take_in(number, worker.helper.part());
        }
    }
    Ok(())
}

/// Imports with `helpers` others, each going on when chance has it, and dying once in `deaths` steps.
fn shared(
    files: &Chosen,
    max_read: usize,
    helpers: u64,
    deaths: u64,
    chance: &mut Chance,
) -> Result<(Archive, Imported), ImportError> {
    let memory = || Memory::new(files, max_read);
    let own = memory();
    let mut import = Import::open(&own, now())?;
    let open = |_| Worker {
        helper: Helper::new(Import::open(&memory(), now()).expect("the same files")),
        files: memory(),
        reads: None,
    };
    let mut workers: Vec<Worker> = (0..helpers).map(open).collect();
    let mut last = Progress::default();
    loop {
        let turn = chance.below(workers.len() as u64 + 1) as usize;
        let Some(worker) = workers.get_mut(turn) else {
            let mut told = |now: Progress| {
                // What a dead one read has to be read again.
                assert!(now.read <= now.total && (last.read <= now.read || deaths < u64::MAX));
                last = now;
            };
            if step(&mut import, &own, &mut told)? || import.has_lent() {
                continue;
            }
            assert_eq!(last.read, last.total, "the goal of the progress");
            return import.finish();
        };
        if chance.once_in(deaths) || help(worker, &mut import, &own).is_err() {
            if let Some(number) = worker.reads {
                import.take_back(number);
            }
            workers.remove(turn);
        }
    }
}

/// What must be the same whoever read what: of apps only the names.
fn facts(imported: &Imported) -> (Vec<(Event, &str)>, Imported) {
    let event = |event: &Event| {
        let app = &*imported.apps[usize::from(event.app)];
        let mut event = *event;
        event.app = 0;
        (event, app)
    };
    let mut rest = imported.clone();
    rest.events = Vec::new();
    rest.apps.sort();
    rest.unopened.sort();
    (imported.events.iter().map(event).collect(), rest)
}

/// Holds an import by several workers against that by one.
#[track_caller]
pub fn check(files: &Chosen, max_read: usize, alone: &Result<(Archive, Imported), ImportError>) {
    let mut chance = Chance::new(files.iter().map(|(_, bytes)| bytes.len() as u64).sum());
    for (helpers, deaths) in [(1, u64::MAX), (3, u64::MAX), (2, 6)] {
        let shared = shared(files, max_read, helpers, deaths, &mut chance);
        match (&shared, alone) {
            (Ok((archive, shared)), Ok((alone_archive, alone))) => {
                assert!(
                    facts(shared) == facts(alone),
                    "{helpers} helpers: {shared:#?}"
                );
                let last = shared.events.iter().rev().take(20);
                let places: Vec<(u16, u64)> =
                    last.map(|event| (event.file, event.offset())).collect();
                let memory = Memory::new(files, usize::MAX);
                let said = archive.posts(&memory, &places);
                assert!(said == alone_archive.posts(&memory, &places), "{places:?}");
            }
            (Err(shared), Err(alone)) => match (shared, alone) {
                (
                    ImportError::NoReadablePost { imported: shared },
                    ImportError::NoReadablePost { imported: alone },
                ) => assert!(facts(shared) == facts(alone), "{shared:#?}"),
                _ => assert_eq!(shared, alone, "{helpers} helpers"),
            },
            _ => panic!(
                "{helpers} helpers: {:?}",
                shared.map(|(_, imported)| imported)
            ),
        }
    }
}

#[test]
fn what_was_left_out_is_listed_by_files_and_each_reason_once() {
    let post = "{ \"tweet\" : { \"id_str\" : \"1764964931000000001\", \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\" } }";
    let bad = "{ \"tweet\" : [ }, { \"tweet\" : { } }";
    let text = |records: &str| format!("window.YTD.tweets.part0 = [ {records} ]").into_bytes();
    let mut files: Chosen = vec![("data/tweets.js".into(), text(post))];
    let mut expected = Vec::new();
    for nth in 1..20 {
        let path = format!("data/tweets-part{nth}.js");
        // As in a second archive: two files of one path.
        let count = if nth % 7 == 1 { 2 } else { 1 };
        expected.push(format!("{path} broken_record {count}"));
        expected.push(format!("{path} no_id_or_time {count}"));
        files.push((path, text(bad)));
    }
    for nth in [1, 8, 15] {
        files.push((format!("data/tweets-part{nth}.js"), text(bad)));
    }
    let (_, imported) = import(&files).expect("a post");
    let rows = imported.skipped.iter();
    let rows = rows.map(|row| format!("{} {} {}", row.path, row.reason.name(), row.count));
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}
