//! What stays on the device, and what a file gave that someone took along.

use super::label::{Label, labels};
use super::messages::Message;
use super::numbers::{bytes, count};
use super::{Counted, Language, Text, dates, numbers};
use crate::engine::event::Source;
use crate::engine::source::saved::{Listing, Texts, Unread};
use crate::engine::time::Zone;

labels! {
    KeptLead: "夜鳥にサーバーはありません。ここに並ぶものは、このブラウザの中にだけあります。", "Yodori has no server. What is listed here is in this browser and nowhere else.";

    KeptRememberTitle: "いま開いている記録", "What is open now";
    KeptRemember: "この端末に残す", "Remember this on my device";
    KeptRememberHint: "時刻と種類、使ったアプリの名前、だれのものか、いまの設定を残します。最後の9日は、ポストの番号（ID）も残します（鳥が同じものを二度食べないためです）。次からは、アーカイブなしで開けます。", "Times, kinds, names of apps, whose they are and your settings are kept; of the last nine days also the posts’ numbers (IDs), so that the bird eats none twice. Next time it opens without the archive.";
    KeptRememberMore: "同じ人の記録がもうあれば、ひとつにまとめます。新しいアーカイブを開いて残すと、足りない分だけが加わります。前に残した本文は、消すまでそのままです。", "If the same person is kept already, both become one: open a newer archive, and what was missing is added. Texts that were kept before stay until you erase them.";
    KeptTexts: "ポストの本文も残す", "Also the texts of my posts";
    KeptNothingOpen: "いまは何も開いていません。アーカイブやGitHubを開くと、ここで残せます。", "Nothing is open now. Open an archive or GitHub, and you can keep it here.";
    KeptInvented: "サンプルは架空の人なので、残すものがありません。", "A sample is someone made up: there is nothing to keep.";

    KeptListTitle: "残っている記録", "What is kept";
    KeptListNone: "まだ何も残していません。", "Nothing is kept yet.";
    KeptListHint: "本文は、えらんだときだけ残ります。残していなくても、アーカイブを開くと、また読めます。", "Texts are kept only where you chose that. Where they are not, they are there again when you open the archive.";
    KeptEraseTexts: "本文だけ消す", "Erase the texts only";
    KeptOpen: "開く", "Open";
    KeptErase: "消す", "Erase";

    KeptFileTitle: "保存したファイルを開く", "Open a file you saved";
    KeptFileHint: "「夜鳥のファイル」（JSON）をえらんでください。", "Choose a Yodori file (JSON).";

    KeptOtherTitle: "ほかに残っているもの", "What else is kept";
    KeptOtherBird: "鳥", "The bird";
    KeptOtherCards: "もらった名刺", "Cards you were given";
    KeptOtherSettings: "設定", "Settings";
    KeptOtherTab: "タブを閉じるまでのもの（トークンなど）", "Until you close this tab (tokens and the like)";
    KeptOtherCaches: "オフライン用のページの部品", "Parts of the page for offline use";
    KeptOffline: "オフラインでも使えるようにする", "Keep the page for offline use";
    KeptOfflineDone: "ぜんぶ残っています。オフラインでも使えます。", "All of it is here. The page works offline.";
    KeptOfflineFailed: "残せませんでした。通信と空き容量を確かめて、もう一度ためしてください。", "That did not work. Check your connection and the room on this device, and try again.";
    KeptNone: "なし", "None";
    KeptSome: "あり", "Some";
    KeptOver: "ぜんぶ消しました", "All of it is erased";
    KeptOverHint: "このブラウザには、もう何も残っていません。いま画面にあるものは、タブを閉じるか、はじめから開きなおすと消えます。", "Nothing is left in this browser. What is still on the screen goes when you close this tab or start over.";
    KeptBeginAnew: "はじめから開く", "Start over";
    KeptUsed: "使っている容量", "Room used";
    KeptLasting: "ブラウザは、これを勝手に消さないと約束しています。", "The browser has promised not to clear it by itself.";
    KeptNotLasting: "しばらく来ないと、ブラウザが消してしまうことがあります。", "The browser may clear it if you stay away for long.";
    KeptAskLasting: "消さないように頼む", "Ask it not to";
    KeptRefusedLasting: "ブラウザは約束しませんでした。よく使うページやホーム画面に加えたページなら、約束してくれることがあります。", "The browser made no promise. It may for pages that you use often, or have put on your home screen.";

    KeptEraseAll: "ぜんぶ消す", "Erase everything";
    KeptEraseAllHint: "記録、鳥、名刺、設定、トークン、オフライン用の部品。このページがこのブラウザに残したものを、ぜんぶ消します。ただし、インストールしたアプリでは、シェアされたファイルをこの端末の中で受けとる部品だけを残します。", "Records, the bird, cards, settings, tokens, offline parts: all that this page has kept in this browser. An installed app is left with the one part that catches files shared to it on this device.";
    KeptEraseAllSure: "元には戻せません。ほんとうに、ぜんぶ消しますか。", "This cannot be undone. Erase all of it?";
    KeptEraseYes: "消す", "Erase";
    KeptEraseNo: "やめる", "Keep it";
    KeptErased: "消しました。", "Erased.";
    KeptWorking: "しばらくお待ちください…", "One moment…";

    // What went wrong.
    KeptWithoutTexts: "時刻などの記録は残しました。本文は残せなかったか、途中までです。", "Times and kinds are kept. The texts are not, or not all of them.";
    KeptTextsUnread: "アーカイブを読めませんでした。もう一度アーカイブを開いて、残しなおしてください。", "The archive could not be read. Open it again, and keep it once more.";
    KeptTextsErased: "残しているあいだに、本文が消されました。", "They were erased meanwhile.";
    KeptTextsFull: "端末の空きが足りません。ほかのデータを消して、もう一度残してください。足りない分だけが加わります。", "There is not enough room on this device. Make some, and keep them once more: what is missing is added.";
    KeptSwitchedOff: "このブラウザは、何も残さない設定か、プライベートウィンドウになっています。ふつうのウィンドウで開くか、ファイルに保存してください。", "This browser keeps nothing, or this is a private window. Use an ordinary window, or save a file instead.";
    KeptFull: "端末の空きが足りません。ほかのデータを消すか、ファイルに保存してください。いままでの記録は、そのままです。", "There is not enough room on this device. Make some, or save a file instead. What was kept before is as it was.";
    KeptOtherTabNewer: "別のタブで、新しい版の夜鳥が開いています。ページを再読み込みしてください。", "Another tab has a newer Yodori open. Reload this page.";
    KeptOtherTabHolds: "別のタブの夜鳥が使っています。そのタブを閉じて、もう一度ためしてください。", "Another tab of Yodori is using it. Close that tab and try again.";
    KeptBroken: "ブラウザが読み書きできませんでした。もう一度ためすか、ファイルに保存してください。", "The browser could not read or write it. Try again, or save a file instead.";
    KeptGone: "その記録は、もうありません。", "That is no longer kept.";
    KeptGoneMeanwhile: "残しているあいだに消されたので、その記録は残っていません。", "It was erased while it was being kept, and is not kept.";
    KeptUnreadable: "残っている記録を読めませんでした。新しい版の夜鳥で残したものなら、ページを再読み込みしてください。消して、残しなおすこともできます。", "What is kept could not be read. If a newer Yodori kept it, reload the page. You can also erase it and keep it anew.";
}

/// Whose records are kept.
pub fn who(language: Language, listing: &Listing) -> String {
    match (listing.name.as_str(), listing.handle.as_str()) {
        ("", "") => Text::SomeoneUnnamed.say(language).into(),
        ("", handle) => ["@", handle].concat(),
        (name, _) => name.into(),
    }
}

/// What is kept of them: how many records of which days, from where, how large, since when.
pub fn about(language: Language, listing: &Listing, zone: &Zone) -> [String; 3] {
    let day = |secs: i64| {
        let at = chrono::DateTime::from_timestamp(secs, 0).unwrap_or_default();
        dates::plain_day(language, zone.local(at).date())
    };
    let source = match listing.source {
        Source::GitHub => "GitHub",
        Source::Archive => language.pick("Xのアーカイブ", "X archive"),
    };
    let records = numbers::records(language, Counted::Records, listing.events);
    let days = [day(listing.first), day(listing.last)].join(" – ");
    let (before, after) = language.pick(("", "に保存"), ("kept on ", ""));
    [
        [source, " · ", &records].concat(),
        days,
        [
            before,
            &day(listing.kept_at),
            after,
            " · ",
            &bytes(listing.bytes),
        ]
        .concat(),
    ]
}

/// How many bytes a post takes, roughly: half a hundred Japanese characters, or a sentence or two of English.
const BYTES_A_POST: u64 = 150;

/// What it means to keep texts.
///
/// * `posts`: of how many there are any.
pub fn texts_hint(language: Language, posts: u64) -> String {
    let (before, after) = language.pick(
        (
            "自分のポストとリポストの本文とポストの番号（ID）が、そのままの文字で、このブラウザの中に残ります。この端末を使える人なら、だれでも読めます。DMと、消したポストの本文は残しません。大きさは、だいたい",
            "です。",
        ),
        (
            "The texts and numbers (IDs) of your posts and reposts stay in this browser as they are: whoever can use this device can read them. What DMs say is never kept, and neither is what deleted posts say. That takes roughly ",
            ".",
        ),
    );
    [before, &bytes(posts.saturating_mul(BYTES_A_POST)), after].concat()
}

/// How far texts are kept.
///
/// * `done`: of how many posts, of how many.
pub fn keeping_texts(language: Language, done: u64, of: u64) -> String {
    let (before, between) = language.pick(
        ("本文を残しています：", " / "),
        ("Keeping the texts: ", " of "),
    );
    [before, &count(done), between, &numbers::posts(language, of)].concat()
}

/// How many texts are kept, and how large they are; `None` where none are.
pub fn of_texts(language: Language, texts: Texts) -> Option<String> {
    let (before, after) = language.pick(("本文も：", ""), ("With the texts of ", ""));
    let posts = numbers::posts(language, texts.posts);
    (0 < texts.posts).then(|| [before, &posts, after, " · ", &bytes(texts.bytes)].concat())
}

/// What was kept, after it was.
///
/// * `added`: how many events are there now that were not kept before; `None` if nothing was.
pub fn remembered(language: Language, name: &str, added: Option<u64>) -> String {
    let (before, after) = language.pick(
        ("「", "」の記録を残しました。"),
        ("The records of “", "” are kept. "),
    );
    let more = added.map(|added| {
        let (before, after) = language.pick(
            ("前の記録とまとめ、", "件が加わりました。"),
            ("Put together with those from before: ", " were added."),
        );
        [before, &count(added), after].concat()
    });
    let told = [before, name, after, &more.unwrap_or_default()].concat();
    told.trim_end().into()
}

/// Asked before one person's records are erased.
pub fn erasing(language: Language, name: &str) -> String {
    let (before, after) = language.pick(
        (
            "「",
            "」の記録を、この端末から消しますか。アーカイブがあれば、また残せます。",
        ),
        (
            "Erase the records of “",
            "” from this device? With the archive you can keep them again.",
        ),
    );
    [before, name, after].concat()
}

/// How much room there is.
pub fn room(language: Language, used: u64, of: u64) -> String {
    let (before, between, after) = language.pick(("", " / ", "まで使えます"), ("", " of ", ""));
    [before, &bytes(used), between, &bytes(of), after].concat()
}

/// How many of the page's parts are kept.
pub fn parts(language: Language, done: u32, total: u32) -> String {
    let (before, after) = language.pick(
        ("ページの部品を取りこんでいます：", ""),
        ("Fetching the parts of the page: ", ""),
    );
    [before, &done.to_string(), " / ", &total.to_string(), after].concat()
}

/// Why a file gave nothing.
///
/// * `file`: its name; data, to be shown as text.
pub fn unread(language: Language, why: Unread, file: &str) -> Message {
    let [what, tail, advice] = why_unread(language, why);
    let (open, close) = language.pick(("「", "」"), ("“", "” "));
    Message {
        what,
        found: [open, file, close, tail].concat(),
        advice,
    }
}

/// What happened, what is said of the file after its name, and what to do.
fn why_unread(language: Language, why: Unread) -> [&'static str; 3] {
    let choose = language.pick(
        "「ファイルにして持ち出す」で保存したJSONをえらんでください。Xのアーカイブなら、はじめの画面で開けます。",
        "Choose a JSON file that “Take it along as a file” saved. An X archive opens on the first screen.",
    );
    let (what, tail, advice) = match why {
        Unread::TooLarge => (
            language.pick(
                "夜鳥のファイルにしては大きすぎます",
                "That is too large for a Yodori file",
            ),
            language.pick("は、256 MiB を超えています。", "is larger than 256 MiB."),
            choose,
        ),
        Unread::NotJson => (
            language.pick(
                "夜鳥のファイルとして読めません",
                "This can’t be read as a Yodori file",
            ),
            language.pick(
                "は、途中で切れているか、別のファイルです。",
                "is cut short, or another kind of file.",
            ),
            choose,
        ),
        Unread::Foreign => (
            language.pick("夜鳥のファイルではありません", "This is not a Yodori file"),
            language.pick(
                "に、夜鳥の記録はありませんでした。",
                "holds no records of Yodori’s.",
            ),
            choose,
        ),
        Unread::Bird => (
            language.pick("これは鳥のファイルです", "This is a bird’s file"),
            language.pick("には、鳥が入っています。", "has a bird in it."),
            language.pick(
                "鳥のページの「設定」で、呼びもどせます。",
                "Bring it back in the settings of the bird’s page.",
            ),
        ),
        Unread::Newer => (
            language.pick(
                "新しい夜鳥で保存されたファイルです",
                "This file is from a newer Yodori",
            ),
            language.pick(
                "は、このページより新しい版のものです。",
                "was saved by a newer version than this page.",
            ),
            language.pick(
                "ページを再読み込みしてから、もう一度えらんでください。",
                "Reload the page, then choose it again.",
            ),
        ),
        Unread::NoEvents => (
            language.pick("記録がひとつもありません", "There are no records in it"),
            language.pick(
                "に、読める記録がありませんでした。",
                "holds no record that can be read.",
            ),
            choose,
        ),
    };
    [what, tail, advice]
}

/// A file could not be read at all.
pub fn unreadable(language: Language, file: &str) -> Message {
    let (open, close) = language.pick(("「", "」"), ("“", "” "));
    let tail = language.pick(
        "を、ブラウザが読めませんでした。",
        "could not be read by the browser.",
    );
    Message {
        what: language.pick("ファイルを読めません", "The file can’t be read"),
        found: [open, file, close, tail].concat(),
        advice: language.pick(
            "ファイルが動かされていないか確かめて、もう一度えらんでください。",
            "See that it has not been moved, and choose it again.",
        ),
    }
}
