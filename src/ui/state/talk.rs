//! What the bird says, what was said to it, and who answers.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::bird::BirdState;
use super::gemini::Gemini;
use super::settings::{Settings, settings};
use super::talker::Talker;
use super::voice::Voice;
use crate::engine::bird::mood::Mood;
use crate::engine::bird::pose::Pose;
use crate::engine::bird::{Bird, Cue, Input as BirdInput, food};
use crate::engine::protocol::talk::{Ask, Tell};
use crate::engine::talk::answering::{self, Answering, Input, Who};
use crate::engine::talk::prompt::{self, Turn};
use crate::engine::talk::tunes::Effect as Sound;
use crate::engine::talk::{Figures, Said, Situation, Trouble, script};
use crate::engine::text::talk::lines::lines;
use crate::ui::live::effect;
use crate::web::model::{self, Asked, Availability};
use crate::web::page;
use crate::web::talk::Heard;

/// How long what it said can be read: at least, and for each character.
const LEAST_MS: u64 = 2_500;
const CHAR_MS: u64 = 110;
/// So much of the talk is shown.
const MOST_TURNS: usize = 50;

/// What a question is being asked of.
enum Asking {
    Device(#[expect(dead_code, reason = "it is ended by being dropped")] Asked),
    Gemini(u32),
}

#[derive(Clone, Copy)]
pub struct Talk {
    bird: BirdState,
    settings: Settings,
    talker: Talker,
    voice: Voice,
    gemini: Gemini,
    /// What stands in the bubble.
    said: RwSignal<String>,
    /// Which saying it is: what ends an earlier one ends no other.
    number: StoredValue<u32>,
    turns: RwSignal<Vec<Turn>>,
    answering: StoredValue<Option<Answering>, LocalStorage>,
    asking: StoredValue<Option<Asking>, LocalStorage>,
    /// Whom the last answer is by.
    by: StoredValue<Option<Who>>,
    is_thinking: RwSignal<bool>,
    /// What models have said and nobody has heard yet, in order.
    inputs: StoredValue<Vec<(Who, Input)>>,
    trouble: RwSignal<Option<Trouble>>,
    device: RwSignal<Option<Availability>>,
    /// How much of the device's model has come, in percent, while it is being downloaded.
    downloaded: RwSignal<Option<u8>>,
}

impl Talk {
    pub fn new(bird: BirdState, talker: Talker, voice: Voice, gemini: Gemini) -> Talk {
        let talk = Talk {
            bird,
            settings: settings(),
            talker,
            voice,
            gemini,
            said: RwSignal::default(),
            number: StoredValue::new(0),
            turns: RwSignal::default(),
            answering: StoredValue::new_local(None),
            asking: StoredValue::new_local(None),
            by: StoredValue::new(None),
            is_thinking: RwSignal::default(),
            inputs: StoredValue::new(Vec::new()),
            trouble: RwSignal::default(),
            device: RwSignal::default(),
            downloaded: RwSignal::default(),
        };
        effect(move || {
            let situation = match bird.cue() {
                Some(Cue::Ate { grew: None, .. }) => Situation::Ate,
                Some(Cue::Ate { grew: Some(_), .. } | Cue::Given { grew: Some(_), .. }) => {
                    Situation::LevelUp
                }
                _ => return,
            };
            untrack(|| talk.say_line(situation));
        });
        talk
    }

    /// What it says now; empty while it is silent.
    pub fn said(self) -> String {
        self.said.get()
    }

    /// It was touched.
    pub fn touch(self) {
        let situation = untrack(|| situation(self.bird.mood()));
        self.voice.sound(Sound::Chirp);
        self.voice.hush();
        if let Some(said) = self.say_line(situation) {
            self.say_aloud(&said);
            self.hold_talk();
        }
    }

    /// A line of its own.
    fn say_line(self, situation: Situation) -> Option<String> {
        let language = untrack(|| self.settings.language());
        let figures = untrack(|| self.figures());
        let said = script(
            lines(language, situation),
            page::chance(),
            language,
            &figures,
        )?;
        self.show(said.text());
        Some(said.into_text())
    }

    fn hold_talk(self) {
        if self.bird.pose_untracked() != Pose::Sleep {
            self.bird.hold(Pose::Talk);
        }
    }

    fn say_aloud(self, text: &str) {
        self.voice.say(text);
    }

    /// In the bubble, for as long as it takes to read it.
    fn show(self, text: &str) {
        let number = self.number.get_value().wrapping_add(1);
        self.number.set_value(number);
        self.said.set(text.to_owned());
        let chars = text.chars().count() as u64;
        let long = LEAST_MS.saturating_add(chars.saturating_mul(CHAR_MS));
        let end = move || {
            if self.number.try_get_value() == Some(number) {
                self.said.set(String::new());
                if self.bird.pose_untracked() == Pose::Talk {
                    self.bird.release();
                }
            }
        };
        set_timeout(end, Duration::from_millis(long));
    }

    /// Says something to it. It is seen to think at once.
    pub fn send(self, words: &str) {
        let words: String = words
            .trim()
            .chars()
            .take(prompt::MOST_ASKED_CHARS)
            .collect();
        if words.is_empty() {
            return;
        }
        self.stop();
        self.voice.hush();
        self.bird.step(BirdInput::Up);
        self.trouble.set(None);
        self.is_thinking.set(true);
        self.bird.hold(Pose::Think);
        self.turns.update(|turns| {
            let over = (turns.len() + 1).saturating_sub(MOST_TURNS);
            turns.drain(..over);
            turns.push(Turn {
                asked: words,
                said: String::new(),
                by: None,
            });
        });
        self.by.set_value(None);
        let models = untrack(|| self.who());
        let figures = untrack(|| self.figures());
        let language = untrack(|| self.settings.language());
        let (answering, cues) = Answering::begin(language, figures, &models, page::millis());
        self.answering.set_value(Some(answering));
        self.follow(cues);
    }

    /// Who can be asked, in their order.
    pub fn who(self) -> Vec<Who> {
        let is_there = self.device.get() == Some(Availability::Available);
        let device = is_there.then_some(Who::Device);
        let gemini = self.gemini.can_be_asked().then_some(Who::Gemini);
        device.into_iter().chain(gemini).collect()
    }

    fn follow(self, cues: Vec<answering::Cue>) {
        for cue in cues {
            match cue {
                answering::Cue::Ask(who) => self.ask(who),
                answering::Cue::Drop(_) => self.drop_asking(),
                answering::Cue::Say(said) => self.answer(&said),
                answering::Cue::Trouble(_, trouble) => self.trouble.set(Some(trouble)),
                answering::Cue::Script(situation) => {
                    self.by.set_value(None);
                    if let Some(line) = self.say_line(situation) {
                        self.add(&line);
                        self.say_aloud(&line);
                        self.bird.hold(Pose::Talk);
                    }
                }
                answering::Cue::Done => {
                    self.drop_asking();
                    self.answering.set_value(None);
                    self.is_thinking.set(false);
                }
            }
        }
        self.wait();
    }

    /// A sentence of an answer: the first one is said while the others are still coming.
    fn answer(self, said: &Said) {
        self.add(said.text());
        let whole = self
            .turns
            .with_untracked(|turns| turns.last().map(|turn| turn.said.clone()));
        self.show(&whole.unwrap_or_default());
        self.say_aloud(said.text());
        self.bird.hold(Pose::Talk);
    }

    fn add(self, sentence: &str) {
        let by = self.by.get_value();
        let space = untrack(|| self.settings.language()).pick("", " ");
        self.turns.update(|turns| {
            if let Some(turn) = turns.last_mut() {
                if !turn.said.is_empty() {
                    turn.said.push_str(space);
                }
                turn.said.push_str(sentence);
                turn.by = by;
            }
        });
    }

    fn ask(self, who: Who) {
        self.by.set_value(Some(who));
        let asking = match who {
            Who::Device => self.ask_device(),
            Who::Gemini => self.ask_gemini(),
        };
        self.asking.set_value(Some(asking));
    }

    fn ask_device(self) -> Asking {
        let language = untrack(|| self.settings.language());
        // No posts and no names are handed over yet: what it isn't told it can't tell.
        let told = self.with_talk("", |talk| talk.for_device(&[]));
        let heard = move |input| {
            self.hear_soon(Who::Device, input);
        };
        let constraint = prompt::constraint(language);
        Asking::Device(model::ask(language.tag(), &told, constraint, heard))
    }

    fn ask_gemini(self) -> Asking {
        let body = self.with_talk("", |talk| talk.what_leaves());
        let model = untrack(|| self.gemini.model());
        let job = self.talker.ask(
            |job| match model {
                Some(model) => Ask::Answer { job, model, body },
                None => Ask::Models { job },
            },
            move |heard| {
                let input = match heard {
                    Heard::Said(Tell::Piece { text, .. }) => Input::Piece(text.clone()),
                    Heard::Said(Tell::End { .. }) => Input::End,
                    Heard::Said(Tell::Trouble { trouble, .. }) => Input::Failed(*trouble),
                    _ => Input::Failed(Trouble::Offline),
                };
                self.hear_soon(Who::Gemini, input);
            },
        );
        Asking::Gemini(job)
    }

    /// What a model is told of the last turn.
    ///
    /// * `asked`: what stands for it where nothing was said yet.
    fn with_talk<T>(self, asked: &str, tell: impl FnOnce(&prompt::Talk) -> T) -> T {
        let figures = untrack(|| self.figures());
        let situation = untrack(|| situation(self.bird.mood()));
        self.turns.with_untracked(|turns| {
            let (last, before) = match turns.split_last() {
                Some((last, before)) if last.said.is_empty() => (last.asked.as_str(), before),
                _ => (asked, turns.as_slice()),
            };
            tell(&prompt::Talk {
                language: untrack(|| self.settings.language()),
                figures: &figures,
                situation,
                before,
                asked: last,
            })
        })
    }

    /// Exactly what would be sent to Gemini for these words.
    pub fn what_leaves(self, words: &str) -> String {
        self.turns.track();
        self.with_talk(words, |talk| talk.what_leaves())
    }

    /// Hears it in a task of its own: it may be what is answered within this one. Each task takes what came first:
    /// browsers don't promise that tasks come in their order, and nothing is heard after an end.
    fn hear_soon(self, from: Who, input: Input) {
        self.inputs
            .update_value(|inputs| inputs.push((from, input)));
        let hear = move || {
            let mut first = None;
            self.inputs.update_value(|inputs| {
                first = (!inputs.is_empty()).then(|| inputs.remove(0));
            });
            if let Some((from, input)) = first {
                self.hear(from, input);
            }
        };
        set_timeout(hear, Duration::ZERO);
    }

    fn hear(self, from: Who, input: Input) {
        let mut cues = Vec::new();
        self.answering.update_value(|answering| {
            if let Some(answering) = answering.as_mut().filter(|one| one.asked() == Some(from)) {
                cues = answering.step(input, page::millis());
            }
        });
        if !cues.is_empty() {
            self.follow(cues);
        }
    }

    /// Until an answer is late.
    fn wait(self) {
        let deadline = self
            .answering
            .with_value(|answering| answering.as_ref()?.deadline_ms());
        let Some(deadline) = deadline else { return };
        let left = (deadline - page::millis()).max(0.0) + 1.0;
        let late = move || {
            let asked = self
                .answering
                .try_with_value(|answering| answering.as_ref()?.asked());
            if let Some(who) = asked.flatten() {
                self.hear(who, Input::Time);
            }
        };
        set_timeout(late, Duration::from_millis(left as u64));
    }

    fn drop_asking(self) {
        let mut asking = None;
        self.asking.update_value(|held| asking = held.take());
        // Nor is what it has said and nobody has heard an answer to what is asked next.
        self.inputs.set_value(Vec::new());
        if let Some(Asking::Gemini(job)) = asking {
            self.talker.stop(job);
        }
    }

    /// Whatever is being answered is no more.
    pub fn stop(self) {
        self.drop_asking();
        self.answering.set_value(None);
        self.is_thinking.set(false);
        if self.bird.pose_untracked() == Pose::Think {
            self.bird.release();
        }
    }

    /// Finds out whether the browser has a model of its own.
    pub fn look_around(self) {
        let tag = untrack(|| self.settings.language()).tag();
        spawn_local(async move {
            let found = model::availability(tag).await;
            self.device.set(Some(found));
        });
    }

    /// Has the browser download its model. From a click: it would refuse otherwise.
    pub fn download(self) {
        let tag = untrack(|| self.settings.language()).tag();
        self.downloaded.set(Some(0));
        let told = move |share: f64| self.downloaded.set(Some((share * 100.0) as u8));
        spawn_local(async move {
            let found = model::download(tag, told).await;
            self.downloaded.set(None);
            self.device.set(Some(found));
        });
    }

    pub fn turns(self) -> RwSignal<Vec<Turn>> {
        self.turns
    }

    pub fn is_thinking(self) -> bool {
        self.is_thinking.get()
    }

    pub fn trouble(self) -> Option<Trouble> {
        self.trouble.get()
    }

    pub fn device(self) -> Option<Availability> {
        self.device.get()
    }

    pub fn downloaded(self) -> Option<u8> {
        self.downloaded.get()
    }

    /// All that it knows.
    fn figures(self) -> Figures {
        let waiting = food::waiting(&self.bird.trays().read());
        self.bird.at_now(|bird: &Bird, now| {
            let (progress, habit) = (bird.progress(), bird.habit());
            let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            let known = |mins: u16| (!habit.is_guess()).then_some(mins);
            Figures {
                level: progress.level,
                next: small(progress.of.saturating_sub(progress.done)),
                food: small(waiting),
                fed: bird.fed_on(now),
                wake_mins: known(habit.wakes_at()),
                sleep_mins: known(habit.asleep_from()),
            }
        })
    }
}

/// What it is like when it is touched.
fn situation(mood: Mood) -> Situation {
    match mood {
        Mood::Asleep => Situation::Asleep,
        Mood::UpLate | Mood::Sleepy => Situation::Late,
        Mood::Proud { .. } => Situation::LevelUp,
        Mood::JustWoken => Situation::Morning,
        Mood::Hungry { .. } => Situation::Hungry,
        Mood::Full { .. } => Situation::Full,
        Mood::DayOff => Situation::Rest,
        Mood::Glad(_) | Mood::Festive(_) | Mood::Calm => Situation::Tapped,
    }
}

/// The talk, from anywhere below the bird's page.
pub fn talk() -> Talk {
    expect_context()
}
