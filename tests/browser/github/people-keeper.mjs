// The person who keeps a bird: a busy week, in repositories of many languages, and 140 people to be
// ranked among.

import { Story } from "./story.mjs";
import { DAY, HOUR } from "./time.mjs";

const TOKYO = 9 * 60;
const FOLLOWED = 140;

/** Dart is the eleventh of thirteen. */
export const NEST_LANGUAGES = [
  ...["TypeScript", "CSS", "HTML", "Kotlin", "Swift", "C++", "CMake", "Objective-C", "Ruby", "Shell"],
  ...["Dart", "C", "Makefile"],
];

export function makeKeeper(world) {
  const joined = world.now - 500 * DAY;
  const story = new Story(world, { login: "keeper", zone: () => TOKYO, joined });
  const owner = world.userNamed("other-person");
  const at = joined + DAY;
  const nest = story.repository("nest", { at, languages: NEST_LANGUAGES });
  const perch = story.repository("perch", { at, languages: ["Rust"] });
  const letters = story.repository("letters", { at, languages: [] });
  const tower = story.repository("tower", { at, languages: manyLanguages() });
  const shared = story.repository("shared", { owner, at, languages: ["Go", "Dart"] });
  const flock = story.repository("flock", { owner, at, languages: ["Elm"] });
  const all = [nest, perch, letters, tower, shared];
  const week = world.now - 7 * DAY;
  for (const moment of story.awake(300, joined + 2 * DAY, week)) story.commit(story.random.pick(all), moment);
  for (const moment of story.awake(90, week)) story.commit(story.random.pick(all), moment);
  for (const from of [joined + 2 * DAY, week]) {
    story.spread({ issues: 30, pullRequests: 25, reviews: 40 }, [...all, flock], from);
  }
  notFed(story, nest, week);
  story.fork(shared, "shared-fork", world.now - 3 * DAY);
  story.user.follows = Array.from({ length: FOLLOWED }, (_, n) => followed(world, flock, n));
  return story;
}

/** More than GitHub tells on a page. */
function manyLanguages() {
  return Array.from({ length: 130 }, (_, n) => `Tongue ${String((n * 37) % 130).padStart(3, "0")}`);
}

/** What a machine did, and what others merged: one of the requests was opened long before that week. */
function notFed(story, repository, week) {
  const { webFlow } = story.world;
  const other = story.world.userNamed("other-person");
  for (let day = 0; day < 6; day += 1) {
    const at = week + day * DAY + 3 * HOUR;
    story.commit(repository, at, { offset: 0, category: "self-ci", message: "Update data [skip ci]" });
    const who = { name: "renovate[bot]", email: "1001+renovate[bot]@users.noreply.github.com", user: null };
    story.foreignCommit(repository, at + HOUR, who, { message: "Bump something from 1 to 2" });
    const merged = at + 2 * HOUR;
    const later = { closed: merged, merged, edited: merged };
    const opened = week - (40 - day) * DAY;
    const pullRequest = story.post("pullRequests", repository, opened, { later, mergedBy: other });
    const committer = { name: "GitHub", email: webFlow.emails[0], user: webFlow };
    const how = { offset: 0, committer, pullRequest, category: "merged-by-other" };
    story.commit(repository, merged, { ...how, message: `Change of a request (#${pullRequest.number})` });
  }
}

/** Someone who is followed; some have as many contributions as others, and some have none. */
function followed(world, repository, n) {
  const login = `follow-${String(n).padStart(3, "0")}`;
  const joined = world.now - 450 * DAY;
  const story = new Story(world, { login, zone: () => TOKYO, joined });
  const year = world.now - 360 * DAY;
  const count = (n * 7) % 23;
  story.spread({ issues: count, pullRequests: n % 3, reviews: n % 4 }, [repository], year);
  for (const at of story.awake(n % 2, year)) story.commit(repository, at);
  // Too long ago to count.
  for (const at of story.awake(2, joined, world.now - 370 * DAY)) story.post("issues", repository, at);
  return story.user;
}
