//! What made-up people say, and the names in their world.

use crate::chance::Chance;

/// The words by which midare's own announcements are known.
pub const BOT_WORDS: [&str; 4] = [
    "ぼくへ 生活習慣乱れてませんか？",
    "みんなへ 生活習慣乱れてませんか？",
    "#contributter_report",
    "のポスト数",
];

/// Posting apps: name and address, as in the anchor of `source`. People use the first
/// [`ORDINARY_APPS`] of them.
pub const APPS: [(&str, &str); 14] = [
    ("Twitter for iPhone", "http://twitter.com/download/iphone"),
    ("Twitter Web App", "https://mobile.twitter.com"),
    ("Twitter for Android", "http://twitter.com/download/android"),
    ("TweetDeck", "https://about.twitter.com/products/tweetdeck"),
    ("Janetter", "http://janetter.net/"),
    ("はてなブックマーク", "https://b.hatena.ne.jp/"),
    ("Instagram", "https://instagram.com"),
    ("Twitter Web Client", "http://twitter.com"),
    ("", ""), // no app is known
    ("Tweetbot for iOS", "http://tapbots.com/tweetbot"),
    ("IFTTT", "https://ifttt.com"),
    ("天気予報bot", "https://example.com/weather"),
    ("Hourly Chime", "https://example.com/chime"),
    ("Quarter Herald", "https://example.com/herald"),
];

/// How many apps, from the first on, people post with.
pub const ORDINARY_APPS: usize = 8;
pub const TWEETDECK: usize = 3;
pub const NO_APP: usize = 8;
/// A client in which people type, whatever its name sounds like.
pub const TWEETBOT: usize = 9;
/// A service that is known to post by itself.
pub const IFTTT: usize = 10;
/// A program that calls itself a bot.
pub const WEATHER_BOT: usize = 11;
/// Programs that post on a beat, and whose names say nothing.
pub const HOURLY_CHIME: usize = 12;
pub const QUARTER_HERALD: usize = 13;

/// Texts that a careless reader stumbles over.
pub const TRAPS: [&str; 14] = [
    "a & b < c > d, \"quoted\" and \\ a back\\slash \\\" together",
    "閉じ括弧だけ }]} }} ]] と開き括弧だけ {[{ {{ [[",
    "window.YTD.tweets.part0 = [ ]; と書いてあるだけのつぶやき",
    "{\"tweet\":{\"id_str\":\"1\",\"created_at\":\"Tue Mar 05 14:02:11 +0000 2024\"}}",
    "\"created_at\" : \"Mon Jan 01 00:00:00 +0000 2007\", \"id\" : \"42\"",
    "& is written &amp; and < is written &lt; in HTML",
    "一行目\n二行目\tタブ\r\n四行目",
    "👨‍👩‍👧‍👦 🏳️‍🌈 𠮷野家で 🍜 を食べた 🇯🇵",
    "行区切り\u{2028}段落区切り\u{2029}と零幅\u{200b}の字",
    "\\u3042 は「あ」ではない \\n も改行ではない",
    "最後がバックスラッシュ \\",
    "\"",
    "{",
    "ﾊﾝｶｸ ｶﾀｶﾅ と ＺＥＮＫＡＫＵ と e\u{301} と が\u{3099}",
];

/// Something to say, and its language.
pub struct Saying {
    pub text: String,
    pub lang: &'static str,
}

/// A few sentences of everyday talk.
pub fn saying(chance: &mut Chance) -> Saying {
    let mut text = String::new();
    let lang = if chance.below(4) < 3 { "ja" } else { "en" };
    for _ in 0..=chance.below(4) {
        if lang == "ja" {
            japanese(&mut text, chance);
        } else {
            english(&mut text, chance);
        }
    }
    if chance.once_in(4) {
        text.push_str(chance.pick(&EMOJI));
    }
    Saying {
        text: text.trim_end().to_owned(),
        lang,
    }
}

/// A screen name.
pub fn handle(chance: &mut Chance) -> String {
    format!(
        "{}_{}{}",
        chance.pick(&HANDLE_STARTS),
        chance.pick(&HANDLE_ENDS),
        chance.below(100)
    )
}

/// The ten letters after `https://t.co/`.
pub fn short_link(chance: &mut Chance) -> String {
    const LETTERS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let letters: String = (0..10).map(|_| char::from(chance.pick(LETTERS))).collect();
    format!("https://t.co/{letters}")
}

/// A word after a `#`.
pub fn hashtag(chance: &mut Chance) -> &'static str {
    chance.pick(&HASHTAGS)
}

fn japanese(text: &mut String, chance: &mut Chance) {
    text.push_str(chance.pick(&JA_WHEN));
    text.extend((0..2 + chance.below(4)).map(|_| chance.pick(&KANA)));
    for part in [&["の", "と", "より"][..], &JA_WHAT, &JA_DID] {
        text.push_str(chance.pick(part));
    }
    text.push_str(chance.pick(&["。", "！", "…", "", "w"]));
}

fn english(text: &mut String, chance: &mut Chance) {
    for part in [&EN_WHO[..], &EN_DID, &EN_WHAT] {
        text.push_str(chance.pick(part));
        text.push(' ');
    }
    text.push_str("with ");
    for _ in 0..2 + chance.below(2) {
        text.push(chance.pick(&CONSONANTS));
        text.push(chance.pick(&['a', 'e', 'i', 'o', 'u']));
    }
    text.push(' ');
    text.push_str(chance.pick(&EN_WHEN));
    text.push_str(chance.pick(&[". ", "! ", "... ", " & that's it. "]));
}

/// Made-up names are made of these: real posts are less alike than a list of sentences is.
const KANA: [char; 40] = [
    'ア', 'イ', 'ウ', 'エ', 'オ', 'カ', 'キ', 'ク', 'ケ', 'コ', 'サ', 'シ', 'ス', 'セ', 'ソ', 'タ',
    'チ', 'ツ', 'テ', 'ト', 'ナ', 'ニ', 'ネ', 'ノ', 'ハ', 'ヒ', 'フ', 'ホ', 'マ', 'ミ', 'ム', 'メ',
    'モ', 'ヤ', 'ユ', 'ヨ', 'ラ', 'リ', 'ル', 'ン',
];
const CONSONANTS: [char; 14] = [
    'b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v',
];
const EMOJI: [&str; 8] = ["☕", "🌙", "😪", "🍜🍜", "🎉", "👩‍💻", "🐦", "❤️"];
const HASHTAGS: [&str; 8] = [
    "夜更かし部",
    "朝活",
    "今日の一杯",
    "rustlang",
    "日曜大工",
    "nowplaying",
    "写真で一句",
    "DeepNight",
];
const HANDLE_STARTS: [&str; 10] = [
    "neko", "yoru", "kumo", "tofu", "asa", "paper", "owl", "mint", "rail", "kiri",
];
const HANDLE_ENDS: [&str; 8] = [
    "dane", "walker", "no_ie", "lab", "mori", "books", "desu", "log",
];
const JA_WHEN: [&str; 16] = [
    "さっき",
    "今から",
    "朝いちばんに",
    "昼休みに",
    "帰り道で",
    "寝る前に",
    "久しぶりに",
    "気づいたら",
    "雨だけど",
    "電車の中で",
    "締め切り前なのに",
    "友だちと",
    "ひとりで",
    "なぜか",
    "布団の中で",
    "ようやく",
];
const JA_WHAT: [&str; 20] = [
    "コーヒーを",
    "新しい靴を",
    "古い写真を",
    "読みかけの本を",
    "部屋の片付けを",
    "カレーを",
    "ベランダの鉢植えを",
    "発表の資料を",
    "洗濯物を",
    "昔のゲームを",
    "味噌汁を",
    "イヤホンを",
    "旅行の予定を",
    "日報を",
    "ギターを",
    "猫の動画を",
    "自転車を",
    "プリンを",
    "歯医者の予約を",
    "コードを",
];
const JA_DID: [&str; 18] = [
    "飲みすぎた",
    "買ってしまった",
    "眺めている",
    "直した",
    "忘れていた",
    "作ってみた",
    "落とした",
    "見つけた",
    "あきらめた",
    "褒められた",
    "仕上げたい",
    "始めたら止まらない",
    "探している",
    "もらった",
    "待っている",
    "しまい込んだ",
    "書き直している",
    "楽しみにしている",
];
const EN_WHO: [&str; 10] = [
    "I",
    "My neighbour",
    "Nobody here",
    "The whole team",
    "Someone on the train",
    "My sister",
    "We",
    "This cat",
    "The person before me",
    "Our teacher",
];
const EN_DID: [&str; 12] = [
    "forgot",
    "finally fixed",
    "is still looking for",
    "made",
    "dropped",
    "found",
    "never finished",
    "borrowed",
    "is proud of",
    "photographed",
    "rewrote",
    "ate",
];
const EN_WHAT: [&str; 14] = [
    "the umbrella",
    "a very large sandwich",
    "the build script",
    "an old map",
    "the last train's timetable",
    "three oranges",
    "the kettle",
    "a paper crane",
    "the slides",
    "that one song",
    "the bicycle lock",
    "a letter from 1998",
    "the balcony tomatoes",
    "half a novel",
];
const EN_WHEN: [&str; 8] = [
    "before breakfast",
    "at 3 in the morning",
    "again",
    "on a Sunday",
    "without noticing",
    "in the rain",
    "during the meeting",
    "for no reason",
];
