// Who asks and how much they still may: tokens, and the points of an hour.

import { seeded } from "./random.mjs";
import { DAY, HOUR, utc } from "./time.mjs";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The tokens of a person, of the shapes that GitHub gives out:
 * * `classic`: no scope, public data only; never expires
 * * `repo`: classic with the scopes `repo, read:user`; sees private work; never expires
 * * `fine`: fine-grained, public data; 30 days left
 * * `fineAll`: fine-grained with contents of private repositories; 7 days left
 * * `expired`: was like `fine`
 * @param {number} now seconds
 * @returns {Record<string, {value: string, login: string, kind: string, scopes: string | null,
 *   expiresAt: number | null, privateRights: boolean}>}
 */
export function tokensOf(login, now) {
  const random = seeded(`tokens of ${login}`);
  const classic = () => `ghp_${random.text(36, LETTERS)}`;
  const fine = () => `github_pat_${random.text(22, LETTERS)}_${random.text(59, LETTERS)}`;
  const token = (kind, value, scopes, expiresAt, privateRights) => [
    kind,
    { value, login, kind, scopes, expiresAt, privateRights },
  ];
  return Object.fromEntries([
    token("classic", classic(), "", null, false),
    token("repo", classic(), "repo, read:user", null, true),
    token("fine", fine(), null, now + 30 * DAY, false),
    token("fineAll", fine(), null, now + 7 * DAY, true),
    token("expired", fine(), null, now - DAY, false),
  ]);
}

/** Who asks, for resolvers. `token` of nobody: `null`, who sees what is public. */
export function viewerOf(world, token) {
  const login = token?.login ?? null;
  return {
    login,
    user: login && world.userNamed(login),
    sees: ({ isPrivate, members }) => !isPrivate || (token?.privateRights === true && members.has(login)),
  };
}

/** Points of one person (GraphQL) or calls of one address (REST), an hour from the first one. */
export class Points {
  /**
   * @param {"graphql" | "core"} resource
   * @param {() => number} now seconds
   */
  constructor(resource, limit, now) {
    Object.assign(this, { resource, limit, now, used: 0, resetAt: null });
  }
  get remaining() {
    return Math.max(0, this.limit - this.used);
  }
  /** False if there are not enough: then nothing is taken. */
  take(cost) {
    this.renew();
    if (this.remaining < cost) return false;
    this.used += cost;
    return true;
  }
  renew() {
    if (this.resetAt !== null && this.now() < this.resetAt) return;
    this.resetAt = this.now() + HOUR;
    this.used = 0;
  }
  /**
   * For tests: so many are left, until then.
   * @param {{remaining: number, resetInSecs?: number}} state
   */
  set({ remaining, resetInSecs = HOUR }) {
    this.used = this.limit - remaining;
    this.resetAt = this.now() + resetInSecs;
  }
  /** Fields of `rateLimit`. */
  told() {
    this.renew();
    const { limit, remaining, used } = this;
    return { limit, remaining, used, resetAt: utc(this.resetAt) };
  }
  /** Response headers. */
  headers() {
    this.renew();
    return {
      "x-ratelimit-limit": this.limit,
      "x-ratelimit-remaining": this.remaining,
      "x-ratelimit-used": this.used,
      "x-ratelimit-reset": this.resetAt,
      "x-ratelimit-resource": this.resource,
    };
  }
  /** GitHub's answer when there are none left: of GraphQL with status 200, of REST with 403. */
  exhausted() {
    if (this.resource === "graphql") {
      const message = "API rate limit exceeded for user ID 1000001.";
      return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message }] } };
    }
    const body = {
      message: "API rate limit exceeded for 127.0.0.1.",
      documentation_url: "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api",
    };
    return { status: 403, body };
  }
}
