//! The ranking: what it would cost, what it is of, where someone stands.

use crate::engine::bird::card::Standing;
use crate::engine::text::Language;
use crate::engine::text::numbers::count;

/// What it would cost, before anything is asked.
///
/// * `people`: how many are ranked; `follows`: how many are followed.
/// * `points`: of GitHub's; `left`: how many of them there are, if that is known.
pub fn cost(
    language: Language,
    follows: u64,
    people: u64,
    points: u64,
    left: Option<u64>,
) -> String {
    let (follows_told, people_told, points) = (count(follows), count(people), count(points));
    let mut told = match (language, people < follows) {
        (Language::Japanese, false) => {
            ["フォローしている", &people_told, "人について調べます。"].concat()
        }
        (Language::English, false) if people == 1 => {
            "Asks about the one person you follow.".to_owned()
        }
        (Language::English, false) => {
            ["Asks about the ", &people_told, " people you follow."].concat()
        }
        (Language::Japanese, true) => [
            "フォローしている",
            &follows_told,
            "人のうち、",
            &people_told,
            "人について調べます。",
        ]
        .concat(),
        (Language::English, true) => [
            "Asks about ",
            &people_told,
            " of the ",
            &follows_told,
            " people you follow.",
        ]
        .concat(),
    };
    let (before, after) = language.pick(
        ("GitHubのポイントを", "ほど使います"),
        (" This takes about ", " of GitHub’s points"),
    );
    told.extend([before, &points, after]);
    if let Some(left) = left {
        let (open, close) = language.pick(("（のこり", "）"), (" (", " left)"));
        told.extend([open, &count(left), close]);
    }
    told.push_str(language.pick("。", "."));
    told
}

/// Where the person stands: `12人のうち3位です。`.
pub fn place(language: Language, place: u64, of: u64) -> String {
    let (place, of) = (count(place), count(of));
    match language {
        Language::Japanese => ["あなたは、", &of, "人のうち", &place, "位です。"].concat(),
        Language::English => ["You are number ", &place, " of ", &of, "."].concat(),
    }
}

/// A row, after the name: `レベル7（1年で1,240件）`.
pub fn row(language: Language, level: u32, contributions: u64) -> String {
    let word = language.pick("レベル", "Level ");
    let (open, close) = match (language, contributions) {
        (Language::Japanese, _) => ("（1年で", "件）"),
        (Language::English, 1) => (" (", " contribution in a year)"),
        (Language::English, _) => (" (", " contributions in a year)"),
    };
    [word, &level.to_string(), open, &count(contributions), close].concat()
}

/// How far the asking is: `12 / 40人`.
pub fn progress(language: Language, done: u64, of: u64) -> String {
    let unit = language.pick("人", " people");
    [&count(done), " / ", &count(of), unit].concat()
}

/// What public activity says of a card.
pub fn standing(language: Language, standing: Standing) -> &'static str {
    let (japanese, english) = match standing {
        Standing::BorneOut => ("公開の活動と合っています。", "In line with what is public."),
        Standing::Unproven => (
            "本人がそう言っています。公開の活動からは確かめられません。",
            "So its bearer says. What is public can’t bear it out.",
        ),
    };
    language.pick(japanese, english)
}
