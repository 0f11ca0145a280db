//! What is kept of the bird, how to take it along, and what went wrong with that.

use super::{name, of_level};
use crate::engine::bird::saved::Unread;
use crate::engine::text::Language;
use crate::engine::text::messages::Message;

/// Why a file gave no bird.
///
/// * `file`: its name; data, to be shown as text.
pub fn unread(language: Language, why: Unread, file: &str) -> Message {
    let (what, tail, advice) = match why {
        Unread::TooLarge => language.pick(
            ("鳥のファイルにしては大きすぎます", "は、4 MiB を超えています。", "「鳥をファイルに保存」で作ったファイルをえらんでください。いまの鳥は、そのままです。"),
            ("That is too large to be a bird", "is larger than 4 MiB.", "Choose a file that “Save the bird to a file” made. Your bird is as it was."),
        ),
        Unread::NotJson => language.pick(
            ("鳥のファイルとして読めません", "は、途中で切れているか、別のファイルです。", "「鳥をファイルに保存」で作ったファイルをえらんでください。いまの鳥は、そのままです。"),
            ("This can’t be read as a bird", "is cut short, or another kind of file.", "Choose a file that “Save the bird to a file” made. Your bird is as it was."),
        ),
        Unread::Foreign => language.pick(
            ("鳥のファイルではありません", "に、鳥はいませんでした。", "「鳥をファイルに保存」で作ったファイルをえらんでください。いまの鳥は、そのままです。"),
            ("This is no bird’s file", "has no bird in it.", "Choose a file that “Save the bird to a file” made. Your bird is as it was."),
        ),
        Unread::Newer => language.pick(
            ("新しい夜鳥で保存された鳥です", "は、このページより新しい版のものです。", "ページを再読み込みしてから、もう一度えらんでください。"),
            ("This bird is from a newer Yodori", "was saved by a newer version than this page.", "Reload the page, then choose it again."),
        ),
        Unread::Damaged => language.pick(
            ("鳥のファイルがこわれています", "の、食べたものの記録が読めませんでした。", "ほかに保存したファイルがあれば、そちらをえらんでください。いまの鳥は、そのままです。"),
            ("This bird’s file is damaged", "doesn’t say clearly what was eaten.", "Choose another file of it if you have one. Your bird is as it was."),
        ),
    };
    let (open, close) = language.pick(("「", "」"), ("“", "” "));
    Message {
        what,
        found: [open, file, close, tail].concat(),
        advice,
    }
}

/// What erasing means, before it is done.
///
/// * `called`: its name, empty if it has none.
pub fn erasing(language: Language, called: &str, level: u32) -> String {
    let gone = language.pick(
        "が、このブラウザからいなくなります。ファイルに保存していなければ、もう会えません。",
        " will be gone from this browser. Without a file of it, you won’t meet again.",
    );
    [name(language, called), &of_level(language, level), gone].concat()
}

/// How the page keeps the bird.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// The browser promised to keep it.
    ForGood,
    /// The browser may delete it if the page isn't visited for long.
    Perhaps,
    /// The browser keeps nothing.
    NotAtAll,
}

pub fn kept(language: Language, kept: Kept) -> &'static str {
    let (japanese, english) = match kept {
        Kept::ForGood => (
            "鳥は、このブラウザの中にだけいます。ブラウザの履歴とデータを消すと、鳥もいなくなります。",
            "The bird lives in this browser alone. If you clear the browser’s data, it is gone.",
        ),
        Kept::Perhaps => (
            "鳥は、このブラウザの中にだけいます。しばらく来ないと、ブラウザが消してしまうことがあります。ときどきファイルに保存しておくと安心です。",
            "The bird lives in this browser alone, and browsers may clear what isn’t visited for long. Save it to a file now and then.",
        ),
        Kept::NotAtAll => (
            "このブラウザは、何も覚えない設定になっています。閉じる前にファイルに保存しないと、この鳥とはお別れです。",
            "This browser is set to remember nothing. Save the bird to a file before you leave, or it is goodbye.",
        ),
    };
    language.pick(japanese, english)
}

/// A bird came out of a file.
///
/// * `called`: its name, empty if it has none.
pub fn restored(language: Language, called: &str, level: u32) -> String {
    let back = language.pick("が帰ってきました。", " is back.");
    [name(language, called), &of_level(language, level), back].concat()
}

/// The name of the file that a bird is saved to.
///
/// * `day`: as `2026-05-06`.
pub fn file_name(day: &str) -> String {
    ["yodori-bird-", day, ".json"].concat()
}
