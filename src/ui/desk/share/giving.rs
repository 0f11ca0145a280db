//! Hands the picture over: to other apps, to the clipboard, as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::label;
use super::picture::Picture;
use super::state::{Sharing, sharing};
use super::told::{Status, told};
use crate::engine::text::share::Label;
use crate::ui::dom::{Node, button, el, perhaps};
use crate::ui::live::live;
use crate::ui::parts::icon::{self, icon};
use crate::web::share::{self, Outcome};
use crate::web::{download, page};

const PNG: &str = "image/png";

pub fn giving() -> Node {
    let sharing = sharing();
    let status = RwSignal::new(Status::Idle);
    let is_busy = live(move || status.get() == Status::Working);
    let share = share::takes_pictures().then(|| {
        button("button button--main", move || hand_over(sharing, status))
            .testid("share-share")
            .flag("disabled", is_busy.clone())
            .child(icon(icon::OPEN))
            .child(el("span").words(label(Label::ShareWith)))
    });
    // One of them is what most people want.
    let copy_class = match share {
        Some(_) => "button",
        None => "button button--main",
    };
    let copy = share::copies_pictures().then(|| {
        button(copy_class, move || copy(sharing, status))
            .testid("share-copy")
            .flag("disabled", is_busy.clone())
            .words(label(Label::CopyPicture))
    });
    let files = [
        ("PNG", "share-png", PNG, ".png"),
        ("JPEG", "share-jpeg", "image/jpeg", ".jpg"),
        ("SVG", "share-svg", "image/svg+xml", ".svg"),
    ];
    let files = files.map(|(name, testid, mime, ending)| {
        button("button", move || save(sharing, status, mime, ending))
            .testid(testid)
            .flag("disabled", is_busy.clone())
            .child(icon(icon::SAVE))
            .child(el("span").text(name))
    });
    el("div")
        .class("share__giving")
        .attr("role", "group")
        .live("aria-label", label(Label::HandOver))
        .child(perhaps(share))
        .child(perhaps(copy))
        .children(files)
        .child(told("share-told", status))
}

/// The picture as it is now.
fn picture(sharing: Sharing) -> Option<Picture> {
    untrack(|| sharing.picture())
}

fn hand_over(sharing: Sharing, status: RwSignal<Status>) {
    let Some(picture) = picture(sharing) else {
        return;
    };
    let (name, text) = untrack(|| {
        let text = [&sharing.text(), "\n", &page::address()].concat();
        ([&sharing.file_name(), ".png"].concat(), text)
    });
    status.set(Status::Working);
    spawn_local(async move {
        let Ok(blob) = picture.packed(PNG).await else {
            return status.set(Status::Failed(Label::MakeFailed));
        };
        status.set(match share::share(&blob, &name, &text).await {
            Outcome::Done => Status::Done(Label::Shared),
            Outcome::Cancelled => Status::Idle,
            Outcome::Refused => Status::Failed(Label::ShareFailed),
        });
    });
}

fn copy(sharing: Sharing, status: RwSignal<Status>) {
    let Some(picture) = picture(sharing) else {
        return;
    };
    status.set(Status::Working);
    // Not in a task: the browser wants to be asked while the button is being pressed.
    let copying = share::copy(picture.packed(PNG));
    spawn_local(async move {
        status.set(match copying.await {
            Outcome::Done => Status::Done(Label::Copied),
            Outcome::Cancelled => Status::Idle,
            Outcome::Refused => Status::Failed(Label::CopyFailed),
        });
    });
}

fn save(sharing: Sharing, status: RwSignal<Status>, mime: &'static str, ending: &str) {
    let Some(picture) = picture(sharing) else {
        return;
    };
    let name = [&untrack(|| sharing.file_name()), ending].concat();
    status.set(Status::Working);
    spawn_local(async move {
        let saved = match mime {
            PNG | "image/jpeg" => match picture.packed(mime).await {
                Ok(blob) => download::save(&name, &blob),
                Err(error) => Err(error),
            },
            _ => match picture.svg() {
                Ok(document) => download::save_bytes(&name, mime, document.as_bytes()),
                Err(error) => Err(error),
            },
        };
        status.set(match saved {
            Ok(()) => Status::Done(Label::PictureSaved),
            Err(error) => {
                page::log("cannot save the picture to share", &error);
                Status::Failed(Label::MakeFailed)
            }
        });
    });
}
