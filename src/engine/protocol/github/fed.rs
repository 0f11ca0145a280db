//! Food and rankings.

use super::found::{read_missing, write_missing};
use crate::engine::protocol::bytes::{Reader, Writer};
use crate::engine::source::github::food::KINDS;
use crate::engine::source::github::{Bite, Food, Ranked, Ranking};

pub fn write_food(to: &mut Writer, food: &Food) {
    to.list(&food.bites, |to, bite| {
        to.one_of(&KINDS, bite.kind);
        to.text(&bite.id);
        to.number(bite.at as u64);
        to.list(&bite.languages, |to, index| to.number((*index).into()));
        to.text(&bite.repository);
    });
    to.texts(&food.languages);
    to.number(food.since as u64);
    to.number(food.until as u64);
    write_missing(to, &food.missing);
    to.number(food.restricted);
}

pub fn read_food(from: &mut Reader) -> Option<Food> {
    Some(Food {
        bites: from.list(|from| {
            Some(Bite {
                kind: from.one_of(&KINDS)?,
                id: from.text()?,
                at: from.number()? as i64,
                languages: from.list(Reader::small)?,
                repository: from.text()?,
            })
        })?,
        languages: from.texts()?,
        since: from.number()? as i64,
        until: from.number()? as i64,
        missing: read_missing(from)?,
        restricted: from.number()?,
    })
}

pub fn write_ranking(to: &mut Writer, ranking: &Ranking) {
    for number in [ranking.following, ranking.place, ranking.read] {
        to.number(number.into());
    }
    write_ranked(to, &ranking.own);
    to.list(&ranking.people, write_ranked);
    write_missing(to, &ranking.missing);
}

pub fn read_ranking(from: &mut Reader) -> Option<Ranking> {
    Some(Ranking {
        following: from.small()?,
        place: from.small()?,
        read: from.small()?,
        own: read_ranked(from)?,
        people: from.list(read_ranked)?,
        missing: read_missing(from)?,
    })
}

fn write_ranked(to: &mut Writer, one: &Ranked) {
    to.text(&one.login);
    to.text(&one.name);
    to.option(one.avatar.as_deref(), Writer::text);
    to.number(one.contributions.into());
}

fn read_ranked(from: &mut Reader) -> Option<Ranked> {
    Some(Ranked {
        login: from.text()?,
        name: from.text()?,
        avatar: from.option(Reader::text)?,
        contributions: from.small()?,
    })
}
