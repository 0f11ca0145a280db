// Names, posts, titles and links that were made to do harm: they are shown as text, they turn nothing around, they
// push nothing off the screen, and nothing of them happens.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NOON, goToBird, openBird, openPanel, restoreBird, saveBird, there } from "./bird-page.mjs";
import * as gh from "./github-page.mjs";
import { startGithub } from "./github/server.mjs";
import { openPage, siteUrl } from "./harness.mjs";
import * as voicevox from "./talk/voicevox.mjs";
import { becomes, drawn, openTable } from "./visit.mjs";

const MARKUP = `<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>`;
const TURNS = "\u202egnp\u2066\u2069\u2067\u200f\u061c";
const NULS = "\0\u001b\u0085\u200b\ufeff";
const LONG = "W".repeat(10_000_000);
const ENDLESS = "W".repeat(3_000);
const HALF = '"\\ud83d"'; // as JSON writes it: half a character

const NAMES = { markup: MARKUP, turns: `a${TURNS}b`, nuls: `a${NULS}b`, long: LONG, endless: ENDLESS, half: HALF };
const PHONE = { viewport: { width: 360, height: 740 } };

/** Files of an archive of which everything that has a name is called so. */
function archive(name) {
  const json = (value) => JSON.stringify(value).replaceAll(JSON.stringify(HALF), HALF);
  const source = `<a href="javascript:window.harmed=1" rel="nofollow">${name}</a>`;
  const post = (nth) => ({
    tweet: {
      id_str: String(1_764_000_000_000_000_000n + BigInt(nth)),
      created_at: `Tue Mar 05 ${String(10 + nth).padStart(2, "0")}:02:11 +0000 2024`,
      full_text: name.slice(0, 4_000_000),
      source: nth % 2 ? source.slice(0, 4_000_000) : name.slice(0, 100),
    },
  });
  const account = [{ account: { accountId: "1", username: name, accountDisplayName: name } }];
  const tweets = [0, 1, 2, 3].map(post);
  const file = (name, text) => ({ name, mimeType: "text/javascript", buffer: Buffer.from(text) });
  return [
    file("account.js", `window.YTD.account.part0 = ${json(account)}`),
    file("tweets.js", `window.YTD.tweets.part0 = ${json(tweets)}`),
  ];
}

/** Fails if anything on the page is what it may not become. */
async function isUnharmed(page, why) {
  const found = await page.evaluate(() => {
    // A post is shown as it was written, but by itself.
    const alone = (element) => element.closest(".post__text");
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const turning = [];
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\0]/.test(data) && !alone(parentElement)) turning.push(data.slice(0, 80));
    }
    const attributes = [...document.querySelectorAll("body *")].flatMap((element) => [...element.attributes]);
    // The page has one inline, in its head, before all else: see xtask/inline.mjs.
    const [theme] = document.querySelectorAll("head > script:not([src])");
    const isForeign = (script) => script !== theme && !script.src.startsWith(location.origin);
    const scripts = [...document.scripts].filter(isForeign);
    const own = ({ src }) => ["https://avatars.githubusercontent.com/", "blob:", `${location.origin}/icon`].some((start) => src.startsWith(start));
    const isAlone = (text) => getComputedStyle(text).unicodeBidi === "plaintext";
    return {
      harmed: window.harmed,
      turning,
      handlers: attributes.filter(({ name }) => /^on/.test(name)).map(({ name, value }) => `${name}=${value}`),
      links: attributes.filter(({ name, value }) => name === "href" && !/^(#|\/|https:\/\/|http:\/\/127\.0\.0\.1:50021)/.test(value) && !value.startsWith(`${location.origin}/`)).map(({ value }) => value),
      scripts: scripts.length,
      images: [...document.images].filter((img) => !own(img)).map(({ outerHTML }) => outerHTML),
      frames: document.querySelectorAll("iframe, object, embed, base").length,
      beside: [...document.querySelectorAll("body *:not(svg, svg *)")]
        .filter((element) => document.documentElement.scrollWidth > innerWidth && element.getBoundingClientRect().left + Math.max(element.scrollWidth, element.offsetWidth) > innerWidth)
        .map((element) => `${element.tagName}.${element.className} ${element.id}`),
      shared: [...document.querySelectorAll(".post__text")].filter((text) => !isAlone(text)).length,
      title: document.title.length < 100,
    };
  });
  const none = { harmed: undefined, turning: [], handlers: [], links: [], scripts: 0, images: [], frames: 0 };
  assert.deepEqual(found, { ...none, beside: [], shared: 0, title: true }, why);
}

for (const [what, name] of Object.entries(NAMES)) {
  test(`an archive whose names and posts are ${what} is a calendar like any other`, async () => {
    const page = await openPage({ path: "/", ...PHONE });
    await page.getByTestId("file-input").setInputFiles(archive(name));
    await drawn(page);
    await isUnharmed(page, "calendar");
    await openTable(page);
    await isUnharmed(page, "table");
    await page.evaluate(() => document.querySelectorAll("main details").forEach((folded) => (folded.open = true)));
    await page.waitForTimeout(200); // what is in them comes when they are open
    await isUnharmed(page, "conditions and report");
    await page.locator("[data-testid=table] .table__open").first().click();
    await page.getByTestId("post-text").first().waitFor();
    await isUnharmed(page, "dialog");
    assert.equal(await page.getByTestId("post-text").first().evaluate((text) => text.childElementCount), 0);
    await page.keyboard.press("Escape");
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId("save-svg").click()]);
    assert.match(file.suggestedFilename(), /^yodori-[\w-]*\d\d\.svg$/);
    await isPlainDrawing(page, file);
    await goToBird(page);
    await isUnharmed(page, "bird");
    for (const desk of ["share", "device", "about", "leaves"]) {
      await page.evaluate((desk) => (location.hash = `#/${desk}`), desk);
      await page.locator("#desk h1").waitFor();
      await page.waitForTimeout(200);
      await isUnharmed(page, desk);
    }
  });
}

/** A saved drawing is one for any reader of XML, and has nothing in it that acts. */
async function isPlainDrawing(page, file) {
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const other = await page.context().newPage(); // without a policy: the site's own lets no text become markup
  const found = await other.evaluate((text) => {
    const drawing = new DOMParser().parseFromString(text, "image/svg+xml");
    const all = [...drawing.querySelectorAll("*")];
    return {
      error: drawing.querySelector("parsererror")?.textContent,
      tags: [...new Set(all.map(({ tagName }) => tagName))].filter((tag) => /script|img|image|foreignObject|^a$/i.test(tag)),
      acts: all.flatMap(({ attributes }) => [...attributes]).filter(({ name }) => /^on|href/.test(name)).length,
    };
  }, Buffer.concat(chunks).toString());
  await other.close();
  assert.deepEqual(found, { error: undefined, tags: [], acts: 0 });
}

for (const [what, path] of [
  ["markup", `a<img src=x onerror=window.harmed=1>.zip`],
  ["what turns text around", `a${TURNS}.zip`],
  ["thousands of letters", `${"W".repeat(3_000)}.zip`],
]) {
  test(`a file whose name is ${what} is told of by its name, as text`, async () => {
    const page = await openPage(PHONE);
    const buffer = Buffer.from("no archive at all");
    await page.getByTestId("file-input").setInputFiles({ name: path, mimeType: "application/zip", buffer });
    await page.getByTestId("failed").waitFor();
    await isUnharmed(page, path.slice(0, 80));
  });
}

for (const hash of [
  "#v1.<script>window.harmed=1</script>",
  `#v1.${"A".repeat(100_000)}`,
  "#v1.%00%ff%2e%2e",
  `#bird=1.1.1.none.winter..${encodeURIComponent(MARKUP)}`,
  `#bird=1.${"9".repeat(5_000)}`,
  "#/github?q=<b>",
  "#/__proto__",
  `#${encodeURIComponent(TURNS)}`,
  "#javascript:window.harmed=1",
]) {
  test(`an address that ends in ${hash.slice(0, 40)} opens a page and does nothing else`, async () => {
    const page = await openPage({ path: `/${hash}`, ...PHONE });
    await page.locator("h1").first().waitFor();
    await page.waitForTimeout(500); // whatever the address is to bring
    await isUnharmed(page, hash.slice(0, 80));
  });
}

test("a bird that is called so, and one from a file that was made to do harm", async () => {
  const page = await openBird({ sample: "owl", ...PHONE });
  await openPanel(page, "keeping");
  for (const name of [MARKUP, `a${TURNS}b`, ENDLESS]) {
    await page.getByTestId("name").fill(name);
    await page.getByTestId("name").press("Enter");
    await page.waitForTimeout(200);
    await isUnharmed(page, name.slice(0, 20));
  }
  const text = await saveBird(page);
  for (const name of [MARKUP, `a${TURNS}b`, NULS, LONG]) {
    const hostile = text.replace(/("name"\s*:\s*)"(?:[^"\\]|\\.)*"/, (_, key) => key + JSON.stringify(name));
    assert.notEqual(hostile, text);
    await restoreBird(page, hostile, "bird.json");
    await isUnharmed(page, name.slice(0, 20));
    await openPanel(page, "talk"); // another, so that the panel can be opened again
  }
});

test("titles of repositories and names of people on GitHub", async () => {
  const github = await startGithub({ people: ["small"] });
  try {
    const { user, subjects } = github.stories.small;
    user.name = `${MARKUP}${TURNS}${ENDLESS}`;
    const others = [...subjects.values()].flatMap((subject) => Object.values(subject));
    for (const post of [...Object.values(user.did).flat(), ...others]) post.title = post.name = `${TURNS}${MARKUP}${ENDLESS}`;
    for (const { commits } of github.world.repositories) for (const commit of commits) commit.messageHeadline = `${TURNS}${MARKUP}`;
    const page = await gh.openGithub(github, PHONE);
    await gh.read(page, { token: github.tokens.small.fine.value, years: "all" });
    await gh.done(page);
    await isUnharmed(page, "run");
    await gh.seeCalendar(page);
    await drawn(page);
    const canvas = page.getByTestId("calendar-scroller");
    await canvas.focus();
    await canvas.press("End");
    await canvas.press("Enter");
    await page.getByTestId("post-text").first().waitFor();
    await isUnharmed(page, "dialog");
    assert.match(await page.getByTestId("post-text").first().innerText(), /<img src=x/);
    await page.keyboard.press("Escape");
  } finally {
    await github.close();
  }
});

let engine;
before(async () => (engine = await voicevox.startVoicevox({ isStrict: true, allow: [await siteUrl()] })));
after(() => engine.close());

test("voices that are called so", async () => {
  const [speaker] = voicevox.SPEAKERS;
  const before = speaker.name;
  speaker.name = `${MARKUP}${TURNS}${ENDLESS}`;
  try {
    const rules = engine.chromiumArgs.map((arg) => arg.replace(/^(--host-resolver-rules=.*)$/, "$1, MAP * ~NOTFOUND, EXCLUDE localhost"));
    const hosts = [`http://${voicevox.ADDRESS}`];
    const page = await openPage({
      path: "/#/bird",
      args: rules,
      hosts,
      ...PHONE,
      prepare: (page) => page.clock.setFixedTime(new Date(NOON)),
    });
    await there(page);
    await openPanel(page, "talk");
    await page.getByTestId("voice-voicevox").check({ force: true });
    await becomes(() => page.locator("option", { hasText: "<img" }).count().then((count) => count > 0), true);
    await isUnharmed(page, "voices");
  } finally {
    speaker.name = before;
  }
});
