// The bird fed from GitHub, and ranked among those whom its person follows, against the double that executes
// what the worker sends.

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { calm, experience, feed, openPanel, progress, saveBird, restoreBird, there, waiting } from "./bird-page.mjs";
import * as gh from "./github-page.mjs";
import { ofApi, withToken } from "./github-requests.mjs";
import { startGithub } from "./github/server.mjs";
import { openPage } from "./harness.mjs";
import { becomes } from "./visit.mjs";

const github = await startGithub({ people: ["small", "keeper"] });
const TOKEN = github.tokens.keeper.fine.value;
const DAY_SECS = 86_400;
const TOKYO_SECS = 9 * 3_600;

beforeEach(() => github.reset());
after(() => github.close());

/** The bird's page, on the clock that the double has as well. */
async function openBird(options) {
  const page = await openPage({ path: "/#/bird", args: gh.argsOf(github), hosts: [gh.API, gh.AVATARS], ...options });
  await there(page);
  return page;
}

async function fetchFood(page, token) {
  if (token) await page.locator("#food-token").fill(token);
  await page.getByTestId("fetch").click();
}

/** What was done within the last seven days of Tokyo, of all that the double has. */
function offered(isLiked = () => true) {
  const now = Math.floor(Date.now() / 1000);
  const today = Math.floor((now + TOKYO_SECS) / DAY_SECS);
  const isOfWeek = ({ at }) => today - Math.floor((at + TOKYO_SECS) / DAY_SECS) < 7;
  return github.food("keeper", { since: now - 8 * DAY_SECS, until: now + 60 }).filter(isOfWeek).filter(isLiked);
}

test("what was done this week is food, is eaten once, and what comes later is offered as well", async () => {
  const page = await openBird();
  await fetchFood(page, TOKEN);
  const all = offered().length;
  assert(all > 50);
  await becomes(() => waiting(page), all);
  assert.equal(await page.getByTestId("viewer").innerText(), "@keeper");
  assert.equal(await page.locator("#food-token").count(), 0);
  const before = experience(await progress(page));
  await feed(page);
  await feed(page, "feed-all");
  assert.equal(experience(await progress(page)), before + 10 * all);
  await calm(page);
  await fetchFood(page);
  await becomes(() => page.getByTestId("fetch").isEnabled(), true);
  assert.equal(await waiting(page), 0);
  github.commit("keeper", "keeper/perch");
  await fetchFood(page);
  await becomes(() => waiting(page), 1);
  assert.equal(withToken(github.record, TOKEN).length, ofApi(github.record).length);
});

test("only what is of a language that it likes is food, be that a repository's eleventh", async () => {
  const page = await openBird();
  await fetchFood(page, TOKEN);
  await becomes(() => waiting(page), offered().length);
  await page.getByTestId("languages").getByText("Dart", { exact: true }).click();
  const dart = offered(({ languages }) => languages.includes("Dart")).length;
  assert(dart > 0 && dart < offered().length);
  await becomes(() => waiting(page), dart);
  await page.getByTestId("languages").getByText("Rust", { exact: true }).click();
  const both = offered(({ languages }) => ["Dart", "Rust"].some((name) => languages.includes(name))).length;
  await becomes(() => waiting(page), both);
  assert.match(await page.getByTestId("taste").innerText(), /Dart and Rust/);
  for (const name of ["Dart", "Rust"]) await page.getByTestId("languages").getByText(name, { exact: true }).click();
  await page.getByTestId("language-more").fill("brainfuck");
  await page.getByTestId("language-add").click();
  await becomes(async () => (await page.getByTestId("waiting").innerText()).includes("nothing of the languages"), true);
});

test("what was eaten here is eaten in another browser that has the bird's file", async () => {
  const page = await openBird();
  await fetchFood(page, TOKEN);
  await becomes(() => waiting(page), offered().length);
  await feed(page, "feed-all");
  const text = await saveBird(page);
  const other = await openBird();
  await fetchFood(other, TOKEN);
  await becomes(() => waiting(other), offered().length);
  await restoreBird(other, text);
  await openPanel(other, "meals");
  await becomes(() => waiting(other), 0);
  assert.deepEqual(await progress(other), await progress(page));
});

test("a wrong token is told, and another one goes on", async () => {
  const page = await openBird();
  await fetchFood(page, github.tokens.keeper.expired.value);
  await page.getByTestId("food-failed").waitFor();
  await fetchFood(page, TOKEN);
  await becomes(() => waiting(page), offered().length);
  assert.equal(await page.getByTestId("food-failed").count(), 0);
  page.problems = page.problems.filter((problem) => !/401/.test(problem));
});

test("what is no token at all is never sent", async () => {
  const page = await openBird();
  await fetchFood(page, "two words");
  assert.notEqual(await page.getByTestId("food-trouble").innerText(), "");
  assert.deepEqual(ofApi(github.record), []);
});

test("a token that is forgotten is asked for again, and stays in nothing that the page keeps", async () => {
  const page = await openBird();
  await fetchFood(page, TOKEN);
  await becomes(() => waiting(page), offered().length);
  const kept = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]);
  assert.equal((await page.evaluate(kept)).includes(TOKEN), false);
  await page.getByTestId("forget").click();
  await page.locator("#food-token").waitFor();
  await becomes(() => waiting(page), offered().length); // what was fetched stays
});

test("the ranking says what it costs, and then where the person stands", async () => {
  const page = await openBird();
  await openPanel(page, "ranking");
  await page.locator("#ranking-token").fill(TOKEN);
  await page.getByTestId("rank").click();
  await page.getByTestId("ranking-cost").waitFor();
  assert.match(await page.getByTestId("ranking-cost").innerText(), /140 people.*142 of GitHub’s points/);
  assert.deepEqual(ofApi(github.record).map(({ operation }) => operation), ["Follower"]);
  await page.getByTestId("ranking-go").click();
  await page.getByTestId("ranks").waitFor();
  await becomes(() => page.getByTestId("ranks").locator("li").count(), 101);
  const { own, people } = github.ranking("keeper");
  const place = 1 + people.filter(({ contributions }) => contributions > own.contributions).length;
  assert.equal(await page.getByTestId("place").innerText(), `You are number ${place} of 141.`);
  const first = await page.getByTestId("ranks").locator("li").first().innerText();
  const most = [own, ...people].sort((a, b) => b.contributions - a.contributions)[0].contributions;
  assert.match(first, new RegExp(`^1\\n[^]*\\(${most} contributions in a year\\)$`));
  assert.equal(await page.getByTestId("ranks").locator("[data-own]").count(), 1);
});

test("every request is in the log", async () => {
  const page = await openBird();
  await fetchFood(page, TOKEN);
  await becomes(() => waiting(page), offered().length);
  await page.getByTestId("food-log").locator("summary").click();
  await becomes(() => page.getByTestId("food-log").locator("tbody tr").count(), ofApi(github.record).length);
});
