//! The people whom the token's owner follows, by how much they contributed in public within a year. What it
//! will cost is known before any of them is asked about.

use super::store::Missing;

/// So many of them are told, those with the most contributions.
pub const MOST_RANKED: usize = 100;
/// So many are asked about, however many points are allowed.
pub const MOST_READ: u32 = 1_000;
/// People on a page of GitHub's list.
const PAGE: u32 = 100;

/// How someone stands among those whom they follow, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranking {
    /// How many people they follow, as GitHub counts them.
    pub following: u32,
    /// The token's owner.
    pub own: Ranked,
    /// The owner's place among those who were read, from 1; whoever has as many shares it.
    pub place: u32,
    /// Those with the most contributions first, then by login; [`MOST_RANKED`] at most, without the owner.
    pub people: Vec<Ranked>,
    /// How many were read. There may be more of them than are told, and more who are followed than were read.
    pub read: u32,
    /// Logins of those who could not be read, and why.
    pub missing: Vec<Missing>,
}

/// Someone, and how much they contributed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ranked {
    pub login: String,
    /// Empty if they have none.
    pub name: String,
    /// One of GitHub's avatars.
    pub avatar: Option<String>,
    /// Commits, issues, pull requests and reviews of the twelve months before now that the token can see: in
    /// public, and where it has rights to more, those as well.
    pub contributions: u32,
}

/// What it costs to read so many people, in points and in requests: one each, and one for each page of them.
pub fn price(people: u32) -> u32 {
    people.saturating_add(people.div_ceil(PAGE))
}

/// How many people can be read for so many points.
pub fn affordable(points: u32) -> u32 {
    points.saturating_sub(points.div_ceil(PAGE.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_are_affordable_as_can_be_paid_for() {
        assert_eq!([0, 1, 100, 101, 340].map(price), [0, 2, 101, 103, 344]);
        for points in 0..1_000 {
            let people = affordable(points);
            assert!(price(people) <= points, "{points}");
            assert!(points < price(people.saturating_add(1)), "{points}");
        }
    }
}
