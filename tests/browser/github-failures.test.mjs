// Whatever GitHub refuses, breaks or delays: it is told in the person's language, waited for as long as it
// takes and no longer, and in the end everything is there, asked for once.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import * as gh from "./github-page.mjs";
import { Run, isAfter, until } from "./github-run.mjs";
import { ofApi } from "./github-requests.mjs";
import { countOf, told } from "./github-told.mjs";
import { LISTS, WORKER } from "./github-words.mjs";
import { FAILURE_NAMES } from "./github/failures.mjs";
import { publicEvents } from "./github/rest.mjs";
import { startGithub } from "./github/server.mjs";
import { ROOT } from "./harness.mjs";

/** Whose runs go on at the same time, each on a page of their own: most of the time is waited. */
const PEOPLE = ["small", "privateWork", "traveller", "bots"];
const github = await startGithub({ people: PEOPLE });
after(() => github.close());

const rows = new Map(PEOPLE.map((person) => [person, []]));
const lanes = new Map(); // person -> the promise of all of their rows

/** Reads on someone's page, row by row; each row's promise tells how it ended. */
async function lane(person) {
  const page = await gh.openGithub(github, { lasts: true });
  for (const { row, ended } of rows.get(person)) {
    const run = new Run(github, page, person);
    const end = await row(run).then(() => ended.resolve, (error) => () => ended.reject(error));
    await run.leave().then(end, ended.reject);
  }
}

/** @param {(run: Run) => Promise<void>} row @param {string} [person] one with nothing to do by default */
function check(name, row, person = shortest()) {
  const ended = {};
  const end = new Promise((resolve, reject) => Object.assign(ended, { resolve, reject }));
  end.catch(() => {}); // it is told by the test
  rows.get(person).push({ row, ended });
  test(`${name} (${person})`, async () => {
    for (const one of PEOPLE) if (!lanes.has(one)) lanes.set(one, lane(one));
    await Promise.race([end, lanes.get(person).then(() => end)]);
  });
}

function shortest() {
  return PEOPLE.reduce((one, other) => (rows.get(other).length < rows.get(one).length ? other : one));
}

/** Kinds of the ledger that GitHub's lists of a person hold. */
const LISTED = [
  ...["issues", "pullRequests", "issueComments", "commitComments", "gistComments", "discussions"],
  ...["discussionComments", "stars", "gists"],
];

// Long waits first: the others go on meanwhile.

check("no answer, four times: offline, and it goes on when there is one", async (run) => {
  run.fail({ when: { operation: "Person" }, as: "dropped", times: Infinity });
  await run.read();
  await until(async () => /: [89] s/.test(await gh.waiting(run.page)), "it does not wait for 9 seconds");
  await run.countsDown("again", 9);
  await run.standsStill("offline");
  const times = run.requests({ operation: "Person" }).map(({ at }) => at);
  // A connection that was in use before is tried anew at once, by the browser itself.
  const waits = times.slice(1).map((at, nth) => at - times[nth]).filter((ms) => ms > 300);
  assert.equal(waits.length, 3);
  for (const [nth, ms] of waits.entries()) isAfter(ms, (nth + 1) ** 2 * 1000, "no answer");
  await run.isSilent();
  run.heal();
  await gh.goOn(run.page);
  await run.isWhole();
}, "small");

check("trouble at GitHub's, four times", async (run) => {
  run.fail({ when: { operation: "Person" }, as: "500", times: 4 });
  await run.read();
  await run.standsStill("unavailable");
  await run.isSilent();
  await gh.goOn(run.page);
  await run.isWhole();
}, "privateWork");

check("a limit that does not end", async (run) => {
  run.fail({ when: { operation: "Commits" }, as: "rate-limited", resetInSecs: 1, times: 6 });
  await run.read();
  await run.standsStill("limited");
  assert.equal((await run.refused()).length, 6);
  await run.isSilent();
  await gh.goOn(run.page);
  await run.isWhole();
}, "traveller");

check("one repository that is too much for GitHub, however little is asked for", async (run) => {
  const { id, nameWithOwner } = github.world.repositoryNamed("bots/library");
  const where = ({ variables }) => variables?.ids?.includes(id) ?? false;
  run.fail({ when: { operation: "Commits", where }, as: "504", times: Infinity });
  await run.read();
  await run.isWhole(({ kind, repository }) => kind === "commits" && repository === nameWithOwner);
  await run.misses([[nameWithOwner, "tooSlow"]]);
  const sizes = (await run.refused()).map(({ variables: { ids, first } }) => `${ids.length} × ${first}`);
  assert.deepEqual(sizes.slice(-6), ["1 × 100", "1 × 50", "1 × 25", "1 × 25", "1 × 25", "1 × 25"]);
}, "bots");

check("lists that are broken, four times: the rest is there", async (run) => {
  run.fail({ when: { operation: "Lists" }, as: "timeout-200", times: 4 });
  await run.read();
  await run.isWhole(({ kind }) => LISTED.includes(kind));
  await run.misses(Object.keys(LISTS).map((list) => [list, "broken"]));
}, "privateWork");

/** The page waits for a limit, says so, and everything is there after it. */
function checkLimit(as, options, what, mostSecs) {
  check(`${as} ${JSON.stringify(options)}: it is waited for`, async (run) => {
    run.fail({ when: { operation: "Lists" }, as, ...options });
    await run.read();
    await run.refused();
    const resetAt = github.points(run.person).resetAt * 1000;
    await run.countsDown(what, mostSecs);
    await run.isWhole();
    const endOf = ({ endedAt }) => (what === "secondary" ? endedAt + options.retryAfter * 1000 : resetAt);
    await run.pausedUntil(endOf, `the end of ${as}`);
  });
}

for (const as of ["primary-403", "primary-429", "rate-limited"]) checkLimit(as, { resetInSecs: 2 }, "primary", 3);
for (const status of [200, 403, 429]) checkLimit(`secondary-${status}`, { retryAfter: 2 }, "secondary", 2);

check("a limit of which nothing says how long it lasts: a minute, and nothing is sent after a stop", async (run) => {
  run.fail({ when: { operation: "Lists" }, as: "secondary-403" });
  await run.read();
  await run.refused();
  await until(() => gh.waiting(run.page), "it waits for nothing");
  assert.match(await gh.waiting(run.page), /: (1 min|60 s|5\d s) left$/);
  await gh.stop(run.page);
  await run.isSilent();
});

/** It is asked again a second later, the same or less, and everything is there. */
function checkAgain(as, operation = "Lists") {
  check(`${as}: ${operation} is asked again after a second`, async (run) => {
    run.fail({ when: { operation }, as });
    await run.read();
    await run.isWhole();
    // A connection that was in use before is tried anew at once, by the browser itself.
    if (!as.startsWith("dropped")) await run.waited(1_000);
    assert.equal((await run.refused()).length, 1);
  });
}

for (const as of ["500", "timeout-200", "not-json", "empty", "dropped", "dropped-midway"]) checkAgain(as);
checkAgain("500", "Person");
checkAgain("dropped", "Contributed");
checkAgain("502-html", "Repositories");
checkAgain("504", "Reviews");

for (const as of ["502", "502-html", "504", "resources-exceeded", "huge"]) {
  check(`${as}: half as many histories are asked for at once`, async (run) => {
    run.fail({ when: { operation: "Commits", where: ({ variables }) => variables.ids.length > 2 }, as });
    await run.read();
    await run.isWhole();
    const [{ variables, endedAt }] = await run.refused();
    const { ids } = variables;
    const wanted = [ids.slice(0, ids.length >> 1), ids.slice(ids.length >> 1)];
    const first = run.requests({ operation: "Commits" }).filter((one) => !one.variables.after);
    for (const half of wanted) {
      const asked = first.find((one) => String(one.variables.ids) === String(half));
      assert(asked, `${half} of ${ids}`);
      isAfter(asked.at - endedAt, 1_000, as);
    }
  });
}

check("an answer that takes long is waited for", async (run) => {
  run.fail({ when: { operation: "Commits" }, as: "slow", ms: 1_500 });
  await run.read();
  await run.isWhole();
});

/** The run stands still, tries a wrong token, goes on with another one, and nothing is lost or asked twice. */
function checkToken(name, prepare, form = () => ({})) {
  check(`${name}: a new token goes on from there`, async (run) => {
    await prepare(run);
    await run.read(form(run));
    await run.standsStill("badToken");
    const stood = Date.now();
    await run.isSilent(stood);
    const known = await told(run.page);
    assert.equal(await gh.wantsToken(run.page), true);
    await gh.goOn(run.page, "wrong");
    const tried = () => github.record.after(stood).some(({ headers }) => headers.authorization === "Bearer wrong");
    await until(tried, "the wrong one was not tried");
    await run.standsStill("badToken");
    await gh.goOn(run.page, run.tokens.classic.value);
    await run.isWhole();
    const { kinds } = await told(run.page);
    for (const [kind, { count }] of Object.entries(known.kinds)) assert(count <= kinds[kind].count, kind);
  });
}

checkToken("a wrong token", (run) => run.fail({ when: { operation: "Person" }, as: "bad-credentials" }));
checkToken("a token that is refused in the middle", (run) =>
  run.fail({ when: { operation: "Commits" }, as: "bad-credentials" }),
);
checkToken("an expired token", async () => {}, (run) => ({ token: run.tokens.expired.value }));

check("what was read before a token was refused can be looked at", async (run) => {
  run.fail({ when: { operation: "Commits", nth: 6 }, as: "bad-credentials" });
  await run.read();
  await run.standsStill("badToken");
  const { kinds, isAll } = await told(run.page);
  assert(kinds.commit.count > 0 && isAll === false, JSON.stringify(kinds));
  await gh.seeCalendar(run.page);
  await run.page.getByTestId("calendar-canvas").waitFor();
  await gh.goToGithub(run.page);
  await gh.goOn(run.page, run.tokens.classic.value);
  await run.isWhole();
}, "traveller");

check("a login that nobody has", async (run) => {
  await run.read({ login: "nobody-of-this-name" });
  await run.standsStill("noSuchLogin");
  await run.isSilent();
});
check("a login that is an organisation's", async (run) => {
  await run.read({ login: "some-organization" });
  await run.standsStill("noSuchLogin");
});
for (const as of ["forbidden-403", "forbidden"]) {
  check(`${as} for the person: the token may not read`, async (run) => {
    run.fail({ when: { operation: "Person" }, as });
    await run.read();
    await run.standsStill("forbidden");
    await gh.goOn(run.page, run.tokens.classic.value);
    await run.isWhole();
  });
}

/**
 * A part can't be had, once, and the rest is there.
 * @param {string} what is missing of the list, as its line says it
 * @param {string} kind of the ledger that is lost with it
 */
function checkPart(as, options, [what, why], kind) {
  check(`${as} ${JSON.stringify(options)}: ${what} is missing, and the rest is there`, async (run) => {
    run.fail({ when: { operation: "Lists" }, as, ...options });
    await run.read();
    await run.isWhole((event) => event.kind === kind);
    await run.misses([[what, why]]);
  });
}

checkPart("forbidden", { at: ["user", "issues"] }, ["issues", "noRight"], "issues");
checkPart("invalid-cursor", { at: ["user", "issueComments"] }, ["issueComments", "notValid"], "issueComments");
checkPart("saml", { at: ["user", "pullRequests"] }, ["pullRequests", "signOn"], "pullRequests");
checkPart("not-found", { at: ["user", "gists"] }, ["gists", "notFound"], "gists");

/** Histories can't be had: those of all repositories of a request, or of the first alone. */
function checkHistories(as, why, { isOne = false, way } = {}) {
  check(`${as}: histories are missing, and the rest is there`, async (run) => {
    run.fail({ when: { operation: "Commits" }, as });
    await run.read();
    const [{ variables }] = await run.refused();
    const ids = isOne ? variables.ids.slice(0, 1) : variables.ids;
    const names = ids.map((id) => github.world.node(id).nameWithOwner);
    await run.isWhole(({ kind, repository }) => kind === "commits" && names.includes(repository));
    await run.misses(names.map((name) => [name, why]));
    if (way) assert.equal(await gh.signOnWay(run.page), way);
  }, ["privateWork", "traveller", "bots"].reduce((a, b) => (rows.get(b).length < rows.get(a).length ? b : a)));
}

const way = "https://github.com/orgs/some-organization/sso?authorization_request=TEST";
checkHistories("sso", "signOn", { way });
checkHistories("forbidden-403", "noRight");
checkHistories("404", "notFound");
checkHistories("422", "notValid");
checkHistories("saml", "signOn", { isOne: true });
checkHistories("forbidden", "noRight", { isOne: true });

for (const operation of ["Lists", "Commits"]) {
  check(`a stop in the middle of ${operation}: nothing is sent after it, and it goes on from there`, async (run) => {
    run.fail({ when: {}, as: "slow", ms: 300, times: Infinity });
    await run.read();
    await until(() => run.requests({ operation }).length > 0, "it has not begun");
    await gh.stop(run.page);
    const stopped = Date.now();
    await run.isSilent(stopped, 1_500);
    assert.equal(await gh.wantsToken(run.page), false);
    run.heal();
    await gh.goOn(run.page);
    await run.isWhole();
  });
}

check("a stop at once, before the worker has begun: it goes on and reads all", async (run) => {
  await gh.readAndStop(run.page, { token: run.tokens.fine.value, years: "all" });
  await run.isSilent(Date.now(), 1_500);
  await gh.goOn(run.page);
  await run.isWhole();
});

check("a stop at once and back to the form: another run reads all, and nothing is sent of the first", async (run) => {
  await gh.readAndStop(run.page, { token: run.tokens.classic.value, years: "all" });
  await gh.backToForm(run.page);
  await run.read();
  await run.isWhole();
  const sent = run.requests().map(({ headers }) => headers.authorization);
  assert(sent.every((one) => one === `Bearer ${run.tokens.fine.value}`), "the first run's token was used");
});

check("whoever forgets the token in the middle is asked for one to go on", async (run) => {
  run.fail({ when: { operation: "Lists" }, as: "slow", ms: 300, times: Infinity });
  await run.read();
  await until(() => run.requests({ operation: "Lists" }).length > 0, "it has not begun");
  await gh.forget(run.page);
  await run.isSilent(Date.now(), 1_500);
  assert.equal(await gh.isTokenGone(run.page), true);
  await gh.goOn(run.page, run.tokens.classic.value);
  await run.isWhole();
});

/** The way without a token has its own answers for these; no token is asked for. */
function checkPublic(as, options, what) {
  check(`${as} without a token: ${what}`, async (run) => {
    const path = `/users/${run.person}/events/public`;
    const where = ({ headers }) => headers.authorization === undefined;
    github.fail({ when: { path, where }, as, ...options });
    const began = Date.now();
    await gh.readPublic(run.page, run.person);
    if (what === "primary") await run.countsDown(what, options.resetInSecs + 1);
    await gh.done(run.page);
    const asked = ofApi(github.record).filter((one) => one.at >= began && one.path.startsWith(path));
    const [refused, ...others] = asked;
    assert.equal(refused.failedAs, as);
    const most = options.resetInSecs ? options.resetInSecs * 1000 : 1_000;
    assert(others.every(({ at }) => at >= refused.endedAt + most - 1_060), "it was asked again at once");
    assert.equal(countOf((await told(run.page)).kinds), publicEvents(run.story, github.now()).length);
  });
}

checkPublic("primary-403", { resetInSecs: 2 }, "primary");
checkPublic("500", {}, "asked again");

check("without a token a login that nobody has is told", async (run) => {
  await gh.readPublic(run.page, "nobody-of-this-name");
  await run.standsStill("noSuchLogin");
});

/** What the worker's own script is replaced by, and what the page then says. */
const PROTOCOL = readFileSync(join(ROOT, "src/engine/protocol/github.rs"), "utf8");
const READY = `postMessage(new Uint8Array([0, ${/VERSION: u32 = (\d+);/.exec(PROTOCOL)[1]}]));`;
for (const [says, script, why] of [
  ["cannot start", "throw new Error('no memory');", "died"],
  ["dies at work", `${READY} setTimeout(() => { throw new Error('no memory'); }, 100);`, "died"],
  ["is of another version", "postMessage(new Uint8Array([0, 99]));", "newVersion"],
  ["talks nonsense", "postMessage(new Uint8Array([77]));", "newVersion"],
]) {
  test(`a GitHub worker that ${says} is told, and nothing is sent`, async () => {
    const body = `export default async function () { ${script} }`;
    const answer = { contentType: "text/javascript", body };
    const prepare = (page) => page.route(/\/github-worker-[0-9a-f]{16}\.js$/, (route) => route.fulfill(answer));
    const page = await gh.openGithub(github, { prepare });
    // The worker's own error is told of sooner or later.
    page.problems.push = (problem) => /no memory/.test(problem) || assert.fail(problem);
    await gh.read(page, { token: "of-nobody" });
    assert.equal((await gh.failed(page)).what, WORKER[why].en);
    await gh.otherLanguage(page);
    assert.equal((await gh.message(page)).what, WORKER[why].ja);
    const sent = ofApi(github.record).filter(({ headers }) => headers.authorization === "Bearer of-nobody");
    assert.equal(sent.length, 0);
  });
}

test("every failure there is was met", async () => {
  await Promise.all(lanes.values());
  assert.deepEqual(FAILURE_NAMES.filter((name) => !Run.met.has(name)), []);
});
