//! What the bird does, what came of what was done, how it feels and why.

use super::{name, things};
use crate::engine::bird::ledger::Present;
use crate::engine::bird::mood::{Feast, Mood};
use crate::engine::bird::pose::Pose;
use crate::engine::bird::{Cue, Grew};
use crate::engine::text::Language;
use crate::engine::text::numbers::count;

/// What it is doing, as a sentence that can be read out.
///
/// * `called`: its name, empty if it has none.
pub fn pose(language: Language, pose: Pose, called: &str) -> String {
    let (japanese, english) = match pose {
        Pose::Idle | Pose::Blink => ("あたりをきょろきょろ見ています。", " is looking around."),
        Pose::Hop => ("ぴょんと跳ねました。", " hops."),
        Pose::Eat => ("ごはんを食べています。", " is eating."),
        Pose::Sleep => ("すやすや眠っています。", " is fast asleep."),
        Pose::Yawn => ("大きなあくびをしています。", " gives a big yawn."),
        Pose::Talk => ("話しています。", " is talking."),
        Pose::Celebrate => ("翼を広げて喜んでいます。", " spreads its wings for joy."),
        Pose::Think => ("考えこんでいます。", " is thinking it over."),
        Pose::Dazed => (
            "目がとろんとしています。",
            " can hardly keep its eyes open.",
        ),
    };
    let called = name(language, called);
    match language {
        Language::Japanese => [called, "は、", japanese].concat(),
        Language::English => [called, english].concat(),
    }
}

/// What came of what was done.
///
/// * `called`: its name, empty if it has none.
pub fn cue(language: Language, cue: &Cue, called: &str) -> String {
    let simple = |japanese, english| {
        let called = name(language, called);
        match language {
            Language::Japanese => [called, "は、", japanese].concat(),
            Language::English => [called, " ", english].concat(),
        }
    };
    match cue {
        Cue::Ate { meals, dish, grew } => {
            let dish = things::dish(language, *dish);
            let meals = count((*meals).into());
            let ate = match (language, meals.as_str()) {
                (Language::Japanese, "1") => [dish, "をぺろりと食べました。"].concat(),
                (Language::Japanese, _) => {
                    [dish, "を", &meals, "食、ぺろりと食べました。"].concat()
                }
                (Language::English, "1") => ["gobbled up a meal of ", dish, "."].concat(),
                (Language::English, _) => ["gobbled up ", &meals, " meals of ", dish, "."].concat(),
            };
            with_growth(language, simple(&ate, &ate), *grew)
        }
        Cue::Given { grant, grew } => {
            let trinket = things::trinket(language, *grant);
            let why = things::present(language, grant.present);
            let given = match language {
                Language::Japanese => [why, "のごほうびに、", trinket, "をもらいました。"].concat(),
                Language::English => ["was given ", trinket, " for ", why, "."].concat(),
            };
            with_growth(language, simple(&given, &given), *grew)
        }
        Cue::AteBefore => language
            .pick(
                "それは、もう食べたあとです。",
                "That is eaten already, to the last crumb.",
            )
            .to_owned(),
        Cue::Changed => language.pick("そうしました。", "Done.").to_owned(),
        Cue::Locked { level } => {
            let level = level.to_string();
            let (before, after) = language.pick(
                ("レベル", "になってからのお楽しみです。"),
                ("Something to look forward to: it comes with level ", "."),
            );
            [before, &level, after].concat()
        }
        Cue::FellAsleep => simple("眠りにつきました。", "fell asleep."),
        Cue::Yawned => simple("あくびをしました。", "yawned."),
        Cue::Woke => simple("目を覚ましました。", "woke up."),
    }
}

fn with_growth(language: Language, sentence: String, grew: Option<Grew>) -> String {
    let Some(grew) = grew else { return sentence };
    let space = language.pick("", " ");
    [&sentence, space, &growth(language, grew)].concat()
}

/// A new level, what it is called and what came with it.
pub fn growth(language: Language, grew: Grew) -> String {
    let level = grew.to.to_string();
    let mut told = match language {
        Language::Japanese => ["レベル", &level, "になりました！"].concat(),
        Language::English => ["That makes level ", &level, "!"].concat(),
    };
    if let Some(stage) = grew.stage() {
        let stage = things::stage(language, stage);
        let (before, after) = language.pick(("もう", "です。"), (" Now: ", "."));
        told.extend([before, stage, after]);
    }
    for (nth, gain) in grew.gains().enumerate() {
        let before = match nth {
            0 => language.pick("新しく増えたもの：", " New: "),
            _ => language.pick("、", ", "),
        };
        told.extend([before, things::gain(language, gain)]);
    }
    if grew.gains().next().is_some() {
        told.push_str(language.pick("。", "."));
    }
    told
}

/// How it feels, and why, in one line.
pub fn mood(language: Language, mood: Mood) -> String {
    let number = match mood {
        Mood::Proud { level } => level.into(),
        Mood::Hungry { waiting } => waiting,
        Mood::Full { meals } => meals.into(),
        _ => 0,
    };
    let (japanese, english) = reason(mood);
    language
        .pick(japanese, english)
        .replace('#', &count(number))
}

/// A mood's reason; `#` stands for its number.
fn reason(mood: Mood) -> (&'static str, &'static str) {
    match mood {
        Mood::Asleep => (
            "いつもなら、あなたも寝ている時間。ぐっすりです。",
            "Fast asleep: usually you are too, at this hour.",
        ),
        Mood::UpLate => (
            "ほんとうは寝る時間。あなたが起きているので、つきあっています。",
            "Up past bedtime, to keep you company.",
        ),
        Mood::Sleepy => (
            "もうすぐ寝る時間で、まぶたが重くなってきました。",
            "Heavy-eyed: bedtime is near.",
        ),
        Mood::Proud { .. } => (
            "レベル#になったばかりで、胸を張っています。",
            "Chest out: it has just reached level #.",
        ),
        Mood::Glad(Present::RegularWeek) => (
            "規則正しい1週間のごほうびに、ごきげんです。",
            "Delighted with its present for a regular week.",
        ),
        Mood::Glad(Present::Rest) => (
            "休んだ日のおみやげに、ごきげんです。",
            "Delighted with its present for a day off.",
        ),
        Mood::JustWoken => (
            "起きたばかりで、寝ぐせがついています。",
            "Just woken, feathers all over the place.",
        ),
        Mood::Hungry { waiting: 1 } => (
            "えさがひとつ待っているので、そわそわしています。",
            "Fidgety: there is a bite waiting.",
        ),
        Mood::Hungry { .. } => (
            "えさが#個待っているので、そわそわしています。",
            "Fidgety: there are # bites waiting.",
        ),
        Mood::Festive(feast) => self::feast(feast),
        Mood::Full { meals: 1 } => (
            "今日は1食もらって、満足しています。",
            "Content: it had a meal today.",
        ),
        Mood::Full { .. } => (
            "今日は#食もらって、おなかがまんまるです。",
            "Round as a ball: # meals today.",
        ),
        Mood::DayOff => (
            "今日はお休みの日。いっしょにのんびりしています。",
            "A day off. Taking it easy along with you.",
        ),
        Mood::Calm => (
            "とくに用事もなく、羽づくろいをしています。",
            "Nothing on today but preening.",
        ),
    }
}

fn feast(feast: Feast) -> (&'static str, &'static str) {
    match feast {
        Feast::Birthday => (
            "うちに来た記念日なので、朝から得意顔です。",
            "Looking smug: it came to you on this very day.",
        ),
        Feast::NewYear => (
            "お正月なので、おめでたい気分です。",
            "In high spirits: it is the new year.",
        ),
        Feast::Tanabata => (
            "七夕なので、夜の空を気にしています。",
            "Watching the sky: tonight two stars are said to meet.",
        ),
        Feast::MoonViewing => (
            "お月見の季節。おだんごのことを考えています。",
            "Dreaming of dumplings: it is the season of the harvest moon.",
        ),
        Feast::Halloween => (
            "ハロウィンなので、だれかをおどかしたくて、うずうずしています。",
            "Itching to startle someone: it is Halloween.",
        ),
        Feast::YearsEnd => (
            "大みそかなので、今夜は起きている気まんまんです。",
            "Determined to see the new year in tonight.",
        ),
    }
}
