// Nothing leaves: held by the policies as they are shipped, shown by records of all that a browser asks for, and
// by a canary outside that everybody tries to reach and nobody does, until the policies are taken away.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { edit } from "../../xtask/files.mjs";
import { startSite } from "./deploys.mjs";
import { ROOT, builtName, openPage, siteUrl } from "./harness.mjs";
import { keepEverything } from "./kept.mjs";
import { startCanary, startProxy, startUnguarded, tryEverything } from "./outside.mjs";
import { wholeSession } from "./whole-session.mjs";

const DIST = join(ROOT, "dist");
const FILES = readdirSync(DIST, { recursive: true }).filter((name) => /\.\w+$/.test(name));
const HEADERS = readFileSync(join(DIST, "_headers"), "utf8");
const [, INLINE_SCRIPT] = /<script>(.*?)<\/script>/s.exec(readFileSync(join(DIST, "index.html"), "utf8")) ?? [];
const WORKERS = ["archive-worker", "github-worker", "talk-worker", "rhythm-worker", "picture-worker"];

let canary;
let unguarded;
before(async () => {
  canary = await startCanary();
  unguarded = await startUnguarded(await siteUrl());
});
after(() => {
  canary.close();
  unguarded.close();
});

/**
 * Hosts of the browser's maker, which this browser asks by itself, with or without a page. What a page asks for is
 * also in the harness' own record, which excuses none.
 */
const OF_THE_BROWSER = /\.(google|googleapis|gvt1)\.com(:443)?$/;
const isOfBrowser = (asked) => OF_THE_BROWSER.test(asked) && !HEADERS.includes(`//${asked.replace(/:443$/, "")}`);

test("a whole session asks nobody but the page's own host, as the browser's proxy sees it", async () => {
  const own = await siteUrl();
  const proxy = await startProxy(own);
  try {
    const page = await openPage({ args: proxy.args, serviceWorkers: "allow" });
    await wholeSession(page);
    const { host } = new URL(own);
    assert(proxy.asked.filter((asked) => asked === host).length > 20, "the proxy saw too little to be one");
    assert.deepEqual([...new Set(proxy.asked)].filter((asked) => asked !== host && !isOfBrowser(asked)), []);
    // The proxy sees others: it is not blind.
    const other = await page.context().newPage();
    await other.goto("http://canary.example/").catch(() => {});
    assert(proxy.asked.includes("canary.example"));
    page.problems.length = 0; // that one
  } finally {
    proxy.close();
  }
});

test("the same session works without a network, once everything is kept", async () => {
  const site = await startSite();
  const page = await openPage({ site: site.url, serviceWorkers: "allow" });
  assert.equal((await keepEverything(page)).failed, false);
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await site.stop();
  await page.reload();
  await page.waitForSelector("body[data-started]", { state: "attached" });
  await wholeSession(page);
  assert.deepEqual(page.problems.filter((problem) => /policy|uncaught|foreign|crashed/.test(problem)), []);
  page.problems.length = 0; // that there is no network
});

/** The ways that reached the canary from a place, and all that were tried. */
async function reachedFrom(place) {
  canary.reached.length = 0;
  const tried = await place.evaluate(tryEverything, { url: canary.url, udp: canary.udp });
  return { tried: tried.toSorted(), reached: [...new Set(canary.reached)].toSorted() };
}

/** The page, or a worker that it starts, on a site. */
async function placeOf(page, name) {
  if (name === "page") return page;
  if (name === "sw") return keeperOf(page);
  const started = page.waitForEvent("worker");
  await page.evaluate((loader) => {
    window.canary = new Worker(loader, { type: "module" });
  }, `/${builtName(`${name}_loader.js`)}`);
  return started;
}

/** The service worker, which comes when something is opened. */
async function keeperOf(page) {
  await page.getByTestId("sample-owl").click();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  const { origin } = new URL(page.url());
  return page.context().serviceWorkers().find((worker) => worker.url() === `${origin}/sw.js`);
}

for (const name of ["page", "sw", ...WORKERS]) {
  test(`${name}: the canary hears of nothing, and of everything when the policies are taken away`, async () => {
    const hosts = [canary.url, unguarded.url];
    const page = await openPage({ hosts, serviceWorkers: name === "sw" ? "allow" : "block" });
    const { tried, reached } = await reachedFrom(await placeOf(page, name));
    assert.deepEqual(reached, []);
    assert(tried.length >= 5, tried.join());
    page.problems.length = 0; // the refusals
    await page.goto(unguarded.url);
    await page.waitForSelector("body[data-started]", { state: "attached" });
    const free = await reachedFrom(await placeOf(page, name));
    assert.deepEqual(free.reached, free.tried, "the canary is deaf to some ways");
    page.problems.length = 0; // what came of it
  });
}

test("calls between browsers, which no policy holds back, can't be made by the page; the canary would hear of them", async () => {
  const page = await openPage();
  assert.equal((await reachedFrom(page)).tried.includes("udp"), false);
  page.problems.length = 0; // the refusals
  const other = await page.context().newPage();
  const { tried } = await reachedFrom(other);
  assert(tried.includes("udp") && canary.reached.includes("udp"), canary.reached.join());
  page.problems.length = 0;
});

test("what isn't of this build starts no worker, and no text becomes markup or script", async () => {
  const page = await openPage();
  const refused = (place, attempts) =>
    place.evaluate((attempts) => {
      const isRefused = (attempt) => {
        try {
          attempt();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      };
      const all = {
        html: () => (document.createElement("p").innerHTML = "<b>x</b>"),
        text: () => document.body.insertAdjacentHTML("beforeend", "x"),
        parsed: () => new DOMParser().parseFromString("<b>x</b>", "text/html"),
        framed: () => (document.createElement("iframe").srcdoc = "x"),
        script: () => (document.createElement("script").textContent = "1"),
        source: () => (document.createElement("script").src = "/theme.js"),
        data: () => new Worker("data:text/javascript,1"),
        blob: () => new Worker(URL.createObjectURL(new Blob(["1"], { type: "text/javascript" }))),
        glue: () => new Worker(document.querySelector("script[src]").src),
        foreign: () => new Worker("http://localhost:1/archive-worker_loader.js", { type: "module" }),
        service: () => new Worker("/sw.js/../nothing.js"),
      };
      return attempts.filter((name) => !isRefused(all[name]));
    }, attempts);
  const everywhere = ["data", "blob"];
  const onPage = ["html", "text", "parsed", "framed", "script", "source", "glue", "foreign", "service"];
  assert.deepEqual(await refused(page, [...everywhere, ...onPage]), []);
  const worker = await placeOf(page, "archive-worker");
  assert.deepEqual(await refused(worker, [...everywhere, "foreign", "service"]), []);
  page.problems.length = 0; // the refusals
  const made = (place) =>
    place.evaluate(() => {
      try {
        trustedTypes.createPolicy("another", { createScriptURL: (address) => address });
        return true;
      } catch {
        return false;
      }
    });
  assert.equal(await made(page), false, "the page can make another policy");
  assert.equal(await made(worker), false, "the archive worker can");
  assert.equal(await made(await placeOf(page, "rhythm-worker")), false, "the rhythm worker can");
  await page.waitForTimeout(300); // refusals are told a little later
  page.problems.length = 0;
});

/** The sources of a policy's directive. */
const sources = (policy, directive) => policy.split("; ").find((part) => part.startsWith(`${directive} `)).split(" ").slice(1);
const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

for (const { path, own, scripts } of [
  { path: "/", own: [], scripts: 1 },
  { path: "/index.html", own: [], scripts: 1 },
  { path: "/en/", own: [], scripts: 1 },
  { path: "/en/index.html", own: [], scripts: 1 },
  { path: "/404.html", own: ["style-src"], scripts: 0 },
  { path: "/no/such/page", own: ["style-src"], scripts: 0 },
]) {
  test(`${path} has nothing inline but what its policy names by its hash`, async () => {
    const response = await fetch((await siteUrl()) + path);
    const html = await response.text();
    const inline = (kind) => [...html.matchAll(new RegExp(`<${kind}>(.*?)</${kind}>`, "gs"))].map(([, text]) => hashOf(text));
    assert.deepEqual([inline("style").length, inline("script").length], [1, scripts]);
    // Whatever else is an element of these has a file, and no element has styles or scripts in its attributes.
    assert.equal(html.match(/<style\b/g).length, 1);
    const loaded = html.match(/<script\b[^>]*\bsrc=[^>]*><\/script>/g) ?? [];
    assert.equal((html.match(/<script\b/g) ?? []).length, scripts + loaded.length);
    const markup = html.replace(/<(style|script)>.*?<\/\1>/gs, "");
    assert.deepEqual(markup.match(/<[^>]*\s(style|on\w+)=[^>]*>/g) ?? [], []);

    const sent = response.headers.get("content-security-policy");
    const [, brought] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    assert.equal(Boolean(brought), own.length > 0);
    const policies = [sent, brought].filter(Boolean);
    assert(policies.length > 0, "it has no policy");
    if (sent) {
      assert.deepEqual(sources(sent, "style-src"), ["'self'", ...inline("style")]);
      const [script] = scripts ? inline("script") : [hashOf(INLINE_SCRIPT)];
      assert.deepEqual(sources(sent, "script-src"), ["'self'", "'wasm-unsafe-eval'", script]);
    }
    if (brought) assert.deepEqual(sources(brought, "style-src"), inline("style"));
    for (const policy of policies) assert.doesNotMatch(policy, /unsafe-inline|unsafe-hashes|'unsafe-eval'|nonce-|strict-dynamic/);
  });
}

/** What someone could have put into the page on its way, each way of it noted by what it does. */
const FOREIGN = `<style>#foreign { outline: 3px solid rgb(1, 2, 3) }</style>
  <p id="foreign" style="border: 3px solid rgb(4, 5, 6)">x</p>
  <script>window.ran = ["script"]</script>
  <img src="/icon.svg" alt="" onload="(window.ran ??= []).push('attribute')" />`;
const foreignDone = (page) =>
  page.evaluate(() => {
    const { outlineColor, borderTopColor } = getComputedStyle(document.getElementById("foreign"));
    const styles = { "rgb(1, 2, 3)": "style", "rgb(4, 5, 6)": "styled" };
    return [styles[outlineColor], styles[borderTopColor], ...(window.ran ?? [])].filter(Boolean).sort();
  });

for (const path of ["/", "/en/", "/404.html"]) {
  test(`at ${path} an inline style or script of anyone else does nothing, and everything when the policy is taken away`, async () => {
    const site = await startSite();
    const visit = async () => {
      const page = await openPage({ site: site.url, path, waitForStart: false });
      await page.waitForLoadState("load");
      await page.waitForTimeout(300); // refusals are told a little later
      const done = await foreignDone(page);
      const refused = page.problems.filter((problem) => /Content Security Policy|policy/i.test(problem)).length;
      page.problems.length = 0; // the refusals
      return { done, isRefused: refused > 0 };
    };
    edit(site.dir, path.replace(/\/$/, "/index.html").slice(1), (html) => html.replace("</body>", `${FOREIGN}</body>`));
    assert.deepEqual(await visit(), { done: [], isRefused: true });
    edit(site.dir, "_headers", (rules) => rules.replaceAll(/^  Content-Security-Policy:.*\n/gm, ""));
    edit(site.dir, "404.html", (html) => html.replace(/<meta http-equiv[^>]*>/, ""));
    assert.deepEqual(await visit(), { done: ["attribute", "script", "style", "styled"], isRefused: false });
  });
}

test("a page whose own style or script was changed by a letter has none", async () => {
  const site = await startSite();
  edit(site.dir, "index.html", (html) => html.replace("<style>", "<style> ").replace("<script>", "<script> "));
  const prepare = (page) => page.addInitScript(() => localStorage.setItem("yodori.theme", "dark"));
  const page = await openPage({ site: site.url, locale: "ja-JP", waitForStart: false, prepare });
  await page.waitForLoadState("load");
  const found = await page.evaluate(() => [
    document.styleSheets.length,
    getComputedStyle(document.body).margin,
    document.documentElement.dataset.theme,
  ]);
  assert.deepEqual(found, [0, "8px", undefined], "what was changed is applied");
  page.problems.length = 0; // the refusals
});

test("each program is served under the policy that is its own, and each file under the common headers", async () => {
  const rules = HEADERS.split("\n\n").map((rule) => rule.split("\n"));
  const own = Object.fromEntries(
    rules.map(([path, ...sent]) => [path, sent.find((line) => line.includes("Content-Security-Policy"))?.trim().slice(25)]),
  );
  for (const name of FILES) {
    const { headers } = await fetch(`${await siteUrl()}/${name}`);
    const program = WORKERS.find((worker) => name.startsWith(worker));
    const isDocument = name.endsWith(".html");
    const expected = own[program ? `/${program}-*` : isDocument || name === "sw.js" ? `/${name}` : "none"];
    assert.equal(headers.get("content-security-policy") ?? undefined, expected, name);
    assert(expected || !(program || isDocument), `${name} has no policy`);
    assert.equal(headers.get("x-content-type-options"), "nosniff", name);
    assert.equal(headers.get("referrer-policy"), "no-referrer", name);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", name);
    const isHashed = /-[0-9a-f]{16}(_bg|_loader|[\w-]*)?(\.\w+$|\/)/.test(name);
    const isKept = headers.get("cache-control").includes("immutable");
    assert.equal(isKept, isHashed, `${name} may change but is cached for ever, or can't change and is asked for again`);
    // Whatever else is made of code has a hash, for versions never to meet.
    assert(isHashed || name === "sw.js" || !/\.(js|wasm|css)$/.test(name), `${name} has no hash`);
  }
});

test("the browser's powers are refused but for those that the page uses", async () => {
  const page = await openPage();
  const allowed = await page.evaluate(() => document.featurePolicy.allowedFeatures());
  const dangerous = /camera|geolocation|capture|usb|hid|serial|bluetooth|midi|payment|credentials|topics|sensor|idle|fonts/;
  assert.deepEqual(allowed.filter((name) => dangerous.test(name)), []);
  for (const used of ["microphone", "clipboard-write"]) assert(allowed.includes(used), used);
});

/** What a policy lets a program ask: hosts, and "'self'". */
function asked(policy) {
  const lists = policy.split("; ").filter((part) => /^(connect|img)-src /.test(part));
  const names = lists.flatMap((list) => list.split(" ").slice(1)).filter((source) => !/^(blob|data):$/.test(source));
  return [...new Set(names)].map((source) => source.replace(/^https?:\/\//, "")).toSorted();
}

for (const [locale, own, nobody] of [["ja-JP", "このページの配信元", "なし"], ["en-GB", "This page’s host", "Nobody"]]) {
  test(`the page of what leaves tells of every host, and whom each program may ask, as the headers have it: ${locale}`, async () => {
    const page = await openPage({ locale, path: "/#/leaves" });
    await page.getByTestId("desk-leaves").waitFor();
    const rules = Object.fromEntries(HEADERS.split("\n\n").map((rule) => [rule.split("\n")[0], rule]));
    const policyOf = (path) => /Content-Security-Policy: (.*)/.exec(rules[path])[1];
    const programs = ["/", "/sw.js", ...WORKERS.map((worker) => `/${worker}-*`)].map((path) => asked(policyOf(path)));
    const texts = (selector) => page.locator(selector).allInnerTexts();
    const hosts = programs.flat().filter((name) => name !== "'self'");
    assert.equal(hosts.length, 4);
    assert.deepEqual((await texts(".leaves__way code")).toSorted(), hosts.toSorted());
    const linked = [...HEADERS.split("\n\n")[0].matchAll(/https:\/\/(\S+)/g)].map(([, host]) => host);
    assert.deepEqual((await texts(".leaves__way .leaves__hosts li")).toSorted(), linked.toSorted());
    const rows = await page.locator(".leaves__programs tbody tr").all();
    const told = await Promise.all(rows.map((row) => row.locator("li").allInnerTexts()));
    const said = (names) => (names.length ? names.map((name) => (name === "'self'" ? own : name)) : [nobody]);
    assert.deepEqual(told.map((names) => names.toSorted()), programs.map((names) => said(names).toSorted()));
  });
}

test("no file names a host but those whom the list of the policies names", () => {
  const origins = (text) => text.match(/https?:\/\/[\w.:-]+/g) ?? [];
  const rules = HEADERS.split("\n\n");
  const links = origins(rules[0]);
  const ofWorker = (worker) => origins(rules.find((rule) => rule.startsWith(`/${worker}-`)));
  // What the page names beside links: pictures of people, where VOICEVOX is set up, and whom its workers may ask.
  const ofPage = [...links, "https://avatars.githubusercontent.com", "http://127.0.0.1", ...WORKERS.flatMap(ofWorker)];
  assert(links.length > 5 && ofWorker("talk-worker").length === 2, "the list isn't read");
  const isVocabulary = (address) => /^http:\/\/www\.w3\.org\/\d{4}\//.test(address); // names, never fetched
  let seen = 0;
  for (const name of FILES.filter((name) => !name.endsWith(".txt"))) {
    const text = readFileSync(join(DIST, name), "latin1").replace(/^\s*\/\/ .*$/gm, ""); // without comments
    const worker = WORKERS.find((worker) => name.startsWith(worker));
    // A worker names whom it may ask; what is told of GitHub's pages and pictures, the GitHub worker looks through.
    const named = worker ? ofWorker(worker) : ofPage;
    if (worker === "github-worker") named.push("https://github.com", "https://avatars.githubusercontent.com");
    // In wasm other words may follow at once, and a port stands elsewhere.
    // A protocol alone is for a server that the person names.
    const isAlone = (address) => !address.includes(".");
    const isNamed = (address) => isAlone(address) || named.some((origin) => address.startsWith(origin.replace(/:\d+$/, "")));
    const addresses = text.match(/\b(?:https?|wss?):\/\/[\w.-]+[\w./-]*/g) ?? [];
    seen += addresses.length;
    assert.deepEqual(addresses.filter((address) => !isVocabulary(address) && !isNamed(address)), [], name);
  }
  assert(seen > 10, "no addresses were seen");
});
