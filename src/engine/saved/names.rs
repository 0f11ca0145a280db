//! How flags are called in JSON. Kinds have names of their own.

use super::super::event::Flags;

/// In the order of their bits.
pub const FLAGS: [(&str, Flags); 8] = [
    ("date_only", Flags::DATE_ONLY),
    ("bot_word", Flags::BOT_WORD),
    ("retweet", Flags::RETWEET),
    ("machine", Flags::MACHINE),
    ("merged", Flags::MERGED),
    ("imported", Flags::IMPORTED),
    ("not_own", Flags::NOT_OWN),
    ("rebased", Flags::REBASED),
];

/// The flag of a name.
pub fn flag(name: &str) -> Option<Flags> {
    let mut known = FLAGS.iter();
    known
        .find(|(other, _)| *other == name)
        .map(|(_, flag)| *flag)
}
