//! What people are told of troubles with talk and voice, and of what leaves the device.

use super::{Hearing, HearingTrouble, Trouble, VoiceTrouble};
use crate::engine::text::messages::Message;
use crate::engine::text::{Language, numbers};

/// Why a model gave no answer, in a line.
pub fn trouble(language: Language, trouble: Trouble) -> String {
    let says = match trouble {
        Trouble::Quota { secs: Some(secs) } => return quota(language, secs),
        Trouble::BadKey => language.pick(
            "このキーは使えないと、Geminiが答えました。貼りなおしてみてください。",
            "Gemini says that this key does not work. Try pasting it again.",
        ),
        Trouble::Forbidden => language.pick(
            "このキーでは、Geminiに話しかけられません。キーを作った画面で、Generative Language API がえらばれているか、サイトの制限がないかを確かめてください。",
            "This key may not talk to Gemini. Where you made it, check that the Generative Language API is chosen and that no website restriction stops this page.",
        ),
        Trouble::NotHere => language.pick(
            "Geminiは、いまいる国では使えないか、料金の設定がいるそうです。",
            "Gemini is not offered where you are, or wants billing to be set up.",
        ),
        Trouble::NoSuchModel => language.pick(
            "このモデルは、もうないようです。一覧からえらびなおしてください。",
            "This model seems to be gone. Choose another from the list.",
        ),
        Trouble::Quota { secs: None } => language.pick(
            "キーの利用枠を使いきりました。しばらくおいて、ためしてください。",
            "The key’s quota is used up. Try again in a while.",
        ),
        Trouble::Blocked => language.pick(
            "Geminiが、この話には答えませんでした。",
            "Gemini would not answer that.",
        ),
        Trouble::CutShort | Trouble::Empty | Trouble::Unclear => language.pick(
            "モデルから、ことばが届きませんでした。",
            "No words came from the model.",
        ),
        Trouble::Busy => language.pick(
            "Geminiが混みあっているようです。",
            "Gemini seems to be overloaded.",
        ),
        Trouble::Offline => language.pick(
            "Geminiにつながりません。電波が切れているか、広告ブロッカーなどが generativelanguage.googleapis.com を止めています。",
            "Gemini can’t be reached. You may be offline, or a blocker stops generativelanguage.googleapis.com.",
        ),
        Trouble::Slow => language.pick(
            "モデルの返事が、間にあいませんでした。",
            "The model did not answer in time.",
        ),
        Trouble::Refused => language.pick(
            "モデルの返事は、夜鳥のことばになっていなかったので、言わせませんでした。",
            "What the model wrote was not the bird’s way of speaking, so it was not said.",
        ),
    };
    says.to_owned()
}

fn quota(language: Language, secs: u32) -> String {
    let left = numbers::time_left(language, secs);
    match language {
        Language::Japanese => ["キーの利用枠を使いきりました（", &left, "）。"].concat(),
        Language::English => ["The key’s quota is used up: ", &left, "."].concat(),
    }
}

/// Why VOICEVOX has no voice: what was found, and exactly what to do.
///
/// * `origin`: this page's own, as the engine wants it.
pub fn voice_trouble(language: Language, trouble: VoiceTrouble, origin: &str) -> Message {
    let (what, found, advice) = match trouble {
        VoiceTrouble::PermissionDenied => language.pick(
            ("ブラウザが、この端末のアプリへの接続を止めています", "このページに「この端末のほかのアプリやサービスへのアクセス」の許可がありません。", "アドレスバーの左のアイコンからサイトの設定を開き、「このデバイス上のアプリ」（ローカルネットワーク）を許可して、ページを読みこみなおしてください。"),
            ("The browser stops this page from asking apps on this device", "This page has no permission to reach “other apps and services on this device”.", "Open the site settings by the icon left of the address, allow “Apps on device” (local network access), and reload the page."),
        ),
        VoiceTrouble::NotRunning => language.pick(
            ("VOICEVOXが動いていません", "この端末の 127.0.0.1:50021 から、返事がありませんでした。", "VOICEVOXを起動して、画面が出てから、もう一度ためしてください。ブラウザに許可をたずねられたら、「許可」をえらんでください。"),
            ("VOICEVOX is not running", "Nothing answers at 127.0.0.1:50021 on this device.", "Start VOICEVOX, wait until its window is there, and try again. If the browser asks for permission, allow it."),
        ),
        VoiceTrouble::OriginNotAllowed => {
            return Message {
                what: language.pick(
                    "VOICEVOXが、このページを許可していません",
                    "VOICEVOX does not allow this page",
                ),
                found: allow(language, origin),
                advice: language.pick(
                    "保存したら、VOICEVOXを起動しなおして、もう一度ためしてください。",
                    "Save it, restart VOICEVOX, and try again.",
                ),
            };
        }
        VoiceTrouble::StyleCannotTalk => language.pick(
            ("この声では話せません", "VOICEVOXは、このスタイルでは話せないと答えました。歌うためのものかもしれません。", "ほかの声をえらんでください。"),
            ("This voice can’t talk", "VOICEVOX says that it can’t talk in this style. It may be one for singing.", "Choose another voice."),
        ),
        VoiceTrouble::Broken => language.pick(
            ("VOICEVOXの返事がわかりません", "VOICEVOXは動いていますが、声を作れませんでした。", "VOICEVOXを新しくするか、起動しなおしてください。"),
            ("VOICEVOX’s answer can’t be understood", "VOICEVOX runs, but made no voice.", "Update VOICEVOX or restart it."),
        ),
        VoiceTrouble::Slow => language.pick(
            ("VOICEVOXの返事がありません", "待っても、声が届きませんでした。起動したばかりか、ほかのことで忙しいようです。", "少し待って、もう一度ためしてください。"),
            ("VOICEVOX does not answer", "No voice came in time. It may have just started, or be busy.", "Wait a little and try again."),
        ),
    };
    Message {
        what,
        found: found.to_owned(),
        advice,
    }
}

fn allow(language: Language, origin: &str) -> String {
    match language {
        Language::Japanese => [
            "VOICEVOXは動いています。http://127.0.0.1:50021/setting を開いて、「Allow Origin」に次の1行を貼ってください：",
            origin,
        ],
        Language::English => [
            "VOICEVOX is running. Open http://127.0.0.1:50021/setting and paste this line into “Allow Origin”: ",
            origin,
        ],
    }
    .concat()
}

/// Where to paste an origin.
pub const VOICEVOX_SETTING: &str = "http://127.0.0.1:50021/setting";
/// Where a key to Gemini is made.
pub const GEMINI_KEYS: &str = "https://aistudio.google.com/apikey";

/// Before the first use of Gemini, above what is sent.
pub fn before_gemini(language: Language) -> &'static str {
    language.pick(
        "話しかけるたびに、次のものだけがGoogleのGeminiへ、あなたのキーで送られます。ポストもリポジトリの名前も入りません。あなたの書いたことばは、この中に入ります。",
        "Each time you talk, the following and nothing else goes to Google’s Gemini, with your key. No posts and no names of repositories are in it. Your own words stand among it.",
    )
}

/// Before the first use of the browser's own model.
pub fn before_device(language: Language) -> &'static str {
    language.pick(
        "このブラウザの中のモデルが答えます。ことばは端末の外に出ません。",
        "A model inside this browser answers. Your words do not leave the device.",
    )
}

/// While the browser downloads its model.
pub fn downloads(language: Language) -> &'static str {
    language.pick(
        "ブラウザが、はじめの一度だけモデルをダウンロードします。数GBあります。",
        "The browser downloads its model, this first time only. It has some gigabytes.",
    )
}

/// Before the first use of the microphone: whether the sound leaves the device.
pub fn before_hearing(language: Language, hearing: Hearing) -> &'static str {
    match hearing {
        Hearing::OnDevice => language.pick(
            "声は、この端末の中で文字になります。外には出ません。",
            "Your voice becomes text on this device. It does not leave it.",
        ),
        Hearing::Remote => language.pick(
            "声は、ブラウザのメーカー（GoogleやAppleなど）のサーバーに送られて、文字になります。送りたくないときは、キーボードで話しかけてください。",
            "Your voice is sent to the maker of your browser, such as Google or Apple, to become text. If you do not want that, type instead.",
        ),
    }
}

/// Why nothing was heard, in a line.
pub fn hearing_trouble(language: Language, trouble: HearingTrouble) -> &'static str {
    match trouble {
        HearingTrouble::NotAllowed => language.pick(
            "マイクを使う許可がありません。アドレスバーの左のアイコンから許可できます。キーボードでも話せます。",
            "There is no permission to use the microphone. You can give it by the icon left of the address, or type instead.",
        ),
        HearingTrouble::NoSpeech => language.pick(
            "よく聞こえませんでした。もう一度どうぞ。",
            "Nothing was heard. Please try again.",
        ),
        HearingTrouble::NoMicrophone => language.pick(
            "マイクが見つかりません。キーボードで話しかけてください。",
            "No microphone was found. Please type instead.",
        ),
        HearingTrouble::Offline => language.pick(
            "声を文字にするサーバーにつながりません。キーボードで話しかけてください。",
            "The server that turns speech into text can’t be reached. Please type instead.",
        ),
        HearingTrouble::NoLanguage => language.pick(
            "このブラウザは、日本語を聞きとれません。キーボードで話しかけてください。",
            "This browser can’t hear English. Please type instead.",
        ),
        HearingTrouble::Other => language.pick(
            "声を聞きとれませんでした。キーボードで話しかけてください。",
            "Your voice could not be heard. Please type instead.",
        ),
    }
}

/// There is no voice of this language in the browser.
pub fn no_voice(language: Language) -> &'static str {
    language.pick(
        "このブラウザには、日本語の声がありません。",
        "This browser has no English voice.",
    )
}
