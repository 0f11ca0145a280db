//! The way in: files by choosing or dropping.

use leptos::{ev, html, prelude::*};

use super::icon::{self, Icon};
use crate::engine::text::Text;
use crate::ui::state::import::import;
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
                    <strong>{move || settings.say(Text::OpenArchive)}</strong>
                    <small>{move || settings.say(Text::OpenArchiveHint)}</small>
                </span>
            </FileButton>
            <FolderButton/>
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
                class="hidden-input"
                type="file"
                multiple
                data-testid="file-input"
                node_ref=input
                on:change=move |_: ev::Event| open(input)
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
                on:change=move |_: ev::Event| open(input)
            />
            <span>{move || settings.say(Text::OpenFolder)}</span>
        </label>
    }
}

/// Takes the files out of an input, so that the same ones can be chosen again.
fn opener() -> impl Fn(NodeRef<html::Input>) + Copy {
    let import = import();
    move |input| {
        let Some(input) = input.get_untracked() else {
            return;
        };
        let files = input.files().map_or_else(Vec::new, |list| files::chosen(&list));
        // The handles stay good; the browser's dialog was called off if there is none.
        input.set_value("");
        if !files.is_empty() {
            import.open(files);
        }
    }
}
