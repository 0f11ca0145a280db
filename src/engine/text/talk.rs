//! What the bird says of its own, and what people are told of its talk and its voice: [`lines`] what it says
//! without a model, [`prompt`] what a model is told, [`says`] what is told of troubles and of what leaves.

pub mod lines;
pub mod prompt;
pub mod says;

use super::{Language, numbers};

/// When the bird says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// It was touched, and nothing else is the matter.
    Tapped,
    /// Food waits.
    Hungry,
    /// It has just eaten.
    Ate,
    /// Nothing waits to be eaten.
    Full,
    LevelUp,
    /// The person has just got up.
    Morning,
    /// The person is up later than they usually are.
    Late,
    /// It sleeps, and was touched.
    Asleep,
    /// A day off.
    Rest,
    /// It was asked something, and no model answers.
    Asked,
}

impl Situation {
    pub const ALL: [Situation; 10] = [
        Situation::Tapped,
        Situation::Hungry,
        Situation::Ate,
        Situation::Full,
        Situation::LevelUp,
        Situation::Morning,
        Situation::Late,
        Situation::Asleep,
        Situation::Rest,
        Situation::Asked,
    ];
}

/// Why a model gave no answer, as far as the person can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The key is wrong, or was deleted.
    BadKey,
    /// The key may not do this.
    Forbidden,
    /// It is not offered where the person is.
    NotHere,
    /// The model is gone, or its name is wrong.
    NoSuchModel,
    /// The key's quota is used up, for so many seconds if that is known.
    Quota { secs: Option<u32> },
    /// What was asked, or what would have been answered, was held back.
    Blocked,
    /// The answer ended before its first sentence did.
    CutShort,
    /// An answer without a word in it.
    Empty,
    /// An answer that can't be understood.
    Unclear,
    /// It has too much to do, or is broken.
    Busy,
    /// No answer came.
    Offline,
    /// No answer came in time.
    Slow,
    /// It answered what the bird does not say: a number of its own, or no plain words.
    Refused,
}

/// Why the bird has no voice from VOICEVOX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoiceTrouble {
    /// The browser was told not to let this page ask programs on this machine.
    PermissionDenied,
    NotRunning,
    /// It runs, and does not answer pages of this origin.
    OriginNotAllowed,
    /// It does not speak with this style.
    StyleCannotTalk,
    /// An answer that can't be understood, or an error of its own.
    Broken,
    /// No answer came in time.
    Slow,
}

/// Where speech becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hearing {
    OnDevice,
    /// At the browser's maker: the sound leaves the device.
    Remote,
}

/// Why speech did not become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HearingTrouble {
    NotAllowed,
    /// Nobody spoke, or too softly.
    NoSpeech,
    NoMicrophone,
    Offline,
    NoLanguage,
    Other,
}

/// What stands for `{level}`.
pub fn level(language: Language, level: u32) -> String {
    [language.pick("レベル", "level "), &whole(level)].concat()
}

/// What stands for `{next}`.
pub fn experience(language: Language, experience: u32) -> String {
    match language {
        Language::Japanese => ["けいけんち", &whole(experience)].concat(),
        Language::English => [&whole(experience), " experience"].concat(),
    }
}

/// What stands for `{food}`: meals that wait.
pub fn food(language: Language, meals: u32) -> String {
    match language {
        Language::Japanese => ["ごはん", &whole(meals), "こ"].concat(),
        Language::English => english_meals(meals),
    }
}

/// What stands for `{fed}`: meals that were eaten today.
pub fn fed(language: Language, meals: u32) -> String {
    match language {
        Language::Japanese => ["ごはん", &whole(meals), "かい"].concat(),
        Language::English => english_meals(meals),
    }
}

/// What stands for `{wake}` and `{sleep}`: `7時30分`, `7:30`.
///
/// * `mins`: minutes after midnight.
pub fn clock(language: Language, mins: u16) -> String {
    let (hour, minute) = (u32::from(mins / 60 % 24), u32::from(mins % 60));
    match language {
        Language::Japanese if minute == 0 => [&whole(hour), "時"].concat(),
        Language::Japanese => [&whole(hour), "時", &whole(minute), "分"].concat(),
        Language::English => {
            let colon = if minute < 10 { ":0" } else { ":" };
            [&whole(hour), colon, &whole(minute)].concat()
        }
    }
}

fn english_meals(meals: u32) -> String {
    let unit = if meals == 1 { " meal" } else { " meals" };
    [&whole(meals), unit].concat()
}

fn whole(number: u32) -> String {
    numbers::count(number.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_what_it_is_of() {
        for (japanese, english, say) in [
            (
                "レベル3",
                "level 3",
                (|language| level(language, 3)) as fn(Language) -> String,
            ),
            ("けいけんち1,020", "1,020 experience", |language| {
                experience(language, 1020)
            }),
            ("ごはん1こ", "1 meal", |language| food(language, 1)),
            ("ごはん2かい", "2 meals", |language| fed(language, 2)),
            ("7時30分", "7:30", |language| clock(language, 450)),
            ("7時5分", "7:05", |language| clock(language, 425)),
            ("0時", "0:00", |language| clock(language, 1440)),
        ] {
            assert_eq!(say(Language::Japanese), japanese);
            assert_eq!(say(Language::English), english);
        }
    }
}
