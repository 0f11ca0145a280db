//! An account to which machines post as well: two months of a person, of a client with scheduled
//! posts, of services, bots and programs on a beat.

use crate::chance::Chance;
use crate::post::{Life, Machine, Post, id_at, utc};
use crate::words::{HOURLY_CHIME, IFTTT, QUARTER_HERALD, TWEETBOT, TWEETDECK, WEATHER_BOT};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// The machines' apps, as indexes into [`crate::words::APPS`], and what each of them is. The person
/// uses [`TWEETDECK`] too, and nobody but the machine the others.
pub const MACHINES: [(usize, Machine); 5] = [
    (TWEETDECK, Machine::Scheduled),
    (IFTTT, Machine::Automatic),
    (WEATHER_BOT, Machine::Automatic),
    (HOURLY_CHIME, Machine::Cron),
    (QUARTER_HERALD, Machine::Cron),
];

/// All posts of such an account, by time.
pub fn posts(seed: u64) -> Vec<Post> {
    let life = Life {
        seed,
        from: utc("2024-04-01 00:00:00"),
        until: utc("2024-06-01 00:00:00"),
        posts: 700,
        ahead_secs: 9 * HOUR,
    };
    let mut posts = by_hand(&life);
    let mut chance = Chance::new(seed ^ 0xb075);
    for (app, machine) in MACHINES {
        posts.extend(by_machine(app, machine, &life, &mut chance));
    }
    posts.sort_by_key(|post| (post.at, post.id));
    posts
}

/// The person's own, some of them by clients that could be taken for machines.
fn by_hand(life: &Life) -> Vec<Post> {
    let mut posts: Vec<Post> = life.posts().collect();
    for (nth, post) in posts.iter_mut().enumerate() {
        match nth % 10 {
            0 => post.app = TWEETDECK,
            1 => post.app = TWEETBOT,
            _ => {}
        }
    }
    posts
}

fn by_machine(app: usize, machine: Machine, life: &Life, chance: &mut Chance) -> Vec<Post> {
    let mut posts = Vec::new();
    for day in (life.from..life.until).step_by(DAY as usize) {
        for at in moments(app, day, chance) {
            let text = match posts.len() % 7 {
                0 => format!("RT @timetable: {at} をお知らせします"),
                _ => format!("{at} をお知らせします"),
            };
            let mut post = Post::new(id_at(at, chance), at, text);
            (post.app, post.machine) = (app, Some(machine));
            posts.push(post);
        }
    }
    posts
}

/// When an app posts by itself on one day, in any order.
fn moments(app: usize, day: i64, chance: &mut Chance) -> Vec<i64> {
    let late = |chance: &mut Chance| chance.within(1..40);
    match app {
        // A person chooses minutes that are easy to choose, and the client is on time.
        TWEETDECK => (0..2)
            .map(|_| day + chance.within(0..24) * HOUR + chance.pick(&[0, 10, 30, 45]) * 60)
            .collect(),
        HOURLY_CHIME => (0..4)
            .map(|nth| day + nth * 6 * HOUR + late(chance))
            .collect(),
        QUARTER_HERALD => (0..4)
            .map(|_| day + chance.within(0..96) * 900 + late(chance))
            .collect(),
        WEATHER_BOT => vec![day + 21 * HOUR + late(chance)],
        _ => (0..1 + chance.below(2))
            .map(|_| day + chance.within(0..DAY))
            .collect(),
    }
}
