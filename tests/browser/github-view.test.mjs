// Whoever looks at something while GitHub is read goes on looking at it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as gh from "./github-page.mjs";
import { countOf, expected, told } from "./github-told.mjs";
import { startGithub } from "./github/server.mjs";
import { becomes, chooseRange, drawn } from "./visit.mjs";

/** So late each answer comes that there are pictures before the last one. */
const FAR_MS = 25;

const github = await startGithub({ people: ["small", "large"] });
after(() => github.close());

/** Begins to read for some seconds, and waits for the first picture. */
async function begun() {
  github.reset();
  github.fail({ when: {}, as: "slow", ms: FAR_MS, times: Infinity });
  const page = await gh.openGithub(github);
  await gh.read(page, { token: github.tokens.large.fine.value, years: "all" });
  await drawn(page);
  return page;
}

const pictures = async (page) => (await told(page)).pictures;

/** Waits for another picture. */
async function another(page) {
  const before = await pictures(page);
  await becomes(async () => (await pictures(page)) > before, true);
}

test("a dialog stays open while more is found, which is shown when it is closed", async () => {
  const page = await begun();
  const canvas = page.getByTestId("calendar-scroller");
  await canvas.focus();
  await canvas.press("End");
  await canvas.press("Enter");
  const title = page.locator("#dialog-title");
  await title.waitFor();
  const [words, now] = [await title.innerText(), await page.getByTestId("post-text").first().innerText()];
  await another(page);
  await gh.done(page);
  assert.equal(await page.getByTestId("dialog").isVisible(), true);
  assert.equal(await title.innerText(), words);
  assert.equal(await page.getByTestId("post-text").first().innerText(), now);
  await page.keyboard.press("Escape");
  await gh.seeCalendar(page);
  await becomes(async () => (await page.getByTestId("posts").count()) > 0, true);
  await chooseRange(page, "all");
  await becomes(() => gh.countedOnCalendar(page), countOf(expected(github, "large")));
});

test("a sample that is opened meanwhile stays, and the way to GitHub's calendar is still there", async () => {
  const page = await begun();
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("sample-owl").click();
  const name = page.locator("h1.person__name");
  await becomes(() => name.innerText(), "Night Owl");
  await another(page);
  assert.equal(await name.innerText(), "Night Owl");
  await gh.goToGithub(page);
  await gh.done(page);
  await gh.seeCalendar(page);
  await becomes(() => page.getByTestId("handle").innerText(), "@large");
});

for (const [kind, rights, canWrite] of [
  ["fine", "The token’s rights: fine-grained (GitHub tells pages neither which nor until when)", false],
  ["classic", "The token’s rights: public things only (classic)", false],
  ["repo", "The token’s rights: repo, read:user", true],
]) {
  test(`which rights a token has is told, and whether it may write: ${kind}`, async () => {
    github.reset();
    const page = await gh.openGithub(github);
    await gh.read(page, { token: github.tokens.small[kind].value });
    await gh.done(page);
    assert.equal(await page.getByTestId("rights").innerText(), rights);
    assert.equal((await page.getByTestId("can-write").count()) > 0, canWrite);
  });
}

test("times of the run are by the machine's own clock, whatever is looked at", async () => {
  github.reset();
  const page = await gh.openGithub(github, { timezoneId: "America/New_York" });
  await gh.read(page, { token: github.tokens.small.fine.value });
  await gh.done(page);
  const [{ time }] = await gh.log(page);
  const now = await page.evaluate(() => new Date().getHours());
  assert([now, (now + 23) % 24].includes(Number(time.split(":")[0])), `${time} at ${now}`);
});
