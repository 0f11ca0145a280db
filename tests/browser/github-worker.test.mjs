// The GitHub worker, asked for what feeds a bird and for a ranking, against the double that executes what it
// sends: what it tells is what the people there did.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import * as gh from "./github-page.mjs";
import { mostAtOnce, ofApi, withToken } from "./github-requests.mjs";
import { startWorker } from "./github-worker.mjs";
import { NEST_LANGUAGES } from "./github/people-keeper.mjs";
import { startGithub } from "./github/server.mjs";
import { openPage } from "./harness.mjs";

const github = await startGithub({ people: ["small", "keeper"] });
const TOKEN = github.tokens.keeper.fine.value;

beforeEach(() => github.reset());
after(() => github.close());

/** A worker on a page for which the double is GitHub. */
async function worker() {
  const page = await openPage({ args: gh.argsOf(github), hosts: [gh.API] });
  return startWorker(page);
}

const fed = ({ food }) => food !== undefined;
const ranked = ({ ranking, isAll }) => ranking !== undefined && isAll;
const priced = ({ ranking, isAll }) => ranking !== undefined && !isAll;
const failed = ({ failed }) => failed !== undefined;

/** In one order, whatever is equal in time. */
function inOrder(bites) {
  const key = ({ at, kind, id }) => `${at} ${kind} ${id}`;
  return [...bites].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function assertFed(food, name = "keeper") {
  const { since, until } = food;
  assert.equal(until - since, 8 * 86_400);
  assert.deepEqual(inOrder(food.bites), inOrder(github.food(name, { since, until })));
  assert.deepEqual(food.missing, []);
}

test("what feeds is what was done, with all languages of its repository, and no more", async () => {
  const it = await worker();
  await it.food(TOKEN);
  const { food } = await it.says(fed);
  assertFed(food);
  assert.deepEqual([...new Set(food.bites.map(({ kind }) => kind))].sort(), [0, 1, 2, 3]);
  const nest = food.bites.find(({ repository }) => repository === "keeper/nest");
  assert.deepEqual(nest.languages, NEST_LANGUAGES);
  assert.equal(NEST_LANGUAGES[10], "Dart");
  const tower = food.bites.find(({ repository }) => repository === "keeper/tower");
  assert.equal(tower.languages.length, 130);
  assert.deepEqual(food.languages, [...food.languages].sort());
  const asked = ofApi(github.record);
  assert(asked.length <= 8, `${asked.length} requests`);
  assert(mostAtOnce(asked) <= 2);
  assert.equal(github.record.cost, asked.length, "a point each");
});

test("it is asked again without the token, and finds what has come since", async () => {
  const it = await worker();
  await it.food(TOKEN);
  const { food: before } = await it.says(fed);
  const oid = github.commit("keeper", "keeper/perch");
  github.record.clear();
  await it.food();
  const { food } = await it.says(fed);
  assertFed(food);
  const known = new Set(before.bites.map(({ id }) => id));
  assert.deepEqual(food.bites.filter(({ id }) => !known.has(id)).map(({ id }) => id), [oid]);
  assert.equal(withToken(github.record, TOKEN).length, ofApi(github.record).length);
});

test("without a token, or after it was forgotten, nothing is sent and it fails", async () => {
  const it = await worker();
  for (const ask of ["food", "ranking"]) {
    await it[ask]();
    assert.deepEqual(await it.says(failed), { failed: "BadToken" });
  }
  assert.deepEqual(github.record.requests, []);
  await it.food(TOKEN);
  await it.says(fed);
  await it.forget();
  github.record.clear();
  await it.food();
  assert.deepEqual(await it.says(failed), { failed: "BadToken" });
  assert.deepEqual(github.record.requests, []);
});

test("a token that is forgotten in the middle is sent no more, and nothing is without one", async () => {
  const it = await worker();
  github.fail({ when: {}, as: "slow", ms: 300, times: Infinity });
  await it.food(TOKEN);
  await new Promise((later) => setTimeout(later, 500));
  await it.forget();
  const forgotten = Date.now();
  await new Promise((later) => setTimeout(later, 1_000));
  assert.deepEqual(github.record.after(forgotten).map(({ path }) => path), []);
});

test("a wrong token fails, and another goes on", async () => {
  const it = await worker();
  await it.food(github.tokens.keeper.expired.value);
  assert.deepEqual(await it.says(failed), { failed: "BadToken" });
  await it.resume(TOKEN);
  assertFed((await it.says(fed)).food);
  it.page.problems = it.page.problems.filter((problem) => !/401/.test(problem));
});

test("a limit in the middle is waited for, and nothing is lost", async () => {
  const it = await worker();
  github.fail({ when: { operation: "Languages" }, as: "rate-limited", resetInSecs: 2 });
  await it.food(TOKEN);
  assertFed((await it.says(fed)).food);
});

test("a ranking says what it costs, and asks about nobody before it may", async () => {
  const it = await worker();
  await it.ranking(TOKEN);
  const { ranking } = await it.says(priced);
  assert.deepEqual([ranking.following, ranking.read, ranking.people], [140, 0, []]);
  await new Promise((later) => setTimeout(later, 300));
  assert.deepEqual(ofApi(github.record).map(({ operation }) => operation), ["Follower"]);
  const told = ({ login, name, contributions }) => ({ login, name, contributions });
  assert.deepEqual(told(ranking.own), github.ranking("keeper").own);
  await it.rank(142);
  const { ranking: whole } = await it.says(ranked);
  const { people } = github.ranking("keeper");
  assert.deepEqual(whole.people.map(told), people.slice(0, 100));
  assert.equal(whole.read, 140);
  assert(whole.people.every(({ avatar }) => avatar.startsWith(`${gh.AVATARS}/u/`)));
  const before = people.filter(({ contributions }) => contributions > whole.own.contributions);
  assert.equal(whole.place, before.length + 1);
  assert.deepEqual(whole.missing, []);
  // The cost of the first request is not among what was allowed.
  assert.equal(github.record.cost, 143);
  assert(mostAtOnce(ofApi(github.record)) <= 2);
  const progress = (await it.said()).map(({ status }) => status?.done).filter((done) => done !== undefined);
  assert.deepEqual(progress, [...progress].sort((a, b) => a - b));
  assert.equal(progress.at(-1), 140);
});

test("a ranking ends with the points that it may spend, and is asked again without the token", async () => {
  const it = await worker();
  await it.ranking(TOKEN);
  await it.says(priced);
  await it.rank(31);
  assert.equal((await it.says(ranked)).ranking.read, 30);
  assert.equal(github.record.cost, 32);
  await it.rank(10);
  await it.says(({ ranking, isAll }) => isAll && ranking.read === 40);
  await it.ranking();
  await it.says(priced);
  await it.rank(2);
  assert.equal((await it.says(ranked)).ranking.read, 1);
});
