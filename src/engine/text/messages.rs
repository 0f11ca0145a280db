//! What went wrong, for the person it went wrong for: what happened, what was found, what to do.

use super::Language;
use super::numbers::count;
use crate::engine::event::{FileKind, Imported, SkipReason, Skipped};
use crate::engine::source::ImportError;
use crate::engine::source::twitter::names;

/// A failure in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// What happened, as a headline.
    pub what: &'static str,
    /// What was found, or looked for.
    pub found: String,
    /// What the person can do now.
    pub advice: &'static str,
}

/// Why an import gave nothing. Paths and names in it are data: show them as text.
pub fn import_error(language: Language, error: &ImportError) -> Message {
    let words = match language {
        Language::Japanese => import_error_japanese(error),
        Language::English => import_error_english(error),
    };
    Message {
        what: words.0,
        found: found(language, error, words.1),
        advice: words.2,
    }
}

/// The file or files that the error speaks of, put before (English) or quoted in front of `tail`.
fn found(language: Language, error: &ImportError, tail: &str) -> String {
    let (open, close) = language.pick(("「", "」"), ("“", "” "));
    match error {
        ImportError::Empty { path }
        | ImportError::NotAnArchive { path }
        | ImportError::HtmlPage { path }
        | ImportError::Truncated { path }
        | ImportError::Damaged { path }
        | ImportError::Encrypted { path }
        | ImportError::MediaOnly { path }
        | ImportError::Unreadable { path } => [open, path, close, tail].concat(),
        ImportError::UnsupportedMethod { path, method } => {
            let number = method.to_string();
            [
                open,
                path,
                close,
                tail,
                language.pick("（方式 ", " (method "),
                &number,
                language.pick("）", ")."),
            ]
            .concat()
        }
        ImportError::NoPosts { held } if held.is_empty() => language
            .pick(
                "データのファイルが、ひとつもありませんでした。",
                "There was not one data file in it.",
            )
            .into(),
        ImportError::NoPosts { held } => [tail, &held.join(language.pick("、", ", "))].concat(),
        ImportError::NoReadablePost { imported } => {
            let mut text = String::from(tail);
            for (index, skipped) in of_posts(imported).take(6).enumerate() {
                let comma = if index == 0 {
                    ""
                } else {
                    language.pick("、", ", ")
                };
                text += comma;
                text += skip_reason(language, skipped.reason);
                text += " × ";
                text += &count(skipped.count);
            }
            text
        }
    }
}

/// What was left out of files that are, or may hold, files of posts.
fn of_posts(imported: &Imported) -> impl Iterator<Item = &Skipped> {
    imported.skipped.iter().filter(|skipped| {
        let known = imported.files.iter();
        let known = || known.clone().find(|file| file.path == skipped.path);
        let kind = names::kind_of(&skipped.path).or_else(|| known().map(|file| file.kind));
        // Of the rest a zip that can't be read may hold posts, but nothing that was never an archive.
        let may_hold = !matches!(
            skipped.reason,
            SkipReason::ZipInZip | SkipReason::NotRecords
        );
        kind.map_or(may_hold, FileKind::holds_posts)
    })
}

fn import_error_japanese(error: &ImportError) -> (&'static str, &'static str, &'static str) {
    match error {
        ImportError::Empty { .. } => (
            "ファイルが空っぽです",
            "は 0 バイトでした。",
            "ダウンロードが始まる前に止まったのかもしれません。Xからもう一度ダウンロードして、えらびなおしてください。",
        ),
        ImportError::NotAnArchive { .. } => (
            "Xのアーカイブではないようです",
            "は、zip でも、ポストのファイル（tweets.js など）でもありませんでした。",
            "Xから届いた zip をそのままえらんでください。解凍したフォルダや、中の data/tweets.js でもだいじょうぶです。",
        ),
        ImportError::HtmlPage { .. } => (
            "これはウェブページのファイルです",
            "の中身は HTML でした。",
            "「Your archive.html」ではなく、zip そのものをえらんでください。ログイン画面が保存されていたときは、Xにログインしてからダウンロードしなおしてください。",
        ),
        ImportError::Truncated { .. } => (
            "zip が途中で切れています",
            "には、終わりにあるはずの目次がありませんでした。",
            "ダウンロードが途中で止まったようです。通信の安定した場所で、もう一度ダウンロードしてください。",
        ),
        ImportError::Damaged { .. } => (
            "zip がこわれています",
            "の目次が、中身と合いませんでした。",
            "もう一度ダウンロードしてください。手元で解凍できるなら、解凍したフォルダをえらぶ方法もあります。",
        ),
        ImportError::Encrypted { .. } => (
            "zip に鍵がかかっています",
            "のポストは、パスワードで暗号化されていました。",
            "手元のアプリでパスワードを入れて解凍し、できたフォルダをえらんでください。",
        ),
        ImportError::UnsupportedMethod { .. } => (
            "この zip の圧縮方式は読めません",
            "のポストは、ふつうと違う方式で圧縮されていました。",
            "手元で解凍して、できたフォルダをえらんでください。Xから届いたままの zip なら、そのまま読めます。",
        ),
        ImportError::MediaOnly { .. } => (
            "写真と動画だけの zip です",
            "に、ポストのファイルは入っていませんでした。",
            "アーカイブは、いくつかの zip に分かれて届くことがあります。残りの zip も、いっしょにえらんでください。",
        ),
        ImportError::NoPosts { .. } => (
            "ポストが見つかりません",
            "tweets.js や tweet.js を探しましたが、あったのは: ",
            "Xの「データのアーカイブ」の zip か、解凍したフォルダの全体をえらんでください。",
        ),
        ImportError::NoReadablePost { imported } if of_posts(imported).next().is_none() => (
            "ポストが1件もありませんでした",
            "ポストのファイルはありましたが、中身は空でした。",
            "ポストをすべて消したあとで作られたアーカイブかもしれません。ほかのアーカイブがあれば、それをえらんでください。",
        ),
        ImportError::NoReadablePost { .. } => (
            "ポストを1件も読めませんでした",
            "ポストのファイルはありましたが、どの行も読めませんでした。",
            "中身が書きかえられたり、こわれたりしていないか確かめて、Xから届いたままの zip をえらんでみてください。",
        ),
        ImportError::Unreadable { .. } => (
            "ファイルを読めなくなりました",
            "が、途中で読めなくなりました。",
            "移動や名前の変更をしていないか、USBメモリなどが外れていないか確かめて、もう一度えらんでください。",
        ),
    }
}

fn import_error_english(error: &ImportError) -> (&'static str, &'static str, &'static str) {
    match error {
        ImportError::Empty { .. } => (
            "The file is empty",
            "has zero bytes.",
            "The download may have stopped before it began. Download it from X once more and choose it again.",
        ),
        ImportError::NotAnArchive { .. } => (
            "This does not look like an X archive",
            "is neither a zip nor a file of posts such as tweets.js.",
            "Choose the zip just as X gave it to you. The unpacked folder works too, and so does data/tweets.js inside it.",
        ),
        ImportError::HtmlPage { .. } => (
            "This is a web page",
            "holds HTML.",
            "Choose the zip itself, not “Your archive.html”. If a login page was saved instead, log in to X and download again.",
        ),
        ImportError::Truncated { .. } => (
            "The zip is cut short",
            "lacks the list of contents that should stand at its end.",
            "The download seems to have broken off. Download it once more over a steady connection.",
        ),
        ImportError::Damaged { .. } => (
            "The zip is damaged",
            "has a list of contents that does not match what is in it.",
            "Download it once more. If you can unpack it yourself, you can also choose the folder.",
        ),
        ImportError::Encrypted { .. } => (
            "The zip is locked",
            "holds posts that are encrypted with a password.",
            "Unpack it with an app that asks for the password, then choose the folder.",
        ),
        ImportError::UnsupportedMethod { .. } => (
            "This zip is packed in a way that can’t be read here",
            "holds posts packed by an unusual method",
            "Unpack it yourself and choose the folder. A zip just as X gave it to you can be read as it is.",
        ),
        ImportError::MediaOnly { .. } => (
            "This zip holds only pictures and videos",
            "has no file of posts.",
            "X sometimes hands out an archive as several zips. Choose the others together with this one.",
        ),
        ImportError::NoPosts { .. } => (
            "No posts found",
            "Looked for tweets.js and tweet.js, but found: ",
            "Choose the zip of “an archive of your data” from X, or the whole folder it unpacks to.",
        ),
        ImportError::NoReadablePost { imported } if of_posts(imported).next().is_none() => (
            "There is not one post in it",
            "There are files of posts, but they are empty.",
            "The archive may have been made after all posts were deleted. If you have another one, choose that.",
        ),
        ImportError::NoReadablePost { .. } => (
            "Not one post could be read",
            "There are files of posts, but no line of them could be read. ",
            "Check that they were not edited or damaged, and try the zip just as X gave it to you.",
        ),
        ImportError::Unreadable { .. } => (
            "The file can’t be read any more",
            "stopped being readable on the way.",
            "Check that it was not moved or renamed, and that its drive is still there. Then choose it again.",
        ),
    }
}

/// Why a record or a file was left out, as a short phrase.
pub fn skip_reason(language: Language, reason: SkipReason) -> &'static str {
    match language {
        Language::Japanese => match reason {
            SkipReason::BrokenRecord => "こわれた行",
            SkipReason::NoIdOrTime => "IDか時刻のない行",
            SkipReason::BadTime => "ありえない時刻の行",
            SkipReason::TooLong => "8 MiB より長い行",
            SkipReason::NotRecords => "名前と中身が違うファイル",
            SkipReason::CutShort => "途中で終わるファイル",
            SkipReason::Encrypted => "暗号化されたファイル",
            SkipReason::UnknownMethod => "読めない圧縮方式のファイル",
            SkipReason::Damaged => "こわれたファイル",
            SkipReason::TooLarge => "大きすぎるか、数が多すぎて読みきれないファイル",
            SkipReason::ZipInZip => "zip の中の zip（開きません）",
            SkipReason::OtherAccount => "ほかのアカウントのファイル",
            SkipReason::UnknownAccount => "どのアカウントのものかわからないファイル",
            SkipReason::NoOwner => "だれの操作かわからない行（account.js がありません）",
            SkipReason::Unreadable => "読めなくなったファイル（移動・変更されたか、権限がない）",
        },
        Language::English => match reason {
            SkipReason::BrokenRecord => "broken line",
            SkipReason::NoIdOrTime => "line without an id or a time",
            SkipReason::BadTime => "line with an impossible time",
            SkipReason::TooLong => "line longer than 8 MiB",
            SkipReason::NotRecords => "file that is not what its name says",
            SkipReason::CutShort => "file that ends midway",
            SkipReason::Encrypted => "encrypted file",
            SkipReason::UnknownMethod => "file packed by an unknown method",
            SkipReason::Damaged => "damaged file",
            SkipReason::TooLarge => "file too large to be read whole, or one of too many",
            SkipReason::ZipInZip => "zip inside the zip (not opened)",
            SkipReason::OtherAccount => "file of another account",
            SkipReason::UnknownAccount => "file that doesn’t say whose account it is from",
            SkipReason::NoOwner => "line that may be someone else’s (there is no account.js)",
            SkipReason::Unreadable => "file that can't be read (changed, moved, or not allowed)",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::FileRead;

    fn check(error: ImportError, japanese: &str, english: &str) {
        for (language, expected) in [(Language::Japanese, japanese), (Language::English, english)] {
            let message = import_error(language, &error);
            assert_eq!(message.found, expected);
            assert!(!message.what.is_empty() && !message.advice.is_empty());
        }
    }

    #[test]
    fn a_message_names_the_file_it_speaks_of() {
        check(
            ImportError::Empty {
                path: "a.zip".into(),
            },
            "「a.zip」は 0 バイトでした。",
            "“a.zip” has zero bytes.",
        );
        check(
            ImportError::UnsupportedMethod {
                path: "a.zip".into(),
                method: 93,
            },
            "「a.zip」のポストは、ふつうと違う方式で圧縮されていました。（方式 93）",
            "“a.zip” holds posts packed by an unusual method (method 93).",
        );
    }

    #[test]
    fn a_zip_without_posts_names_the_data_files_that_it_did_hold() {
        check(
            ImportError::NoPosts {
                held: vec!["like.js".into(), "ad.js".into()],
            },
            "tweets.js や tweet.js を探しましたが、あったのは: like.js、ad.js",
            "Looked for tweets.js and tweet.js, but found: like.js, ad.js",
        );
        check(
            ImportError::NoPosts { held: vec![] },
            "データのファイルが、ひとつもありませんでした。",
            "There was not one data file in it.",
        );
    }

    #[test]
    fn what_is_too_large_is_not_said_to_be_over_one_of_several_limits() {
        for language in Language::ALL {
            let words = skip_reason(language, SkipReason::TooLarge);
            assert!(!words.contains(|c: char| c.is_ascii_digit()), "{words}");
        }
    }

    #[test]
    fn where_there_is_no_post_only_files_of_posts_are_blamed() {
        use SkipReason as R;
        let empty = (
            "ポストのファイルはありましたが、中身は空でした。",
            "There are files of posts, but they are empty.",
        );
        let damaged = (
            "ポストのファイルはありましたが、どの行も読めませんでした。こわれたファイル × 1",
            "There are files of posts, but no line of them could be read. damaged file × 1",
        );
        for (path, kind, reason, (japanese, english)) in [
            ("tweets_media/a.zip", None, R::ZipInZip, empty),
            (
                "data/ip-audit.js",
                Some(FileKind::IpAudit),
                R::Damaged,
                empty,
            ),
            ("data/ip-audit.js", None, R::Damaged, empty),
            ("mine.js", Some(FileKind::IpAudit), R::Damaged, empty),
            ("photo.txt", None, R::NotRecords, empty),
            ("data/tweets.js", None, R::Damaged, damaged),
            ("mine.js", Some(FileKind::Tweets), R::Damaged, damaged),
            ("b.zip", None, R::Damaged, damaged),
        ] {
            let file = |kind| FileRead {
                path: path.into(),
                kind,
                records: 0,
                entries: 0,
                expected: None,
                first: None,
                last: None,
            };
            let imported = Imported {
                files: kind.map(file).into_iter().collect(),
                skipped: vec![Skipped {
                    path: path.into(),
                    reason,
                    count: 1,
                }],
                ..Imported::default()
            };
            let imported = Box::new(imported);
            check(ImportError::NoReadablePost { imported }, japanese, english);
        }
    }

    #[test]
    fn posts_that_can_not_be_read_say_why() {
        let skipped = vec![Skipped {
            path: "tweets.js".into(),
            reason: SkipReason::BrokenRecord,
            count: 1200,
        }];
        let imported = Box::new(Imported {
            skipped,
            ..Imported::default()
        });
        check(
            ImportError::NoReadablePost { imported },
            "ポストのファイルはありましたが、どの行も読めませんでした。こわれた行 × 1,200",
            "There are files of posts, but no line of them could be read. broken line × 1,200",
        );
    }
}
