//! What crosses between the page and the GitHub worker.

mod fed;
mod found;

use super::bytes::{Reader, Writer};
use super::{Message, read_time, write_time};
use crate::engine::source::github::{
    Detail, Failure, Food, Found, Limit, Options, Progress, Ranking, Token, Viewer, Years,
};
use chrono::{DateTime, Utc};

/// Changes whenever a message changes; see [`super::VERSION`].
pub const VERSION: u32 = 2;

/// Page to worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Read this person's GitHub. Answered by `Status…`, `Viewer`, `Log…`, `Events…` and `Found`, perhaps more
    /// than once, or `Failed`.
    Begin { token: Token, options: Options },
    /// The same without a token: public events of a login.
    BeginPublic { login: String },
    /// Find what of the last days feeds. `token`: `None` for the one that the worker has; if it has none, it
    /// fails at once, and has to be asked anew. Answered by `Status…`, `Viewer`, `Log…` and `Food`, or `Failed`.
    /// The worker keeps the token, so that it can be asked again without one.
    BeginFood { token: Option<Token> },
    /// Find out how many people the token's owner follows; the token as above, and kept as well. Answered by
    /// `Status…`, `Viewer`, `Log…` and `Ranking`, or `Failed`. Of the people nothing is asked before `Rank`.
    BeginRanking { token: Option<Token> },
    /// Ask about those people, for so many points at most, or about more of them when that is done. Answered as
    /// before, with more than one `Ranking`.
    Rank { points: u32 },
    /// Go on after a failure, with another token if there is one.
    Resume { token: Option<Token> },
    /// Send nothing until `Resume`.
    Stop,
    /// Forget the token, and send nothing more.
    Forget,
    /// Say what the events at these offsets are about.
    Details { ask: u32, offsets: Vec<u64> },
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq)]
pub enum Tell {
    Ready {
        version: u32,
    },
    /// Who it is, and which rights the token has, where GitHub says.
    Viewer {
        viewer: Viewer,
        scopes: Option<String>,
    },
    Status {
        progress: Progress,
        waits: Option<Waits>,
    },
    /// The newest lines of the log of requests.
    Log {
        lines: Vec<Line>,
    },
    /// The next events, of so many in all. They follow the message as rows of bytes.
    Events {
        total: u64,
    },
    /// Everything but the events, which came before.
    Found {
        found: Box<Found>,
        is_all: bool,
    },
    /// What feeds, all of it.
    Food {
        food: Food,
    },
    /// How the person stands, as far as it is known: at first only whom it would be about.
    Ranking {
        ranking: Ranking,
        is_all: bool,
    },
    Failed {
        failure: Failure,
    },
    /// The answer to [`Ask::Details`].
    Details {
        ask: u32,
        details: Vec<Option<Detail>>,
    },
}

/// Nothing is sent before a moment, and which of GitHub's limits was met, if it was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waits {
    pub until: DateTime<Utc>,
    pub limit: Option<Limit>,
}

/// A line of the log of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub at: DateTime<Utc>,
    pub operation: String,
    /// `None` if no answer came.
    pub status: Option<u16>,
    pub points: Option<u32>,
}

const FAILURES: [Failure; 6] = [
    Failure::BadToken,
    Failure::NoSuchLogin,
    Failure::Forbidden,
    Failure::Offline,
    Failure::Limited,
    Failure::Unavailable,
];
const LIMITS: [Limit; 2] = [Limit::Primary, Limit::Secondary];

impl Message for Ask {
    fn write(&self, to: &mut Writer) {
        match self {
            Ask::Begin { token, options } => {
                to.byte(0);
                to.text(token.secret());
                write_options(to, options);
            }
            Ask::BeginPublic { login } => {
                to.byte(1);
                to.text(login);
            }
            Ask::Resume { token } => {
                to.byte(2);
                to.option(token.as_ref(), |to, token| to.text(token.secret()));
            }
            Ask::Details { ask, offsets } => {
                to.byte(3);
                to.number((*ask).into());
                to.list(offsets, |to, offset| to.number(*offset));
            }
            Ask::Stop => to.byte(4),
            Ask::Forget => to.byte(5),
            Ask::BeginFood { token } => {
                to.byte(6);
                to.option(token.as_ref(), |to, token| to.text(token.secret()));
            }
            Ask::BeginRanking { token } => {
                to.byte(7);
                to.option(token.as_ref(), |to, token| to.text(token.secret()));
            }
            Ask::Rank { points } => {
                to.byte(8);
                to.number((*points).into());
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Ask> {
        Some(match from.byte()? {
            0 => Ask::Begin {
                token: read_token(from)?,
                options: read_options(from)?,
            },
            1 => Ask::BeginPublic {
                login: from.text()?,
            },
            2 => Ask::Resume {
                token: from.option(read_token)?,
            },
            3 => Ask::Details {
                ask: from.small()?,
                offsets: from.list(Reader::number)?,
            },
            4 => Ask::Stop,
            5 => Ask::Forget,
            6 => Ask::BeginFood {
                token: from.option(read_token)?,
            },
            7 => Ask::BeginRanking {
                token: from.option(read_token)?,
            },
            8 => Ask::Rank {
                points: from.small()?,
            },
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
            Tell::Viewer { viewer, scopes } => {
                to.byte(1);
                write_viewer(to, viewer);
                to.option(scopes.as_deref(), Writer::text);
            }
            Tell::Status { progress, waits } => {
                to.byte(2);
                write_progress(to, progress);
                to.option(*waits, |to, waits| {
                    write_time(to, waits.until);
                    to.option(waits.limit, |to, limit| to.one_of(&LIMITS, limit));
                });
            }
            Tell::Log { lines } => {
                to.byte(3);
                to.list(lines, |to, line| {
                    write_time(to, line.at);
                    to.text(&line.operation);
                    to.option(line.status, |to, status| to.number(status.into()));
                    to.option(line.points, |to, points| to.number(points.into()));
                });
            }
            Tell::Events { total } => {
                to.byte(4);
                to.number(*total);
            }
            Tell::Found { found, is_all } => {
                to.byte(5);
                found::write_found(to, found);
                to.byte((*is_all).into());
            }
            Tell::Failed { failure } => {
                to.byte(6);
                to.one_of(&FAILURES, *failure);
            }
            Tell::Details { ask, details } => {
                to.byte(7);
                to.number((*ask).into());
                to.list(details, |to, detail| {
                    to.option(detail.as_ref(), found::write_detail);
                });
            }
            Tell::Food { food } => {
                to.byte(8);
                fed::write_food(to, food);
            }
            Tell::Ranking { ranking, is_all } => {
                to.byte(9);
                fed::write_ranking(to, ranking);
                to.byte((*is_all).into());
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Tell> {
        Some(match from.byte()? {
            0 => Tell::Ready {
                version: from.small()?,
            },
            1 => Tell::Viewer {
                viewer: read_viewer(from)?,
                scopes: from.option(Reader::text)?,
            },
            2 => Tell::Status {
                progress: read_progress(from)?,
                waits: from.option(|from| {
                    Some(Waits {
                        until: read_time(from)?,
                        limit: from.option(|from| from.one_of(&LIMITS))?,
                    })
                })?,
            },
            3 => Tell::Log {
                lines: from.list(|from| {
                    Some(Line {
                        at: read_time(from)?,
                        operation: from.text()?,
                        status: from.option(Reader::small)?,
                        points: from.option(Reader::small)?,
                    })
                })?,
            },
            4 => Tell::Events {
                total: from.number()?,
            },
            5 => Tell::Found {
                found: Box::new(found::read_found(from)?),
                is_all: from.byte()? == 1,
            },
            6 => Tell::Failed {
                failure: from.one_of(&FAILURES)?,
            },
            7 => Tell::Details {
                ask: from.small()?,
                details: from.list(|from| from.option(found::read_detail))?,
            },
            8 => Tell::Food {
                food: fed::read_food(from)?,
            },
            9 => Tell::Ranking {
                ranking: fed::read_ranking(from)?,
                is_all: from.byte()? == 1,
            },
            _ => return None,
        })
    }
}

fn read_token(from: &mut Reader) -> Option<Token> {
    Token::new(&from.text()?)
}

fn write_options(to: &mut Writer, options: &Options) {
    to.option(options.login.as_deref(), Writer::text);
    match &options.years {
        Years::Last => to.byte(0),
        Years::Some(years) => {
            to.byte(1);
            to.list(years, |to, year| to.number(u64::from(year.unsigned_abs())));
        }
        Years::All => to.byte(2),
    }
    to.texts(&options.emails);
}

fn read_options(from: &mut Reader) -> Option<Options> {
    Some(Options {
        login: from.option(Reader::text)?,
        years: match from.byte()? {
            0 => Years::Last,
            1 => Years::Some(from.list(Reader::small)?),
            2 => Years::All,
            _ => return None,
        },
        emails: from.texts()?,
    })
}

fn write_viewer(to: &mut Writer, viewer: &Viewer) {
    for text in [&viewer.id, &viewer.login, &viewer.name] {
        to.text(text);
    }
    to.option(viewer.avatar.as_deref(), Writer::text);
    to.option(viewer.made_at, write_time);
    to.list(&viewer.years, |to, year| {
        to.number(u64::from(year.unsigned_abs()))
    });
    to.byte(viewer.is_own.into());
}

fn read_viewer(from: &mut Reader) -> Option<Viewer> {
    Some(Viewer {
        id: from.text()?,
        login: from.text()?,
        name: from.text()?,
        avatar: from.option(Reader::text)?,
        made_at: from.option(read_time)?,
        years: from.list(Reader::small)?,
        is_own: from.byte()? == 1,
    })
}

fn write_progress(to: &mut Writer, progress: &Progress) {
    to.number(progress.repositories.into());
    to.number(progress.repositories_done.into());
    to.number(progress.events);
    to.number(progress.requests.into());
    to.option(progress.points_left, |to, points| to.number(points.into()));
    to.option(progress.reset_at, write_time);
}

fn read_progress(from: &mut Reader) -> Option<Progress> {
    Some(Progress {
        repositories: from.small()?,
        repositories_done: from.small()?,
        events: from.number()?,
        requests: from.small()?,
        points_left: from.option(Reader::small)?,
        reset_at: from.option(read_time)?,
    })
}
