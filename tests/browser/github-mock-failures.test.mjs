// Every failure that the product must cope with looks as GitHub's own.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { ask } from "./github/client.mjs";
import { FAILURE_NAMES } from "./github/failures.mjs";
import { startGithub } from "./github/server.mjs";

const github = await startGithub({ now: Date.parse("2026-06-30T12:00:00Z"), people: ["small"] });
const token = github.tokens.small.fine.value;
const QUERY = `query Some { user(login: "small") { login issues(first: 2) { nodes { createdAt } } }
  rateLimit { remaining } }`;

beforeEach(() => github.reset());
after(() => github.close());

const send = (query = QUERY) => ask(github, { token, body: { query } });

const tried = new Set();

/**
 * Fails one call and compares the answer, then calls again and must get the true one.
 * @param {object} expected `status`; `body`: a pattern of its text; `type` of the first error;
 *   `data`: what is there in spite of it; `headers` by name, `undefined` for one that must not be
 */
function check(as, options, expected) {
  tried.add(as);
  test(`${as} ${JSON.stringify(options)}`, async () => {
    github.fail({ as, ...options });
    const { status, headers, text, json } = await send();
    assert.equal(status, expected.status);
    if (expected.body) assert.match(text.slice(0, 5000), expected.body);
    if (expected.type) assert.equal(json.errors[0].type, expected.type);
    if ("data" in expected) assert.deepEqual(json.data, expected.data);
    for (const [name, value] of Object.entries(expected.headers ?? {})) assert.equal(headers[name], value, name);
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal(github.record.requests[0].failedAs, as);
    if (expected.stays) return;
    const next = await send();
    assert.equal(next.json.data.user.login, "small");
    assert.equal(next.json.errors, undefined);
  });
}

const rateLimit = { remaining: 4999 };
const without = { data: { user: null, rateLimit } };
const gone = { "x-ratelimit-remaining": "0" };
check("bad-credentials", {}, { status: 401, body: /"message":"Bad credentials"/ });
check("primary-403", {}, { status: 403, body: /API rate limit exceeded/, headers: gone, stays: true });
check("primary-429", {}, { status: 429, body: /API rate limit exceeded/, headers: gone, stays: true });
check("rate-limited", {}, { status: 200, type: "RATE_LIMITED", headers: gone, stays: true });
const body = /secondary rate limit/;
for (const status of [200, 403, 429]) {
  check(`secondary-${status}`, {}, { status, body, headers: { "retry-after": undefined } });
  check(`secondary-${status}`, { retryAfter: 7 }, { status, body, headers: { "retry-after": "7" } });
}
check("not-found", {}, { status: 200, type: "NOT_FOUND", ...without });
check("invalid-cursor", {}, { status: 200, type: "INVALID_CURSOR_ARGUMENTS", ...without });
const noRight = /not accessible by personal access token/;
check("forbidden", {}, { status: 200, type: "FORBIDDEN", body: noRight, ...without });
check("saml", {}, { status: 200, type: "FORBIDDEN", body: /"saml_failure":true/, ...without });
check("resources-exceeded", {}, { status: 200, type: "RESOURCE_LIMITS_EXCEEDED", ...without });
const nulls = { data: { user: { login: "small", issues: { nodes: null } }, rateLimit } };
check("forbidden", { at: ["user", "issues", "nodes"] }, { status: 200, type: "FORBIDDEN", ...nulls });
check("forbidden-403", {}, { status: 403, body: noRight });
check("404", {}, { status: 404, body: /"message":"Not Found"/ });
check("422", {}, { status: 422, body: /"message":"Validation Failed"/ });
check("500", {}, { status: 500 });
check("502", {}, { status: 502, body: /Something went wrong while executing your query/ });
check("502-html", {}, { status: 502, body: /^<html>/ });
check("504", {}, { status: 504, body: /^<html>/ });
check("timeout-200", {}, { status: 200, body: /Something went wrong while executing your query/ });
check("not-json", {}, { status: 200, body: /^<html>/ });
check("empty", {}, { status: 200, body: /^$/ });

const sso = "required; url=https://github.com/orgs/some-organization/sso?authorization_request=TEST";
check("sso", {}, { status: 403, body: /SAML enforcement/, headers: { "x-github-sso": sso } });

test("one element of a list fails and its neighbours do not", async () => {
  const [one, other] = github.world.repositories;
  github.fail({ as: "saml", at: ["nodes", 1] });
  const { json, headers } = await send(`{ nodes(ids: ["${one.id}", "${other.id}"]) { id } }`);
  assert.deepEqual(json.data.nodes, [{ id: one.id }, null]);
  assert.deepEqual(json.errors[0].path, ["nodes", 1]);
  assert.match(headers["x-github-sso"], /^partial-results; organizations=\d+$/);
});

for (const as of ["dropped", "dropped-midway"]) {
  tried.add(as);
  test(`${as}: there is no whole answer`, async () => {
    github.fail({ as });
    await assert.rejects(send(), { code: "ECONNRESET" });
    assert.equal((await send()).status, 200);
  });
}

tried.add("slow");
test("slow: the true answer, later", async () => {
  github.fail({ as: "slow", ms: 300 });
  const start = performance.now();
  const both = await Promise.all([send(), send()]);
  assert(performance.now() - start >= 299);
  assert(both.every(({ json }) => json.data.user.login === "small"));
  assert.equal(github.record.mostInFlight, 2);
});

tried.add("huge");
test("huge: one answer of 64 MB", async () => {
  github.fail({ as: "huge" });
  const { bytes } = await send();
  assert(bytes.length > 64 * 1024 * 1024);
});

test("a primary limit ends at its reset, and not before", async () => {
  github.fail({ as: "rate-limited", resetInSecs: 2 });
  const { headers } = await send();
  const reset = Number(headers["x-ratelimit-reset"]);
  assert.equal((await send()).json.errors[0].type, "RATE_LIMITED");
  while (github.now() < reset) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal((await send()).json.errors, undefined);
});

test("a failure is of the request that it names, and no other", async () => {
  github.fail({ when: { operation: "Other", nth: 2 }, as: "502", times: 2 });
  const statuses = [];
  for (const name of ["Other", "Some", "Other", "Other", "Some", "Other"]) {
    statuses.push((await send(`query ${name} { viewer { login } }`)).status);
  }
  assert.deepEqual(statuses, [200, 200, 502, 502, 200, 200]);
  assert.equal(github.record.of({ operation: "Other" }).length, 4);
  assert.throws(() => github.fail({ as: "tired" }), /no failure is called tired/);
});

test("the record tells what came after a moment", async () => {
  await send();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const moment = Date.now();
  assert.equal(github.record.after(moment).length, 0);
  await new Promise((resolve) => setTimeout(resolve, 5));
  await send();
  const [{ operation, status, cost, host, path, method }] = github.record.after(moment);
  const expected = ["Some", 200, 1, "api.github.com", "/graphql", "POST"];
  assert.deepEqual([operation, status, cost, host, path, method], expected);
});

test("every failure there is has been tried", () => {
  assert.deepEqual(FAILURE_NAMES.filter((name) => !tried.has(name)), []);
});
