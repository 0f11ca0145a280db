//! What leaves the page, by every [`Way`] there is, and how to see that for oneself.

use super::Language;
use super::prose::Section;
use crate::engine::policy::{Program, Way};

/// A way by which something leaves, in words.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub title: &'static str,
    /// Who gets it, where that is no host that is known beforehand.
    pub to: &'static str,
    pub what: &'static str,
    pub when: &'static str,
}

/// The words that stand around what is listed.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    pub lead: &'static str,
    pub of_page: &'static str,
    pub of_person: &'static str,
    pub to: &'static str,
    pub what: &'static str,
    pub when: &'static str,
    /// Which hosts a link may lead to.
    pub links: &'static str,
    pub programs: &'static str,
    pub held: &'static str,
    pub program: &'static str,
    pub asks: &'static str,
    pub nobody: &'static str,
    pub own: &'static str,
}

pub fn around(language: Language) -> Around {
    language.pick(
        Around {
            lead: "アーカイブも、ポストも、カレンダーも、眠りのリズムも、どこにも送りません。外に出るのは、ここに書いてあるものだけです。",
            of_page: "このページがたずねる相手",
            of_person: "あなたやブラウザが送るもの",
            to: "だれに",
            what: "なにが",
            when: "いつ",
            links: "行き先",
            programs: "だれが、だれと話せるか",
            held: "ページは、べつべつに動く部品でできています。部品ごとに話せる相手が決まっていて、それより外への通信は、ブラウザが止めます（Content-Security-Policy）。上の一覧とこの決まりは、ひとつの表から作っています。",
            program: "部品",
            asks: "話せる相手",
            nobody: "なし",
            own: "このページの配信元",
        },
        Around {
            lead: "Your archive, your posts, your calendar and your sleep are sent nowhere. What leaves is what stands on this page, and nothing else.",
            of_page: "Whom this page asks",
            of_person: "What you or your browser send",
            to: "To whom",
            what: "What",
            when: "When",
            links: "Hosts",
            programs: "Who may talk to whom",
            held: "The page is made of parts that run on their own. Each may talk to certain hosts, and your browser stops whatever would go elsewhere (Content-Security-Policy). The list above and these rules are made from one table.",
            program: "Part",
            asks: "May talk to",
            nobody: "Nobody",
            own: "This page’s host",
        },
    )
}

pub fn told(language: Language, way: Way) -> Told {
    match language {
        Language::Japanese => told_in_japanese(way),
        Language::English => told_in_english(way),
    }
}

fn told_in_japanese(way: Way) -> Told {
    match way {
        Way::Files => Told {
            title: "ページの部品",
            to: "このページの配信元",
            what: "どの部品がほしいか、IPアドレス、ブラウザの種類。どんなページを開いても伝わるものです。「#」より後ろは伝わりません。",
            when: "ページを開いたときと、部品がはじめて要るとき。",
        },
        Way::Avatars => Told {
            title: "GitHubの人の顔",
            to: "GitHub",
            what: "だれの画像がほしいか、IPアドレス、ブラウザの種類。",
            when: "GitHubの記録やランキングに顔が出るとき。",
        },
        Way::Github => Told {
            title: "GitHubの記録",
            to: "GitHub",
            what: "入れたトークンと、知りたい人やリポジトリの名前。答えは、この端末の外に出ません。",
            when: "GitHubを読むとき、鳥のえさをさがすとき、ランキングを作るとき。どれも、ボタンを押したときだけです。",
        },
        Way::Voicevox => Told {
            title: "鳥の声（VOICEVOX）",
            to: "この端末で動くVOICEVOX",
            what: "鳥のせりふ。この端末の中で届きます。",
            when: "鳥の声にVOICEVOXをえらんだとき。",
        },
        Way::Gemini => Told {
            title: "鳥との会話（Gemini）",
            to: "Google",
            what: "入れたキーと、あなたが話しかけた言葉、はじめに全文を見せた数字。ポストは入りません。",
            when: "Geminiをえらんで、鳥に話しかけたとき。",
        },
        Way::Hearing => Told {
            title: "マイクの声",
            to: "ブラウザのメーカー（GoogleやAppleなど）",
            what: "話した声。端末の中で文字にするブラウザでは、外に出ません。どちらなのかは、使う前に書いてあります。",
            when: "マイクで鳥に話しかけたとき。",
        },
        Way::SystemVoice => Told {
            title: "読みあげの声",
            to: "ブラウザのメーカー（GoogleやMicrosoftなど）",
            what: "鳥のせりふ。声によっては、メーカーのサーバーで作られます。",
            when: "鳥の声に、端末やブラウザの声をえらんだとき。",
        },
        Way::Link => Told {
            title: "リンク",
            to: "リンクの先",
            what: "あなたが来たこと。どのページから来たかは伝えません。",
            when: "リンクを押したとき。",
        },
        Way::Share => Told {
            title: "シェア",
            to: "あなたがえらんだ相手",
            what: "送る前に見えている文と、このページのアドレス。画像を渡すと、画像も。カレンダーのリンクには中身がすべて入っていて、受けとった人はだれでも見られます。ほかのアプリから、インストールした夜鳥にシェアしたファイルは、サービスワーカーがこの端末の中で受けとります。ブラウザの側でアプリのデータを消したあとは、シェアする前に、アプリをいちど開いてください。開かないと、ファイルがこのページのホストに届いてしまいます。",
            when: "シェアのボタンを押したとき。",
        },
    }
}

fn told_in_english(way: Way) -> Told {
    match way {
        Way::Files => Told {
            title: "Parts of the page",
            to: "This page’s host",
            what: "Which part is wanted, your IP address, and what browser you use: as with any page you open. Whatever follows a “#” is not told.",
            when: "When you open the page, and when a part is needed for the first time.",
        },
        Way::Avatars => Told {
            title: "Faces of people on GitHub",
            to: "GitHub",
            what: "Whose picture is wanted, your IP address, and what browser you use.",
            when: "When faces appear beside what GitHub has, or in the ranking.",
        },
        Way::Github => Told {
            title: "What is on GitHub",
            to: "GitHub",
            what: "Your token, and the names of the people and repositories you ask about. The answers do not leave this device.",
            when: "When you read from GitHub, look for the bird’s food, or make a ranking: each at the press of a button, never before.",
        },
        Way::Voicevox => Told {
            title: "The bird’s voice (VOICEVOX)",
            to: "The VOICEVOX that runs on this device",
            what: "What the bird says. It stays on this device.",
            when: "When you have chosen VOICEVOX as its voice.",
        },
        Way::Gemini => Told {
            title: "Talk with the bird (Gemini)",
            to: "Google",
            what: "Your key, what you say to the bird, and the figures that you were shown in full before the first time. No posts are in it.",
            when: "When you have chosen Gemini and talk to the bird.",
        },
        Way::Hearing => Told {
            title: "Your voice",
            to: "The maker of your browser, such as Google or Apple",
            what: "What you say. Some browsers turn it into text on the device, and then nothing leaves. Which it is, you are told beforehand.",
            when: "When you talk to the bird by microphone.",
        },
        Way::SystemVoice => Told {
            title: "Voices of the system",
            to: "The maker of your browser, such as Google or Microsoft",
            what: "What the bird says: some voices are made on their maker’s servers.",
            when: "When you have chosen one of the device’s or the browser’s voices for the bird.",
        },
        Way::Link => Told {
            title: "Links",
            to: "Where the link leads",
            what: "That you came. From which page is not told.",
            when: "When you follow a link.",
        },
        Way::Share => Told {
            title: "What you share",
            to: "Whom you choose",
            what: "The words that you see before you send them, and this page’s address; the picture, if you hand it over. A link to your calendar holds all that is on it: whoever has the link can see it. A file that you share to the installed app is caught on this device by its service worker. After the app’s data was cleared in the browser itself, open the app once before you share a file to it: otherwise the file would go to this page’s host.",
            when: "When you press a button to share.",
        },
    }
}

pub fn program(language: Language, program: Program) -> &'static str {
    match program {
        Program::Page => language.pick("画面", "What you see"),
        Program::Keeper => language.pick(
            "オフライン用に部品をとっておく",
            "Keeps parts for offline use",
        ),
        Program::Archive => language.pick("アーカイブを読む", "Reads archives"),
        Program::Github => language.pick("GitHubを読む", "Reads GitHub"),
        Program::Talk => language.pick("鳥の会話と声", "The bird’s talk and voice"),
        Program::Rhythm => language.pick("眠りを計算する", "Works out your sleep"),
        Program::Picture => language.pick("図を描く", "Draws pictures"),
    }
}

/// How to see that for oneself, and what these rules can't hold back.
pub fn proof(language: Language) -> &'static [Section] {
    language.pick(PROOF_JAPANESE, PROOF_ENGLISH)
}

const PROOF_JAPANESE: &[Section] = &[
    Section {
        heading: "自分で確かめる",
        paragraphs: &[
            "開発者ツールの「ネットワーク」を開いて、アーカイブを開いてみてください。ページの部品のほかに、通信は増えません。",
            "アーカイブとカレンダーをいちど開いたら、機内モードにしてください。そのまま最後まで使えます。",
            "「ネットワーク」でこのページや「-worker」のつく部品をえらぶと、応答ヘッダーの content-security-policy に、上の決まりがそのまま書いてあります。",
        ],
    },
    Section {
        heading: "この決まりで止められないもの",
        paragraphs: &[
            "ほかのページへの移動は、この決まりでは止められません。リンクを押さないかぎり、このページがよそへ移動することはありません。ブラウザそのものや拡張機能がする通信も、ページからは止められません。",
        ],
    },
];

const PROOF_ENGLISH: &[Section] = &[
    Section {
        heading: "See for yourself",
        paragraphs: &[
            "Open “Network” in your browser’s developer tools, then open an archive. Beside parts of the page, nothing is asked for.",
            "Once you have opened an archive and its calendar, switch to flight mode. All of it goes on working.",
            "Choose this page, or a part with “-worker” in its name, under “Network”: the response header content-security-policy holds the rules above, word for word.",
        ],
    },
    Section {
        heading: "What these rules can’t stop",
        paragraphs: &[
            "They can’t stop a page from going to another one. This page never does, unless you follow a link. Nor can a page stop what your browser or its extensions send by themselves.",
        ],
    },
];
