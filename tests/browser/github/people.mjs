// The seeded people. Each is a shape that a reader of GitHub has to cope with.

import { makeBots } from "./people-bots.mjs";
import { makeKeeper } from "./people-keeper.mjs";
import { makeLarge } from "./people-large.mjs";
import { Story } from "./story.mjs";
import { DAY, HOUR } from "./time.mjs";
import { World } from "./world.mjs";

const TOKYO = 9 * 60;
const PHOENIX = -7 * 60;

/** What each person is, in the order in which they are made. */
export const PEOPLE = {
  /** Has an account and has done nothing. */
  nobody: (world) => new Story(world, { login: "nobody", zone: () => TOKYO }),
  small,
  traveller,
  privateWork,
  unlinked,
  bots: makeBots,
  /** 250 repositories and 40,000 commits over six years, in a zone with summer time. */
  large: makeLarge,
  /** Keeps a bird: a busy week in repositories of many languages, and follows 140 people. */
  keeper: makeKeeper,
};

/**
 * The world with these people in it, the same for the same day.
 * @param {number} now seconds
 * @param {(keyof PEOPLE)[]} [names] all by default
 * @returns {{world: World, stories: Record<string, Story>}}
 */
export function makePeople(now, names = Object.keys(PEOPLE)) {
  const world = new World(now);
  const at = world.now - 3000 * DAY;
  world.user({ login: "other-person", name: "Another", at, emails: ["other@mail.example"] });
  world.organization("some-organization");
  const stories = Object.fromEntries(names.map((name) => [name, PEOPLE[name](world)]));
  world.complete();
  return { world, stories };
}

/** 12 repositories and every kind of event, in Japan, over two years. One of them is a fork. */
function small(world) {
  const joined = world.now - 730 * DAY;
  const story = new Story(world, { login: "small", zone: () => TOKYO, joined });
  const owner = world.userNamed("other-person");
  const own = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => story.repository(`own-${n}`, { at: joined + n * DAY }));
  const others = [1, 2].map((n) => story.repository(`shared-${n}`, { owner, at: joined - 100 * DAY }));
  const all = [...own, ...others];
  for (const at of story.awake(620, joined + 10 * DAY)) story.commit(story.random.pick(all), at);
  for (const repository of others) {
    for (let n = 0; n < 150; n += 1) {
      const at = story.random.whole(joined, story.until);
      const email = owner.emails[0];
      story.foreignCommit(repository, at, { name: owner.name, email, user: owner }, { offset: -300 });
    }
  }
  const emptyAt = joined + 20 * DAY;
  story.repository("empty", { at: emptyAt });
  story.fork(others[0], "shared-1-fork", story.until - 40 * DAY);
  const counts = { issues: 130, pullRequests: 85, reviews: 110, issueComments: 240, commitComments: 12 };
  story.spread({ ...counts, discussions: 9, discussionComments: 31 }, all);
  story.spread({ gists: 14, gistComments: 7 }, [null]);
  story.spread({ releases: 18 }, own);
  const stars = story.awake(all.length);
  all.forEach((repository, index) => story.star(repository, stars[index]));
  story.user.follows = [owner, world.webFlow];
  return story;
}

/**
 * Lives at +09:00, was at -07:00 twice; one commit in eight comes from a container in UTC. `moves`
 * holds when which offset began, oldest first: [seconds, minutes east of UTC].
 */
function traveller(world) {
  const moved = (days) => world.now - days * DAY + 14 * HOUR; // 23:00 in the one, 7:00 in the other
  const joined = moved(500);
  const moves = [[joined, TOKYO], [moved(330), PHOENIX], [moved(290), TOKYO]];
  moves.push([moved(120), PHOENIX], [moved(60), TOKYO]);
  const zone = (at) => moves.findLast(([from]) => from <= at)?.[1] ?? TOKYO;
  const story = new Story(world, { login: "traveller", zone, joined });
  story.moves = moves;
  const repositories = [1, 2, 3, 4].map((n) => story.repository(`luggage-${n}`, { at: joined + n * HOUR }));
  for (const at of story.awake(2400, joined + DAY)) {
    const how = story.random.chance(1 / 8) ? { offset: 0, category: "container" } : {};
    story.commit(story.random.pick(repositories), at, how);
  }
  story.spread({ issues: 40, issueComments: 90 }, repositories, joined + DAY);
  return story;
}

/** Half of the work is in private repositories; counts of it are shown to everybody. */
function privateWork(world) {
  const joined = world.now - 800 * DAY;
  const person = { login: "privateWork", zone: () => 120, joined, sharesPrivate: true };
  const story = new Story(world, person);
  const all = Array.from({ length: 10 }, (_, n) =>
    n % 2 === 0
      ? story.repository(`open-${n}`, { at: joined + n * DAY })
      : story.repository(`secret-${n}`, { at: joined + n * DAY, isPrivate: true }),
  );
  for (const at of story.awake(900, joined + 12 * DAY)) story.commit(story.random.pick(all), at);
  story.spread({ issues: 60, pullRequests: 60, reviews: 40, issueComments: 120, releases: 6 }, all);
  return story;
}

/** A third of the commits are under an address that GitHub links to nobody. */
function unlinked(world) {
  const joined = world.now - 600 * DAY;
  const story = new Story(world, { login: "unlinked", zone: () => 60, joined });
  story.unlinkedEmail = "me@old-laptop.local";
  const all = [1, 2, 3].map((n) => story.repository(`desk-${n}`, { at: joined + n * DAY }));
  for (const at of story.awake(450, joined + 5 * DAY)) {
    const how = story.random.chance(1 / 3) ? { email: story.unlinkedEmail, category: "unlinked" } : {};
    story.commit(story.random.pick(all), at, how);
  }
  return story;
}
