//! Posting apps that are known to post by themselves, by their names.
//!
//! Left alone are apps through which a person did something elsewhere, such as Instagram, Swarm,
//! はてなブックマーク or Nintendo Switch Share: whoever did it was awake.

/// Services and programs that post on their own: from a feed, from a queue, by a timetable. Each is
/// looked for as words of a name, whatever stands around them: `Hootsuite Inc.`, `EasyBotter ver2`.
const SERVICES: [&str; 24] = [
    "cheap bots, done quick",
    "coschedule",
    "dlvr.it",
    "easybotter",
    "friendfeed",
    "hootsuite",
    "hypefury",
    "ifttt",
    "paper.li",
    "recurpost",
    "socialdog",
    "socialoomph",
    "sprout social",
    "tweekly.fm",
    "twirobojp",
    "twittbot",
    "twitterfeed",
    "wordpress",
    "wordtwit",
    "wp to twitter",
    "wp tweets pro",
    "wp twitter auto publish",
    "zapier",
    "ツイ廃あらーと",
];

/// Services whose names are everyday words: the whole name must be theirs.
const WHOLE_NAMES: [&str; 1] = ["buffer"];

/// What programs call themselves that post on their own.
const BOT_WORDS: [&str; 3] = ["bot", "bots", "ボット"];

/// Whether an app of this name posts by itself. Upper and lower case are the same.
///
/// A word ends where letters of its own script end: `天気bot` and `my_bot (beta)` have the word "bot",
/// `Tweetbot for iOS` and `ロボット` have not: the first is a client in which people type.
pub fn is_automatic(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    let mut words = SERVICES.iter().chain(&BOT_WORDS);
    WHOLE_NAMES.contains(&&*name) || words.any(|word| has_word(&name, word))
}

/// Whether `word` stands in `name` with no letter of its script before or after it.
fn has_word(name: &str, word: &str) -> bool {
    name.match_indices(word).any(|(at, word)| {
        let before = name[..at].chars().next_back();
        let after = name[at + word.len()..].chars().next();
        let inside = |neighbour: Option<char>, own: Option<char>| {
            neighbour.zip(own).is_some_and(|(a, b)| are_joined(a, b))
        };
        !inside(before, word.chars().next()) && !inside(after, word.chars().next_back())
    })
}

/// Whether two letters side by side are of one word: of the Latin alphabet and figures, or katakana.
fn are_joined(a: char, b: char) -> bool {
    let is_katakana = |char| ('ァ'..='ヿ').contains(&char);
    a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric() || is_katakana(a) && is_katakana(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_services_and_bots_are_automatic() {
        for name in [
            "IFTTT",
            "twitterfeed",
            "dlvr.it",
            "Hootsuite",
            "Hootsuite Inc.",
            "HootSuite",
            "Buffer",
            " buffer ",
            "Hypefury",
            "SocialDog",
            "SocialDog for Twitter",
            "twittbot.net",
            "EasyBotter",
            "EasyBotter ver2",
            "Paper.li",
            "Tweekly.fm",
            "FriendFeed",
            "Zapier",
            "Zapier.com",
            "WordPress.com",
            "WP to Twitter",
            "WP Twitter Auto Publish",
            "Cheap Bots, Done Quick!",
            "ツイ廃あらーと",
            "bot",
            "Weather (Bot)",
            "weather bot",
            "my_bot",
            "my-bot v2",
            "天気bot",
            "天気BOTです",
            "おみくじボット",
        ] {
            assert!(is_automatic(name), "{name}");
        }
    }

    #[test]
    fn apps_in_which_a_person_did_something_are_not() {
        for name in [
            "",
            "Tweetbot for iOS",
            "Tweetbot for Mac",
            "Tweetbot for iΟS",
            "TweetBot",
            "tweetbot",
            "Twitter for iPhone",
            "Twitter for Android",
            "Twitter for iPad",
            "Twitter Web App",
            "Twitter Web Client",
            "Twitter for Websites",
            "Twitter for Windows Phone",
            "TweetDeck",
            "TweetDeck Web App",
            "web",
            "erased12345",
            "Janetter",
            "Echofon",
            "twicca",
            "ついっぷる",
            "Tween",
            "YoruFukurou",
            "feather for iOS",
            "Mehdoh for WP",
            "Instagram",
            "Foursquare",
            "Foursquare Swarm",
            "はてなブックマーク",
            "Hatena",
            "ロケタッチ",
            "Nintendo Switch Share",
            "PlayStation(R)4",
            "ブクログ",
            "Runkeeper",
            "Botanical Garden",
            "Robot",
            "Bottle",
            "bot2",
            "ロボット掃除機",
            "ボットン",
            "Buffering",
            "Word Press Club",
        ] {
            assert!(!is_automatic(name), "{name}");
        }
    }
}
