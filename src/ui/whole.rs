//! The whole page: whatever the address leads to. Loaded when something is chosen on the first screen.

use leptos::prelude::*;

use super::live::{live, part};
use super::pages::welcome::{Welcome, WholeDoor};
use super::pages::{Page, calendar::CalendarPage, how::HowPage};
use super::parts::frame::Frame;
use super::state::import::{Failure, Import};
use super::state::opening::{Chosen, Opening};
use super::state::settings::Settings;
use super::state::view::View;
use crate::engine::sample::Sample;
use crate::web::{handover, page};

/// Puts the whole page in the place of the first screen, and opens what was chosen there.
pub fn start_whole() {
    mount_to_body(Whole);
}

#[component]
fn Whole() -> impl IntoView {
    let settings = Settings::load();
    let view = View::new();
    let import = Import::new(view);
    let opening = Opening::new(move |chosen| match chosen {
        Chosen::Files(files) => {
            page::go(Page::Welcome.hash());
            import.open(files);
        }
        Chosen::TooMuch => {
            page::go(Page::Welcome.hash());
            import.refuse(Failure::TooMuch);
        }
        Chosen::Sample(sample) => {
            import.open_sample(sample, untrack(|| settings.language()));
        }
    });
    provide_context(settings);
    provide_context(view);
    provide_context(import);
    provide_context(opening);

    let address = RwSignal::new(page::hash());
    StoredValue::new_local(page::on_hash(move |hash| {
        address.set(hash);
        page::scroll_to_top();
    }));
    let shown = Memo::new(move |_| match Page::at(&address.read()) {
        Page::Calendar if view.life().is_none() => Page::Welcome,
        page => page,
    });
    // Whoever can't see that the page is another one is taken to its beginning.
    Effect::new(move |before: Option<Page>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            page::focus("main");
        }
        now
    });
    open_what_was_chosen(opening);
    let content = part(move || match shown.get() {
        Page::Welcome => {
            view! { <Welcome door=part(|| view! { <WholeDoor/> }.into_any())/> }.into_any()
        }
        Page::Calendar => view! { <CalendarPage/> }.into_any(),
        Page::How => view! { <HowPage/> }.into_any(),
    });
    view! {
        <Frame shown=shown.into() has_calendar=live(move || view.life().is_some()) content=content/>
    }
}

fn open_what_was_chosen(opening: Opening) {
    match handover::take() {
        handover::Chosen::Nothing => {}
        handover::Chosen::Files(files) => opening.open(Chosen::Files(files)),
        handover::Chosen::TooMuch => opening.open(Chosen::TooMuch),
        handover::Chosen::Sample(handle) => {
            let sample = Sample::ALL
                .into_iter()
                .find(|sample| sample.handle() == handle);
            if let Some(sample) = sample {
                opening.open(Chosen::Sample(sample));
            }
        }
    }
}
