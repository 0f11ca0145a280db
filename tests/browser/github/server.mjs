// A GitHub to test against, on the loopback interface: api.github.com and avatars.githubusercontent.com
// over TLS. Everything is in memory and the same for the same day; nothing goes out.
//
//   const github = await startGithub();
//   const browser = await launchBrowser(github.chromiumArgs);   // the page fetches the real addresses
//   github.fail({ when: { operation: "Commits", nth: 3 }, as: "rate-limited", resetInSecs: 2 });
//   github.tokens.small.fine.value                              // a token to paste
//   github.truth("small", { years: [2026] }).commits.count      // what must have been found
//   github.record.of({ operation: "Commits" }).length           // what was asked

import { createServer } from "node:https";
import { avatarPng } from "./avatar.mjs";
import { forgetDays } from "./contributions.mjs";
import { corsHeaders, preflight } from "./cors.mjs";
import { Failures } from "./failures.mjs";
import { answerGraphql } from "./graphql.mjs";
import { Points, tokensOf, viewerOf } from "./limits.mjs";
import { makePeople } from "./people.mjs";
import { Record } from "./record.mjs";
import { answerRest } from "./rest.mjs";
import { DAY } from "./time.mjs";
import { makeCertificate } from "./tls.mjs";
import { foodOf, rankingOf, truthOf, yearOf } from "./truth.mjs";

export const API_HOST = "api.github.com";
export const AVATAR_HOST = "avatars.githubusercontent.com";

/**
 * Starts one.
 * @param {object} [options]
 * @param {number} [options.now] milliseconds: GitHub's clock starts there and runs on; by default it
 *   is the machine's. People's lives end with the UTC day before.
 * @param {(keyof import("./people.mjs").PEOPLE)[]} [options.people] all by default; tests that need
 *   no others start faster with theirs alone
 * @returns {Promise<Github>} rejects if there is no `openssl` command
 */
export async function startGithub({ now = Date.now(), people } = {}) {
  const github = new Github(now, people);
  await new Promise((resolve, reject) => {
    github.server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return github;
}

class Github {
  #started = Date.now();
  #startedAs;
  #points = new Map(); // "graphql small" -> Points
  #failures = new Failures();
  #revoked = new Set();

  constructor(now, names) {
    this.#startedAs = now;
    Object.assign(this, makePeople(this.now(), names));
    this.tokens = {};
    for (const [name, { user }] of Object.entries(this.stories)) {
      this.tokens[name] = tokensOf(user.login, this.now());
    }
    this.certificate = makeCertificate([API_HOST, AVATAR_HOST]);
    this.server = createServer(this.certificate, (request, response) => this.#serve(request, response));
  }

  /** What was asked. */
  record = new Record();

  /** GitHub's clock, in seconds. */
  now() {
    return Math.floor((this.#startedAs + Date.now() - this.#started) / 1000);
  }

  get port() {
    return this.server.address().port;
  }

  /** What Chromium needs to find this server under GitHub's names, and to trust its key alone. */
  get chromiumArgs() {
    const rules = [API_HOST, AVATAR_HOST].map((host) => `MAP ${host}:443 127.0.0.1:${this.port}`);
    return [
      `--host-resolver-rules=${rules.join(", ")}`,
      `--ignore-certificate-errors-spki-list=${this.certificate.spki}`,
    ];
  }

  /** The exact events of a person: see truth.mjs. @param {string} name of `people` */
  truth(name, which) {
    return truthOf(this.stories[name], which);
  }

  /** What feeds a person's bird, of the last eight days: see truth.mjs. */
  food(name, which = { since: this.now() + 1 - 8 * DAY, until: this.now() + 1 }) {
    return foodOf(this.stories[name], which);
  }

  /** Whom a person follows, the one with the most contributions first, and the person: see truth.mjs. */
  ranking(name) {
    const now = this.now();
    return { own: yearOf(this.stories[name].user, now), people: rankingOf(this.stories[name], now) };
  }

  /**
   * The person commits, now, which no reset undoes.
   * @param {string} name of `people`
   * @param {string} repository `owner/name`
   * @returns {string} the commit's oid
   */
  commit(name, repository) {
    const story = this.stories[name];
    const { oid } = story.commit(this.world.repositoryNamed(repository), this.now());
    forgetDays(story.user);
    this.world.complete();
    return oid;
  }

  /** Makes requests fail: see failures.mjs. */
  fail(rule) {
    this.#failures.add(rule);
  }

  /** From now on this token is a wrong one. @param {string} value */
  revoke(value) {
    this.#revoked.add(value);
  }

  /**
   * The hour's points of a person; of any other name, those of callers without a token.
   * @param {"graphql" | "core"} [resource]
   */
  points(name, resource = "graphql") {
    const login = this.stories[name]?.user.login ?? null;
    return this.#pointsOf(login, resource);
  }

  /** As after a start: no failures, no points used, nothing recorded, nothing revoked. */
  reset() {
    this.#failures.clear();
    this.#points.clear();
    this.#revoked.clear();
    this.record.clear();
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  #pointsOf(login, resource) {
    const key = `${resource} ${login}`;
    const limit = resource === "core" && login === null ? 60 : 5000;
    if (!this.#points.has(key)) this.#points.set(key, new Points(resource, limit, () => this.now()));
    return this.#points.get(key);
  }

  async #serve(request, response) {
    const entry = this.record.begin(request);
    response.once("close", () => this.record.end(entry));
    try {
      request.setEncoding("utf8");
      for await (const part of request) entry.body += part;
      await this.#send(entry, await this.#answer(entry), response);
    } catch (error) {
      if (error.code === "ECONNRESET" || error.code === "ERR_STREAM_PREMATURE_CLOSE") return;
      console.error(`GitHub's double: ${entry.method} ${entry.path}: ${error.stack}`);
      response.destroy();
    }
  }

  async #answer(entry) {
    if (entry.host === AVATAR_HOST) return avatar(entry);
    if (entry.host !== API_HOST) return { status: 421, body: `${entry.host} is not served here` };
    if (entry.method === "OPTIONS") return preflight();
    const token = this.#tokenOf(entry);
    const resource = entry.path === "/graphql" ? "graphql" : "core";
    const points = this.#pointsOf(token?.login ?? null, resource);
    const asked = resource === "graphql" ? readAsked(entry) : null;
    const failure = this.#failures.take({ ...entry, login: token?.login ?? null }, points);
    entry.failedAs = failure?.as ?? null;
    if (failure?.drop === "at once") return failure;
    if (failure?.waitMs) await new Promise((resolve) => setTimeout(resolve, failure.waitMs));
    const answer = failure?.status ? failure : this.#trueAnswer({ entry, token, points, asked, failure });
    const headers = { ...points.headers(), ...tokenHeaders(token), ...answer.headers, ...failure?.headers };
    return { drop: failure?.drop, status: answer.status, body: answer.body, headers };
  }

  #trueAnswer({ entry, token, points, asked, failure }) {
    if (token === undefined) return refused(401, "Bad credentials", "/rest");
    if (entry.path !== "/graphql") {
      return answerRest({ path: entry.path, headers: entry.headers, github: this, points });
    }
    if (entry.method !== "POST") return refused(404, "Not Found", "/rest");
    if (token === null) return refused(401, "This endpoint requires you to be authenticated.", "/graphql");
    if (asked === undefined) return refused(400, "Problems parsing JSON", "/graphql");
    const { world } = this;
    const partial = failure?.partial && { at: failure.at, error: failure.partial };
    const viewer = viewerOf(world, token);
    const answer = answerGraphql({ world, asked, viewer, points, now: this.now(), partial });
    entry.cost = answer.cost;
    entry.notHeld = answer.notHeld ?? [];
    return answer;
  }

  /** `null`: none was sent. `undefined`: one that GitHub does not know, or no longer. */
  #tokenOf({ headers }) {
    if (headers.authorization === undefined) return null;
    const [, value] = /^(?:bearer|token) (\S+)$/i.exec(headers.authorization) ?? [];
    if (this.#revoked.has(value)) return undefined;
    const all = Object.values(this.tokens).flatMap((kinds) => Object.values(kinds));
    const found = all.find((token) => token.value === value);
    return found && (found.expiresAt === null || found.expiresAt > this.now()) ? found : undefined;
  }

  async #send(entry, answer, response) {
    if (answer.drop === "at once") return void response.destroy();
    const isText = typeof answer.body === "string" || Buffer.isBuffer(answer.body) || answer.body === null;
    const bytes = Buffer.from(isText ? (answer.body ?? "") : JSON.stringify(answer.body));
    const type = isText ? {} : { "content-type": "application/json; charset=utf-8" };
    const common = entry.host === API_HOST ? { ...corsHeaders(), "x-github-request-id": "TEST:0" } : {};
    const empty = answer.status === 204 || answer.status === 304;
    const length = empty ? {} : { "content-length": bytes.length };
    response.writeHead(answer.status, { ...common, ...type, ...length, ...answer.headers });
    if (answer.drop === "midway") {
      await new Promise((resolve) => response.write(bytes.subarray(0, bytes.length >> 1), resolve));
      return void response.destroy();
    }
    entry.status = answer.status;
    response.end(empty ? undefined : bytes);
  }
}

/** The call in a request's body, noted in its record; `undefined` if it is not JSON. */
function readAsked(entry) {
  try {
    const asked = JSON.parse(entry.body);
    entry.variables = asked.variables;
    entry.operation = asked.operationName ?? /\b(?:query|mutation)\s+(\w+)/.exec(asked.query ?? "")?.[1];
    return asked;
  } catch {
    return undefined;
  }
}

/** What GitHub tells of the token. Of these a page may read the scopes, but not the expiry. */
function tokenHeaders(token) {
  if (!token) return {};
  const headers = {};
  if (token.scopes !== null) {
    headers["x-oauth-scopes"] = token.scopes;
    headers["x-accepted-oauth-scopes"] = "repo";
  }
  if (token.expiresAt !== null) {
    const text = new Date(token.expiresAt * 1000).toISOString();
    headers["github-authentication-token-expiration"] = `${text.slice(0, 10)} ${text.slice(11, 19)} UTC`;
  }
  return headers;
}

function avatar({ path }) {
  const [, id] = /^\/u\/(\d+)(?:\?|$)/.exec(path) ?? [];
  if (!id) return { status: 404, body: "Not Found" };
  const headers = { "content-type": "image/png", "access-control-allow-origin": "*" };
  return { status: 200, headers, body: avatarPng(Number(id)) };
}

function refused(status, message, page) {
  const documentation_url = `https://docs.github.com${page}`;
  return { status, body: { message, documentation_url, status: String(status) } };
}
