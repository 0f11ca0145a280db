//! The table of sentences: each on two lines, Japanese and English, so that none can be missing.

use super::Language;

/// What is counted, as far as words depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Posts alone.
    Posts,
    /// Other acts as well.
    Records,
}

/// A sentence or label of the page that has no figures in it. Each is a constant: a program holds
/// those that it names, and the first screen needs few of them.
#[derive(Clone, Copy, Debug)]
pub struct Text(&'static [&'static str]);

impl Text {
    /// The words for it, where only posts are counted.
    pub fn say(self, language: Language) -> &'static str {
        self.counting(Counted::Posts, language)
    }

    /// The words for it where this is counted: Japanese has one word for either.
    pub fn counting(self, counted: Counted, language: Language) -> &'static str {
        let Text([japanese, english, rest @ ..]) = self else {
            return "";
        };
        match (language, counted, rest) {
            (Language::Japanese, ..) => japanese,
            (Language::English, Counted::Records, [of_records, ..]) => of_records,
            (Language::English, ..) => english,
        }
    }
}

/// Builds a constant for each sentence: Japanese, English, and English for records of all kinds where
/// that is another.
macro_rules! sentences {
    ($($name:ident: $japanese:literal, $english:literal $(, $of_records:literal)?;)*) => {
        #[allow(non_upper_case_globals, reason = "they are named as an enum's variants are")]
        impl Text {
            $(pub const $name: Text = Text(&[$japanese, $english $(, $of_records)?]);)*

            #[cfg(test)]
            const ALL: &[Text] = &[$(Text::$name),*];
        }
    };
}

sentences! {
    // Every page.
    AppName: "夜鳥 Yodori", "Yodori";
    SkipToContent: "本文へ移動", "Skip to content";
    MainNavigation: "ページの案内", "Main";
    Welcome: "はじめに", "Start";
    Calendar: "カレンダー", "Calendar";
    Bird: "鳥", "Bird";
    GeminiKey: "GeminiのAPIキー", "Gemini API key";
    GeminiKeyHint: "キーはGeminiにだけ送り、タブを閉じると忘れます。", "It is sent to Gemini alone, and forgotten when you close this tab.";
    GeminiKeyBad: "キーの形ではありません。もう一度、貼りつけてください。", "This doesn’t look like a key. Paste it again.";
    BirdTokenHint: "公開リポジトリを読めるトークンで十分です。トークンはGitHubにだけ送り、タブを閉じると忘れます。", "A token that may read public repositories is enough. It is sent to GitHub alone, and forgotten when you close this tab.";
    Share: "シェア", "Share";
    SharedCalendar: "とどいたカレンダー", "A calendar for you";
    OnDevice: "この端末", "This device";
    Leaves: "外に出るもの", "What leaves";
    About: "このページについて", "About this page";
    AboutWay: "このページ", "This page"; // where there is little room
    How: "しくみ", "How it works";
    HowWay: "しくみ", "About"; // where there is little room
    ThemeAuto: "色: 端末に合わせる", "Colours: as on this device";
    ThemeLight: "色: 明るい", "Colours: light";
    ThemeDark: "色: 暗い", "Colours: dark";
    Footer: "アーカイブは、どこにも送りません。", "Your archive is sent nowhere.";
    DropHere: "ここで手をはなすと開きます", "Let go to open";
    Slogan: "夜ふかしが、ぜんぶ見える。", "every late night, in plain sight";
    Close: "閉じる", "Close";

    // Welcome. index.html holds the same words for the moment before the app arrives.
    HeadlineTop: "夜ふかしが、", "Every late night,";
    HeadlineBottom: "ぜんぶ見える。", "in plain sight.";
    Lead: "Xのポストの時刻から、起きていた時間をカレンダーにします。何年分でも、このページの中だけで。",
        "Turns the times of your posts on X into a calendar of the hours you were awake. Years of it, all inside this page.";
    OpenArchive: "Xのアーカイブを開く", "Open your X archive";
    OpenArchiveHint: "zip・tweets.js をえらぶか、ここにドロップ", "Choose a zip or tweets.js, or drop it here";
    OpenGitHub: "GitHubの記録で見る", "Use your GitHub";
    OpenFolder: "解凍したフォルダをえらぶ", "Choose an unpacked folder";
    SeeSample: "見てみる", "Take a look";
    EarlyBirdHint: "規則正しい人のサンプル", "A sample of an orderly life";
    NightOwlHint: "乱れた人のサンプル", "A sample of a disordered life";
    SentNowhere: "アーカイブは、どこにも送りません。", "Your archive is sent nowhere.";
    HowToCheck: "確かめ方", "See for yourself";
    Invented: "ふたりとも架空の人です。", "Both people are made up.";

    // How to get the archive.
    GetArchive: "アーカイブのもらい方", "How to get your archive";
    GetArchiveLead: "Xに頼むと、これまでのポストをまとめた zip をもらえます。用意に1日か、それ以上かかります。",
        "X gives you a zip of everything you posted when you ask for it. It takes a day or more to prepare.";
    OnPhone: "スマホで", "On a phone";
    OnComputer: "パソコンで", "On a computer";
    Remind: "明日の予定に入れる（.ics）", "Remind me tomorrow (.ics)";
    RemindHint: "カレンダーアプリの予定を、この端末の中で作ります。", "Makes an entry for your calendar app, on this device.";

    // The rhythm.
    Rhythm: "生活リズム", "Your rhythm";
    RhythmWait: "眠っていた時間を推定しています…", "Working out when you slept…";
    RhythmSure: "どのくらい確かか、計算しています…", "Working out how sure this is…";
    RhythmAnew: "計算し直しています。いま見えているのは前のものです…", "Working it out anew. What you see is from before…";
    RhythmDied: "推定の作業が止まりました。", "Working it out has stopped.";
    Again: "もう一度", "Try again";
    ScoreScale: "乱れスコア（0がいちばん規則的）", "Disorder score: 0 is like clockwork";
    ScoreParts: "スコアの内訳", "What the score is made of";
    MoreFigures: "ほかの指標", "More figures";
    Method: "計算のしかた", "How it is computed";
    RhythmNote: "投稿などの時刻からの推定です。医学的な診断ではありません。", "An estimate from the times of what you did. Not a medical diagnosis.";
    Picture: "図", "Picture";
    Actogram: "アクトグラム", "Actogram";
    YearMap: "年間マップ", "Year map";
    WeekGrid: "曜日×時間", "Week";
    ClockFace: "時計", "Clock";
    Trend: "移り変わり", "Trend";
    Scatter: "散らばり", "Scatter";
    Compare: "くらべる", "Compare";
    FromMidnight: "0時はじまり", "Rows start at midnight";
    ComparedWith: "くらべる期間", "Compared with";
    PictureHint: "矢印キーで、ひとつずつ読めます。", "Arrow keys read it out one by one.";
    PictureTable: "この図を表で見る", "This picture as a table";
    SaveInSight: "見えているあたりだけが入ります。短い期間をえらぶと、ぜんぶ入ります。", "Holds what is around the part in sight. A shorter range fits as a whole.";
    FreeDays: "休みの日", "Free days";
    FreeDaysHint: "土日のほかに、休みとして数える日です。", "Days that count as free besides weekends.";
    Holidays: "祝日", "Public holidays";
    HolidaysJapan: "日本", "Japan";
    HolidaysNone: "なし", "None";
    MarkFree: "休みにする日", "Mark a day as free";
    Rule: "起きていた時間の決めかた", "How awake is told";
    RuleMidare: "midareの間隔", "midare’s gaps";
    RuleInferred: "眠りの推定", "Inferred sleep";
    LikelyAsleep: "眠っていたらしい時間", "Likely asleep";
    RuleHint: "間隔では、しきい値より短い空白を起きていたとみなします。推定では、いつもの生活から、眠っていたらしい時間を濃さで重ねます。",
        "midare’s gaps: whatever is shorter than the threshold counts as awake. Inferred sleep: when you likely slept, judged by your own habits, is shaded behind the bars as well.";

    // Reading an archive.
    Reading: "アーカイブを読んでいます", "Reading your archive";
    Cancel: "やめる", "Cancel";
    TryAgain: "ほかのファイルをえらぶ", "Choose another file";
    Dismiss: "サンプルに戻る", "Back to the samples";
    DiedWhat: "読みこみが途中で止まりました", "Reading stopped on the way";
    DiedFound: "ブラウザが、読みこみの作業を終わらせました。", "The browser ended the work of reading.";
    DiedAdvice: "メモリが足りないのかもしれません。ほかのタブを閉じて、もう一度えらんでください。中の tweets.js だけをえらぶ方法もあります。",
        "It may be short of memory. Close other tabs and choose the file again. Choosing only tweets.js from inside it works too.";
    NewVersionWhat: "夜鳥が新しくなりました", "Yodori has been updated";
    NewVersionFound: "開いているページと、読みこむ部品の版がちがっています。", "The open page and the part that reads are of different versions.";
    NewVersion: "ページを再読み込みしてから、もう一度読みこんでください。", "Reload the page, then read again.";
    NoFileWhat: "ファイルがありませんでした", "There was no file";
    NoFileFound: "ドロップされたものの中に、読めるファイルがありませんでした。", "Nothing that was dropped holds a file that can be read.";
    NoFileAdvice: "zip かフォルダをドロップするか、ボタンからえらんでください。", "Drop a zip or a folder, or choose one with the button.";
    TooMuchWhat: "ファイルが多すぎます", "That is too many files";
    TooMuchFound: "ドロップされたフォルダに、20万個を超えるファイルがありました。", "The folder that was dropped holds more than 200,000 files.";
    TooMuchAdvice: "アーカイブのフォルダか、その中の data フォルダだけをドロップしてください。", "Drop only the archive's own folder, or the data folder in it.";

    // The calendar.
    NoEvents: "この条件では、記録がひとつもありません。", "Nothing is left under these conditions.";
    NoEventsAdvice: "数える記録を増やしてみてください。", "Try to count more kinds of records.";
    OnlyDays: "時刻のわかる記録がありません。", "No post here has a time of day.";
    OnlyDaysAdvice: "2010年11月より前のポストは、この形式では日付しか残っていません。", "Archives of this kind keep only the day of posts from before November 2010.";
    FromArchive: "Xのアーカイブ", "X archive";
    FromSample: "架空のサンプル", "Made-up sample";
    SomeoneUnnamed: "名前不明", "Name unknown";
    OpenAnother: "ほかのデータを開く", "Open something else";
    Range: "期間", "Range";
    ThreeWeeks: "3週間", "3 weeks";
    Month: "月", "Month";
    Year: "年", "Year";
    AllTime: "全期間", "All";
    Dates: "日付", "Dates";
    Previous: "前へ", "Previous";
    Next: "次へ", "Next";
    FromDay: "はじめの日", "From";
    ToDay: "おわりの日", "To";
    CalendarHint: "矢印キーで期間をえらび、Enterで開きます。", "Arrow keys choose a period, Enter opens it.";
    Awake: "起きていた", "Awake";
    LateAwake: "深夜 0–5時", "Late, 0–5";
    LoneEvent: "ひとつだけの記録", "A lone post", "A lone record";
    Night: "夜", "Night";
    DayOff: "土日・祝日", "Weekends, holidays";

    // Figures.
    Figures: "この期間でわかったこと", "What this range shows";
    PostsCounted: "数えた記録", "Posts counted", "Records counted";
    DaysWithPosts: "記録のある日", "Days with posts", "Days with records";
    AwakeFound: "起きていた時間の合計", "Total time awake";
    LateDays: "0–5時に起きていた日", "Days awake between 0 and 5";
    LongestAwake: "いちばん長く起きていた", "Longest time awake";
    FiguresNote: "記録と記録の間がしきい値以内なら、その間も起きていたとみなしています。", "A gap within the threshold between two posts counts as awake.",
        "A gap within the threshold between two records counts as awake.";

    // Conditions.
    Conditions: "条件", "Conditions";
    Zone: "タイムゾーン", "Time zone";
    ZoneUnknown: "そのタイムゾーンは見つかりません。Asia/Tokyo のように、地域と都市で入れてください。", "There is no such time zone. Try a region and city, such as Asia/Tokyo.";
    ZoneOfArchive: "アーカイブの設定を使う", "Use the archive’s";
    ZoneOfBrowser: "この端末に合わせる", "Use this device’s";
    Threshold: "しきい値", "Threshold";
    ThresholdHint: "記録の間隔がこれ以内なら、その間も起きていたとみなします。", "Posts no further apart than this count as one time awake.",
        "Records no further apart than this count as one time awake.";
    StartHour: "1日のはじまり", "A day starts at";
    WhatCounts: "数える記録", "What counts";
    Retweets: "リポスト（RT）", "Reposts (RT)";
    BotWords: "自動投稿の言葉をふくむもの", "Posts with words of known bots";
    Kinds: "種類ごとにえらぶ", "Kind by kind";
    AllActs: "まとめて数える", "Count them";
    Apps: "投稿アプリ", "Posting apps";
    UnknownApp: "アプリ不明", "Unknown app";
    Cleaned: "自動とみられる投稿", "Posts that look automatic";
    CleanedHint: "寝ていても投稿されるので、はじめは数えません。チェックを入れると数えます。",
        "They go out even while you sleep, so they start out uncounted. Tick one to count it.";

    Acts: "ポストのほかの記録", "Besides posts";
    ActsHint: "DMは時刻と送り主だけを読み、本文は読みません。いいねには時刻がないので、数えられません。",
        "Of messages only the time and the sender are read, never the text. Likes have no times, so they can’t be counted.";

    // What a period holds.
    FirstPost: "はじめの記録", "First post", "First record";
    LastPost: "おわりの記録", "Last post", "Last record";
    OnlyPost: "この記録だけ", "The only post", "The only record";
    OpenOnX: "Xで見る", "See it on X";
    TextLoading: "読みだしています…", "Reading it again…";
    TextMissing: "本文はありません。アーカイブを開くと読めます。", "No text here. Open the archive to read it.";
    OpenKept: "残した記録を開く", "Open what you kept";

    // The table.
    TableTitle: "表で見る", "As a table";
    TableCaption: "起きていた時間", "Times awake";
    Start: "はじめ", "Start";
    End: "おわり", "End";
    Length: "長さ", "Length";
    Posts: "件数", "Posts", "Records";

    // Saving.
    Save: "画像を保存", "Save a picture";
    SaveHint: "名前と期間とタイムゾーンが入ります。ポストの本文は入りません。", "Holds the name, the range and the time zone. Never the text of a post.";
    SaveFailed: "画像を作れませんでした。期間を短くしてみてください。", "The picture could not be made. Try a shorter range.";

    // GitHub.

    GitHubTitle: "GitHubの時計", "The clock behind your GitHub";
    GitHubLead: "コミットやレビュー、コメントの時刻から、起きていた時間をカレンダーにします。あなたのトークンで、このブラウザがGitHubに直接たずねます。間にサーバーはありません。",
        "Turns the times of your commits, reviews and comments into a calendar of the hours you were awake. This browser asks GitHub itself, with your own token. No server stands in between.";
    TokenSteps: "トークンの作り方", "How to make a token";
    TokenMake: "GitHubでトークンを作る", "Make a token on GitHub";
    Token: "アクセストークン", "Access token";
    TokenHint: "GitHubのほかには送りません。覚えておくをえらばなければ、読み終わると忘れます。", "It goes to GitHub alone, and is forgotten when all is read unless you have it remembered.";
    TokenBad: "トークンの形式ではないようです。余分な文字が入っていないか、確かめてください。", "This does not look like a token. Check that nothing else was copied with it.";
    TokenKeep: "このタブを閉じるまで覚えておく", "Remember it until I close this tab";
    TokenKept: "このタブで覚えているトークンを使います。", "Uses the token that this tab remembers.";
    TokenHeld: "トークンは、このタブのメモリの中にあります。", "The token is in this tab’s memory.";
    TokenGone: "トークンはもう持っていません。", "The token is no longer held.";
    TokenForget: "トークンを忘れる", "Forget the token";
    Years: "いつの記録", "Which years";
    YearLast: "この1年", "The last year";
    YearsAll: "はじめから全部", "All of them";
    YearsSome: "年をえらぶ", "Choose years";
    YearsNone: "年をひとつ以上えらんでください。", "Choose at least one year.";
    Emails: "コミットに使ったメールアドレス", "E-mail addresses of your commits";
    EmailsHint: "GitHubに登録していないアドレスのコミットも数えるときに。空白で区切ります。", "To count commits under addresses that GitHub does not know to be yours. Put blanks between them.";
    GitHubRead: "読みこむ", "Read";
    GitHubPublic: "トークンなしで試す", "Try it without a token";
    GitHubPublicHint: "公開されている、ここ30日・300件までの記録だけです。コミットはプッシュした時刻になります。全部見るには、上のトークンを使ってください。", "Only what was public in the last 30 days, 300 things at most; commits count when they were pushed. The whole picture takes a token, as above.";
    Login: "ユーザー名", "User name";
    LoginOther: "ほかの人のユーザー名", "Someone else’s user name";
    LoginOtherHint: "公開されている記録だけが見えます。空のままなら、トークンの持ち主の記録です。", "Only what is public can be seen. Left empty, it is the token’s owner.";
    LoginBad: "ユーザー名に使えない文字が入っています。", "A user name has letters, digits and hyphens only.";
    SomeoneElse: "ほかの人の公開記録です", "Someone else’s public record";
    MoreChoices: "そのほか", "More choices";
    GitHubReading: "GitHubの記録を読んでいます", "Reading from GitHub";
    GitHubPaused: "GitHubの制限が解除されるのを待っています", "Waiting for GitHub’s limit to end";
    GitHubStopped: "停止中", "Stopped";
    GitHubFailed: "途中で止まりました", "It stopped on the way";
    GitHubDone: "GitHubの記録を読みました", "Read from GitHub";
    Stop: "止める", "Stop";
    SeeCalendar: "カレンダーを見る", "See the calendar";
    GoOn: "続きから読む", "Go on";
    BackToForm: "はじめに戻る", "Back to the form";
    TokenAgain: "新しいトークン", "A new token";
    Log: "通信の記録", "Log of requests";
    LogHint: "GitHubにたずねたことのすべてです。トークンは入っていません。", "Everything that was asked of GitHub. The token is not in it.";
    LogTime: "時刻", "Time";
    LogWhat: "たずねたこと", "Request";
    LogPoints: "ポイント", "Points";
    LogStatus: "結果", "Status";
    Unanswered: "返事なし", "no answer";
    Rights: "トークンの権限", "The token’s rights";
    RightsPublic: "公開されているものだけ（クラシック）", "public things only (classic)";
    RightsToWrite: "このトークンは書き込みもできます。読み取りだけのトークンをおすすめします。", "This token may also write. One that only reads is safer.";
    PublicRecord: "だれでも見られる、公開の記録です", "Public record, for anyone to see";
    RightsUnknown: "Fine-grained（権限と期限は、GitHubが教えません）", "fine-grained (GitHub tells pages neither which nor until when)";
    FromGitHub: "GitHubの記録", "GitHub";
    FromBoth: "XのアーカイブとGitHub", "X archive and GitHub";
    AwakeOnGitHub: "起きていた（GitHub）", "Awake, on GitHub";
    OpenOnGitHub: "GitHubで見る", "See it on GitHub";
    Partial: "公開されている30日分だけの、一部の記録です。", "Only a part: what was public in the last 30 days.";
    ZonesOfCommits: "コミットの時差を使う", "Use the commits’ own";
    GitHubHint: "本人がその時刻にしたとは限らないものは、はじめは数えません。", "What may not be the person’s own doing starts out uncounted.";
    ByMachines: "ボットやCIのコミット", "Commits by bots and CI";
    Merged: "ほかの人が取りこんだコミット", "Commits merged by others";
    ImportedHistory: "よそから持ってきた履歴", "Histories brought in from elsewhere";
    Rebased: "リベースしたコミット（書いた時刻で数えます）", "Rebased commits (by the time they were written)";
    NotOwn: "ほかの人のコミット", "Other people’s commits";
    NothingFound: "この期間の記録は見つかりませんでした。年をひろげてみてください。", "Nothing was found in these years. Try more of them.";
    Missing: "読めなかったもの", "What could not be read";
    GitHubDiedAdvice: "メモリが足りないのかもしれません。ほかのタブを閉じて、もう一度読みこんでください。", "It may be short of memory. Close other tabs and read again.";

    // What was read.
    Report: "読みこんだもの", "What was read";
    ByKind: "種類ごとの記録", "By kind";
    ByFile: "ファイルごとの記録", "By file";
    Kind: "種類", "Kind";
    File: "ファイル", "File";
    Records: "記録", "Records";
    FirstMoment: "最初", "First";
    LastMoment: "最後", "Last";
    Skipped: "読まなかったもの", "What was left out";
    NothingSkipped: "読まなかったものはありません。", "Nothing was left out.";
    Reason: "理由", "Reason";
    Count: "数", "Count";
    OtherAccounts: "ほかのアカウントのファイルがまざっていたので、それは読みませんでした", "Files of another account were among those chosen and were left out";
    UnknownAccount: "どのアカウントのものかわからないファイルも読んでいません。自分のものなら、ほかのアカウントのファイルを外して選びなおしてください。",
        "Files that don’t say whose they are were left out as well. If they are yours, choose again without those of the other account.";
    Promised: "目録の件数", "Listed";
    PromisedHint: "目録の件数は、アーカイブの中の manifest.js に書かれた項目の数です。DMや広告のように、1つの項目に記録がいくつも入ることもあります。中身の項目の数がちがうファイルには、両方を書いています。",
        "Listed is the number of entries that the archive’s own manifest.js promises. An entry may hold many records, as with messages and ads. Where a file holds another number of entries, both are shown.";
    MissingFiles: "目録にあるのに、見つからないファイル", "Promised by the manifest, but not there";
    Unopened: "開かなかったファイル", "Files that were not opened";
    MediaCount: "写真や動画（開きません）", "Pictures and videos (not opened)";
    AssetCount: "ページの部品など（開きません）", "The viewer’s own files and the like (not opened)";
    DateOnly: "日付しかわからない記録（時刻には使いません）", "Posts of which only the day is known (not used for the clock)";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sentence_is_empty_and_only_names_of_units_and_marks_are_alike() {
        for text in Text::ALL {
            let (japanese, english) = (text.say(Language::Japanese), text.say(Language::English));
            assert!(!japanese.is_empty() && !english.is_empty(), "{text:?}");
            assert_ne!(japanese, english, "{text:?} is not translated");
            assert!(!japanese.is_ascii(), "{text:?} is not Japanese: {japanese}");
        }
    }
}
