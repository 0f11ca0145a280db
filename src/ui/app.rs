//! The page as a whole: header, what the address leads to, footer, and files that are dropped.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DragEvent;

use super::pages::{Page, calendar::CalendarPage, how::HowPage, welcome::WelcomePage};
use super::parts::header::Header;
use super::state::import::{Import, import};
use super::state::settings::{Settings, settings};
use super::state::view::View;
use crate::engine::text::Text;
use crate::web::files::Dropped;
use crate::web::page;

/// Puts the app in the place of what index.html showed before it arrived.
pub fn start() {
    mount_to_body(App);
    page::remove("before");
}

#[component]
fn App() -> impl IntoView {
    let settings = Settings::load();
    let view = View::new();
    let import = Import::new(view);
    provide_context(settings);
    provide_context(import);
    provide_context(view);

    let address = RwSignal::new(page::hash());
    StoredValue::new_local(page::on_hash(move |hash| {
        address.set(hash);
        page::scroll_to_top();
    }));
    let shown = Memo::new(move |_| match Page::at(&address.read()) {
        Page::Calendar if view.life().is_none() => Page::Welcome,
        page => page,
    });
    provide_context::<Signal<Page>>(shown.into());
    Effect::new(move || {
        let name = settings.say(Text::AppName);
        page::set_title(&match shown.get().title() {
            Some(title) => [settings.say(title), name].join(" · "),
            None => [name, settings.say(Text::Slogan)].join(" · "),
        });
    });

    view! {
        <a class="skip" href="#main" on:click=|event| { event.prevent_default(); page::focus("main"); }>
            {move || settings.say(Text::SkipToContent)}
        </a>
        <Header/>
        <main id="main" class="main" tabindex="-1">
            {move || match shown.get() {
                Page::Welcome => view! { <WelcomePage/> }.into_any(),
                Page::Calendar => view! { <CalendarPage/> }.into_any(),
                Page::How => view! { <HowPage/> }.into_any(),
            }}
        </main>
        <footer class="footer">{move || settings.say(Text::Footer)}</footer>
        <DropTarget/>
    }
}

/// The whole window takes files.
#[component]
fn DropTarget() -> impl IntoView {
    let (settings, import) = (settings(), import());
    let over = RwSignal::new(false);
    let holds_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    window_event_listener(leptos::ev::dragover, move |event| {
        if holds_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    });
    window_event_listener(leptos::ev::dragleave, move |event| {
        // Leaving the window has no element that is entered.
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    window_event_listener(leptos::ev::drop, move |event| {
        over.set(false);
        let Some(transfer) = event.data_transfer().filter(|_| holds_files(&event)) else {
            return;
        };
        event.prevent_default();
        let dropped = Dropped::of(&transfer);
        page::go(Page::Welcome.hash());
        spawn_local(async move { import.open(dropped.files().await) });
    });
    view! {
        <div class="drop" hidden=move || !over.get()>
            <p>{move || settings.say(Text::DropHere)}</p>
        </div>
    }
}
