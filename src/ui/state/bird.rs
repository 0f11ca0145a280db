//! The bird, what it is seen doing, and what it is offered; [`keeping`] is what is kept of it.

mod keeping;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::engine::bird::clock::Now;
use crate::engine::bird::food::{self, Pantry, Portion, Tray};
use crate::engine::bird::mood::Mood;
use crate::engine::bird::pose::Pose;
use crate::engine::bird::provision::{self, Provision};
use crate::engine::bird::saved::{self, Unread};
use crate::engine::bird::{Bird, Cue, Input};
use crate::engine::protocol;
use crate::engine::sample::Sample;
use crate::engine::text::Language;
use crate::engine::time::Zone;
use crate::ui::dom::keep;
use crate::web::apart::NEST;
use crate::web::{intl, page, storage};

/// How often it looks at the clock.
const TICK: Duration = Duration::from_secs(15);
const DAY_SECS: i64 = 86_400;
/// What could not be read when another bird took its place.
const UNREAD: &str = "yodori.bird.unread";
/// When it was saved to a file.
const SAVED: &str = "yodori.bird.saved";

/// How long a pose is held; `None` for one that ends when something else does.
fn millis(pose: Pose) -> Option<u64> {
    match pose {
        Pose::Eat => Some(3_500),
        Pose::Hop => Some(900),
        Pose::Yawn => Some(2_400),
        Pose::Celebrate => Some(4_000),
        Pose::Blink => Some(3_000),
        Pose::Idle | Pose::Sleep | Pose::Dazed | Pose::Think | Pose::Talk => None,
    }
}

/// Whether all is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsWhole {
    Yes,
    No,
}

/// How it stands with what is kept in this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Whether the browser has promised not to clear it.
    Kept(bool),
    /// There is no room, or the browser keeps nothing.
    Refused,
    /// What was kept can't be read. Nothing takes its place until the person says so.
    Unread(Unread),
}

#[derive(Clone, Copy)]
pub struct BirdState {
    bird: RwSignal<Bird>,
    keeping: RwSignal<Keeping>,
    /// Seconds since 1970, as of the last look.
    at: RwSignal<i64>,
    zone: RwSignal<Arc<Zone>>,
    /// What the person posted, and what was fetched from GitHub.
    posts: RwSignal<Option<Pantry>>,
    fetched: RwSignal<Option<Pantry>>,
    /// Whether the posts are of someone who doesn't exist.
    is_sample: RwSignal<bool>,
    /// What it is seen doing for a while; `None` for whatever it does by itself.
    held: RwSignal<Option<Pose>>,
    /// Which pose it is: what ends an earlier one ends no other.
    poses: StoredValue<u32>,
    /// What came of what was done last, and whether it is seen still.
    cue: RwSignal<Option<Cue>>,
    shows_cue: RwSignal<bool>,
    trays: Memo<Vec<Tray>>,
    /// When it was saved to a file, seconds since 1970, as this browser remembers; or not to be asked now.
    saved_at: RwSignal<Option<i64>>,
    /// Whether this browser has kept it: where it no longer does, it was erased.
    was_kept: StoredValue<bool>,
    /// Whether the browser was asked in this visit to keep it for good.
    has_asked: StoredValue<bool>,
}

impl BirdState {
    pub fn new() -> BirdState {
        let at = page::now().timestamp();
        let own = intl::zone(&intl::own_zone(), at - 400 * DAY_SECS, at + 400 * DAY_SECS);
        let zone = Arc::new(own.unwrap_or_else(Zone::utc));
        let now = Now { at, zone: &zone };
        let (bird, keeping) = match storage::get(storage::BIRD) {
            None => (Bird::new(&now), Keeping::Kept(false)),
            Some(text) => match saved::read(text.as_bytes()) {
                Ok(bird) => (bird, Keeping::Kept(false)),
                Err(unread) => (Bird::new(&now), Keeping::Unread(unread)),
            },
        };
        let (bird, at, zone) = (RwSignal::new(bird), RwSignal::new(at), RwSignal::new(zone));
        let (posts, fetched) = (RwSignal::new(None), RwSignal::new(None));
        let trays = Memo::new(move |_| {
            let offered = fetched.read();
            let posts = posts.read();
            let offered = offered.as_ref().or(posts.as_ref());
            let zone = zone.read();
            let now = Now {
                at: at.get(),
                zone: &zone,
            };
            bird.with(|bird| {
                offered.map_or_else(Vec::new, |pantry: &Pantry| {
                    pantry.trays(bird.ledger(), bird.taste(), &now)
                })
            })
        });
        let state = BirdState {
            bird,
            keeping: RwSignal::new(keeping),
            at,
            zone,
            posts,
            fetched,
            is_sample: RwSignal::default(),
            held: RwSignal::default(),
            poses: StoredValue::new(0),
            cue: RwSignal::new(None),
            shows_cue: RwSignal::default(),
            trays,
            has_asked: StoredValue::new(false),
            was_kept: StoredValue::new(storage::get(storage::BIRD).is_some()),
            saved_at: RwSignal::new(storage::get(SAVED).and_then(|at| at.parse().ok())),
        };
        storage::lasts(move |does| state.will_last(does));
        state.take_provision();
        keep(NEST.on_left(move || state.take_provision()));
        keep(storage::on_kept_elsewhere(move || {
            state.hear_of_other_tab()
        }));
        if let Ok(ticking) = set_interval_with_handle(move || state.tick(), TICK) {
            on_cleanup(move || ticking.clear());
        }
        state
    }

    fn take_provision(self) {
        let left = NEST.left();
        let Some(provision) = left.and_then(|bytes| protocol::from_bytes::<Provision>(&bytes))
        else {
            return;
        };
        let is_of_person = provision.zone.is_some();
        if let Some(zone) = provision.zone {
            // The person's clocks, whichever the machine has; as far as the days around now go.
            let at = self.at.get_untracked();
            let around = intl::zone(zone.name(), at - 400 * DAY_SECS, at + 400 * DAY_SECS);
            self.zone.set(Arc::new(around.unwrap_or(zone)));
        }
        self.is_sample.set(!is_of_person);
        if provision.posts.until.is_some() {
            self.posts.set(Some(provision.posts));
        }
        // Someone who doesn't exist brings no presents.
        if is_of_person {
            self.step(Input::Nights(&provision.nights));
            if let Some(posts) = self.posts.get_untracked().as_ref() {
                self.step(Input::Week(posts));
            }
        }
    }

    /// Lets it eat what someone wrote who doesn't exist.
    pub fn take_sample(self, language: Language) {
        let imported = Sample::NightOwl.imported(language, provision::sample_day());
        self.is_sample.set(true);
        self.posts.set(Some(Pantry::of_posts(&imported.events)));
    }

    /// Takes what was fetched from GitHub.
    ///
    /// * `is_whole`: whether nothing of the week is missing: only then is a day without anything one off.
    pub fn take_fetched(self, pantry: Pantry, is_whole: IsWhole) {
        if is_whole == IsWhole::Yes {
            self.step(Input::Week(&pantry));
        }
        self.fetched.set(Some(pantry));
    }

    fn tick(self) {
        self.at.set(page::now().timestamp());
        self.step(Input::Tick);
    }

    /// The whole way of changing it.
    pub fn step(self, input: Input) {
        self.at.set(page::now().timestamp());
        let zone = self.zone.get_untracked();
        let now = Now {
            at: self.at.get_untracked(),
            zone: &zone,
        };
        let mut bird = self.bird.get_untracked();
        let cue = bird.step(input, &now);
        if bird != self.bird.get_untracked() {
            let is_lasting = cue.is_some() || matches!(input, Input::Nights(_));
            self.bird.set(bird);
            if is_lasting {
                self.keep();
            }
        }
        if let Some(cue) = cue {
            self.play(cue);
        }
    }

    fn play(self, cue: Cue) {
        self.cue.set(Some(cue));
        match cue {
            Cue::Ate { grew, .. } => {
                self.begin(Pose::Eat);
                if grew.is_some() {
                    self.then(Pose::Celebrate);
                }
            }
            Cue::Given { .. } => self.begin(Pose::Celebrate),
            Cue::Changed | Cue::Woke => self.begin(Pose::Hop),
            Cue::Yawned => self.begin(Pose::Yawn),
            Cue::AteBefore | Cue::Locked { .. } => self.begin(Pose::Blink),
            Cue::FellAsleep => return,
        }
        self.shows_cue.set(true);
    }

    /// Holds a pose, until it ends or another one is held.
    pub fn hold(self, pose: Pose) {
        self.shows_cue.set(false);
        self.begin(pose);
    }

    fn begin(self, pose: Pose) {
        let number = self.next();
        self.held.set(Some(pose));
        self.after(pose, number, move || self.release());
    }

    /// Whatever it held, it does no longer.
    pub fn release(self) {
        self.next();
        self.shows_cue.set(false);
        self.held.set(None);
    }

    /// Holds another pose when the one that is held has ended.
    fn then(self, pose: Pose) {
        let number = self.next();
        if let Some(held) = self.held.get_untracked() {
            self.after(held, number, move || self.begin(pose));
        }
    }

    fn next(self) -> u32 {
        let number = self.poses.get_value().wrapping_add(1);
        self.poses.set_value(number);
        number
    }

    /// Calls `then` when a pose has been held long enough, if nothing came between.
    fn after(self, pose: Pose, number: u32, then: impl Fn() + 'static) {
        let Some(millis) = millis(pose) else { return };
        let then = move || {
            if self.poses.try_get_value() == Some(number) {
                then();
            }
        };
        set_timeout(then, Duration::from_millis(millis));
    }

    /// Gives it one of the foods that wait, or all.
    pub fn feed(self, portions: &[Portion]) {
        if !self.has_asked.get_value() {
            self.has_asked.set_value(true);
            storage::ask_to_last(move |will| self.will_last(will));
        }
        self.step(Input::Feed(portions));
    }

    pub fn feed_next(self) {
        if let Some(portion) = self.trays.with_untracked(|trays| food::next(trays)) {
            self.feed(&[portion]);
        }
    }

    pub fn feed_all(self) {
        let all = self.trays.with_untracked(|trays| food::all(trays));
        self.feed(&all);
    }

    pub fn bird(self) -> RwSignal<Bird> {
        self.bird
    }

    pub fn keeping(self) -> Keeping {
        self.keeping.get()
    }

    pub fn trays(self) -> Memo<Vec<Tray>> {
        self.trays
    }

    /// Whether it eats what was posted, and whether that is someone's who doesn't exist.
    pub fn eats_posts(self) -> Option<bool> {
        let does = self.fetched.with(Option::is_none) && self.posts.with(Option::is_some);
        does.then(|| self.is_sample.get())
    }

    pub fn fetched(self) -> RwSignal<Option<Pantry>> {
        self.fetched
    }

    /// Whether there is anything that could be eaten from.
    pub fn has_source(self) -> bool {
        self.fetched.with(Option::is_some) || self.posts.with(Option::is_some)
    }

    /// Whether anything of it is to the bird's taste, eaten or not.
    pub fn has_food(self) -> bool {
        let has_some = |tray: &Tray| 0 < tray.eaten || !tray.waiting.is_empty();
        self.trays.read().iter().any(has_some)
    }

    pub fn cue(self) -> Option<Cue> {
        self.cue.get()
    }

    /// What is to be told of what it does: what came of something, as long as that is seen.
    pub fn told(self) -> Option<Cue> {
        self.cue.get().filter(|_| self.shows_cue.get())
    }

    /// What it is seen doing for a while, if anything.
    pub fn held(self) -> Option<Pose> {
        self.held.get()
    }

    /// What it is seen doing.
    pub fn pose(self) -> Pose {
        match self.held.get() {
            Some(pose) => pose,
            None => Pose::of(self.at_now(Bird::doing)),
        }
    }

    pub fn pose_untracked(self) -> Pose {
        untrack(|| self.pose())
    }

    pub fn mood(self) -> Mood {
        let trays = self.trays.read();
        self.at_now(|bird, now| bird.mood(&trays, now))
    }

    /// What the bird says now, following both.
    pub fn at_now<T>(self, ask: impl FnOnce(&Bird, &Now) -> T) -> T {
        let zone = self.zone.read();
        let now = Now {
            at: self.at.get(),
            zone: &zone,
        };
        self.bird.with(|bird| ask(bird, &now))
    }
}

/// The bird, from anywhere below its page.
pub fn bird() -> BirdState {
    expect_context()
}
