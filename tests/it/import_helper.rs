//! What one helper does with one file: what it keeps, what it tells meanwhile, and which file it refuses.

use yodori::engine::source::Progress;
use yodori::engine::source::twitter::import::Import;
use yodori::engine::source::twitter::import::share::{Helper, Loan, Part};
use yodori_testdata::zip::{End, Entry, Method, Zip};

use crate::import_share::step;
use crate::support::{Chosen, Memory, now, one};

const ACCOUNT: &str = r#"window.YTD.account.part0 = [{"account":{"accountId":"1"}}]"#;

/// Twelve million bytes of `record`, in a file's array, with its numbers counted up.
fn many(record: impl Fn(u64) -> String) -> Vec<u8> {
    let mut file = String::from("window.YTD.it.part0 = [ ");
    for nth in 0.. {
        file.push_str(&record(nth));
        if file.len() > 12_000_000 {
            break;
        }
        file.push_str(", ");
    }
    file.push_str(" ]");
    file.into_bytes()
}

/// Many posts, and as many messages, in a zip.
fn archive() -> Chosen {
    const SAID: &str = "nobody else may ever read this ";
    let post = |nth: u64| {
        let id = 1_764_000_000_000_000_000 + (nth << 22);
        format!(
            r#"{{"tweet":{{"id_str":"{id}","created_at":"Tue Mar 05 14:02:11 +0000 2024","full_text":"{}"}}}}"#,
            SAID.repeat(200)
        )
    };
    let message = |nth: u64| {
        let id = 1_764_000_000_000_000_000 + (nth << 22);
        format!(
            r#"{{"dmConversation":{{"conversationId":"1-2","messages":[{{"messageCreate":{{"senderId":"1","id":"{id}","createdAt":"2024-03-05T14:02:12.000Z","text":"{}"}}}}]}}}}"#,
            SAID.repeat(200)
        )
    };
    let files = [
        ("data/account.js", ACCOUNT.as_bytes().to_vec()),
        ("data/tweets.js", many(post)),
        ("data/direct-messages.js", many(message)),
    ];
    let entry = |(path, bytes): &(&str, Vec<u8>)| Entry::new(*path, bytes, Method::Deflated);
    let zip = Zip {
        entries: files.iter().map(entry).collect(),
        end: End::default(),
        ..Zip::default()
    };
    one("twitter.zip", zip.build())
}

fn helper(memory: &Memory) -> Helper {
    Helper::new(Import::open(memory, now()).expect("an archive"))
}

fn loans(import: &mut Import, memory: &Memory) -> Vec<Loan> {
    std::iter::from_fn(|| import.lend(memory, 0)).collect()
}

/// Has a helper read a file, and tells how far it said it was before the end.
fn read(loan: &Loan, memory: &Memory) -> (Part, Vec<Progress>) {
    let mut helper = helper(memory);
    assert!(helper.begin(loan), "{loan:?}");
    let mut heard = Vec::new();
    while step(helper.import(), memory, &mut |now| heard.push(now)).expect("it can be read") {}
    (helper.part(), heard)
}

#[test]
fn what_was_unpacked_of_messages_is_not_kept_and_of_posts_only_to_read_them_again() {
    let files = archive();
    let memory = Memory::new(&files, usize::MAX);
    let mut import = Import::open(&memory, now()).expect("an archive");
    let loans = loans(&mut import, &memory);
    for (path, keeps) in [("data/tweets.js", true), ("data/direct-messages.js", false)] {
        let loan = loans.iter().find(|loan| loan.path == path);
        let (part, _) = read(loan.expect("it is lent"), &memory);
        assert!(part.events.len() > 1500, "{path}");
        let said = part.restarts.iter().filter(|restart| {
            let window = &restart.start.window;
            window.windows(18).any(|part| part == b"may ever read this")
        });
        assert_eq!(said.count() > 0, keeps, "{path}");
        assert_eq!(!part.restarts.is_empty(), keeps, "{path}");
    }
}

#[test]
fn a_helper_tells_how_far_it_is() {
    let files = archive();
    let memory = Memory::new(&files, 64 << 10);
    let mut import = Import::open(&memory, now()).expect("an archive");
    for loan in loans(&mut import, &memory) {
        let (_, heard) = read(&loan, &memory);
        let middle = heard
            .iter()
            .filter(|now| 0 < now.read && now.read < loan.packed);
        assert!(middle.count() > 0, "{loan:?}: {heard:?}");
        assert_eq!(
            heard.last().map(|now| now.read),
            Some(loan.packed),
            "{loan:?}"
        );
        let before = import.progress().read;
        import.hear(loan.number, heard[heard.len() - 2]);
        assert!(import.progress().read > before, "{loan:?}");
    }
}

#[test]
fn a_file_that_another_worker_finds_elsewhere_is_refused() {
    let files = archive();
    let memory = Memory::new(&files, usize::MAX);
    let mut import = Import::open(&memory, now()).expect("an archive");
    let loan = loans(&mut import, &memory).remove(0);
    let others: [(&str, Loan); 3] = [
        (
            "another number",
            Loan {
                number: loan.number + 1,
                ..loan.clone()
            },
        ),
        (
            "another path",
            Loan {
                path: "data/tweet.js".to_owned(),
                ..loan.clone()
            },
        ),
        (
            "another size",
            Loan {
                packed: loan.packed - 1,
                ..loan.clone()
            },
        ),
    ];
    for (what, other) in &others {
        assert!(!helper(&memory).begin(other), "{what}");
    }
    assert!(helper(&memory).begin(&loan));
}
