//! Numbers in hiragana, where no blank says where a word ends.
//!
//! First the words that merely contain such syllables are taken out, then what is left is looked through: some
//! numbers are numbers wherever they stand, some only before a counter, and the shortest, which are particles and
//! endings as well, only where no particle can stand. In doubt it is a number: then the bird says a line of its own.

use super::check::Piece;

/// Between sentences, and at both ends.
const END: char = '|';
/// A slot.
const SLOT: char = '#';
/// A word that was taken out.
const GONE: char = '_';

/// Words that contain what sounds like a number or a counter; after a `!` the letters before which they are not
/// meant. Long vowels are written without their sign here.
const PLAIN: &str = "\
    いちばん!め いちご!う いちおう いちにちおつかれ きょういちにち きょうもいちにち \
    ひとりじゃ いちいち もういちど いっしょ いっぱい たくさん さんぽ!ん さんせい \
    さんか!いげしね ごはん ばんごはん ばんざい ごめん ごちそう ごご ごぜん ごろごろ ごこち \
    ごと りんご たまご まいご だんご きろく とうろく もくろく ふろく ろくに!んちな \
    おもしろく しろく!じにがね ひろく!じにがね もろく!じにがね そろそろ いろいろ ところ \
    こころ うしろ ふろ はちみつ はちまき きゅうに!んちじひな きゅうけい きゅうじつ \
    きゅうしょく きゅうり きゅうきゅう ちきゅう やきゅう じゅうぶん!の じゅうでん じゅうじつ \
    じゅうよう じゅうしょ せかいじゅう いえじゅう うちじゅう へやじゅう からだじゅう \
    よなかじゅう そらじゅう じぶん じつ じまん じめ じきに じわ じりじり じてん じどう \
    じゆう くじら くじけ ちいさ ちっちゃ ちっとも ちか!いげらしね ちが!つ ちこく!らだ \
    ちち ちからもち まいにち まいばん まいあさ まいる まいど!う にんげん にんき!たてま \
    にんじん にこにこ にっこり ねんね!むた ねんのため ひきつづ ひきこも ふんわり ふんふん \
    びょうき びょういん ばいばい どう どこ どんな どっち こんにちは こんばんは こんや \
    こっち こえ!ら こっそり だいすき だいじ だいぶ てんき!た けんか!い せんたく せんせい \
    ぜんぜん ぜんぶ まんぷく まんぞく まんまる まんなか おくれ おくる さいきん さいこう \
    とおかった もし!ちが ともに どれ!ん まいっ!し にんまり じんわり こんど はつかれ \
    はつかう はつかっ はつかえ はつかわ";

/// Numbers wherever they stand.
const SURE: &[&str] = &[
    "ひとつ",
    "ふたつ",
    "みっつ",
    "よっつ",
    "いつつ",
    "むっつ",
    "ななつ",
    "やっつ",
    "ここのつ",
    "ひとり",
    "ふたり",
    "ついたち",
    "ふつか",
    "みっか",
    "よっか",
    "むいか",
    "ここのか",
    "とおか",
    "はつか",
    "はたち",
    "ひゃく",
    "びゃく",
    "ぴゃく",
    "ひゃっ",
    "じゅう",
    "じゅっ",
    "じっぷ",
    "じっぴ",
    "ぜろ",
    "ろく",
    "しち",
    "はち",
    "きゅう",
    "いっこ",
    "いっかい",
    "いっぴき",
    "いっぽん",
    "いっぷん",
    "いっさい",
    "いっしゅう",
    "いっかげ",
    "いってん",
    "いっせん",
    "ろっか",
    "ろっこ",
    "ろっぴ",
    "ろっぽ",
    "ろっぷ",
    "はっか",
    "はっこ",
    "はっぴき",
    "はっぽ",
    "はっぷ",
    "はっさい",
    "はっせん",
    "はんぶん",
    "はんにち",
    "はんじかん",
    "しょうご",
    "れいじ",
    "さんぜん",
    "すりー",
    "ふぉー",
    "ふぁいぶ",
    "しっくす",
    "せぶん",
    "えいと",
];

/// Numbers before a counter.
const BEFORE_COUNTER: &[&str] = &["いち", "さん", "よん", "なな"];
const COUNTERS: &[&str] = &[
    "じ",
    "ふん",
    "ぷん",
    "びょう",
    "にち",
    "かい",
    "がい",
    "がつ",
    "かげつ",
    "ねん",
    "しゅう",
    "ど",
    "こ",
    "ほん",
    "ぼん",
    "ぽん",
    "まい",
    "ひき",
    "びき",
    "ぴき",
    "ばい",
    "ぱい",
    "さつ",
    "ばん",
    "さい",
    "えん",
    "れべる",
    "てん",
    "けん",
    "げん",
    "だい",
    "しょく",
    "にん",
    "わり",
    "ぶんの",
    "まん",
    "おく",
    "せん",
    "ぱせんと",
];
/// Counters before which even the shortest numbers are nothing else.
const SHORT: [(&str, &[&str]); 5] = [
    (
        "に",
        &[
            "じ",
            "まい",
            "ひき",
            "ふん",
            "びょう",
            "ねん",
            "かげつ",
            "しゅうかん",
            "にん",
            "ばん",
            "ど",
            "ばい",
            "がつ",
        ],
    ),
    (
        "ご",
        &[
            "じ",
            "ふん",
            "びょう",
            "まい",
            "ひき",
            "にん",
            "ねん",
            "かげつ",
            "しゅうかん",
            "がつ",
            "ばん",
        ],
    ),
    ("よ", &["じ", "にん", "ねん", "えん"]),
    ("く", &["じ", "がつ"]),
    ("し", &["がつ"]),
];
/// Those before which they are numbers where no particle can stand.
const FREE_COUNTERS: &[&str] = &[
    "こ",
    "かい",
    "ほん",
    "わ",
    "さい",
    "はい",
    "だい",
    "てん",
    "けん",
    "さつ",
    "えん",
    "しょく",
    "まん",
    "せん",
    "おく",
    "れべる",
    "にち",
    "ど",
    "ばい",
];
/// After these no particle stands.
const FREE: &[&str] = &["|", "が", "を", "は", "も", "あと", "もう", "たった"];
/// How a sentence goes on after a number of its own.
const AFTER: &[&str] = &[
    "|",
    "だよ",
    "だね",
    "だっ",
    "だけ",
    "だぞ",
    "だ|",
    "です",
    "に",
    "ぐらい",
    "くらい",
    "いじょう",
    "まで",
    "から",
    "より",
    "と",
    "なん",
];
/// Days that are other words as well, unless these follow.
const DAYS: &[&str] = &["いつか", "なのか", "ようか"];
const AFTER_DAYS: &[&str] = &["かん", "まえ", "ご", "め", "れんぞく", "つづ", "ぶり"];
/// What would make another number of a figure.
const AFTER_SLOT: &[&str] = &[
    "#",
    "まん",
    "おく",
    "せん",
    "てん",
    "ばい",
    "わり",
    "ぶんの",
    "はん",
];

pub(super) fn has_number(pieces: &[Piece]) -> bool {
    let text = without_plain(&tight(pieces));
    let starts = |rest: &str, words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    text.char_indices().any(|(at, char)| {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let after_slot = rest.strip_prefix(SLOT);
        char == SLOT && after_slot.is_some_and(|after| starts(after, AFTER_SLOT))
            || is_sure(rest)
            || is_counted(before, rest)
            || is_alone(before, rest)
    })
}

/// Whether a text begins with a number that needs nothing else.
fn is_sure(rest: &str) -> bool {
    follows(rest, SURE).is_some()
        || follows(rest, DAYS).is_some_and(|after| follows(after, AFTER_DAYS).is_some())
}

/// Whether it begins with a number and a counter.
fn is_counted(before: &str, rest: &str) -> bool {
    let counted = |after: &str, counters: &[&str]| {
        follows(after, counters).is_some_and(|after| !after.starts_with('っ'))
    };
    if follows(rest, BEFORE_COUNTER).is_some_and(|after| counted(after, COUNTERS)) {
        return true;
    }
    SHORT.iter().any(|(number, counters)| {
        let Some(after) = rest.strip_prefix(number) else {
            return false;
        };
        let is_free = ["に", "ご"].contains(number) && is_free(before);
        counted(after, counters) || is_free && counted(after, FREE_COUNTERS)
    }) || is_free(before) && (rest.starts_with("さんわ") || is_thousand(rest))
}

/// Whether it begins with a thousand of something.
fn is_thousand(rest: &str) -> bool {
    let more = [COUNTERS, BEFORE_COUNTER, &["に", "ご"]];
    rest.strip_prefix("せん")
        .is_some_and(|after| more.iter().any(|words| follows(after, words).is_some()))
}

/// Whether it begins with a number that stands alone: `れべるはさんだよ`.
fn is_alone(before: &str, rest: &str) -> bool {
    let named = ["は", "が", "も", "の", ""].iter().any(|particle| {
        let of = before.strip_suffix(particle).unwrap_or_default();
        of.ends_with("れべる")
    });
    let copula = |after: &str| starts_any(after, &["だよ", "だね", "だっ", "だぞ", "です"]);
    let after = |number: &str| rest.strip_prefix(number);
    let any = |numbers: &[&str], goes_on: &dyn Fn(&str) -> bool| {
        numbers
            .iter()
            .any(|number| after(number).is_some_and(goes_on))
    };
    if named {
        let becomes =
            |after: &str| copula(after) || after.starts_with("にな") || after.starts_with(END);
        return any(
            &["いち", "さん", "よん", "なな", "ご", "せん", "にせん"],
            &|_| true,
        ) || any(&["に", "し", "く"], &becomes);
    }
    if !is_free(before) || before.ends_with('を') {
        return false;
    }
    any(&["いち", "さん", "なな"], &|after| {
        starts_any(after, AFTER)
    }) || any(&["よん"], &|after| {
        after.starts_with(END) || starts_any(after, &["です", "ぐらい", "くらい", "から", "まで"])
    }) || any(&["ご"], &|after| after.starts_with(END) || copula(after))
        || any(&["に"], &|after| copula(after))
}

/// Whether no particle can stand here.
fn is_free(before: &str) -> bool {
    before.is_empty() || FREE.iter().any(|word| before.ends_with(word))
}

fn starts_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// What comes after the first of these words that a text begins with, unless that goes on within its last syllable.
fn follows<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let after = text.strip_prefix(word)?;
        (!after.starts_with(['ゃ', 'ゅ', 'ょ'])).then_some(after)
    })
}

/// Letters alone: what parts or draws out a word is left out, what ends a sentence is one sign.
fn tight(pieces: &[Piece]) -> String {
    let mut text = String::from(END);
    for piece in pieces {
        match piece {
            Piece::Letter('ー') | Piece::Sign('〜' | '…' | '・' | '「' | '」') | Piece::Blank =>
                {}
            Piece::Letter(char) => text.push(*char),
            Piece::Sign(_) => text.push(END),
            Piece::Slot(_) => text.push(SLOT),
        }
    }
    text.push(END);
    // Neither is one word with what follows.
    text.replace("けいけんち", "れべる")
}

/// Takes out the words that are no numbers, at each place the longest.
fn without_plain(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let plain = PLAIN.split(' ').filter_map(|word| {
            let (word, not_before) = word.split_once('!').unwrap_or((word, ""));
            let after = rest.strip_prefix(word)?;
            (!after.starts_with(|next| not_before.contains(next))).then_some(after)
        });
        if let Some(after) = plain.min_by_key(|after| after.len()) {
            left.push(GONE);
            rest = after;
        } else {
            left.push(char);
            rest = rest.get(char.len_utf8()..).unwrap_or_default();
        }
    }
    left
}
