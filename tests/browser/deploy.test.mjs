// That a deployed site is checked as it is said to be: a true copy passes, and whatever is amiss is told.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { checkDeploy } from "../../xtask/check-deploy.mjs";
import { ROOT } from "./chromium.mjs";
import { startServer } from "./server.mjs";

/** A small site with something of each kind. */
function makeSite() {
  const dir = mkdtempSync(join(tmpdir(), "yodori-deploy-"));
  const long = "// long enough to be worth compressing\n".repeat(100);
  const files = {
    "index.html": `<!doctype html><p>${long}`,
    "en/index.html": "<!doctype html><p>en",
    "404.html": "<!doctype html><p>lost",
    "app-0123456789abcdef.js": long,
    "app-0123456789abcdef_bg.wasm": long,
    "og.png": "a picture",
    _headers: `/*\n  Referrer-Policy: no-referrer\n/\n  Content-Security-Policy: connect-src 'self'\n/app-*\n  Cache-Control: public, max-age=31536000, immutable\n`,
  };
  mkdirSync(join(dir, "en"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  return dir;
}

/** What is told to be amiss when a copy of the site is served after `change` was done to it. */
async function amiss(change) {
  const [dir, deployed] = [makeSite(), makeSite()];
  change(deployed);
  const server = await startServer({ dir: deployed });
  try {
    return told(await checkDeploy(server.url, dir));
  } finally {
    await server.close();
    for (const one of [dir, deployed]) rmSync(one, { recursive: true });
  }
}

const told = (checks) => checks.filter(({ holds }) => !holds).map(({ says }) => says);

/** What a host may do to answers is done by a server of our own, in front. */
async function amissThrough(spoil) {
  const dir = makeSite();
  const server = await startServer({ dir });
  const front = createServer(async (request, response) => {
    const answer = await fetch(server.url + request.url, { redirect: "manual" });
    const headers = Object.fromEntries(answer.headers);
    delete headers["content-encoding"];
    delete headers["content-length"];
    const body = Buffer.from(await answer.arrayBuffer());
    const spoilt = spoil({ path: request.url, status: answer.status, headers, body });
    response.writeHead(spoilt.status, spoilt.headers).end(spoilt.body);
  });
  await new Promise((listening) => front.listen(0, "localhost", listening));
  try {
    return told(await checkDeploy(`http://localhost:${front.address().port}`, dir));
  } finally {
    front.close();
    await server.close();
    rmSync(dir, { recursive: true });
  }
}

test("a site that is the folder passes", async () => {
  assert.deepEqual(await amiss(() => {}), []);
});

test("so does the build, with each of its files asked for", async () => {
  const dir = join(ROOT, "dist");
  const server = await startServer({ dir });
  try {
    const checks = await checkDeploy(server.url, dir);
    assert.deepEqual(told(checks), []);
    const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.equal(checks.length, files.length - 1 + 2); // without the rules; with lost addresses and the rules' own
  } finally {
    await server.close();
  }
});

for (const [what, change, patterns] of [
  ["a file of another build", (dir) => writeFileSync(join(dir, "app-0123456789abcdef_bg.wasm"), "x"), [/\.wasm is another file/]],
  ["a file that is missing", (dir) => rmSync(join(dir, "og.png")), [/^\/og\.png answers 404/]],
  ["a page that is missing", (dir) => rmSync(join(dir, "en"), { recursive: true }), [/^\/en\/ answers 404/]],
  [
    "a policy that lets more through",
    (dir) => {
      const rules = readFileSync(join(dir, "_headers"), "utf8");
      writeFileSync(join(dir, "_headers"), rules.replace("'self'", "*"));
    },
    [/^\/ Content-Security-Policy is/],
  ],
  ["no page for lost addresses", (dir) => rmSync(join(dir, "404.html")), [/^\/404\.html answers 404/, /^\/lost-\w+ answers 404, not with 404\.html/]],
]) {
  test(`${what} is told`, async () => {
    const found = await amiss(change);
    assert.equal(found.length, patterns.length, found.join("\n"));
    patterns.forEach((pattern, nth) => assert.match(found[nth], pattern));
  });
}

for (const [what, spoil, pattern] of [
  ["a cookie", (answer) => ({ ...answer, headers: { ...answer.headers, "set-cookie": "a=b" } }), /sets a cookie/],
  ["no compression", (answer) => answer, /is not compressed/],
  ["a redirect", (answer) => (answer.path === "/en/" ? { ...answer, status: 301, headers: { location: "/" } } : answer), /^\/en\/ leads on to \//],
  ["every address led to the first page", (answer) => ({ ...answer, status: 200 }), /^\/lost-\w+ answers 200/],
  ["the rules served as a file", (answer) => (answer.path === "/_headers" ? { ...answer, status: 200 } : answer), /^\/_headers answers 200/],
  [
    "a type that no browser runs",
    (answer) => ({ ...answer, headers: { ...answer.headers, "content-type": "text/plain" } }),
    /_bg\.wasm has the type "text\/plain"/,
  ],
]) {
  test(`${what} is told of a host`, async () => {
    const found = await amissThrough(spoil);
    assert(found.some((says) => pattern.test(says)), found.join("\n"));
  });
}

test("a site that doesn't answer is told, file by file", async () => {
  const dir = makeSite();
  const checks = await checkDeploy("http://localhost:9", dir);
  assert.deepEqual([checks.length, checks.filter(({ holds }) => holds)], [8, []]);
  rmSync(dir, { recursive: true });
});
