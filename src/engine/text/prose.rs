//! The longer explanations: how to get an archive, and how the page works.

use super::Language;

/// A heading and the paragraphs below it.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    pub heading: &'static str,
    pub paragraphs: &'static [&'static str],
}

/// How to ask X for an archive with a phone, step by step.
pub fn steps_on_phone(language: Language) -> &'static [&'static str] {
    language.pick(
        &[
            "Xのアプリで左上の自分の顔を押し、「設定とプライバシー」を開く",
            "「アカウント」→「データのアーカイブをダウンロード」を押す。ブラウザが開いたらログインする",
            "パスワードと、届いた確認コードを入れて、「アーカイブをリクエスト」を押す",
            "1日かそれ以上たつと、アプリとメールに知らせが届く。同じ画面から zip をダウンロードする。大きいので Wi-Fi がおすすめ",
            "このページに戻って、「Xのアーカイブを開く」で zip をえらぶ。解凍は不要",
        ],
        &[
            "In the X app, tap your picture at the top left and open “Settings and privacy”",
            "Tap “Your account”, then “Download an archive of your data”. A browser opens: log in there",
            "Enter your password and the code you are sent, then tap “Request archive”",
            "A day or more later the app and an email tell you that it is ready. Download the zip from the same screen. It is large: use Wi-Fi",
            "Come back here and choose the zip with “Open your X archive”. There is no need to unpack it",
        ],
    )
}

/// How to ask X for an archive with a computer, step by step.
pub fn steps_on_computer(language: Language) -> &'static [&'static str] {
    language.pick(
        &[
            "x.com にログインして、左の「もっと見る」→「設定とプライバシー」を開く",
            "「アカウント」→「データのアーカイブをダウンロード」を開き、パスワードと確認コードを入れる",
            "「アーカイブをリクエスト」を押す",
            "1日かそれ以上たつと、メールが届く。同じ画面から zip をダウンロードする。分かれていたら、ぜんぶ",
            "zip をこのページにドロップする。いくつあっても、いちどに。解凍は不要",
        ],
        &[
            "Log in to x.com and open “More” on the left, then “Settings and privacy”",
            "Open “Your account”, then “Download an archive of your data”; enter your password and the code you are sent",
            "Press “Request archive”",
            "A day or more later an email tells you that it is ready. Download the zip from the same screen; all of them if there are several",
            "Drop the zip onto this page, several at once if need be. There is no need to unpack it",
        ],
    )
}

/// The page "How it works".
pub fn how(language: Language) -> &'static [Section] {
    language.pick(HOW_JAPANESE, HOW_ENGLISH)
}

const HOW_JAPANESE: &[Section] = &[
    Section {
        heading: "どうやって見つけるの？",
        paragraphs: &[
            "ポストしたときは、起きています。だから、ポストとポストの間が3時間30分以内なら、その間もずっと起きていたとみなします。それより長くあいたら、そこでいったん区切ります。2020年に公開した「生活習慣の乱れを可視化するやつ」（midare）と同じ決まりです。",
            "間がちょうど3時間30分なら続き、1秒でも長ければ区切りです。長さは条件で変えられます。前後に近い記録がないものは、帯ではなく点で描きます。午前4時にひとつだけあるポストも、起きていた証拠だからです。",
            "ポストのほかにも、時刻の残っているものは数えます。送ったDM、DMへのリアクション、広告が表示されたとき、Grokとの会話、アプリの連携などです。DMは時刻と送り主だけを読み、本文は読みません。いいねには時刻がないので、数えられません。IPアドレスの記録のように、寝ていても増えるものは、はじめは数えません。種類ごとに条件で切りかえられます。",
            "GitHubでは、コミット・Issue・プルリクエスト・レビュー・コメント・スターなどの時刻を使います。コミットには書いた人の時計の時差も残っているので、旅先の時間でも描けます。緑の四角は1日ごとの数なので、時計には使いません。",
            "帯は1分きざみで、えらんだタイムゾーンの時計で描きます。夏時間で23時間や25時間になる日には、その長さを書きます。",
        ],
    },
    Section {
        heading: "わからないこと",
        paragraphs: &[
            "静かに本を読んでいた夜は、ポストからは見えません。帯のないところは「寝ていた」ではなく「記録がない」です。3時間30分より短い眠りも、この決まりでは見つかりません。",
            "予約投稿や自動投稿は、寝ていても動きます。アプリの名前や、0秒ちょうど・決まった間隔といった時刻のくせから見つけて、はじめは数えません。見つけたものは条件に並べるので、数えなおせます。見のがしもあります。",
            "GitHubのコミットには、ボットやCI、ほかの人が取りこんだもの、よそから持ってきた履歴もまざります。見分けられたものは、はじめは数えません。これも条件で数えなおせます。デフォルトブランチにないコミットは見えません。",
            "2010年11月より前の古いアーカイブには、日付だけで時刻のない記録があります。数には入れますが、時計には使いません。",
        ],
    },
    Section {
        heading: "何が送られるの？",
        paragraphs: &[
            "アーカイブは、どこにも送りません。この端末のブラウザの中で読み、絵もここで描きます。サーバーはページそのものを配るだけで、ログインも、利用の記録も、広告もありません。",
            "このページには、配信元のほかと通信してはいけないという決まり（Content-Security-Policy）がついていて、ブラウザがそれを守らせます。アーカイブを読む部品にも、同じ決まりがついています。",
            "GitHubの記録を読むときだけは、このブラウザが api.github.com に、あなたのトークンで直接たずねます。たずねるのは専用の部品で、GitHubのほかとは通信できない決まりがついています。トークンはその部品のメモリの中だけにあり、読み終わると忘れます。何をたずねたかは「通信の記録」にすべて出ます。顔の画像は avatars.githubusercontent.com から来ます。",
            "鳥は、ふだんはどことも通信しません。頼まれたときだけ、あなたのトークンでGitHubにえさをたずね、あなたのキーでGeminiに話し、この端末で動くVOICEVOXに声を頼みます。Geminiに送るものは、はじめて送る前に全文を見せます。",
        ],
    },
    Section {
        heading: "確かめ方",
        paragraphs: &[
            "ブラウザの開発者ツールで「ネットワーク」を開いたまま、アーカイブを開いてみてください。読んで描くための部品を取りにいくほかに、通信は増えません。",
            "もっと確かな方法もあります。ページとアーカイブをいちど開いたら、機内モードにするか、Wi-Fi を切ってください。開いたカレンダーは、そのまま最後まで使えます。",
            "期間を開いて「Xで見る」を押したときだけは、あなたがXのページを開くことになります。",
        ],
    },
    Section {
        heading: "この端末に残るもの",
        paragraphs: &[
            "えらんだ言語と色、それから鳥を飼っていれば鳥です。鳥には、食べたものの印（内容はわかりません）と、ふだん眠る時刻が入っていて、鳥のページの設定から消せます。アーカイブもカレンダーも、タブを閉じれば消えます。「この端末に残す」をえらんだときだけ、時刻や種類の記録が残ります。ポストの本文は、それもえらんだときだけです。どちらも、いつでも消せます。トークンは、「このタブを閉じるまで覚えておく」をえらんだときだけ、タブを閉じるまで残ります。",
        ],
    },
    Section {
        heading: "使っているもの",
        paragraphs: &[
            "Rust と WebAssembly で書いてあります。画面は Leptos（MIT）、絵は plotters（MIT）、日付の計算は chrono（MIT / Apache-2.0）、GitHubへの通信は gloo（MIT / Apache-2.0）です。夜鳥そのものは MIT ライセンスです。",
        ],
    },
];

const HOW_ENGLISH: &[Section] = &[
    Section {
        heading: "How does it know?",
        paragraphs: &[
            "Whoever posts is awake. So if two posts are no more than 3 hours and 30 minutes apart, you count as awake in between; a longer gap ends that stretch. It is the rule of midare, a page of 2020 that did this for thousands of people in Japan.",
            "A gap of exactly 3 hours 30 minutes still joins, one second more does not. You can change that length. A post with no other nearby becomes a dot, not a bar: a single post at four in the morning is proof of being awake as well.",
            "Besides posts, whatever has a time counts as well: messages you sent, reactions, ads that were shown, talks with Grok, apps you connected. Of messages only the time and the sender are read, never the text. Likes have no times, so they can’t be counted. What grows while you sleep, such as the list of IP addresses, starts out uncounted. Each kind has a switch in the conditions.",
            "From GitHub come the times of commits, issues, pull requests, reviews, comments, stars and more. A commit also holds how the author’s clock stood, so that journeys can be drawn by local time. The green squares are counts of whole days and are never used as a clock.",
            "Bars are drawn to the minute, by the clock of the time zone you choose. Days of 23 or 25 hours, when clocks change, say so.",
        ],
    },
    Section {
        heading: "What it can’t know",
        paragraphs: &[
            "An evening spent quietly with a book leaves no posts. Where there is no bar there is no record, which is not the same as sleep. Nor can this rule see a sleep shorter than the threshold.",
            "Scheduled and automatic posts go out while you sleep. Some give themselves away, by their app’s name, by second 0 sharp or by an even beat: those start out uncounted, and the conditions list them so that you can count them again. Others go unseen.",
            "Among the commits on GitHub are those of bots and CI, those that others merged, and histories brought in from elsewhere. What can be told apart starts out uncounted, and the conditions bring it back. Commits outside the default branch are not seen.",
            "Old archives hold posts from before November 2010 with a day but no time. They are counted but never used for the clock.",
        ],
    },
    Section {
        heading: "What is sent?",
        paragraphs: &[
            "Of your archive, nothing. It is read inside the browser on this device, and the picture is drawn here too. The server hands out the page itself and no more: no login, no analytics, no advertising.",
            "The page carries a rule that forbids it to talk to anyone but the place it came from (a Content-Security-Policy), and your browser enforces it. The part that reads archives is under the same rule.",
            "Only to read your GitHub does this browser ask api.github.com itself, with your token. A part of its own does that, under a rule that lets it talk to GitHub and nobody else. The token is in that part’s memory alone and is forgotten when all is read. Everything that was asked stands in the log of requests. Pictures of faces come from avatars.githubusercontent.com.",
            "The bird talks to nobody of its own accord. Only if you want that does it ask GitHub for food with your token, Gemini for words with your key, and a VOICEVOX on this very device for a voice. What goes to Gemini is shown in full before it goes the first time.",
        ],
    },
    Section {
        heading: "See for yourself",
        paragraphs: &[
            "Open your browser’s developer tools at “Network” and then open an archive. Apart from fetching the parts that read and draw it, nothing is requested.",
            "Or better: once you have opened the page and an archive, switch to airplane mode or turn off Wi-Fi. The calendar you opened keeps working.",
            "Only when you press “See it on X” do you visit a page of X.",
        ],
    },
    Section {
        heading: "What stays on this device",
        paragraphs: &[
            "Your choice of language and colours, and your bird if you keep one: marks of what it ate, which tell nothing of the content, and the hours at which you usually sleep. You can erase it in the settings of its page. The archive and the calendar are gone when you close the tab. Only if you choose to have them remembered on this device do times and kinds stay, and what your posts say only if you choose that as well; you can erase either at any time. A token stays that long only if you chose to have it remembered.",
        ],
    },
    Section {
        heading: "What it is made of",
        paragraphs: &[
            "It is written in Rust and runs as WebAssembly. The page stands on Leptos (MIT), the picture on plotters (MIT), days on chrono (MIT / Apache-2.0), requests to GitHub on gloo (MIT / Apache-2.0). Yodori itself is under the MIT licence.",
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_explain_the_same_things() {
        let shape = |language| -> Vec<usize> {
            how(language)
                .iter()
                .map(|section| section.paragraphs.len())
                .collect()
        };
        assert_eq!(shape(Language::Japanese), shape(Language::English));
        for steps in [steps_on_phone, steps_on_computer] {
            assert_eq!(
                steps(Language::Japanese).len(),
                steps(Language::English).len()
            );
        }
    }
}
