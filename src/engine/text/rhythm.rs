//! What the figures of a rhythm say.

/// A figure as a person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// A short name that never changes, such as `sri`.
    pub id: String,
    pub title: String,
    /// The value with its unit; empty where something is missing.
    pub value: String,
    /// Its 90 % interval, or empty.
    pub interval: String,
    /// What it means for this person, or what is missing.
    pub says: String,
    /// How it compares with the person's own earlier months, or empty.
    pub compared: String,
    /// How it is computed, and who published that.
    pub method: String,
}
