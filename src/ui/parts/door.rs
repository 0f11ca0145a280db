//! The way in: files by choosing or dropping.

use leptos::{ev, html, prelude::*};

use super::icon::{self, Icon};
use crate::engine::text::Text;
use crate::ui::live::on;
use crate::ui::pages::Page;
use crate::ui::state::opening::{Chosen, opening};
use crate::ui::state::settings::settings;
use crate::web::files;

#[component]
pub fn Door() -> impl IntoView {
    let settings = settings();
    view! {
        <div class="door">
            <FileButton>
                <span class="door__icon"><Icon path=icon::OPEN/></span>
                <span class="door__words">
                    <strong>{settings.words(Text::OpenArchive)}</strong>
                    <small>{settings.words(Text::OpenArchiveHint)}</small>
                </span>
            </FileButton>
            <div class="door__ways">
                <FolderButton/>
                <a class="door__github" href=["#", Page::GitHub.hash()].concat() data-testid="github-door">
                    {settings.words(Text::OpenGitHub)}
                </a>
            </div>
        </div>
    }
}

/// Opens the browser's dialog for files. A real input below its label: keyboards and screen readers
/// know what that is.
#[component]
pub fn FileButton(children: Children) -> impl IntoView {
    let open = opener();
    let input = NodeRef::<html::Input>::new();
    view! {
        <label class="door__button">
            <input
                id="file"
                class="hidden-input"
                type="file"
                multiple
                data-testid="file-input"
                node_ref=input
                on:change=on(move |_: ev::Event| open(input))
            />
            {children()}
        </label>
    }
}

/// The same for a folder, where the browser can choose one.
#[component]
fn FolderButton() -> impl IntoView {
    let settings = settings();
    let open = opener();
    let input = NodeRef::<html::Input>::new();
    view! {
        <label class="door__folder">
            <input
                class="hidden-input"
                type="file"
                prop:webkitdirectory=true
                data-testid="folder-input"
                node_ref=input
                on:change=on(move |_: ev::Event| open(input))
            />
            <span>{settings.words(Text::OpenFolder)}</span>
        </label>
    }
}

/// Takes the files out of an input, so that the same ones can be chosen again.
fn opener() -> impl Fn(NodeRef<html::Input>) + Copy {
    let opening = opening();
    move |input| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let files = input
            .files()
            .map_or_else(Vec::new, |list| files::chosen(&list));
        // The handles stay good; the browser's dialog was called off if there is none.
        input.set_value("");
        if !files.is_empty() {
            opening.open(Chosen::Files(files));
        }
    }
}
