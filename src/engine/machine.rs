//! What runs the page, as far as it says nothing of the person.

/// What a browser tells of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Machine {
    /// As it calls itself.
    pub agent: String,
    pub processors: u32,
    /// The window's width and height, CSS pixels, and hundredths of a device's pixel in each.
    pub window: [u32; 3],
    /// Of what a browser may have, by name, what this one does.
    pub abilities: Vec<(&'static str, bool)>,
    /// Which build of the page it is: a hash.
    pub build: String,
}
