//! What the whole page leaves for the bird's.

use super::Message;
use super::bytes::{Reader, Writer};
use super::rhythm::{read_day, read_zone, write_day, write_zone};
use crate::engine::bird::food::{Food, FoodKind, Key, Pantry};
use crate::engine::bird::habit::Night;
use crate::engine::bird::provision::Provision;

/// Changes whenever it is written otherwise: the two may be of different deploys.
const VERSION: u8 = 1;

impl Message for Provision {
    fn write(&self, to: &mut Writer) {
        to.byte(VERSION);
        to.option(self.zone.as_ref(), write_zone);
        to.list(&self.posts.foods, |to, food| {
            to.number(food.key.0);
            to.number(food.at as u64);
        });
        to.option(self.posts.until, |to, until| to.number(until as u64));
        to.list(&self.nights, |to, night| {
            let (day, onset, wake) = night.parts();
            write_day(to, day);
            to.number(onset.into());
            to.number(wake.into());
        });
    }

    fn read(from: &mut Reader) -> Option<Provision> {
        if from.byte()? != VERSION {
            return None;
        }
        Some(Provision {
            zone: from.option(read_zone)?,
            posts: Pantry {
                foods: from.list(|from| {
                    Some(Food {
                        key: Key(from.number()?),
                        at: from.number()? as i64,
                        kind: FoodKind::Post,
                        languages: Vec::new(),
                    })
                })?,
                languages: Vec::new(),
                until: from.option(|from| Some(from.number()? as i64))?,
            },
            nights: from.list(|from| Night::new(read_day(from)?, from.small()?, from.small()?))?,
        })
    }
}
