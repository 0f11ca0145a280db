//! Sound: a file that a voice made, and notes.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AudioBuffer, AudioBufferSourceNode, AudioContext, AudioScheduledSourceNode, GainNode,
    OscillatorType,
};

use super::listen::Listening;
use crate::engine::talk::tunes::{BAR, Note, Wave, bar};

/// So early a bar of music is laid out, in seconds.
const AHEAD: f64 = 1.5;
/// How often it is looked whether one is due, in milliseconds.
const LOOKS_MS: i32 = 500;
/// So fast a note swells and fades at least, in seconds: faster ones click.
const SWELL: f64 = 0.015;

/// What sounds go through. Make it after a click: before, browsers are silent.
#[derive(Clone)]
pub struct Speaker(AudioContext);

impl Speaker {
    /// `None` where the browser has no sound.
    pub fn new() -> Option<Speaker> {
        let context = AudioContext::new().ok()?;
        // It runs at once, or not before the next click.
        let _ = context.resume();
        Some(Speaker(context))
    }

    /// Plays a file.
    ///
    /// * `ended`: is called when it has been heard.
    /// * Returns `None` if it is no sound.
    pub async fn play(&self, file: &[u8], ended: impl Fn() + 'static) -> Option<Playing> {
        let bytes: ArrayBuffer = Uint8Array::from(file).buffer();
        let decoded = JsFuture::from(self.0.decode_audio_data(&bytes).ok()?)
            .await
            .ok()?;
        let decoded: AudioBuffer = decoded.unchecked_into();
        let source = self.0.create_buffer_source().ok()?;
        source.set_buffer(Some(&decoded));
        source.connect_with_audio_node(&self.0.destination()).ok()?;
        let listening = Listening::to(&source, "ended", move |_| ended());
        let began = self.0.current_time();
        source.start().ok()?;
        Some(Playing {
            context: self.0.clone(),
            source,
            began,
            _listening: listening,
        })
    }

    /// Plays notes.
    pub fn notes(&self, notes: &[Note]) {
        let from = self.0.current_time();
        for note in notes {
            // A note that can't be played is not missed.
            let _ = self.note(note, from, &self.0.destination());
        }
    }

    fn note(&self, note: &Note, from: f64, to: &web_sys::AudioNode) -> Result<(), JsValue> {
        let start = from + f64::from(note.start);
        let end = start + f64::from(note.length);
        let wave = self.0.create_oscillator()?;
        wave.set_type(match note.wave {
            Wave::Sine => OscillatorType::Sine,
            Wave::Triangle => OscillatorType::Triangle,
        });
        let [first, last] = note.hertz;
        wave.frequency().set_value_at_time(first, start)?;
        wave.frequency().linear_ramp_to_value_at_time(last, end)?;
        let loud = self.0.create_gain()?;
        loud.gain().set_value_at_time(0.0, start)?;
        loud.gain()
            .linear_ramp_to_value_at_time(note.loud, start + SWELL)?;
        loud.gain()
            .linear_ramp_to_value_at_time(0.0, end.max(start + 2.0 * SWELL))?;
        wave.connect_with_audio_node(&loud)?;
        loud.connect_with_audio_node(to)?;
        let wave: &AudioScheduledSourceNode = &wave;
        wave.start_with_when(start)?;
        wave.stop_with_when(end + SWELL)
    }

    /// Plays music until it is dropped.
    pub fn music(&self) -> Option<Music> {
        let speaker = self.clone();
        let out = self.0.create_gain().ok()?;
        out.connect_with_audio_node(&self.0.destination()).ok()?;
        let (through, next) = (out.clone(), Rc::new(Cell::new((0, self.0.current_time()))));
        let play = Closure::<dyn FnMut()>::new(move || {
            let (nth, at) = next.get();
            let now = speaker.0.current_time();
            if at > now + AHEAD {
                return;
            }
            // A page that was asleep goes on from now.
            let at = at.max(now);
            for note in bar(nth) {
                let _ = speaker.note(&note, at, &through);
            }
            next.set((nth.wrapping_add(1), at + f64::from(BAR)));
        });
        let window = web_sys::window()?;
        let callback = play.as_ref().unchecked_ref();
        let timer =
            window.set_interval_with_callback_and_timeout_and_arguments_0(callback, LOOKS_MS);
        Some(Music {
            out,
            timer: timer.ok()?,
            _play: play,
        })
    }
}

/// A file that is being played. Dropping it ends it.
pub struct Playing {
    context: AudioContext,
    source: AudioBufferSourceNode,
    began: f64,
    _listening: Listening,
}

impl Playing {
    /// How much of it has been heard, in milliseconds.
    pub fn at_ms(&self) -> f64 {
        (self.context.current_time() - self.began) * 1_000.0
    }
}

impl Drop for Playing {
    fn drop(&mut self) {
        let source: &AudioScheduledSourceNode = &self.source;
        // It may have ended by itself.
        let _ = source.stop();
    }
}

/// Music that is being played. Dropping it ends it at once.
pub struct Music {
    out: GainNode,
    timer: i32,
    _play: Closure<dyn FnMut()>,
}

impl Drop for Music {
    fn drop(&mut self) {
        let _ = self.out.disconnect();
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.timer);
        }
    }
}
