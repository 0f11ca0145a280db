// The few REST calls: a person, their public events of 30 days, and what is left of the hour.

import { createHash } from "node:crypto";
import { DAY, utc } from "./time.mjs";

const MOST_EVENTS = 300;
const EVENT_DAYS = 30;
const POLL_SECS = 60;

/** Which kinds of the ledger GitHub makes public events of, and under which names. */
const EVENT_TYPES = {
  commits: "PushEvent",
  issues: "IssuesEvent",
  pullRequests: "PullRequestEvent",
  reviews: "PullRequestReviewEvent",
  issueComments: "IssueCommentEvent",
  commitComments: "CommitCommentEvent",
  stars: "WatchEvent",
  releases: "ReleaseEvent",
  repositories: "CreateEvent",
};

/**
 * Answers a GET of the API.
 * @param {object} call
 * @param {string} call.path with its query
 * @param {Record<string, string>} call.headers
 * @param {{now: () => number, world: object, stories: Record<string, object>}} call.github
 * @param {import("./limits.mjs").Points} call.points of the address, or of the token's person
 */
export function answerRest({ path, headers, github, points }) {
  const url = new URL(path, "https://api.github.com");
  if (url.pathname === "/rate_limit") return { status: 200, body: rateLimit(points) };
  const user = userOf(github.world, url.pathname);
  const answer = user ? userAnswer(user, url, github) : notFound();
  if (answer.etag && answer.etag === headers["if-none-match"]) {
    return { status: 304, headers: answer.headers, body: null }; // costs nothing
  }
  if (!points.take(1)) return points.exhausted();
  return answer;
}

/** Also by number: GitHub's own links to further pages name people so. */
function userOf(world, pathname) {
  const [, login] = /^\/users\/([\w.-]+)(\/events\/public)?$/.exec(pathname) ?? [];
  if (login) return world.userNamed(login);
  const [, number] = /^\/user\/(\d+)\/events\/public$/.exec(pathname) ?? [];
  return number ? world.node(`U_kgD${number.padStart(7, "0")}`) : null;
}

function userAnswer(user, url, github) {
  if (url.pathname.endsWith("/events/public")) return eventsPage(user, url, github);
  return withEtag({ status: 200, body: profile(user, github) }, {});
}

function eventsPage(user, url, github) {
  const wanted = (name, usual) => Math.max(1, Number.parseInt(url.searchParams.get(name) ?? "", 10) || usual);
  const perPage = Math.min(100, wanted("per_page", 30));
  const page = wanted("page", 1);
  if ((page - 1) * perPage >= MOST_EVENTS) return tooFar();
  const story = Object.values(github.stories).find((one) => one.user === user);
  const events = story ? publicEvents(story, github.now()) : [];
  const start = (page - 1) * perPage;
  const headers = { "x-poll-interval": String(POLL_SECS), "cache-control": "public, max-age=60, s-maxage=60" };
  const last = Math.max(1, Math.ceil(events.length / perPage));
  const to = (n, rel) =>
    `<https://api.github.com/user/${user.databaseId}/events/public?per_page=${perPage}&page=${n}>; rel="${rel}"`;
  if (page < last) headers.link = `${to(page + 1, "next")}, ${to(last, "last")}`;
  const body = events.slice(start, Math.min(start + perPage, MOST_EVENTS));
  return withEtag({ status: 200, body }, headers);
}

/** The newest first, at most 300 of the last 30 days. No commits are in a push, only its head. */
export function publicEvents(story, now) {
  const { ledger, user } = story;
  const since = now - EVENT_DAYS * DAY;
  const shown = ledger
    .filter((event) => !event.isPrivate && event.kind in EVENT_TYPES && since <= pushedAt(event))
    .filter(({ category }) => category !== "merged-by-other" && category !== "imported")
    .sort((a, b) => pushedAt(b) - pushedAt(a));
  return shown.slice(0, MOST_EVENTS).map((event, index) => ({
    id: String(50_000_000_000 - index),
    type: EVENT_TYPES[event.kind],
    actor: {
      id: user.databaseId,
      login: user.login,
      display_login: user.login,
      gravatar_id: "",
      url: `https://api.github.com/users/${user.login}`,
      avatar_url: `https://avatars.githubusercontent.com/u/${user.databaseId}?`,
    },
    repo: { id: 1, name: event.repository, url: `https://api.github.com/repos/${event.repository}` },
    payload: payload(event),
    public: true,
    created_at: utc(pushedAt(event)),
  }));
}

function pushedAt({ at, committedAt }) {
  return committedAt ?? at;
}

function payload({ kind, oid, at }) {
  if (kind === "commits") return { repository_id: 1, push_id: at, ref: "refs/heads/main", head: oid, before: oid };
  if (kind === "stars") return { action: "started" };
  if (kind === "repositories") return { ref: null, ref_type: "repository", master_branch: "main" };
  if (kind === "releases") return { action: "published" };
  return { action: kind === "issues" || kind === "pullRequests" ? "opened" : "created" };
}

function profile(user, { world }) {
  const owned = world.repositories.filter(({ owner, isPrivate }) => owner === user && !isPrivate);
  return {
    login: user.login,
    id: user.databaseId,
    node_id: user.id,
    avatar_url: user.avatarUrl({}),
    html_url: user.url,
    type: "User",
    name: user.name,
    public_repos: owned.length,
    public_gists: user.did.gists.length,
    followers: 0,
    following: user.follows.length,
    created_at: utc(user.at),
    updated_at: utc(user.at),
  };
}

function rateLimit(points) {
  points.renew();
  const { limit, remaining, used, resetAt: reset } = points;
  const core = { limit, remaining, used, reset };
  return { resources: { core }, rate: core };
}

function withEtag(answer, headers) {
  const sum = createHash("sha256").update(JSON.stringify(answer.body)).digest("hex");
  const etag = `W/"${sum}"`;
  return { ...answer, etag, headers: { ...headers, etag } };
}

function notFound() {
  const documentation_url = "https://docs.github.com/rest";
  return { status: 404, body: { message: "Not Found", documentation_url, status: "404" } };
}

function tooFar() {
  const message = "In order to keep the API fast for everyone, pagination is limited for this resource.";
  return { status: 422, body: { message, documentation_url: "https://docs.github.com/v3/#pagination" } };
}
