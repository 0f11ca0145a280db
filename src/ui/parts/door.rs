//! The way in: files by choosing or dropping.

use leptos::prelude::event_target;
use web_sys::HtmlInputElement;

use super::icon::{self, icon};
use crate::engine::text::Text;
use crate::ui::dom::{Node, el};
use crate::ui::pages::Page;
use crate::ui::state::opening::{Chosen, opening};
use crate::web::files;

pub fn door() -> Node {
    let words = el("span")
        .class("door__words")
        .child(el("strong").say(Text::OpenArchive))
        .child(el("small").say(Text::OpenArchiveHint));
    let files = file_button()
        .child(el("span").class("door__icon").child(icon(icon::OPEN)))
        .child(words);
    let github = el("a").class("door__github").testid("github-door");
    let github = github.attr("href", &["#", Page::GitHub.hash()].concat());
    let ways = el("div").class("door__ways").child(folder_button());
    el("div")
        .class("door")
        .child(files)
        .child(ways.child(github.say(Text::OpenGitHub)))
}

/// Opens the browser's dialog for files; what it says is put into it. A real input below its label:
/// keyboards and screen readers know what that is.
pub fn file_button() -> Node {
    let input = chooser("file-input").id("file").attr("multiple", "");
    el("label").class("door__button").child(input)
}

/// The same for a folder, where the browser can choose one.
fn folder_button() -> Node {
    let input = chooser("folder-input").attr("webkitdirectory", "");
    el("label")
        .class("door__folder")
        .child(input)
        .child(el("span").say(Text::OpenFolder))
}

/// Takes the files out of an input, so that the same ones can be chosen again.
fn chooser(testid: &str) -> Node {
    let opening = opening();
    el("input")
        .class("hidden-input")
        .attr("type", "file")
        .testid(testid)
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let files = input
                .files()
                .map_or_else(Vec::new, |list| files::chosen(&list));
            // The handles stay good; the browser's dialog was called off if there is none.
            input.set_value("");
            if !files.is_empty() {
                opening.open(Chosen::Files(files));
            }
        })
}
