// Where the token goes: to the GitHub worker, and from there to GitHub. Everything else is searched for it,
// and every request that the browser makes is accounted for.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, beforeEach, test } from "node:test";
import * as canary from "./github-canary.mjs";
import * as gh from "./github-page.mjs";
import { ofApi } from "./github-requests.mjs";
import { until } from "./github-run.mjs";
import { API_HOST, AVATAR_HOST, startGithub } from "./github/server.mjs";
import { builtName, openPage, siteUrl, testdata } from "./harness.mjs";
import { becomes, chooseRange, drawn, openTable } from "./visit.mjs";

const github = await startGithub({ people: ["small", "traveller"] });
const TOKEN = github.tokens.small.fine.value;
const WORKER = "github-worker_loader.js";
after(() => github.close());
beforeEach(() => github.reset());

/** The page with everything listened to. */
async function listening(options = {}) {
  const listeners = {};
  const page = await gh.openGithub(github, {
    ...options,
    prepare: async (page) => {
      await page.addInitScript(canary.listenToMessages);
      Object.assign(listeners, { said: canary.listenToConsole(page), asked: canary.listenToRequests(page) });
      await options.prepare?.(page);
    },
  });
  return { page, ...listeners };
}

/** Searches all but storage. @param {object} listened of listening() */
async function assertNowhere({ page, said, asked }) {
  canary.assertNoTrace(TOKEN, await canary.shown(page));
  canary.assertNoTrace(TOKEN, { console: said() });
  const requests = await asked();
  canary.assertNoTrace(TOKEN, Object.fromEntries(requests.map(({ rest }, nth) => [`${nth} ${rest}`, rest])));
  for (const { origin, method, authorization } of requests) {
    // The preflight asks whether it may be sent, and does not send it.
    const isSentTo = origin === gh.API && method !== "OPTIONS";
    assert.equal(authorization, isSentTo ? `Bearer ${TOKEN}` : null, `${method} ${origin}`);
  }
  const { [`to ${WORKER}`]: told, ...others } = await canary.messages(page);
  canary.assertNoTrace(TOKEN, others);
  assert.deepEqual(canary.traces(TOKEN, { told }), ["told"], "even the worker was not told");
  for (const { path, host, headers, body, method } of github.record.requests) {
    const { authorization, ...rest } = headers;
    canary.assertNoTrace(TOKEN, { [`${method} ${host}${path}`]: JSON.stringify([path, rest, body]) });
    if (host !== API_HOST || method === "OPTIONS") assert.equal(authorization, undefined, host);
  }
}

/** All files that the calendar can be saved as. */
async function savedFiles(page) {
  const files = {};
  for (const format of ["png", "jpeg", "svg"]) {
    const started = page.waitForEvent("download");
    await page.getByTestId(`save-${format}`).click();
    const download = await started;
    files[download.suggestedFilename()] = await readFile(await download.path());
  }
  return files;
}

test("the search finds a token wherever it is hidden", () => {
  for (const text of [
    `a${TOKEN}b`,
    TOKEN.toUpperCase(),
    JSON.stringify({ deep: [TOKEN] }),
    Buffer.from(`{"token":"${TOKEN}"}`).toString("base64"),
    Buffer.from(TOKEN).toString("hex"),
    encodeURIComponent(TOKEN),
    Buffer.from(TOKEN),
  ]) {
    assert.deepEqual(canary.traces(TOKEN, { text }), ["text"]);
  }
  assert.deepEqual(canary.traces(TOKEN, { text: github.tokens.small.classic.value }), []);
});

test("a leak is noticed wherever it is", async () => {
  const listened = await listening();
  const { page, said, asked } = listened;
  await page.evaluate(async (token) => {
    localStorage.setItem("one", btoa(token));
    sessionStorage.setItem("one", token);
    document.cookie = `one=${token}`;
    history.replaceState(token, "");
    await new Promise((opened) => (indexedDB.open(token).onsuccess = opened));
    await (await caches.open("one")).put("/one", new Response(token));
    console.log({ token }.token);
    new BroadcastChannel("one").postMessage({ deep: [token] });
    new MessageChannel().port1.postMessage(new TextEncoder().encode(token));
    document.body.dataset.one = token;
    document.querySelector("#login").value = token;
    document.body.one = token;
    window.one = { token };
    await fetch(`/icon.svg?one=${token}`);
    await fetch("/icon.svg", { headers: { "x-one": token } });
  }, TOKEN);
  const storage = canary.traces(TOKEN, await canary.stored(page)).sort();
  const site = await siteUrl();
  const kinds = [`cache one ${site}/one`, "cookies", "history", "indexedDB", "localStorage", "sessionStorage"];
  assert.deepEqual(storage, kinds);
  const onPage = canary.traces(TOKEN, await canary.shown(page)).sort();
  assert.deepEqual(onPage, ["globals", "markup", "properties", "values"]);
  await becomes(() => canary.traces(TOKEN, { console: said() }), ["console"]);
  const posted = canary.traces(TOKEN, await canary.messages(page)).sort();
  assert.deepEqual(posted, ["to BroadcastChannel", "to MessagePort"]);
  const requests = await asked();
  const telling = requests.filter(({ rest }) => canary.traces(TOKEN, { rest }).length > 0);
  assert.equal(telling.filter(({ rest }) => rest.includes("?one=")).length, 1);
  assert(telling.some(({ rest }) => rest.includes('"x-one"')), "a header goes unnoticed");
});

test("the token is nowhere but in the message to the GitHub worker and its requests to GitHub", async () => {
  const listened = await listening();
  const { page } = listened;
  await gh.read(page, { token: TOKEN, years: "all" });
  canary.assertNoTrace(TOKEN, await canary.shown(page)); // at once
  await gh.done(page);
  await becomes(() => gh.isTokenGone(page), true);
  await gh.log(page);
  await assertNowhere(listened);
  await gh.seeCalendar(page);
  await drawn(page);
  await chooseRange(page, "all");
  await openTable(page);
  await page.getByTestId("calendar-scroller").press("End");
  await page.getByTestId("calendar-scroller").press("Enter");
  await page.getByTestId("dialog").waitFor();
  canary.assertNoTrace(TOKEN, await canary.shown(page));
  await page.keyboard.press("Escape");
  canary.assertNoTrace(TOKEN, await savedFiles(page));
  // The form that one comes back to does not know it either; neither does an archive's reader.
  await gh.goToGithub(page);
  await gh.backToForm(page);
  await page.evaluate(() => (location.hash = ""));
  await page.getByTestId("file-input").first().setInputFiles(testdata("calendar.zip"));
  await drawn(page);
  await assertNowhere(listened);
  canary.assertNoTrace(TOKEN, await canary.stored(page));
  await page.reload();
  canary.assertNoTrace(TOKEN, await canary.stored(page));
  assert.equal(await gh.isKept(page), false);
});

for (const [what, as, when] of [
  ["is refused", "bad-credentials", { operation: "Commits" }],
  ["meets a wall", "not-json", { operation: "Person" }],
]) {
  test(`a token that ${what} is in no message, log or error`, async () => {
    const listened = await listening();
    const { page } = listened;
    github.fail({ when, as });
    await gh.read(page, { token: TOKEN, years: "all" });
    if (as === "bad-credentials") {
      await gh.failed(page);
      await gh.goOn(page, TOKEN);
      canary.assertNoTrace(TOKEN, await canary.shown(page));
    }
    await gh.done(page);
    await gh.log(page);
    await assertNowhere(listened);
    canary.assertNoTrace(TOKEN, await canary.stored(page));
    page.problems = page.problems.filter((problem) => !/^401: |Failed to load resource/.test(problem));
  });
}

/** The kinds of storage that hold it. */
const keepers = async (page) => canary.traces(TOKEN, await canary.stored(page));

test("kept until the tab is closed: in sessionStorage alone, used again, and gone when it is forgotten", async () => {
  const listened = await listening();
  const { page } = listened;
  await gh.read(page, { token: TOKEN, years: "all", keep: true });
  await gh.done(page);
  assert.deepEqual(await keepers(page), ["sessionStorage"]);
  await assertNowhere(listened);
  await page.reload();
  await becomes(() => gh.isKept(page), true);
  canary.assertNoTrace(TOKEN, await canary.shown(page));
  github.record.clear();
  await gh.read(page, {});
  await gh.done(page);
  assert.equal(ofApi(github.record).at(-1).headers.authorization, `Bearer ${TOKEN}`);
  await gh.forget(page);
  assert.deepEqual(await keepers(page), []);
  await gh.backToForm(page);
  assert.equal(await gh.isKept(page), false);
  await page.reload();
  assert.deepEqual(await keepers(page), []);
});

test("a kept token is forgotten on the form as well, and another tab never had it", async () => {
  const { page } = await listening();
  await gh.read(page, { token: TOKEN, keep: true });
  await gh.done(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.waitForSelector("body[data-started]", { state: "attached" });
  assert.deepEqual(await keepers(other), []);
  await gh.backToForm(page);
  await becomes(() => gh.isKept(page), true);
  await gh.forget(page);
  assert.deepEqual(await keepers(page), []);
  assert.equal(await gh.isKept(page), false);
});

test("a token that is forgotten in the middle is sent no more", async () => {
  const { page } = await listening();
  github.fail({ when: {}, as: "slow", ms: 200, times: Infinity });
  await gh.read(page, { token: TOKEN, years: "all", keep: true });
  await until(() => ofApi(github.record).length > 3, "it has not begun");
  await gh.forget(page);
  const forgotten = Date.now();
  assert.deepEqual(await keepers(page), []);
  await new Promise((later) => setTimeout(later, 1_000));
  assert.deepEqual(github.record.after(forgotten).map(({ path }) => path), []);
});

test("requests go to the site, to GitHub's API and to its avatars, and to nobody else", async () => {
  const { page, asked } = await listening();
  const site = await siteUrl();
  const origins = async () => [...new Set((await asked()).map(({ origin }) => origin))].sort();
  assert.deepEqual(await origins(), [site]); // before anybody wants anything
  await gh.read(page, { token: TOKEN, years: "all" });
  await gh.done(page);
  await gh.seeCalendar(page);
  await drawn(page);
  await gh.goToGithub(page);
  await gh.backToForm(page);
  await gh.readPublic(page, "traveller");
  await gh.done(page);
  assert.deepEqual(await origins(), [gh.API, gh.AVATARS, site].sort());
  // The double has seen what the browser has, under these names and no others.
  const hosts = new Set(github.record.requests.map(({ host }) => host));
  assert.deepEqual([...hosts].sort(), [API_HOST, AVATAR_HOST].sort());
  const sent = (await asked()).filter(({ origin, method }) => origin === gh.API && method !== "OPTIONS");
  assert.equal(sent.length, ofApi(github.record).length);
  for (const { path, method, headers } of github.record.requests) {
    const expected = path === "/graphql" || /^\/(u|users)\//.test(path);
    assert(expected && ["GET", "POST", "OPTIONS"].includes(method), `${method} ${path}`);
    assert.equal(headers.cookie, undefined);
    assert.equal(headers.referer, undefined);
  }
});

/** Which of these addresses can be fetched from somewhere. */
const REACH = (addresses) =>
  Promise.all(
    addresses.map((address) =>
      fetch(address, { mode: "no-cors" }).then(() => "sent", () => "refused"),
    ),
  );

test("the page and the archive worker can't reach GitHub, and the GitHub worker nobody but GitHub", async () => {
  const page = await openPage({ args: gh.argsOf(github), hosts: [gh.API, gh.AVATARS] });
  const site = await siteUrl();
  const outside = [`${gh.API}/rate_limit`, `${gh.AVATARS}/u/1`, "https://example.org/"];
  assert.deepEqual(await page.evaluate(REACH, outside), ["refused", "refused", "refused"]);
  const workerOf = async (name) => {
    const started = page.waitForEvent("worker");
    await page.evaluate((url) => {
      (globalThis.canaries ??= []).push(new Worker(url, { type: "module" }));
    }, `${site}/${builtName(`${name}_loader.js`)}`);
    return started;
  };
  const archive = await workerOf("archive-worker");
  assert.deepEqual(await archive.evaluate(REACH, outside), ["refused", "refused", "refused"]);
  assert.deepEqual(github.record.requests.map(({ path }) => path), []);
  const [api, ...others] = outside;
  const worker = await workerOf("github-worker");
  const own = [`${site}/`, `${site}/icon.svg`];
  const refused = ["refused", "refused", "refused", "refused"];
  assert.deepEqual(await worker.evaluate(REACH, [...others, ...own]), refused);
  assert.deepEqual(await worker.evaluate(REACH, [api]), ["sent"]);
  assert.deepEqual(github.record.requests.map(({ path }) => path), ["/rate_limit"]);
  await new Promise((told) => setTimeout(told, 200)); // refusals are told a little later
  const isRefusal = (problem) => /policy: connect-src|content security policy|Fetch API cannot load/i.test(problem);
  page.problems = page.problems.filter((problem) => !isRefusal(problem));
});

test("in these tests' browser no other host has an address", async () => {
  const page = await openPage({ args: gh.argsOf(github) });
  const elsewhere = await page.context().newPage();
  await assert.rejects(elsewhere.goto("https://example.org/"), /ERR_NAME_NOT_RESOLVED/);
  page.problems = page.problems.filter((problem) => !problem.includes("https://example.org/"));
});
