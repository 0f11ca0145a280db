// What a period holds: opened by pointer and keyboard, with the archive's own words, shown as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, pixels } from "./harness.mjs";
import { gridOf, inksOf } from "./picture.mjs";
import { awake, calendarTimes, daysOf, moment } from "./truth.mjs";
import { becomes, chooseArchive, drawn, openArchive, openTable } from "./visit.mjs";

const ZONE = "Asia/Tokyo";
const JAPAN_SECS = 9 * 3600;
const DAY_SECS = 86_400;
const SNOWFLAKE_EPOCH_MS = 1_288_834_974_657n;

const STRETCHES = awake(calendarTimes());
const DAYS = daysOf("3w", STRETCHES, { zone: ZONE });
const starting = (iso) => STRETCHES.find(({ start }) => start === Date.parse(`${iso}+09:00`) / 1000);

/** What the open dialog says, a row for each post. */
async function postsOf(page) {
  return page.getByTestId("dialog").evaluate((dialog) =>
    [...dialog.querySelectorAll(".post")].map((post) => ({
      title: post.querySelector("h3").textContent,
      time: post.querySelector("time").textContent,
      facts: post.querySelector(".post__facts").textContent,
      text: post.querySelector("[data-testid=post-text]")?.textContent,
      elements: post.querySelector("[data-testid=post-text]")?.childElementCount,
      link: post.querySelector("a")?.getAttribute("href"),
    })),
  );
}

/** Holds the open dialog against a stretch of calendar.zip. */
async function showsStretch(page, { start, end }, language = "en") {
  const dialog = page.getByTestId("dialog");
  await dialog.waitFor();
  const words = {
    en: { first: "First post", last: "Last post", only: "The only post" },
    ja: { first: "はじめの記録", last: "おわりの記録", only: "この記録だけ" },
  }[language];
  const titles = start === end ? [[words.only, start]] : [[words.first, start], [words.last, end]];
  const wanted = titles.map(([title, at]) => ({
    title,
    time: moment(at + JAPAN_SECS, language),
    text: textOf(at),
    elements: 0,
  }));
  const shown = async () =>
    (await postsOf(page)).map(({ title, time, text, elements }) => ({ title, time, text, elements }));
  await becomes(shown, wanted);
  for (const [nth, post] of (await postsOf(page)).entries()) {
    assert.match(post.facts, /Twitter for iPhone/);
    const id = /^https:\/\/x\.com\/i\/web\/status\/(\d+)$/.exec(post.link)?.[1];
    assert(id, `${post.link} is no address of a post`);
    const secs = ((BigInt(id) >> 22n) + SNOWFLAKE_EPOCH_MS) / 1000n;
    assert.equal(Number(secs), titles[nth][1], "the link is that of another post");
  }
}

/** What the post of calendar.zip at that second says. */
function textOf(at) {
  const first = STRETCHES.flatMap(({ start, end, posts }) => (posts === 1 ? [start] : [start, end]));
  assert(first.includes(at));
  const run = RUNS.find(([from, to]) => from <= at && at <= to);
  return `${run[0]} から ${at} まで起きている & <まだ>`;
}

/** First and last second of the runs in which calendar.zip was written. */
const RUNS = [
  ["2024-03-01T09:00:00", "2024-03-01T12:00:00"],
  ["2024-03-02T22:00:00", "2024-03-03T03:00:00"],
  ["2024-03-03T12:00:00", "2024-03-03T12:00:00"],
  ["2024-03-04T07:15:00", "2024-03-04T23:45:00"],
  ["2024-03-05T13:00:00", "2024-03-05T16:30:00"],
  ["2024-03-06T13:00:00", "2024-03-06T16:30:01"],
  ["2024-03-08T00:00:00", "2024-03-09T00:00:00"],
  ["2024-03-15T05:00:00", "2024-03-15T06:00:00"],
].map((run) => run.map((iso) => Date.parse(`${iso}+09:00`) / 1000));

/** Where on the canvas a moment of calendar.zip is, CSS pixels. */
async function placeOf(page, iso) {
  const inks = await inksOf(page);
  const picture = await pixels(page, "[data-testid=calendar-canvas]");
  const isLine = (color) => inks.line.every((value, nth) => value === color[nth]);
  const grid = gridOf(picture, DAYS[1] - DAYS[0] + 1, isLine);
  const secs = Date.parse(`${iso}Z`) / 1000;
  const [row, rest] = [Math.floor(secs / DAY_SECS) - DAYS[0], secs % DAY_SECS];
  return { x: grid.x(rest) / picture.ratio, y: grid.y(row) / picture.ratio };
}

async function clickAt(page, iso, act = "click") {
  const position = await placeOf(page, iso);
  await page.getByTestId("calendar-canvas")[act]({ position, force: true });
}

for (const [locale, language] of [["en-GB", "en"], ["ja-JP", "ja"]]) {
  test(`a click on a bar opens its period: ${language}`, async () => {
    const page = await openArchive("calendar.zip", { locale });
    for (const [at, start] of [
      ["2024-03-01T10:31:00", "2024-03-01T09:00:00"],
      ["2024-03-02T23:30:00", "2024-03-02T22:00:00"],
      ["2024-03-03T01:30:00", "2024-03-02T22:00:00"], // its other half, over midnight
      ["2024-03-08T23:40:00", "2024-03-08T00:00:00"],
    ]) {
      await clickAt(page, at);
      await showsStretch(page, starting(start), language);
      await page.keyboard.press("Escape");
      await page.getByTestId("dialog").waitFor({ state: "hidden" });
    }
  });
}

test("a tap on a phone opens a period, and a lone post's mark as well", async () => {
  const page = await openArchive("calendar.zip", {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  await clickAt(page, "2024-03-04T12:10:00", "tap");
  await showsStretch(page, starting("2024-03-04T07:15:00"));
  await page.getByRole("button", { name: "Close" }).tap();
  await page.getByTestId("dialog").waitFor({ state: "hidden" });
  await clickAt(page, "2024-03-03T12:00:00", "tap");
  await showsStretch(page, starting("2024-03-03T12:00:00"));
});

test("a click on nothing opens nothing, one beside the dialog closes it", async () => {
  const page = await openArchive("calendar.zip");
  await clickAt(page, "2024-03-10T12:30:00");
  assert.equal(await page.getByTestId("dialog").isVisible(), false);
  await clickAt(page, "2024-03-01T10:31:00");
  await page.getByTestId("dialog").waitFor();
  await page.mouse.click(5, 5);
  await page.getByTestId("dialog").waitFor({ state: "hidden" });
  await clickAt(page, "2024-03-01T10:31:00"); // and it opens again
  await showsStretch(page, starting("2024-03-01T09:00:00"));
});

test("the keyboard goes from period to period, opens one and gets back", async () => {
  const page = await openArchive("calendar.zip");
  const scroller = page.getByTestId("calendar-scroller");
  await scroller.focus();
  const tip = () => page.getByTestId("tip").innerText();
  for (const [key, start] of [
    ["ArrowRight", "2024-03-01T09:00:00"],
    ["ArrowRight", "2024-03-02T22:00:00"],
    ["ArrowRight", "2024-03-03T12:00:00"], // a lone post
    ["ArrowDown", "2024-03-04T07:15:00"],
    ["ArrowLeft", "2024-03-03T12:00:00"],
    ["End", "2024-03-15T05:00:00"],
    ["ArrowUp", "2024-03-08T00:00:00"],
    ["Home", "2024-03-01T09:00:00"],
  ]) {
    const before = await page.getByTestId("tip").isVisible();
    await page.keyboard.press(key);
    if (!before) await page.getByTestId("tip").waitFor();
    const time = moment(starting(start).start + JAPAN_SECS).replace(/ \d{4},/, ",");
    await becomes(async () => (await tip()).startsWith(time), true, `${key} leads to ${await tip()}, not ${time}`);
    await page.keyboard.press("Enter");
    await showsStretch(page, starting(start));
    await page.keyboard.press("Escape");
    await page.getByTestId("dialog").waitFor({ state: "hidden" });
    assert(await scroller.evaluate((element) => element === document.activeElement), "the focus is lost");
  }
});

test("the keyboard stays within the dialog, and Enter closes it by its button", async () => {
  const page = await openArchive("calendar.zip");
  await page.getByTestId("calendar-scroller").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await showsStretch(page, starting("2024-03-01T09:00:00"));
  const inside = () =>
    page.evaluate(() => {
      const at = document.activeElement; // the body where it is the browser's own turn
      return at === document.body || document.querySelector("dialog").contains(at);
    });
  for (let nth = 0; nth < 8; nth += 1) {
    assert(await inside(), "the focus has left the dialog");
    await page.keyboard.press("Tab");
  }
  await page.getByRole("button", { name: "Close" }).focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("dialog").waitFor({ state: "hidden" });
});

test("a row of the table opens the same dialog, and the focus returns to it", async () => {
  const page = await openArchive("calendar.zip");
  await openTable(page);
  const button = page.getByTestId("table").getByRole("button").nth(3);
  await button.focus();
  await page.keyboard.press("Enter");
  await showsStretch(page, starting("2024-03-04T07:15:00"));
  await page.keyboard.press("Escape");
  assert(await button.evaluate((element) => element === document.activeElement), "the focus is lost");
});

test("the pointer's read-out names the period under it and nothing where there is none", async () => {
  const page = await openArchive("calendar.zip");
  await clickAt(page, "2024-03-05T14:00:00", "hover");
  await becomes(() => page.getByTestId("tip").innerText(), "Tue 5 Mar, 13:00–16:30 · 3 h 30 min · 2 posts");
  await clickAt(page, "2024-03-06T13:00:00", "hover");
  await becomes(() => page.getByTestId("tip").innerText(), "Wed 6 Mar, 13:00 · A lone post");
  await clickAt(page, "2024-03-11T13:30:00", "hover");
  await page.getByTestId("tip").waitFor({ state: "hidden" });
});

test("markup in a post is shown as its characters", async () => {
  const page = await openPage();
  const text = '<img src=x onerror="document.title=1"> <b>&amp;</b> &lt;i&gt;';
  const post = (id, at) => ({
    tweet: {
      id_str: id,
      full_text: text,
      created_at: at,
      source: '<a href="javascript:alert(1)">A&amp;B <script>x</script></a>',
    },
  });
  const posts = [
    post("1763530123456789012", "Fri Mar 01 12:00:00 +0000 2024"),
    post("1763531123456789012", "Fri Mar 01 12:05:00 +0000 2024"),
  ];
  const buffer = Buffer.from(`window.YTD.tweets.part0 = ${JSON.stringify(posts)}`);
  const file = { name: "tweets.js", mimeType: "text/javascript", buffer };
  await page.getByTestId("file-input").setInputFiles(file);
  await drawn(page);
  await page.getByTestId("calendar-scroller").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  // X writes &, < and > of a text as HTML entities: those three are what it meant.
  const meant = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
  await becomes(async () => (await postsOf(page)).map((post) => [post.text, post.elements]), [[meant, 0], [meant, 0]]);
  assert.equal(await page.locator("dialog :is(img, b, i, script)").count(), 0);
});

test("samples have texts in their dialog as well, and no link", async () => {
  const page = await openPage();
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  await page.getByTestId("calendar-scroller").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  const first = async () => (await postsOf(page)).map(({ text, link }) => [Boolean(text), link]);
  await page.getByTestId("dialog").waitFor();
  assert.deepEqual((await first())[0], [true, undefined]);
});

test("an archive opened after another one has its own texts", async () => {
  const page = await openArchive("current.zip");
  await page.getByRole("link", { name: "Open something else" }).click();
  await chooseArchive(page, "calendar.zip");
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  await clickAt(page, "2024-03-01T10:31:00");
  await showsStretch(page, starting("2024-03-01T09:00:00"));
});
