// The page as it is shipped: starts, says so when it cannot, and can reach no one but its host.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, axe, builtName, expectProblems, openPage, plainName, siteUrl } from "./harness.mjs";

const DIST = join(ROOT, "dist");
const FILES = readdirSync(DIST, { recursive: true }).filter((name) => /\.\w+$/.test(name));
const WORKER = "archive-worker";

test("the page starts without an error and without loading the worker", async () => {
  const page = await openPage();
  assert.deepEqual(page.requests.filter((url) => url.includes(WORKER)), []);
  assert.equal(await page.locator("#boot-failed").isVisible(), false);
});

test("the page asks for each of its files once", async () => {
  const page = await openPage();
  // The icon is asked for by the tab, by the page and by the app that takes its place; unchanged, it
  // is sent once.
  const files = page.requests.filter((url) => !url.endsWith("/icon.svg"));
  assert.deepEqual(files.toSorted(), [...new Set(files)].sort());
});

for (const [locale, saved, lang, theme] of [
  ["ja-JP", {}, "ja", undefined],
  ["en-US", {}, "en", undefined],
  ["fr-FR", {}, "en", undefined],
  ["ja-JP", { language: "en", theme: "dark" }, "en", "dark"],
  ["en-US", { language: "ja", theme: "light" }, "ja", "light"],
  ["en-US", { language: "<b>", theme: "pink" }, "en", undefined],
]) {
  test(`before the app: ${locale} with ${JSON.stringify(saved)} is ${lang}, ${theme}`, async () => {
    const page = await openPage({
      locale,
      waitForStart: false,
      prepare: async (page) => {
        await page.route("**/boot-*.js", (route) => route.fulfill({ body: "", contentType: "text/javascript" }));
        await page.addInitScript((saved) => {
          for (const [key, value] of Object.entries(saved)) localStorage.setItem(`yodori.${key}`, value);
        }, saved);
      },
    });
    const found = await page.evaluate(() => {
      const { lang, dataset } = document.documentElement;
      return { lang, theme: dataset.theme };
    });
    assert.deepEqual(found, { lang, theme });
  });
}

for (const [why, prepare, ...problems] of [
  [
    "the wasm cannot be fetched",
    (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404 })),
    /^404/,
    /404/,
    /console: cannot start/,
  ],
]) {
  test(`a message stands on the page when ${why}`, async () => {
    const page = await openPage({ prepare, waitForStart: false });
    await page.locator("#boot-failed").waitFor({ state: "visible" });
    expectProblems(page, ...problems);
  });
}

test("axe finds nothing on the first screen", async () => {
  await axe(await openPage());
});

test("neither page nor worker can reach another origin", async () => {
  let reached = 0;
  const other = createServer((_, response) => {
    reached += 1;
    response.writeHead(200, { "access-control-allow-origin": "*" }).end();
  });
  await new Promise((listening) => other.listen(0, "127.0.0.1", listening));
  const target = `http://127.0.0.1:${other.address().port}/`;
  const tryToFetch = (target) => fetch(target, { mode: "no-cors" }).then(() => "sent", () => "refused");
  try {
    assert.equal(await (await fetch(target)).status, 200); // it can be reached from elsewhere
    const page = await openPage();
    assert.equal(await page.evaluate(tryToFetch, target), "refused");
    const refusals = () => new Promise((told) => setTimeout(told, 200)); // they are told a little later
    await page.evaluate(refusals);
    const started = page.waitForEvent("worker");
    await page.evaluate((url) => {
      globalThis.canary = new Worker(url, { type: "module" });
    }, `${await siteUrl()}/${builtName(`${WORKER}_loader.js`)}`);
    const worker = await started;
    assert.equal(await worker.evaluate(tryToFetch, target), "refused");
    await worker.evaluate(refusals);
    assert.equal(reached, 1);
    page.problems.length = 0; // the refusals themselves
  } finally {
    other.close();
  }
});

test("no file names an address outside", () => {
  // Names of XML vocabularies look like addresses; nothing is ever fetched from there.
  const vocabulary = /^http:\/\/www\.w3\.org\/\d{4}\//;
  // Pages that nobody but the person opens: a post's, and GitHub's. In wasm other words may follow at once.
  const opened = /^https:\/\/(x\.com\/i\/web\/status\/|github\.com\/)/;
  // The bird names where a key is made, and what to open where VOICEVOX refuses this page.
  const named = /^(https:\/\/aistudio\.google\.com\/apikey|http:\/\/127\.0\.0\.1)(?![\w.-])/;
  // Whom the GitHub worker asks; and where pictures of people may come from: whatever names that checks it.
  const asked = /^https:\/\/api\.github\.com/;
  const avatars = /^https:\/\/avatars\.githubusercontent\.com/;
  // Whom the talk worker asks: a program on this machine (at a port that only its policy tells), and Gemini.
  const talked = /^(http:\/\/127\.0\.0\.1|https:\/\/generativelanguage\.googleapis\.com)(?![\w.-])/;
  for (const name of FILES) {
    const text = readFileSync(join(DIST, name), "latin1").replace(/^\s*\/\/ .*$/gm, ""); // without comments
    const addresses = text.match(/\b(?:https?|wss?):\/\/[\w.-]+[\w./-]*/g) ?? [];
    const isGithub = name.startsWith("github-worker");
    const isTalk = name.startsWith("talk-worker");
    const isKnown = (address) =>
      [vocabulary, opened].some((known) => known.test(address)) ||
      (isTalk && talked.test(address)) ||
      (name.startsWith("bird") && [named, avatars].some((known) => known.test(address))) ||
      (isGithub && [asked, avatars].some((known) => known.test(address)));
    assert.deepEqual(addresses.filter((address) => !isKnown(address)), [], name);
  }
});

test("page and workers each have their own strict policy", async () => {
  const self = /connect-src 'self'(;|$)/;
  const TALKED_TO = ["http://127.0.0.1:50021", "https://generativelanguage.googleapis.com"];
  const TALKS = /connect-src http:\/\/127\.0\.0\.1:50021 https:\/\/generativelanguage\.googleapis\.com(;|$)/;
  for (const [name, connect, foreign] of [
    ["", self, ["https://avatars.githubusercontent.com"]],
    ["index.html", self, ["https://avatars.githubusercontent.com"]],
    ["archive-worker.js", self, []],
    ["archive-worker_loader.js", self, []],
    ["github-worker.js", /connect-src https:\/\/api\.github\.com(;|$)/, ["https://api.github.com"]],
    ["github-worker_loader.js", /connect-src https:\/\/api\.github\.com(;|$)/, ["https://api.github.com"]],
    ["talk-worker.js", TALKS, TALKED_TO],
    ["talk-worker_loader.js", TALKS, TALKED_TO],
    // Whatever isn't allowed falls back on default-src.
    ["picture-worker.js", /^(?!.*connect-src)/, []],
    ["picture-worker_loader.js", /^(?!.*connect-src)/, []],
    ["rhythm-worker.js", /^(?!.*connect-src)/, []],
    ["rhythm-worker_loader.js", /^(?!.*connect-src)/, []],
  ]) {
    const { headers } = await fetch(`${await siteUrl()}/${/worker/.test(name) ? builtName(name) : name}`);
    const policy = headers.get("content-security-policy") ?? "";
    // Two policies would allow only what both allow.
    assert.equal(policy.match(/default-src 'none'/g)?.length, 1, name);
    assert.match(policy, connect, name);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/, name);
    assert.deepEqual(policy.match(/https?:[^ ;]+/g) ?? [], foreign, name);
  }
  // Whatever else is a document or a worker would have none.
  const own = FILES.filter((name) => /\.html$|worker/.test(name) && !name.endsWith(".wasm"));
  assert.deepEqual(own.map((name) => plainName(`http://localhost/${name}`)).toSorted(), [
    "archive-worker.js",
    "archive-worker_loader.js",
    "github-worker.js",
    "github-worker_loader.js",
    "index.html",
    "picture-worker.js",
    "picture-worker_loader.js",
    "rhythm-worker.js",
    "rhythm-worker_loader.js",
    "talk-worker.js",
    "talk-worker_loader.js",
  ]);
});

test("every file is sent under the common headers and revalidated unless its name has a hash", async () => {
  for (const name of FILES) {
    const { headers } = await fetch(`${await siteUrl()}/${name}`);
    assert.equal(headers.get("x-content-type-options"), "nosniff", name);
    assert.equal(headers.get("referrer-policy"), "no-referrer", name);
    const isHashed = /-[0-9a-f]{16}(_bg|_loader)?(\.\w+$|\/)/.test(name);
    const cached = headers.get("cache-control").includes("immutable");
    assert.equal(cached, isHashed, `${name} may change but is cached for ever, or can't change and is asked for again`);
    // Whatever else is made of code has a hash, for versions never to meet.
    assert(isHashed || name === "sw.js" || !/\.(js|wasm|css)$/.test(name), `${name} has no hash`);
  }
});
