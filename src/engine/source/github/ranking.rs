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

/// A line of a ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// From 1; whoever contributed as much shares it.
    pub place: usize,
    pub is_own: bool,
    pub who: &'a Ranked,
}

impl Ranking {
    /// How much someone contributed, if they are among those who were read, whatever their login's case.
    pub fn contributions_of(&self, login: &str) -> Option<u32> {
        let all = self.people.iter().chain([&self.own]);
        let mut found = all.filter(|one| one.login.eq_ignore_ascii_case(login));
        found.next().map(|one| one.contributions)
    }

    /// Everyone with their place, those with the most contributions first; the token's owner is the first of those
    /// who have as many.
    pub fn standings(&self) -> Vec<Standing<'_>> {
        let before = |who: &Ranked| {
            let has_more = |other: &&Ranked| who.contributions < other.contributions;
            let own = has_more(&&self.own);
            self.people
                .iter()
                .filter(has_more)
                .count()
                .saturating_add(own.into())
        };
        let of = |is_own: bool, who| Standing {
            place: before(who).saturating_add(1),
            is_own,
            who,
        };
        let mut standings: Vec<Standing> = self.people.iter().map(|who| of(false, who)).collect();
        let own = standings.partition_point(|one| self.own.contributions < one.who.contributions);
        standings.insert(own, of(true, &self.own));
        standings
    }
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

    /// * `own`, `others`: contributions, the others' from the most on.
    fn check(own: u32, others: &[u32], expected: &[(usize, bool, u32)]) {
        let ranked = |contributions: &u32| Ranked {
            contributions: *contributions,
            ..Ranked::default()
        };
        let ranking = Ranking {
            own: ranked(&own),
            people: others.iter().map(ranked).collect(),
            ..Ranking::default()
        };
        let standings = ranking.standings();
        let told = standings
            .iter()
            .map(|one| (one.place, one.is_own, one.who.contributions));
        assert_eq!(told.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn everyone_stands_where_their_contributions_put_them() {
        check(5, &[], &[(1, true, 5)]);
        check(
            5,
            &[9, 5, 5, 1],
            &[
                (1, false, 9),
                (2, true, 5),
                (2, false, 5),
                (2, false, 5),
                (5, false, 1),
            ],
        );
        check(
            0,
            &[3, 3, 0],
            &[(1, false, 3), (1, false, 3), (3, true, 0), (3, false, 0)],
        );
        check(9, &[3], &[(1, true, 9), (2, false, 3)]);
    }

    #[test]
    fn what_someone_contributed_is_known_of_those_who_were_read() {
        let ranked = |login: &str, contributions| Ranked {
            login: login.to_owned(),
            contributions,
            ..Ranked::default()
        };
        let ranking = Ranking {
            own: ranked("me", 3),
            people: vec![ranked("Other", 5)],
            ..Ranking::default()
        };
        let found = ["ME", "other", "nobody", ""].map(|login| ranking.contributions_of(login));
        assert_eq!(found, [Some(3), Some(5), None, None]);
    }

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
