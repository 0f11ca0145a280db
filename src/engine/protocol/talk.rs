//! What crosses between the page and the talk worker.

use super::Message;
use super::bytes::{Reader, Writer};
use crate::engine::talk::gemini::{Key, Model};
use crate::engine::talk::voicevox::{Beak, Speaker, Style};
use crate::engine::talk::{Trouble, VoiceTrouble};

/// Changes whenever a message changes; see [`super::VERSION`].
pub const VERSION: u32 = 1;

/// Page to worker. What is told of a job is told with its number, and nothing after it was stopped.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Hold this key to Gemini.
    Key { key: Key },
    /// Forget it.
    Forget,
    /// Say which models there are. Answered by `Models` or `Trouble`.
    Models { job: u32 },
    /// Let a model answer what `body` asks. Answered by `Piece…`, then `End` or `Trouble`.
    Answer {
        job: u32,
        model: Model,
        body: String,
    },
    /// Say who can speak. Answered by `Speakers` or `Voice`.
    Speakers { job: u32 },
    /// Let someone say something. Answered by `Sound` or `Voice`.
    Speak { job: u32, text: String, style: u32 },
    /// Find out why there is no voice. Answered by `Voice`.
    Diagnose { job: u32 },
    /// Nobody waits for this job any more.
    Stop { job: u32 },
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq)]
pub enum Tell {
    Ready {
        version: u32,
    },
    /// Those that can talk, and the one to begin with.
    Models {
        job: u32,
        models: Vec<Model>,
        newest: Option<Model>,
    },
    /// What a model says next.
    Piece {
        job: u32,
        text: String,
    },
    End {
        job: u32,
    },
    Trouble {
        job: u32,
        trouble: Trouble,
    },
    Speakers {
        job: u32,
        speakers: Vec<Speaker>,
    },
    /// How the beak moves. The sound itself, a WAV file, follows the message.
    Sound {
        job: u32,
        beaks: Vec<Beak>,
    },
    /// Why there is no voice; `None` if there is one.
    Voice {
        job: u32,
        trouble: Option<VoiceTrouble>,
    },
}

impl Tell {
    /// Of which job it tells.
    pub fn job(&self) -> Option<u32> {
        match self {
            Tell::Ready { .. } => None,
            Tell::Models { job, .. }
            | Tell::Piece { job, .. }
            | Tell::End { job }
            | Tell::Trouble { job, .. }
            | Tell::Speakers { job, .. }
            | Tell::Sound { job, .. }
            | Tell::Voice { job, .. } => Some(*job),
        }
    }
}

/// All but [`Trouble::Quota`], which has more to it.
const TROUBLES: [Trouble; 12] = [
    Trouble::BadKey,
    Trouble::Forbidden,
    Trouble::NotHere,
    Trouble::NoSuchModel,
    Trouble::Blocked,
    Trouble::CutShort,
    Trouble::Empty,
    Trouble::Unclear,
    Trouble::Busy,
    Trouble::Offline,
    Trouble::Slow,
    Trouble::Refused,
];
const QUOTA: u8 = 255;
const VOICE_TROUBLES: [VoiceTrouble; 6] = [
    VoiceTrouble::PermissionDenied,
    VoiceTrouble::NotRunning,
    VoiceTrouble::OriginNotAllowed,
    VoiceTrouble::StyleCannotTalk,
    VoiceTrouble::Broken,
    VoiceTrouble::Slow,
];

/// Which message it is, and of which job.
fn begin(to: &mut Writer, which: u8, job: u32) {
    to.byte(which);
    to.number(job.into());
}

impl Message for Ask {
    fn write(&self, to: &mut Writer) {
        match self {
            Ask::Key { key } => {
                to.byte(0);
                to.text(key.secret());
            }
            Ask::Forget => to.byte(1),
            Ask::Models { job } => begin(to, 2, *job),
            Ask::Answer { job, model, body } => {
                begin(to, 3, *job);
                to.text(model.name());
                to.text(body);
            }
            Ask::Speakers { job } => begin(to, 4, *job),
            Ask::Speak { job, text, style } => {
                begin(to, 5, *job);
                to.text(text);
                to.number((*style).into());
            }
            Ask::Diagnose { job } => begin(to, 6, *job),
            Ask::Stop { job } => begin(to, 7, *job),
        }
    }

    fn read(from: &mut Reader) -> Option<Ask> {
        Some(match from.byte()? {
            0 => Ask::Key {
                key: Key::new(&from.text()?)?,
            },
            1 => Ask::Forget,
            2 => Ask::Models { job: from.small()? },
            3 => Ask::Answer {
                job: from.small()?,
                model: Model::new(&from.text()?)?,
                body: from.text()?,
            },
            4 => Ask::Speakers { job: from.small()? },
            5 => Ask::Speak {
                job: from.small()?,
                text: from.text()?,
                style: from.small()?,
            },
            6 => Ask::Diagnose { job: from.small()? },
            7 => Ask::Stop { job: from.small()? },
            _ => return None,
        })
    }
}

impl Message for Tell {
    fn write(&self, to: &mut Writer) {
        match self {
            Tell::Ready { version } => {
                to.byte(0);
                to.number((*version).into());
            }
            Tell::Models {
                job,
                models,
                newest,
            } => {
                begin(to, 1, *job);
                to.list(models, |to, model| to.text(model.name()));
                to.option(newest.as_ref(), |to, model| to.text(model.name()));
            }
            Tell::Piece { job, text } => {
                begin(to, 2, *job);
                to.text(text);
            }
            Tell::End { job } => begin(to, 3, *job),
            Tell::Trouble { job, trouble } => {
                begin(to, 4, *job);
                match trouble {
                    Trouble::Quota { secs } => {
                        to.byte(QUOTA);
                        to.option(*secs, |to, secs| to.number(secs.into()));
                    }
                    other => to.one_of(&TROUBLES, *other),
                }
            }
            Tell::Speakers { job, speakers } => {
                begin(to, 5, *job);
                to.list(speakers, |to, speaker| {
                    to.text(&speaker.name);
                    to.list(&speaker.styles, |to, style| {
                        to.number(style.id.into());
                        to.text(&style.name);
                    });
                });
            }
            Tell::Sound { job, beaks } => {
                begin(to, 6, *job);
                to.list(beaks, |to, beak| {
                    to.number(beak.start_ms.into());
                    to.number(beak.end_ms.into());
                    to.float(beak.open.into());
                });
            }
            Tell::Voice { job, trouble } => {
                begin(to, 7, *job);
                to.option(*trouble, |to, trouble| to.one_of(&VOICE_TROUBLES, trouble));
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Tell> {
        let which = from.byte()?;
        // The version stands where the others have their job.
        let job = from.small()?;
        Some(match which {
            0 => Tell::Ready { version: job },
            1 => Tell::Models {
                job,
                models: from.list(read_model)?,
                newest: from.option(read_model)?,
            },
            2 => Tell::Piece {
                job,
                text: from.text()?,
            },
            3 => Tell::End { job },
            4 => Tell::Trouble {
                job,
                trouble: match from.byte()? {
                    QUOTA => Trouble::Quota {
                        secs: from.option(Reader::small)?,
                    },
                    place => TROUBLES.get(usize::from(place)).copied()?,
                },
            },
            5 => Tell::Speakers {
                job,
                speakers: from.list(read_speaker)?,
            },
            6 => Tell::Sound {
                job,
                beaks: from.list(read_beak)?,
            },
            7 => Tell::Voice {
                job,
                trouble: from.option(|from| from.one_of(&VOICE_TROUBLES))?,
            },
            _ => return None,
        })
    }
}

fn read_model(from: &mut Reader) -> Option<Model> {
    Model::new(&from.text()?)
}

fn read_speaker(from: &mut Reader) -> Option<Speaker> {
    Some(Speaker {
        name: from.text()?,
        styles: from.list(|from| {
            Some(Style {
                id: from.small()?,
                name: from.text()?,
            })
        })?,
    })
}

fn read_beak(from: &mut Reader) -> Option<Beak> {
    Some(Beak {
        start_ms: from.small()?,
        end_ms: from.small()?,
        open: from.float()? as f32,
    })
}
