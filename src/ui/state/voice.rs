//! The bird's voice, its sounds and its music: all off until someone wants them.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::bird::BirdState;
use super::settings::{Settings, settings};
use super::talker::Talker;
use crate::engine::bird::Cue;
use crate::engine::protocol::talk::{Ask, Tell};
use crate::engine::talk::VoiceTrouble;
use crate::engine::talk::tunes::Effect as Sound;
use crate::engine::talk::voicevox::{Beak, Speaker, open_at};
use crate::ui::dom::keep;
use crate::ui::live::effect;
use crate::web::page;
use crate::web::sound::{self, Music, Playing};
use crate::web::speech::{self, Speaking};
use crate::web::talk::Heard;

/// How often the beak follows the sound.
const BEAK_TICK: Duration = Duration::from_millis(33);

/// Whose voice it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    #[default]
    Nobody,
    /// The browser's.
    Browser,
    /// A VOICEVOX on the person's machine.
    Voicevox,
}

/// What a switch is turned to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    On,
    Off,
}

/// What is being heard.
enum Sounding {
    /// The worker is making it.
    Coming(u32),
    Spoken(#[expect(dead_code, reason = "it is ended by being dropped")] Speaking),
    Played(Playing, Vec<Beak>),
}

#[derive(Clone, Copy)]
pub struct Voice {
    talker: Talker,
    settings: Settings,
    whose: RwSignal<Whose>,
    /// Who can speak, once VOICEVOX has told.
    speakers: RwSignal<Vec<Speaker>>,
    style: RwSignal<Option<u32>>,
    /// Why there is no voice.
    trouble: RwSignal<Option<VoiceTrouble>>,
    is_asking: RwSignal<bool>,
    has_effects: RwSignal<bool>,
    has_music: RwSignal<bool>,
    /// How far the beak is open, 0 to 1.
    beak: RwSignal<f32>,
    /// What sounds go through, from the first wish on.
    out: StoredValue<Option<sound::Speaker>, LocalStorage>,
    music: StoredValue<Option<Music>, LocalStorage>,
    sounding: StoredValue<Option<Sounding>, LocalStorage>,
    /// How often the browser had other voices.
    voices: RwSignal<u32>,
    /// Which sentence it is.
    number: StoredValue<u32>,
    /// Sentences that wait for the one that is being said.
    queue: StoredValue<Vec<String>>,
}

impl Voice {
    pub fn new(bird: BirdState, talker: Talker) -> Voice {
        let voice = Voice {
            talker,
            settings: settings(),
            whose: RwSignal::default(),
            speakers: RwSignal::default(),
            style: RwSignal::default(),
            trouble: RwSignal::default(),
            is_asking: RwSignal::default(),
            has_effects: RwSignal::default(),
            has_music: RwSignal::default(),
            beak: RwSignal::default(),
            out: StoredValue::new_local(None),
            music: StoredValue::new_local(None),
            sounding: StoredValue::new_local(None),
            voices: RwSignal::default(),
            number: StoredValue::new(0),
            queue: StoredValue::new(Vec::new()),
        };
        effect(move || {
            if let Some(cue) = bird.cue() {
                voice.sound_of(cue);
            }
        });
        // They come late.
        keep(speech::on_voices(move || {
            voice
                .voices
                .update(|changes| *changes = changes.wrapping_add(1));
        }));
        voice
    }

    fn sound_of(self, cue: Cue) {
        match cue {
            Cue::Ate { grew: Some(_), .. } | Cue::Given { .. } => self.sound(Sound::LevelUp),
            Cue::Ate { .. } => {
                self.sound(Sound::Delivery);
                set_timeout(move || self.sound(Sound::Munch), Duration::from_millis(700));
            }
            Cue::Yawned => self.sound(Sound::Yawn),
            Cue::Changed | Cue::Woke => self.sound(Sound::Chirp),
            Cue::AteBefore | Cue::Locked { .. } | Cue::FellAsleep => {}
        }
    }

    /// Plays a sound, if someone wants sounds.
    pub fn sound(self, sound: Sound) {
        if self.has_effects.get_untracked() {
            self.with_out(|out| out.notes(sound.notes()));
        }
    }

    fn with_out(self, then: impl FnOnce(&sound::Speaker)) {
        if self.out.with_value(Option::is_none) {
            self.out.set_value(sound::Speaker::new());
        }
        self.out.with_value(|out| {
            if let Some(out) = out {
                then(out);
            }
        });
    }

    pub fn set_effects(self, to: Switch) {
        self.has_effects.set(to == Switch::On);
        self.sound(Sound::Chirp);
    }

    pub fn set_music(self, to: Switch) {
        self.has_music.set(to == Switch::On);
        self.music.set_value(None);
        if to == Switch::On {
            self.with_out(|out| self.music.set_value(out.music()));
        }
    }

    /// Chooses a voice. From a click: browsers are silent before.
    pub fn choose(self, whose: Whose) {
        self.hush();
        self.whose.set(whose);
        self.trouble.set(None);
        if whose == Whose::Voicevox {
            self.with_out(|_| {});
            self.ask_speakers();
        }
    }

    /// Asks VOICEVOX who can speak.
    pub fn ask_speakers(self) {
        self.is_asking.set(true);
        self.talker.ask(
            |job| Ask::Speakers { job },
            move |heard| {
                self.is_asking.set(false);
                match heard {
                    Heard::Said(Tell::Speakers { speakers, .. }) => {
                        let first = speakers.iter().flat_map(|one| &one.styles).next();
                        self.style.set(first.map(|style| style.id));
                        self.speakers.set(speakers.clone());
                        self.trouble.set(None);
                    }
                    Heard::Said(Tell::Voice { trouble, .. }) => self.trouble.set(*trouble),
                    _ => self.trouble.set(Some(VoiceTrouble::Broken)),
                }
            },
        );
    }

    pub fn set_style(self, style: u32) {
        self.style.set(Some(style));
    }

    /// Says a sentence, after those that are being said; nothing where nobody wants a voice.
    pub fn say(self, text: &str) {
        if self.whose.get_untracked() == Whose::Nobody {
            return;
        }
        self.queue.update_value(|queue| queue.push(text.to_owned()));
        if self.sounding.with_value(Option::is_none) {
            self.next();
        }
    }

    /// Whatever it says, it says no more.
    pub fn hush(self) {
        self.number
            .update_value(|number| *number = number.wrapping_add(1));
        self.queue.set_value(Vec::new());
        self.end_sound();
    }

    fn end_sound(self) {
        let mut ended = None;
        self.sounding
            .update_value(|sounding| ended = sounding.take());
        if let Some(Sounding::Coming(job)) = ended {
            self.talker.stop(job);
        }
        self.beak.set(0.0);
    }

    /// Nobody is on the bird's page any more.
    pub fn leave(self) {
        self.hush();
        self.set_music(Switch::Off);
    }

    fn next(self) {
        let mut next = None;
        self.queue.update_value(|queue| {
            next = (!queue.is_empty()).then(|| queue.remove(0));
        });
        self.end_sound();
        let Some(text) = next else { return };
        let number = self.number.get_value().wrapping_add(1);
        self.number.set_value(number);
        let ended = move || {
            if self.number.try_get_value() == Some(number) {
                // It is what calls this.
                set_timeout(move || self.next(), Duration::ZERO);
            }
        };
        match self.whose.get_untracked() {
            Whose::Nobody => {}
            Whose::Browser => {
                let tag = untrack(|| self.settings.language()).tag();
                let speaking = speech::speak(&text, tag, "", ended);
                self.sounding.set_value(speaking.map(Sounding::Spoken));
                self.follow();
            }
            Whose::Voicevox => {
                let Some(style) = self.style.get_untracked() else {
                    return;
                };
                let job = self.talker.ask(
                    |job| Ask::Speak { job, text, style },
                    move |heard| match heard {
                        Heard::Sound { beaks, wav, .. } => {
                            self.play(number, beaks.clone(), wav.clone(), ended);
                        }
                        Heard::Said(Tell::Voice { trouble, .. }) => {
                            self.trouble.set(*trouble);
                            ended();
                        }
                        _ => ended(),
                    },
                );
                self.sounding.set_value(Some(Sounding::Coming(job)));
            }
        }
    }

    fn play(self, number: u32, beaks: Vec<Beak>, wav: Vec<u8>, ended: impl Fn() + Clone + 'static) {
        let Some(out) = self.out.with_value(Clone::clone) else {
            return ended();
        };
        spawn_local(async move {
            let failed = ended.clone();
            let playing = out.play(&wav, ended).await;
            if self.number.try_get_value() != Some(number) {
                return;
            }
            match playing {
                Some(playing) => {
                    self.sounding
                        .set_value(Some(Sounding::Played(playing, beaks)));
                    self.follow();
                }
                None => failed(),
            }
        });
    }

    /// The beak follows what is heard; of the browser's own voice nothing is told, so it only opens and shuts.
    fn follow(self) {
        let open = self.sounding.with_value(|sounding| match sounding {
            None | Some(Sounding::Coming(_)) => None,
            Some(Sounding::Played(playing, beaks)) => Some(open_at(beaks, playing.at_ms())),
            Some(Sounding::Spoken(_)) => {
                let beat = page::millis() / 110.0;
                Some(if (beat as i64) % 2 == 0 { 0.7 } else { 0.15 })
            }
        });
        let Some(open) = open else { return };
        if self.beak.get_untracked() != open {
            self.beak.set(open);
        }
        let follow = move || {
            if self.number.try_get_value().is_some() {
                self.follow();
            }
        };
        set_timeout(follow, BEAK_TICK);
    }

    /// The browser's voices of the page's language.
    pub fn voices(self) -> Vec<speech::Voice> {
        self.voices.track();
        speech::voices(self.settings.language().tag())
    }

    pub fn whose(self) -> Whose {
        self.whose.get()
    }

    pub fn speakers(self) -> RwSignal<Vec<Speaker>> {
        self.speakers
    }

    pub fn style(self) -> Option<u32> {
        self.style.get()
    }

    pub fn trouble(self) -> Option<VoiceTrouble> {
        self.trouble.get()
    }

    pub fn is_asking(self) -> bool {
        self.is_asking.get()
    }

    pub fn has_effects(self) -> bool {
        self.has_effects.get()
    }

    pub fn has_music(self) -> bool {
        self.has_music.get()
    }

    /// How far the beak is open, 0 to 1.
    pub fn beak(self) -> f32 {
        self.beak.get()
    }
}

/// The voice, from anywhere below the bird's page.
pub fn voice() -> Voice {
    expect_context()
}
