// The person whose repositories are full of what is no sign of being awake.

import { Story } from "./story.mjs";
import { DAY, HOUR, MINUTE } from "./time.mjs";

const NEW_YORK = -5 * 60;

/** Beside true commits: machines, other people's buttons, a rebase, an import. */
export function makeBots(world) {
  const joined = world.now - 700 * DAY;
  const story = new Story(world, { login: "bots", zone: () => 9 * 60, joined });
  const [service, library, site] = ["service", "library", "site"].map((name, n) =>
    story.repository(name, { at: joined + n * DAY }),
  );
  const all = [service, library, site];
  for (const at of story.awake(500, joined + 5 * DAY)) story.commit(story.random.pick(all), at);
  machines(story, all);
  selfCi(story, site);
  mergedByOthers(story, library);
  onTheWeb(story, site);
  rebased(story, service);
  imported(story);
  story.spread({ pullRequests: 30, issueComments: 50 }, all, joined + 5 * DAY);
  return story;
}

/** Commits of bots, under their own names: none of the person's. */
function machines(story, repositories) {
  const names = ["dependabot[bot]", "github-actions[bot]", "renovate[bot]"];
  for (let n = 0; n < 300; n += 1) {
    const name = names[n % names.length];
    const who = { name, email: `${1000 + (n % 3)}+${name}@users.noreply.github.com`, user: null };
    const at = story.random.whole(story.joined + 5 * DAY, story.until);
    story.foreignCommit(story.random.pick(repositories), at, who, { message: "Bump something from 1 to 2" });
  }
}

/** A job that commits under the person's name every night at 03:17 UTC, a few seconds late. */
function selfCi(story, repository) {
  for (let day = 1; day <= 200; day += 1) {
    const at = story.until - day * DAY + 3 * HOUR + 17 * MINUTE + story.random.whole(2, 9);
    story.commit(repository, at, { offset: 0, category: "self-ci", message: "Update data [skip ci]" });
  }
}

/** Squashed by another's press of a button: the author is the person, the time is the other's. */
function mergedByOthers(story, repository) {
  const { webFlow } = story.world;
  const other = story.world.userNamed("other-person");
  const committer = { name: "GitHub", email: webFlow.emails[0], user: webFlow };
  for (const opened of story.awake(60, story.joined + 30 * DAY, story.until - 9 * DAY)) {
    const at = opened + story.random.whole(HOUR, 8 * DAY);
    const later = { closed: at, merged: at };
    const pullRequest = story.post("pullRequests", repository, opened, { later, mergedBy: other });
    const message = `Change of a request (#${pullRequest.number})`;
    const how = { offset: NEW_YORK, committer, pullRequest, message, category: "merged-by-other" };
    story.commit(repository, at, how);
  }
}

/** Edited on GitHub's own page: the person's moment, committed by GitHub. */
function onTheWeb(story, repository) {
  const { webFlow } = story.world;
  const committer = { name: "GitHub", email: webFlow.emails[0], user: webFlow };
  for (const at of story.awake(40, story.joined + 30 * DAY)) {
    story.commit(repository, at, { committer, category: "web", message: "Update README" });
  }
}

/** Forty commits of ten days, rewritten within three seconds: author times hold, committer times not. */
function rebased(story, repository) {
  const until = story.until - 30 * DAY;
  const when = until + 2 * HOUR;
  story.awake(40, until - 10 * DAY, until).forEach((at, index) => {
    story.commit(repository, at, { committedAt: when + Math.floor(index / 15), category: "rebased" });
  });
}

/** A history of years before the account, brought in whole: at midnight UTC, as old tools kept dates. */
function imported(story) {
  const repository = story.repository("old-history", { at: story.until - 100 * DAY });
  const midnight = story.joined - (story.joined % DAY);
  for (let n = 0; n < 250; n += 1) {
    const at = midnight - story.random.whole(30, 1500) * DAY;
    story.commit(repository, at, { offset: 0, committedAt: at, category: "imported" });
  }
}
