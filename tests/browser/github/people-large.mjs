// The person with a great deal: 250 repositories, 40,000 commits, six years.

import { Story } from "./story.mjs";
import { DAY, HOUR } from "./time.mjs";

const REPOSITORIES = 250;
const OWN = 70;
const COMMITS = 40_000;
const ABANDONED = 10; // of the repositories: nobody has touched them for two years

export function makeLarge(world) {
  const joined = world.now - 6 * 365 * DAY;
  const story = new Story(world, { login: "large", zone: centralEurope, joined });
  const { random } = story;
  const owner = world.organization("large-organization");
  const all = Array.from({ length: REPOSITORIES }, (_, n) => {
    const at = joined + n * DAY;
    if (n < OWN) return story.repository(`large-${n}`, { at });
    return story.repository(`work-${n}`, { owner, at });
  });
  for (const at of story.awake(COMMITS, joined + DAY)) story.commit(inUse(story, all, at), at);
  const other = world.userNamed("other-person");
  const who = { name: other.name, email: other.emails[0], user: other };
  for (let n = 0; n < 8000; n += 1) {
    const at = random.whole(joined + DAY, story.until);
    story.foreignCommit(inUse(story, all, at), at, who);
  }
  const counts = { issues: 620, pullRequests: 1430, reviews: 1840, issueComments: 3120, discussions: 40 };
  const alive = all.slice(0, REPOSITORIES - ABANDONED);
  story.spread({ ...counts, commitComments: 35, discussionComments: 210 }, alive);
  story.spread({ gists: 120, gistComments: 15 }, [null]);
  story.spread({ releases: 260 }, all.slice(0, OWN));
  const stars = story.awake(all.length);
  all.forEach((repository, index) => story.star(repository, stars[index]));
  return story;
}

/** One of the repositories that are in use then: the square makes some large and many small. */
function inUse(story, all, at) {
  const most = at < story.until - 730 * DAY ? REPOSITORIES : REPOSITORIES - ABANDONED;
  const existing = Math.min(most, Math.floor((at - story.joined) / DAY));
  const share = story.random.number();
  return all[Math.floor(share * share * Math.max(1, existing))];
}

/** +01:00, and +02:00 from the last Sunday of March to that of October, at 01:00 UTC. */
export function centralEurope(at) {
  const year = new Date(at * 1000).getUTCFullYear();
  return lastSunday(year, 2) <= at && at < lastSunday(year, 9) ? 120 : 60;
}

function lastSunday(year, month) {
  const last = new Date(Date.UTC(year, month + 1, 0));
  return last.getTime() / 1000 - last.getUTCDay() * DAY + HOUR;
}
