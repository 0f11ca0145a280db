// Failures on purpose, each as GitHub, a proxy before it or the network brings it about.

import { refusal } from "./errors.mjs";

const DOCS = "https://docs.github.com";
const SECONDARY =
  "You have exceeded a secondary rate limit. Please wait a few minutes before you try again. " +
  "If you reach out to GitHub Support for help, please include the request ID 0000:0000:TEST.";
const SAML =
  "Resource protected by organization SAML enforcement. " +
  "You must grant your Personal Access token access to this organization.";
const TIMEOUT =
  "Something went wrong while executing your query. This may be the result of a timeout, " +
  "or it could be a GitHub bug. Please include `0000:0000:TEST` when reporting this issue.";
const NO_RIGHT = "Resource not accessible by personal access token";
const RESOURCES = "Resource limits for this query exceeded.";
const SSO_URL = "https://github.com/orgs/some-organization/sso?authorization_request=TEST";

/**
 * What each name does, of its options and the asker's points. A result is one of
 * * `{status, headers?, body}`: the answer, instead of the true one
 * * `{partial: Error}`: the true answer, but a field fails (`at`: its path in the answer)
 * * `{headers, partial}`: the same with headers besides
 * * `{drop: "at once" | "midway"}`: the connection ends
 * * `{waitMs}`: the true answer, so much later
 */
const FAILURES = {
  "bad-credentials": () => failed(401, "Bad credentials", "/rest"),
  "primary-403": (options, points) => primary(403, options, points),
  "primary-429": (options, points) => primary(429, options, points),
  /** Primary limit of GraphQL: from now to the reset every call is refused, not this one alone. */
  "rate-limited": ({ resetInSecs = 60 }, points) => {
    points.set({ remaining: 0, resetInSecs });
    return points.exhausted();
  },
  "secondary-200": ({ retryAfter }) => ({ ...errors([{ message: SECONDARY }]), ...retry(retryAfter) }),
  "secondary-403": ({ retryAfter }) => ({ ...failed(403, SECONDARY, "/graphql"), ...retry(retryAfter) }),
  "secondary-429": ({ retryAfter }) => ({ ...failed(429, SECONDARY, "/graphql"), ...retry(retryAfter) }),
  "not-found": ({ login = "nobody-of-this-name" }) => ({
    partial: refusal("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`),
  }),
  "invalid-cursor": ({ cursor = "Y3Vyc29y" }) => ({
    partial: refusal("INVALID_CURSOR_ARGUMENTS", `\`${cursor}\` does not appear to be a valid cursor.`),
  }),
  saml: () => ({
    partial: refusal("FORBIDDEN", SAML, { saml_failure: true }),
    headers: { "x-github-sso": "partial-results; organizations=21955855" },
  }),
  forbidden: () => ({ partial: refusal("FORBIDDEN", NO_RIGHT, { saml_failure: false }) }),
  "resources-exceeded": () => ({ partial: refusal("RESOURCE_LIMITS_EXCEEDED", RESOURCES) }),
  sso: () => ({
    ...failed(403, SAML, "/articles/authenticating-to-a-github-organization-with-saml-single-sign-on/"),
    headers: { "x-github-sso": `required; url=${SSO_URL}` },
  }),
  "forbidden-403": () => failed(403, NO_RIGHT, "/rest"),
  404: () => failed(404, "Not Found", "/rest"),
  422: () => ({
    status: 422,
    body: {
      message: "Validation Failed",
      errors: [{ message: "The listed users cannot be searched.", resource: "Search", field: "q" }],
      documentation_url: `${DOCS}/v3/search/`,
    },
  }),
  500: () => ({ status: 500, body: { message: "Server Error" } }),
  /** As GitHub's own timeout. */
  502: () => ({ status: 502, body: { data: null, errors: [{ message: TIMEOUT }] } }),
  /** As the proxy's. */
  "502-html": () => html(502, "502 Bad Gateway"),
  504: () => html(504, "504 Gateway Time-out"),
  /** GitHub's timeout with a status that hides it. */
  "timeout-200": () => errors([{ message: TIMEOUT }]),
  dropped: () => ({ drop: "at once" }),
  "dropped-midway": () => ({ drop: "midway" }),
  slow: ({ ms = 2000 }) => ({ waitMs: ms }),
  "not-json": () => html(200, "Welcome to the hotel's network"),
  empty: () => ({ status: 200, body: "" }),
  /** Well-formed JSON, and far more of it than any page. */
  huge: ({ bytes = 64 * 1024 * 1024 }) => {
    return { status: 200, body: `{"data":{"viewer":"${"x".repeat(bytes)}"}}` };
  },
};

/** All names that `fail({ as })` takes. */
export const FAILURE_NAMES = Object.keys(FAILURES);

/** The scripted failures of a server, in the order in which they were asked for. */
export class Failures {
  #rules = [];

  /**
   * Makes a request fail.
   * @param {object} rule
   * @param {object} [rule.when] which: `operation`, `path` (without its query), `host`, `method` or
   *   `login`, each equal to the request's, or a function `where(request)` of its record; `nth` of
   *   those, from 1, counted from now on; by default the first. Preflights never fail.
   * @param {string} rule.as one of FAILURE_NAMES
   * @param {number} [rule.times] so many in a row; 1 by default, `Infinity` for all
   * @param {object} rule.more options of the failure: `retryAfter` in seconds (none by default),
   *   `resetInSecs`, `at` (path of the field that fails, such as `["user", "issues"]`), `ms`,
   *   `bytes`, `login`, `cursor`
   */
  add({ when = {}, as, times = 1, ...options }) {
    if (!Object.hasOwn(FAILURES, as)) {
      throw new Error(`no failure is called ${as}: ${FAILURE_NAMES.join(", ")}`);
    }
    const { nth = 1, where = () => true, ...like } = when;
    this.#rules.push({ like, where, from: nth, until: nth + times, as, options, seen: 0 });
  }

  /** The failure of this request, or `null`. @param {object} entry its record, with `login` */
  take(entry, points) {
    let found = null;
    for (const rule of this.#rules) {
      const same = Object.entries(rule.like).every(([field, value]) => fieldOf(entry, field) === value);
      if (!same || !rule.where(entry)) continue;
      rule.seen += 1;
      if (!found && rule.from <= rule.seen && rule.seen < rule.until) found = rule;
    }
    if (!found) return null;
    const { as, options } = found;
    return { as, at: options.at, ...FAILURES[as](options, points) };
  }

  clear() {
    this.#rules = [];
  }
}

function fieldOf(entry, field) {
  return field === "path" ? entry.path.split("?")[0] : entry[field];
}

function failed(status, message, page) {
  return { status, body: { message, documentation_url: DOCS + page, status: String(status) } };
}

function errors(list) {
  return { status: 200, body: { errors: list } };
}

function retry(retryAfter) {
  return { headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) } };
}

/** Primary limit, whose headers tell when it ends: until then every call is refused. */
function primary(status, { resetInSecs = 60 }, points) {
  points.set({ remaining: 0, resetInSecs });
  return failed(status, "API rate limit exceeded for user ID 1000001.", "/rest/overview/rate-limits");
}

function html(status, title) {
  const head = `<html>\r\n<head><title>${title}</title></head>\r\n`;
  const body = `${head}<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return { status, headers: { "content-type": "text/html" }, body };
}
