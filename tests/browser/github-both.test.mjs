// An archive and GitHub in one timeline: whichever comes first, each in its own colour and with its own switch;
// never together if GitHub's is somebody else's.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, test } from "node:test";
import * as gh from "./github-page.mjs";
import { countOf, expected } from "./github-told.mjs";
import { startGithub } from "./github/server.mjs";
import { axe } from "./harness.mjs";
import { becomes, chooseRange } from "./visit.mjs";

const DAY = 86_400_000;
const github = await startGithub({ people: ["small", "traveller"] });
const ALL = countOf(expected(github, "small"));
after(() => github.close());

/** Three posts a night of the last twenty: a tweets.js as an archive holds it, of nobody who is named. */
function tweets() {
  const midnight = Math.floor(Date.now() / DAY) * DAY;
  const at = (night, nth) => midnight - night * DAY + (13 + nth * 3) * 3_600_000;
  const post = (night, nth) => {
    const time = at(night, nth);
    const [day, date, month, year, clock] = new Date(time).toUTCString().replace(",", "").split(" ");
    const id_str = String(BigInt(time - 1_288_834_974_657) << 22n);
    return { tweet: { id_str, created_at: `${day} ${month} ${date} ${clock} +0000 ${year}`, full_text: "…" } };
  };
  const nights = Array.from({ length: 20 }, (_, night) => [0, 1, 2].map((nth) => post(night + 1, nth)));
  const text = `window.YTD.tweets.part0 = ${JSON.stringify(nights.flat())}`;
  return { name: "tweets.js", mimeType: "text/javascript", buffer: Buffer.from(text) };
}
const POSTS = 60;

async function openArchive(page) {
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("file-input").setInputFiles(tweets());
  await page.locator("h1.person__name").waitFor();
}

async function readGithub(page, what = {}) {
  await gh.goToGithub(page);
  await gh.read(page, { token: github.tokens.small.fine.value, years: "all", ...what });
  await gh.done(page);
  await gh.seeCalendar(page);
}

/** Chooses everything and waits until so many count. */
async function counts(page, count) {
  await becomes(async () => (await page.getByTestId("posts").count()) > 0, true);
  await chooseRange(page, "all");
  await becomes(() => gh.countedOnCalendar(page), count);
}

const legend = (page) => page.locator(".legend li").allInnerTexts();
/** Presses a switch of the conditions. */
const toggle = (page, name) => page.locator(".check__name").getByText(name, { exact: true }).click();

for (const [order, steps] of [
  ["the archive first", [openArchive, readGithub]],
  ["GitHub first", [readGithub, openArchive]],
]) {
  test(`both are shown in one, ${order}`, async () => {
    const page = await gh.openGithub(github);
    for (const step of steps) await step(page);
    await counts(page, POSTS + ALL);
    assert.equal(await page.getByTestId("origin").innerText(), "X archive and GitHub");
    assert((await legend(page)).includes("Awake, on GitHub"));
    await axe(page);
    // Each has a switch, and what one source alone tells needs no second colour.
    await toggle(page, "X archive");
    await becomes(() => gh.countedOnCalendar(page), ALL);
    assert(!(await legend(page)).includes("Awake, on GitHub"));
    await toggle(page, "X archive");
    await toggle(page, "Count them");
    await becomes(() => gh.countedOnCalendar(page), POSTS);
    await toggle(page, "Count them");
    await becomes(() => gh.countedOnCalendar(page), POSTS + ALL);
  });
}

test("a saved picture has both colours and says what they mean", async () => {
  const page = await gh.openGithub(github);
  await openArchive(page);
  await readGithub(page);
  await page.getByTestId("save-svg").waitFor();
  const download = page.waitForEvent("download");
  await page.getByTestId("save-svg").click();
  const svg = await readFile(await (await download).path(), "utf8");
  const colors = await page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return ["--awake", "--github"].map((name) => style.getPropertyValue(name).trim().toUpperCase());
  });
  for (const color of colors) assert(svg.toUpperCase().includes(color), color);
  assert(svg.includes("Awake, on GitHub"));
});

test("somebody else's GitHub is never put together with an archive", async () => {
  const page = await gh.openGithub(github);
  await openArchive(page);
  await readGithub(page, { login: "traveller" });
  assert.equal(await page.getByTestId("origin").innerText(), "GitHub");
  assert.equal(await page.getByTestId("handle").innerText(), "@traveller");
  assert(!(await legend(page)).includes("Awake, on GitHub"));
  // And an archive that is opened beside it takes its place.
  await openArchive(page);
  await counts(page, POSTS);
  assert.notEqual(await page.getByTestId("origin").innerText(), "X archive and GitHub");
});
