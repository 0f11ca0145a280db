//! What the bird eats, wears and lives in, how grown it is, what it is given.

use crate::engine::bird::dish::Dish;
use crate::engine::bird::ledger::{Grant, Present};
use crate::engine::bird::level::Stage;
use crate::engine::bird::wardrobe::{Gain, Outfit, Room};
use crate::engine::text::Language;

pub fn dish(language: Language, dish: Dish) -> &'static str {
    let (japanese, english) = match dish {
        Dish::Ramen => ("ラーメン", "ramen"),
        Dish::Curry => ("カレー", "curry"),
        Dish::Mapo => ("麻婆豆腐", "mapo tofu"),
        Dish::Tteokbokki => ("トッポギ", "tteokbokki"),
        Dish::Onigiri => ("おにぎり", "rice balls"),
        Dish::Pancakes => ("パンケーキ", "pancakes"),
        Dish::MisoSoup => ("みそ汁", "miso soup"),
        Dish::Berries => ("木の実", "berries"),
    };
    language.pick(japanese, english)
}

pub fn outfit(language: Language, outfit: Outfit) -> &'static str {
    let (japanese, english) = match outfit {
        Outfit::None => ("羽毛のまま", "just feathers"),
        Outfit::Spring => ("春の服", "spring clothes"),
        Outfit::Summer => ("夏の服", "summer clothes"),
        Outfit::Autumn => ("秋の服", "autumn clothes"),
        Outfit::Winter => ("冬の服", "winter clothes"),
        Outfit::Pilot => ("飛行士の服", "pilot’s gear"),
        Outfit::Rain => ("雨具", "rain gear"),
        Outfit::Scholar => ("学者の服", "scholar’s robe"),
        Outfit::Star => ("星の服", "cloak of stars"),
    };
    language.pick(japanese, english)
}

pub fn room(language: Language, room: Room) -> &'static str {
    let (japanese, english) = match room {
        Room::Spring => ("春の野原", "spring meadow"),
        Room::Summer => ("夏の浜辺", "summer shore"),
        Room::Autumn => ("秋の森", "autumn wood"),
        Room::Winter => ("冬の雪原", "winter snow"),
        Room::Library => ("図書室", "library"),
        Room::Harbour => ("港", "harbour"),
        Room::Moon => ("月", "moon"),
    };
    language.pick(japanese, english)
}

/// What came with a level.
pub fn gain(language: Language, gain: Gain) -> &'static str {
    match gain {
        Gain::Outfit(one) => outfit(language, one),
        Gain::Room(one) => room(language, one),
    }
}

/// What has to be reached first: `レベル5から`, `from level 5`.
pub fn from_level(language: Language, level: u32) -> String {
    let level = level.to_string();
    match language {
        Language::Japanese => ["レベル", &level, "から"].concat(),
        Language::English => ["from level ", &level].concat(),
    }
}

pub fn stage(language: Language, stage: Stage) -> &'static str {
    let (japanese, english) = match stage {
        Stage::Chick => ("ひな", "chick"),
        Stage::Young => ("若鳥", "fledgling"),
        Stage::Grown => ("おとな", "grown-up"),
        Stage::Elder => ("長老", "elder"),
    };
    language.pick(japanese, english)
}

/// What a present is for.
pub fn present(language: Language, present: Present) -> &'static str {
    let (japanese, english) = match present {
        Present::RegularWeek => ("規則正しかった1週間", "a regular week"),
        Present::Rest => ("よく休んだ日", "a day off"),
    };
    language.pick(japanese, english)
}

/// What the present was: one or another, by its week.
pub fn trinket(language: Language, grant: Grant) -> &'static str {
    const TRINKETS: [(&str, &str); 7] = [
        ("どんぐり", "an acorn"),
        ("四つ葉のクローバー", "a four-leaf clover"),
        ("まるい小石", "a round pebble"),
        ("ぴかぴかのボタン", "a shiny button"),
        ("貝がら", "a seashell"),
        ("まつぼっくり", "a pine cone"),
        ("星のかけら", "a chip of a star"),
    ];
    // Those of one week differ.
    let nth = match grant.present {
        Present::RegularWeek => grant.week,
        Present::Rest => grant.week.saturating_add(3),
    };
    let index = nth.rem_euclid(TRINKETS.len() as i32) as usize;
    let (japanese, english) = TRINKETS.get(index).copied().unwrap_or_default();
    language.pick(japanese, english)
}
