//! What the page says that gives pictures to others, and what stands in these and beside them.

use core::ops::Range;

use chrono::NaiveDate;

pub use super::label::Label;
use super::label::labels;
use super::{Language, dates, numbers};

labels! {
    // The page.
    Lead: "この画面の中で画像を作ります。渡すまで、どこにも出ません。投稿の文章は入りません。",
        "The picture is made inside this page and goes nowhere until you hand it over. None of your posts is in it.";
    Nothing: "まだ何も開いていません。アーカイブかサンプルを開くと、画像にできます。", "Nothing is open yet. Open your archive or a sample, and it becomes a picture.";
    ToStart: "はじめの画面へ", "To the start";
    ToCalendar: "カレンダーにもどる", "Back to the calendar";
    Picture: "シェアする画像", "The picture to share";

    // Choices.
    ThePicture: "画像", "The picture";
    Format: "形", "Shape";
    Wide: "横長", "Wide";
    Square: "正方形", "Square";
    Tall: "縦長", "Tall";
    Reach: "期間", "Days";
    InSight: "表示中", "As shown";
    ThreeWeeks: "3週間", "3 weeks";
    Year: "1年", "A year";
    Colours: "色", "Colours";
    AsPage: "画面と同じ", "As the page";
    Light: "明るい", "Light";
    Dark: "暗い", "Dark";
    Figures: "数字（3つまで）", "Figures, up to three";
    FiguresOfSight: "生活リズムの数字は、期間が「表示中」のときに選べます。", "Figures of your rhythm can be chosen for the days as shown.";
    InPicture: "画像に入れるもの", "In the picture";
    NameToo: "名前", "Name";
    NameField: "画像に入れる名前", "Name in the picture";
    Handle: "ユーザー名（@）", "Handle (@)";
    Initial: "頭文字のまる", "Initial in a circle";
    Portrait: "アイコンの画像をえらぶ…", "Choose a profile picture…";
    PortraitAway: "アイコンをはずす", "Remove the profile picture";
    PortraitHint: "アイコンはどこにも送らず、このページのメモリにだけ置きます。撮影場所などの情報は、できる画像に入りません。",
        "Your picture is sent nowhere and stays in this page’s memory. Where a photo was taken isn’t in what is made here.";
    PortraitThere: "アイコンを入れました。", "Your picture is in it now.";
    PortraitGone: "アイコンをはずしました。", "Your picture was taken out.";
    PortraitBad: "このファイルは画像として開けませんでした。PNG、JPEG、WebP、GIF、AVIFのどれかをえらんでください。",
        "This file can’t be opened as a picture. Choose a PNG, JPEG, WebP, GIF or AVIF.";
    PortraitLarge: "この画像は大きすぎます。6,000万画素、50 MBまでの画像をえらんでください。",
        "This picture is too large. Choose one of at most 60 megapixels and 50 MB.";
    Zone: "タイムゾーン", "Time zone";
    Hashtag: "ハッシュタグ", "Hashtag";
    BirdToo: "鳥", "Bird";

    // Handing over.
    HandOver: "渡す", "Hand it over";
    ShareWith: "シェア…", "Share…";
    CopyPicture: "画像をコピー", "Copy picture";
    Working: "画像を作っています…", "Making the picture…";
    Shared: "渡しました。", "Handed over.";
    Copied: "画像をコピーしました。投稿に貼りつけられます。", "Copied. Paste it into your post.";
    PictureSaved: "画像を保存しました。", "Saved.";
    MakeFailed: "画像を作れませんでした。ほかのタブを閉じて、もう一度試してください。", "The picture can’t be made. Close other tabs and try again.";
    ShareFailed: "この端末では、渡せませんでした。保存して、アプリから投稿してください。", "This device didn’t take it. Save it and post it from your app.";
    CopyFailed: "コピーできませんでした。ブラウザの設定で許可されていないようです。保存して使ってください。", "It can’t be copied: this browser doesn’t allow it. Save it instead.";

    // Other ways.
    PostOn: "投稿画面を開く", "Open a site to post";
    PostOnHint: "開いた先に画像はつきません。先に保存かコピーをして、投稿に貼ってください。リンクの見本に出るのも、あなたの画像ではなく、このページのものです。",
        "No picture goes along: save or copy it first, then add it to your post. Nor does the link’s preview show yours: it shows this page’s.";
    PostText: "投稿の文", "Text of the post";
    PostTextHint: "リンクは最後につきます。", "The link is added at the end.";
    PostTextAgain: "もとの文にもどす", "Reset the text";
    MisskeyServer: "Misskeyのサーバー", "Your Misskey server";
    MastodonServer: "Mastodonのサーバー", "Your Mastodon server";
    ServerHint: "例：", "Such as ";
    ServerKept: "開いたサーバーの名前は、この端末に残ります。", "The server that you open is remembered on this device.";
    ServerBad: "サーバーの名前だけを入れてください（例：misskey.io）。", "Type just the server’s name, such as misskey.io.";
    OpenMisskey: "Misskeyで開く", "Open Misskey";
    OpenMastodon: "Mastodonで開く", "Open Mastodon";
    NewTab: "（新しいタブ）", " (new tab)";

    // In the picture.
    HashtagName: "#夜鳥", "#yodori";
    App: "夜鳥 Yodori", "Yodori";
    Awake: "起きていた", "Awake";
    AwakeOnGitHub: "GitHubで起きていた", "Awake on GitHub";
    Late: "深夜 0–5時", "Late, 0–5";
    AwakeAtThree: "3時に起きていた夜", "Nights awake at 3 a.m.";
    LongestAwake: "いちばん長く起きていた", "Longest time awake";
}

/// How a place is called on its button.
pub fn place(id: &str, language: Language) -> &'static str {
    match id {
        "x" => "X",
        "bluesky" => "Bluesky",
        "line" => "LINE",
        "facebook" => "Facebook",
        "hatena" => language.pick("はてなブックマーク", "Hatena Bookmark"),
        "misskey" => Label::OpenMisskey.say(language),
        _ => Label::OpenMastodon.say(language),
    }
}

/// How many of so many nights: `14 / 21夜`, `14 of 21`.
pub fn of_nights(language: Language, some: usize, all: usize) -> String {
    let (some, all) = (some.to_string(), all.to_string());
    match language {
        Language::Japanese => [&some, " / ", &all, "夜"].concat(),
        Language::English => [&some, " of ", &all].concat(),
    }
}

/// A length of time: `23時間38分`, `23 h 38 min`.
pub fn span(language: Language, secs: i64) -> String {
    numbers::duration(language, secs)
}

/// What is posted with the picture, as it is written at first. It names nobody.
///
/// * `figures`: titles and values.
/// * `hashtag`: empty where there is to be none.
pub fn post<'a>(
    language: Language,
    days: &Range<NaiveDate>,
    figures: impl Iterator<Item = (&'a str, &'a str)>,
    hashtag: &str,
) -> String {
    let days = dates::range(language, days);
    let (before, after) = language.pick(
        ("起きていた時間のカレンダー（", "）"),
        ("Hours awake, ", ""),
    );
    let mut post = [before, &days, after].concat();
    let between = language.pick("：", ": ");
    for (title, value) in figures {
        post.push_str(&["\n", title, between, value].concat());
    }
    if !hashtag.is_empty() {
        post.push('\n');
        post.push_str(hashtag);
    }
    post
}

/// The picture in words.
pub fn picture<'a>(
    language: Language,
    name: &str,
    days: &Range<NaiveDate>,
    zone: &str,
    figures: impl Iterator<Item = (&'a str, &'a str)>,
) -> String {
    let stop = language.pick("。", ". ");
    let between = language.pick("、", ", ");
    let range = dates::range(language, days);
    let title = Label::Picture.say(language);
    let facts: Vec<&str> = [title, name, &range, zone]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect();
    let mut words = facts.join(between);
    for (title, value) in figures {
        words.push_str(&[stop, title, language.pick("：", ": "), value].concat());
    }
    words
}

/// The name of a picture's file, without its ending.
///
/// * `handle`: data; only what every file system takes stays of it.
pub fn file_name(handle: &str, days: &Range<NaiveDate>) -> String {
    let is_safe = |char: &char| char.is_ascii_alphanumeric() || *char == '_';
    let safe: String = handle.chars().filter(is_safe).take(30).collect();
    let last = days.end.pred_opt().unwrap_or(days.start);
    let parts = [
        "yodori-share",
        &safe,
        &dates::iso(days.start),
        &dates::iso(last),
    ];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}
