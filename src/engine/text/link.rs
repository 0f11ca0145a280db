//! Words around links that are pictures: making one, and opening one that somebody gave.

use core::ops::Range;

use chrono::NaiveDate;

use super::label::{Label, labels};
use super::{Language, dates, numbers};

labels! {
    // Opening one.
    LinkSomeone: "だれかのカレンダー", "Someone’s calendar";
    LinkLead: "このリンクを作った人が起きていた時間です。カレンダーはリンクの中に入っていて、どこからも読みこんでいません。", "When whoever made this link was awake. The calendar is in the link itself: nothing was fetched for it.";
    LinkGround: "30分きざみです。時刻は作った人の時計のもので、夏時間の切りかえでは1時間ずれることがあります。", "To the half hour, by the clocks where that person was; where these were moved for the summer, lengths may be an hour off.";
    LinkMakeOwn: "自分のカレンダーを作る", "Make your own";
    LinkMakeOwnNote: "このリンクを開いても、あなたのデータは何も変わりません。", "Opening this link has changed nothing of yours.";
    LinkBird: "この人の鳥", "This person’s bird";

    // One that can't be opened.
    LinkNewer: "新しい夜鳥で作られたリンクです", "This link was made by a newer Yodori";
    LinkNewerAdvice: "ページを再読み込みすると、開けるかもしれません。", "It may open when you reload the page.";
    LinkCutShort: "リンクが途中で切れています", "The end of this link is missing";
    LinkCutShortAdvice: "長いリンクは、アプリやメールで切れることがあります。最後までコピーして、もう一度開いてください。", "Some apps cut long links. Copy all of it, to its very end, and open it again.";
    LinkFollowed: "リンクのうしろに、余分な文字がついています", "There is extra text after this link";
    LinkFollowedAdvice: "かっこや句読点、つづきの文がいっしょになっていないか確かめて、リンクだけを開いてください。", "See whether a bracket, a full stop or the text after it came along, and open the link alone.";
    LinkTooLong: "リンクが長すぎます", "This link is too long";
    LinkTooLongAdvice: "夜鳥のリンクは3,150文字までです。2つ以上つながっていないか、確かめてください。", "Yodori’s links have 3,150 characters at most. See whether two of them became one.";
    LinkDamaged: "リンクのどこかが変わってしまっています", "Something in this link was changed";
    LinkDamagedAdvice: "途中の文字が変わると、正しいカレンダーかどうかわからないので開きません。リンクをくれた人に、もう一度送ってもらってください。", "It is not opened, for nobody could tell whether the calendar is right. Ask whoever gave it to you to send it again.";
    LinkImpossible: "このリンクは、夜鳥が作ったものではなさそうです", "Yodori doesn’t seem to have made this link";
    LinkImpossibleAdvice: "書いてある日づけや時間が、カレンダーになりません。リンクをくれた人に確かめてください。", "What it says makes no calendar. Ask whoever gave it to you.";

    // Making one.
    LinkMake: "カレンダーごとリンクにする", "A link that holds the calendar";
    LinkMakeLead: "起きていた時間が、30分きざみでリンクそのものに入ります。開いた人は、アーカイブなしで同じカレンダーを見られます。", "The hours you were awake go into the link itself, to the half hour. Whoever opens it sees the same calendar, without your archive.";
    LinkName: "リンクに入れる名前", "The name in it";
    LinkNameHint: "30文字まで。空にしておくと、名前は入りません。", "Up to 30 characters. Leave it empty to stay nameless.";
    LinkCard: "鳥の名刺も入れる", "With my bird’s card";
    LinkCardHint: "鳥の名前、レベルと経験値、服と部屋、作った日が入ります。", "The bird’s name, level and experience, clothes and room, and the day it was made.";
    LinkCopy: "リンクをコピー", "Copy the link";
    LinkCopied: "コピーしました。", "Copied.";
    LinkNotCopied: "コピーできませんでした。下の文字をえらんでコピーしてください。", "It could not be copied. Select the text below and copy that.";
    LinkItself: "リンク", "The link";
    LinkOpen: "開いてみる", "See what it shows";
    LinkOpenToAll: "リンクを持っている人はだれでも、この時間を見られます。取り消すことはできません。", "Whoever has the link can read these hours, and it can’t be taken back.";
    LinkNoServer: "カレンダーは # のうしろにあり、サーバーには送られません。そのため、SNSに貼ったときのプレビューは、だれのリンクでも同じ画像になります。", "The calendar comes after the #, which is sent to no server. So the preview that other sites show of it is the same picture for everyone.";
    LinkWithout: "ひとつだけ離れた記録や、記録の中身は入りません。", "Single records far from all others are not in it, and nothing of what was written.";
}

/// Which days are in a link.
///
/// * `shown`: how many days are in sight.
pub fn days(language: Language, told: &Range<NaiveDate>, shown: usize) -> String {
    let days = (told.end - told.start).num_days().unsigned_abs();
    let range = dates::range(language, told);
    let count = numbers::days(language, days);
    let cut = match (days as usize) < shown {
        true => language.pick(
            "（見えている日のうち、最後の366日）",
            " (the last 366 of those in sight)",
        ),
        false => "",
    };
    [range.as_str(), " · ", &count, cut].concat()
}

/// How long a link is: `123文字`, `123 characters`.
pub fn length(language: Language, characters: usize) -> String {
    let unit = language.pick("文字", " characters");
    [&numbers::count(characters as u64), unit].concat()
}

/// By what rule someone counts as awake, where it is not the usual one.
pub fn threshold(language: Language, secs: i64) -> String {
    let length = numbers::duration(language, secs);
    let (before, after) = language.pick(("しきい値 ", ""), ("threshold ", ""));
    [before, &length, after].concat()
}
