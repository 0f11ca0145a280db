// The green squares: contributions of at most a year, by kind, by repository and by day. Commits are
// counted by day here, and only here: `occurredAt` of a commit contribution is no clock.

import { refusal } from "./errors.mjs";
import { connection, ordered } from "./paging.mjs";
import { DAY, MINUTE, seconds, utc, yearLater } from "./time.mjs";

const MOST_REPOSITORIES = 100;
const LEVELS = ["NONE", "FIRST_QUARTILE", "SECOND_QUARTILE", "THIRD_QUARTILE", "FOURTH_QUARTILE"];
const COLORS = ["#ebedf0", "#9be9a8", "#40c463", "#30a14e", "#216e39"];

/**
 * The days on which a person committed to a repository, counted as GitHub counts: on the default
 * branch, not of a fork, under a linked address; the day is the author's own.
 * @returns {{repository: object, date: string, at: number, commitCount: number}[]} `at` is the last
 *   commit's second, for windows
 */
export function contributionDays(user) {
  if (!daysOf.has(user)) daysOf.set(user, countDays(user));
  return daysOf.get(user);
}

/** Computed once for each person: the world hardly ever changes while it is served. */
const daysOf = new WeakMap();

/** To be called when a person has done something since. */
export function forgetDays(user) {
  daysOf.delete(user);
}

function countDays(user) {
  const days = new Map();
  for (const { repository, author } of user.did.commits) {
    if (repository.isFork || author.user !== user) continue;
    const date = utc(author.at + author.offsetMins * MINUTE).slice(0, 10);
    const key = `${repository.databaseId} ${date}`;
    const day = days.get(key);
    if (day) {
      day.commitCount += 1;
      day.at = Math.max(day.at, author.at);
    } else days.set(key, { repository, date, at: author.at, commitCount: 1 });
  }
  return [...days.values()];
}

/** ContributionsCollection of one person, as one viewer sees it. */
export class Contributions {
  constructor(user, args, { viewer, now }) {
    const to = args.to == null ? null : seconds(args.to);
    this.from = args.from == null ? (to ?? now) - 365 * DAY : seconds(args.from);
    this.to = to ?? Math.min(now, yearLater(this.from));
    if (this.to > yearLater(this.from)) {
      const message = "The total time spanned by 'from' and 'to' must not exceed 1 year";
      throw refusal("VALIDATION", message);
    }
    Object.assign(this, { user, viewer });
  }
  __typename = "ContributionsCollection";

  get startedAt() {
    return utc(this.from);
  }
  get endedAt() {
    return utc(this.to);
  }
  get contributionYears() {
    const moments = [...contributionDays(this.user), ...allPosts(this.user)].map(({ at }) => at);
    const years = moments.map((at) => new Date(at * 1000).getUTCFullYear());
    return [...new Set(years)].sort((a, b) => b - a);
  }
  get hasAnyContributions() {
    return this.#days().length + this.#posts(...MADE).length > 0;
  }
  get hasAnyRestrictedContributions() {
    return this.restrictedContributionsCount > 0;
  }
  get restrictedContributionsCount() {
    return this.#restricted().reduce((sum, { count }) => sum + count, 0);
  }
  get earliestRestrictedContributionDate() {
    return this.#restricted()[0]?.date ?? null;
  }
  get latestRestrictedContributionDate() {
    return this.#restricted().at(-1)?.date ?? null;
  }
  get totalCommitContributions() {
    return this.#days().reduce((sum, day) => sum + day.commitCount, 0);
  }
  totalIssueContributions() {
    return this.#posts("issues").length;
  }
  totalPullRequestContributions() {
    return this.#posts("pullRequests").length;
  }
  get totalPullRequestReviewContributions() {
    return this.#posts("reviews").length;
  }
  totalRepositoryContributions() {
    return this.#posts("repositories").length;
  }
  get totalRepositoriesWithContributedCommits() {
    return byRepository(this.#days()).length;
  }
  totalRepositoriesWithContributedIssues() {
    return byRepository(this.#posts("issues")).length;
  }
  totalRepositoriesWithContributedPullRequests() {
    return byRepository(this.#posts("pullRequests")).length;
  }
  get totalRepositoriesWithContributedPullRequestReviews() {
    return byRepository(this.#posts("reviews")).length;
  }
  issueContributions(args) {
    return page(this.#posts("issues").map(issueContribution), args);
  }
  pullRequestContributions(args) {
    return page(this.#posts("pullRequests").map(pullRequestContribution), args);
  }
  pullRequestReviewContributions(args) {
    return page(this.#posts("reviews").map(reviewContribution), args);
  }
  repositoryContributions(args) {
    return page(this.#posts("repositories").map(repositoryContribution), args);
  }
  commitContributionsByRepository({ maxRepositories }) {
    return grouped(this.#days(), maxRepositories, (day) => commitContribution(this.user, day));
  }
  issueContributionsByRepository({ maxRepositories }) {
    return grouped(this.#posts("issues"), maxRepositories, issueContribution);
  }
  pullRequestContributionsByRepository({ maxRepositories }) {
    return grouped(this.#posts("pullRequests"), maxRepositories, pullRequestContribution);
  }
  pullRequestReviewContributionsByRepository({ maxRepositories }) {
    return grouped(this.#posts("reviews"), maxRepositories, reviewContribution);
  }
  get contributionCalendar() {
    const counts = new Map();
    const count = (date, n) => counts.set(date, (counts.get(date) ?? 0) + n);
    for (const { date, commitCount } of this.#days()) count(date, commitCount);
    for (const { at } of this.#posts(...MADE)) count(utc(at).slice(0, 10), 1);
    for (const { date, count: n } of this.#restricted()) count(date, n);
    return calendar(counts, this.from, this.to);
  }

  #days() {
    const inside = contributionDays(this.user).filter((day) => this.#covers(day));
    return inside.filter(({ repository }) => this.viewer.sees(repository));
  }
  #posts(...kinds) {
    const inside = kinds.flatMap((kind) => this.user.did[kind]).filter((post) => this.#covers(post));
    return inside.filter((post) => this.viewer.sees(post.repository ?? post));
  }
  #covers({ at }) {
    return this.from <= at && at <= this.to;
  }
  /** What the viewer may not see, by day, if the person shows such counts. */
  #restricted() {
    if (!this.user.sharesPrivate) return [];
    const hidden = [...contributionDays(this.user), ...MADE.flatMap((kind) => this.user.did[kind])]
      .filter((made) => this.#covers(made) && !this.viewer.sees(made.repository ?? made))
      .map((made) => ({ date: made.date ?? utc(made.at).slice(0, 10), count: made.commitCount ?? 1 }));
    return hidden.sort((a, b) => (a.date < b.date ? -1 : 1));
  }
}

/** The kinds that count as contributions besides commits. */
const MADE = ["issues", "pullRequests", "reviews", "repositories"];

function allPosts(user) {
  return MADE.flatMap((kind) => user.did[kind]);
}

/** Contributions as a connection, newest first unless asked otherwise. */
function page(contributions, args) {
  const direction = args.orderBy?.direction ?? "DESC";
  return connection(ordered(contributions, ({ at }) => at, direction), args);
}

function byRepository(made) {
  const groups = new Map();
  for (const one of made) {
    const repository = one.repository ?? one;
    if (groups.has(repository)) groups.get(repository).push(one);
    else groups.set(repository, [one]);
  }
  return [...groups];
}

/** GitHub gives the repositories with the most contributions, and no cursor for the rest. */
function grouped(made, maxRepositories, contributionOf) {
  if (maxRepositories > MOST_REPOSITORIES) {
    throw refusal("ARGUMENT_LIMIT", "Only up to 100 repositories is supported.");
  }
  return byRepository(made)
    .sort(([one, a], [other, b]) => b.length - a.length || one.databaseId - other.databaseId)
    .slice(0, maxRepositories)
    .map(([repository, ones]) => ({
      repository,
      url: repository.url,
      resourcePath: repository.resourcePath,
      contributions: (args) => page(ones.map(contributionOf), args),
    }));
}

function contribution(type, made, user, fields) {
  const { at } = made;
  const url = made.url;
  return { __typename: type, id: made.id, at, occurredAt: utc(at), isRestricted: false, url, user, ...fields };
}

function commitContribution(user, day) {
  const { repository, date, commitCount } = day;
  const made = { id: `${repository.id} ${date}`, at: seconds(`${date}T07:00:00Z`), url: repository.url };
  return contribution("CreatedCommitContribution", made, user, { repository, commitCount });
}

function issueContribution(issue) {
  return contribution("CreatedIssueContribution", issue, issue.author, { issue });
}

function pullRequestContribution(pullRequest) {
  return contribution("CreatedPullRequestContribution", pullRequest, pullRequest.author, { pullRequest });
}

function reviewContribution(review) {
  const { pullRequest, repository, author } = review;
  const fields = { pullRequestReview: review, pullRequest, repository };
  return contribution("CreatedPullRequestReviewContribution", review, author, fields);
}

function repositoryContribution(repository) {
  return contribution("CreatedRepositoryContribution", repository, repository.owner, { repository });
}

/** ContributionCalendar of these counts by date: whole weeks from Sunday, within the window. */
function calendar(counts, from, to) {
  const most = Math.max(1, ...counts.values());
  const weeks = [];
  const months = new Map();
  for (let at = from - (from % DAY); at <= to; at += DAY) {
    const date = utc(at).slice(0, 10);
    const weekday = new Date(at * 1000).getUTCDay();
    const contributionCount = counts.get(date) ?? 0;
    const level = Math.ceil((contributionCount / most) * 4);
    const look = { contributionLevel: LEVELS[level], color: COLORS[level] };
    if (weekday === 0 || weeks.length === 0) weeks.push({ firstDay: date, contributionDays: [] });
    weeks.at(-1).contributionDays.push({ date, weekday, contributionCount, ...look });
    const month = date.slice(0, 7);
    if (!months.has(month)) months.set(month, { firstDay: date, weeks: new Set() });
    months.get(month).weeks.add(weeks.length);
  }
  const totalContributions = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const named = [...months].map(([month, { firstDay, weeks: seen }]) => ({
    firstDay,
    name: new Date(`${month}-01T00:00:00Z`).toLocaleString("en", { month: "short", timeZone: "UTC" }),
    totalWeeks: seen.size,
    year: Number(month.slice(0, 4)),
  }));
  return { totalContributions, colors: COLORS.slice(1), isHalloween: false, weeks, months: named };
}
