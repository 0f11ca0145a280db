//! The talk worker, as those share it who want words and those who want a voice.

use std::time::Duration;

use leptos::prelude::*;

use crate::engine::protocol::talk::{Ask, Tell};
use crate::web::talk::{Heard, TalkClient};

/// Who waits for what is told of a job, until they say that it was the last.
type Waiting = Vec<(u32, Box<dyn Fn(&Heard)>)>;

#[derive(Clone, Copy)]
pub struct Talker {
    client: StoredValue<Option<TalkClient>, LocalStorage>,
    waiting: StoredValue<Waiting, LocalStorage>,
    jobs: StoredValue<u32>,
    /// How often a worker was lost, and with it the key that it held.
    deaths: RwSignal<u32>,
}

impl Talker {
    pub fn new() -> Talker {
        Talker {
            client: StoredValue::new_local(None),
            waiting: StoredValue::new_local(Vec::new()),
            jobs: StoredValue::new(0),
            deaths: RwSignal::default(),
        }
    }

    /// Tells the worker something that nobody answers.
    pub fn tell(self, ask: &Ask) {
        if self.start() {
            self.client.with_value(|client| {
                if let Some(client) = client {
                    client.ask(ask);
                }
            });
        }
    }

    /// Asks something. What is answered goes to `heard`, until the job is stopped or another has its place.
    ///
    /// * `ask`: is given the job's number.
    /// * Returns that number.
    pub fn ask(self, ask: impl FnOnce(u32) -> Ask, heard: impl Fn(&Heard) + 'static) -> u32 {
        let job = self.jobs.get_value().wrapping_add(1);
        self.jobs.set_value(job);
        self.waiting
            .update_value(|waiting| waiting.push((job, Box::new(heard))));
        self.tell(&ask(job));
        job
    }

    /// Nobody waits for this job any more.
    pub fn stop(self, job: u32) {
        self.waiting
            .update_value(|waiting| waiting.retain(|(other, _)| *other != job));
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.ask(&Ask::Stop { job });
            }
        });
    }

    /// How often a worker was lost, and with it the key that it held.
    pub fn deaths(self) -> u32 {
        self.deaths.get()
    }

    /// Whether the worker is there, now at the latest.
    fn start(self) -> bool {
        if self.client.with_value(Option::is_some) {
            return true;
        }
        match TalkClient::start(move |heard| self.hear(&heard)) {
            Ok(client) => {
                self.client.set_value(Some(client));
                true
            }
            Err(_) => {
                // In a task of its own: who asks is not told before they know the job's number.
                set_timeout(move || self.hear(&Heard::Died), Duration::ZERO);
                false
            }
        }
    }

    fn hear(self, heard: &Heard) {
        let job = match heard {
            Heard::Said(said) => said.job(),
            Heard::Sound { job, .. } => Some(*job),
            Heard::Died | Heard::NewVersion => None,
        };
        // Taken out while it is told: it may ask again, or stop.
        let mut told = Vec::new();
        self.waiting.update_value(|waiting| {
            let is_of = |(other, _): &(u32, _)| job.is_none_or(|job| job == *other);
            told = waiting.extract_if(.., |one| is_of(one)).collect();
        });
        if job.is_none() {
            // Nobody is to ask it any more; it is what calls this, so it ends a little later.
            let mut gone = None;
            self.client.update_value(|client| gone = client.take());
            set_timeout(move || drop(gone), Duration::ZERO);
            self.deaths
                .update(|deaths| *deaths = deaths.wrapping_add(1));
        }
        for (_, hears) in &told {
            hears(heard);
        }
        // Nothing more comes after any other.
        if matches!(heard, Heard::Said(Tell::Piece { .. })) {
            self.waiting
                .update_value(|waiting| waiting.append(&mut told));
        }
    }
}
