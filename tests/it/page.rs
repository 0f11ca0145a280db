//! What stands twice, because the page must show it before the wasm arrives or pictures need it
//! without a page: both places say the same.

use yodori::engine::paint::Theme;
use yodori::engine::scene::Ink;
use yodori::engine::text::{Language, Text};

fn read(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(path).expect("a file of the checkout")
}

#[test]
fn the_words_of_index_html_are_those_of_the_first_screen() {
    let page = read("index.html");
    for text in [
        Text::AppName,
        Text::HeadlineTop,
        Text::HeadlineBottom,
        Text::Lead,
        Text::OpenArchive,
        Text::OpenArchiveHint,
        Text::OpenFolder,
        Text::SentNowhere,
    ] {
        for language in Language::ALL {
            let words = [">", text.say(language), "<"].concat();
            assert!(page.contains(&words), "{words} is not in index.html");
        }
    }
}

fn token_of(ink: Ink) -> &'static str {
    match ink {
        Ink::Paper => "--paper",
        Ink::Card => "--card",
        Ink::Text => "--text",
        Ink::Quiet => "--quiet",
        Ink::Line => "--line",
        Ink::NightBand => "--night-band",
        Ink::Awake => "--awake",
        Ink::GitHub => "--github",
        Ink::Late => "--late",
        Ink::Weekend => "--weekend",
        Ink::Accent => "--accent",
        Ink::Moon => "--moon",
        Ink::Asleep1 => "--asleep-1",
        Ink::Asleep2 => "--asleep-2",
        Ink::Asleep3 => "--asleep-3",
        Ink::Asleep4 => "--asleep-4",
    }
}

/// Every value that the styles give to a token, in their order: light, dark by choice, dark by device.
fn values<'a>(styles: &'a str, token: &str) -> Vec<&'a str> {
    let lines = styles.lines().filter_map(|line| {
        let (name, value) = line.trim().split_once(": ")?;
        (name == token).then_some(value.trim_end_matches(';'))
    });
    lines.collect()
}

#[test]
fn pictures_have_the_inks_of_the_styles() {
    let styles = read("style/tokens.css");
    let (light, dark) = (Theme::light(), Theme::dark());
    for ink in Ink::ALL {
        let expected = [&light, &dark, &dark].map(|theme| {
            let [red, green, blue] = theme.color(ink);
            format!("#{red:02x}{green:02x}{blue:02x}")
        });
        assert_eq!(values(&styles, token_of(ink)), expected, "{ink:?}");
    }
}

#[test]
fn both_ways_to_be_dark_have_the_same_tokens() {
    let styles = read("style/tokens.css");
    let dark: Vec<Vec<&str>> = styles
        .split("color-scheme: dark;")
        .skip(1)
        .map(|block| {
            let lines = block.lines().map(str::trim);
            lines.take_while(|line| *line != "}").collect()
        })
        .collect();
    assert_eq!(dark.len(), 2);
    assert!(dark[0].len() > Ink::ALL.len());
    assert_eq!(dark[0], dark[1]);
}
