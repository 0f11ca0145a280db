//! What one period holds: its first and last post or other act.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::{html, prelude::*};

use super::chart::describe;
use super::icon::{self, Icon};
use crate::engine::event::{Event, Kind};
use crate::engine::source::github::Detail;
use crate::engine::text::{Counted, Text, dates, kinds};
use crate::ui::live::{On, effect, live, on, part, perhaps};
use crate::ui::state::github::github;
use crate::ui::state::import::{Texts, import};
use crate::ui::state::life::{Life, Origin};
use crate::ui::state::settings::{Settings, settings};
use crate::ui::state::view::{View, view};

/// Where a post is, before its id.
const POST_ADDRESS: &str = "https://x.com/i/web/status/";

#[component]
pub fn PeriodDialog() -> impl IntoView {
    let (settings, import, view) = (settings(), import(), view());
    let dialog = NodeRef::<html::Dialog>::new();
    let asked = RwSignal::new(0);
    // The browser's own dialog: it holds the focus, and gives it back.
    effect(move || {
        let Some(dialog) = dialog.get() else { return };
        let Some(pick) = view.opened() else {
            dialog.close();
            return;
        };
        if let Some((first, last)) = untrack(|| pick.events(&view.awake().read())) {
            let both = [first, last];
            let events = if first == last { &both[..1] } else { &both[..] };
            let ask = import.ask_texts(events, settings.language());
            ask_github(view, ask, events);
            asked.set(ask);
        }
        if !dialog.open() {
            // It only fails for a dialog that is open or is not in the page.
            let _ = dialog.show_modal();
        }
    });
    // A dialog that leaves the page with its calendar tells nobody that it is closed.
    on_cleanup(move || view.open(None));
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            data-testid="dialog"
            aria-labelledby="dialog-title"
            on:close=on(move |_| view.open(None))
            on:click=on(move |event: MouseEvent| {
                // Outside of what it holds is the dialog itself: its backdrop.
                let target = event.target();
                if target.is_some() && target == dialog.get_untracked().map(Into::into) {
                    close();
                }
            })
        >
            <div class="dialog__body">
                <Head close=on(move |_| close())/>
                {part(move || posts(view, asked))}
            </div>
        </dialog>
    }
}

/// Asks what events of GitHub are about, under the number of the question for texts.
fn ask_github(view: View, ask: u32, events: &[usize]) {
    let life = untrack(|| view.life());
    let event = |index: &usize| life.as_ref()?.imported.events.get(*index);
    let asked: Vec<&Event> = events.iter().filter_map(event).collect();
    let run = life
        .as_ref()
        .and_then(|life| Some(life.github.as_ref()?.run));
    if let Some(run) = run.filter(|_| asked.iter().any(|event| event.kind.is_github())) {
        let offsets = asked.iter().map(|event| event.offset()).collect();
        github().ask_details(ask, run, offsets);
    }
}

/// What it is about, and the way out.
#[component]
fn Head(close: On<MouseEvent>) -> impl IntoView {
    let (settings, view) = (settings(), view());
    let title = live(move || {
        let calendar = view.calendar().read();
        let entry = view.opened().and_then(|pick| calendar.entry(pick));
        let words = entry.map(|entry| describe(settings.language(), view.counted(), entry));
        words.unwrap_or_default()
    });
    view! {
        <header class="dialog__head">
            <h2 id="dialog-title">{title}</h2>
            <button
                class="button button--icon"
                type="button"
                aria-label=settings.words(Text::Close)
                on:click=close
            >
                <Icon path=icon::CLOSE/>
            </button>
        </header>
    }
}

/// The first and the last post, or the only one.
///
/// * `asked`: the question whose answer has their texts.
fn posts(view: View, asked: RwSignal<u32>) -> AnyView {
    let ends = view
        .opened()
        .and_then(|pick| pick.events(&view.awake().read()));
    let (Some((first, last)), Some(life)) = (ends, view.life()) else {
        return ().into_any();
    };
    if first == last {
        return view! { <Post life=life event=first title=Text::OnlyPost asked=asked place=0/> }
            .into_any();
    }
    view! {
        <Post life=Arc::clone(&life) event=first title=Text::FirstPost asked=asked place=0/>
        <Post life=life event=last title=Text::LastPost asked=asked place=1/>
    }
    .into_any()
}

/// One post: when, by which app, what it says, and where it is.
#[component]
fn Post(
    life: Arc<Life>,
    /// Its index among the life's events.
    event: usize,
    title: Text,
    /// The question whose answer has its text, and at which place.
    asked: RwSignal<u32>,
    place: usize,
) -> impl IntoView {
    let (settings, import, view) = (settings(), import(), view());
    let event: Option<Event> = life.imported.events.get(event).copied();
    let app = event.and_then(|event| life.app(&event).map(str::to_owned));
    let when = live(move || {
        let local = event.map(|event| view.zone().read().local(event.at()));
        local
            .map(|local| dates::full_moment(settings.language(), local))
            .unwrap_or_default()
    });
    let act = event.map(|event| event.kind).filter(|kind| !kind.is_post());
    let counted = match act {
        Some(_) => Counted::Records,
        None => Counted::Posts,
    };
    let text = part(move || match act {
        Some(kind) if kind.is_github() => {
            let kind = kinds::kind(settings.language(), kind);
            done(settings, kind, github().details(asked.get()), place)
        }
        // Nothing but its time is kept of an act: what it was says all that there is to say.
        Some(kind) => {
            let kind = kinds::kind(settings.language(), kind);
            view! { <p class="post__wait" data-testid="act">{kind}</p> }.into_any()
        }
        None => said(settings, import.texts(asked.get()), place),
    });
    let is_public = life.origin == Origin::Archive
        && event.is_some_and(|event| event.kind.is_post() && event.kind != Kind::DeletedTweet);
    let address = event.map(|event| [POST_ADDRESS, &event.id.to_string()].concat());
    let address = address.filter(|_| is_public);
    view! {
        <section class="post">
            <h3>{live(move || title.counting(counted, settings.language()))}</h3>
            <p class="post__facts"><time>{when}</time> <span>{app.unwrap_or_default()}</span></p>
            {text}
            {address.map(|address| view! {
                <a class="post__link" href=address target="_blank" rel="noreferrer noopener">
                    {settings.words(Text::OpenOnX)}
                </a>
            })}
        </section>
    }
}

/// What was done on GitHub, and where.
fn done(
    settings: Settings,
    kind: &'static str,
    details: Option<Vec<Option<Detail>>>,
    place: usize,
) -> AnyView {
    let detail = details
        .and_then(|details| details.into_iter().nth(place))
        .flatten();
    let Some(Detail {
        title,
        repository,
        link,
        ..
    }) = detail
    else {
        return view! { <p class="post__wait" data-testid="act">{kind}</p> }.into_any();
    };
    view! {
        <p class="post__wait" data-testid="act">{kind} " " <span>{repository}</span></p>
        <p class="post__text" data-testid="post-text">{title}</p>
        {perhaps(link.map(|link| view! {
            <a class="post__link" href=link target="_blank" rel="noreferrer noopener">
                {settings.say(Text::OpenOnGitHub)}
            </a>
        }))}
    }
    .into_any()
}

/// A post's text, as far as it was read again.
fn said(settings: Settings, texts: Option<Texts>, place: usize) -> AnyView {
    let Some(texts) = texts else {
        return view! { <p class="post__wait">{settings.say(Text::TextLoading)}</p> }.into_any();
    };
    match texts.get(place).cloned().flatten() {
        Some(text) => view! { <p class="post__text" data-testid="post-text">{text}</p> }.into_any(),
        None => view! { <p class="post__wait">{settings.say(Text::TextMissing)}</p> }.into_any(),
    }
}
