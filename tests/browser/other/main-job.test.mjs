// The main job from end to end in the browsers that are not Chromium: most visitors hold iPhones.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { testdata } from "../harness.mjs";
import { figuresOf, openRhythmOf } from "../rhythm-page.mjs";
import { expected } from "../shown.mjs";
import { calendarTimes, truths } from "../truth.mjs";
import { tablePage } from "../visit.mjs";
import { firefox } from "./firefox.mjs";
import { until } from "./program.mjs";
import { startSite } from "./site.mjs";
import { Visitor } from "./visitor.mjs";
import { webkit } from "./webkit.mjs";

const FILES = "[data-testid=file-input]";
const CALENDAR = "[data-testid=calendar-canvas]";
/** One of each kind: today's, of 15 years, with 64-bit records, of 2018, of the time before, a single file, two parts. */
const ARCHIVES = ["current.zip", "fifteen-years.zip", "zip64.zip", "root-2018.zip", "grailbird.zip", "tweets.js", "a.zip+b.zip"];

/** A picture that is told its width grows in height, and is measured again a frame later. */
const HARMLESS = /ResizeObserver loop completed with undelivered notifications/;

for (const kind of [firefox, webkit]) {
  describe(kind.name, () => mainJob(kind));
}

function mainJob(kind) {
  let site;
  let visitor;
  // Counted one by one: whoever has no such browser sees how much was not checked.
  const skip = !kind.isHere && `missing: ${kind.missing}`;
  const check = (claim, run) => test(claim, { skip }, run);

  before(async () => {
    if (skip) return;
    site = await startSite(kind);
    visitor = new Visitor(await kind.start());
    console.log(`${kind.name} ${visitor.version}`);
  });
  after(async () => {
    await visitor?.end();
    await site?.close();
  });
  afterEach(async () => {
    if (skip) return;
    assert.deepEqual((await visitor.problems()).filter((problem) => !HARMLESS.test(problem)), []);
  });

  /** The first screen as it is on a first visit, or for someone who chose a language. */
  async function arrive(language) {
    await visitor.go(`${site.url}/icon.svg`);
    await visitor.evaluate((language) => {
      localStorage.clear();
      if (language) localStorage.setItem("yodori.language", language);
    }, language ?? null);
    await visitor.go(`${site.url}/`);
    await visitor.started();
  }

  async function drawn() {
    await visitor.until(isPicture, CALENDAR);
  }

  async function chosen(name) {
    await arrive("en");
    await visitor.choose(FILES, ...name.split("+").map(testdata));
    await drawn();
  }

  check("the welcome stands there in the visitor's language, with two people's calendars", async () => {
    await arrive();
    const isJapanese = await visitor.evaluate(() => navigator.language.startsWith("ja"));
    const heading = isJapanese ? /夜ふかしが、\s*ぜんぶ見える。/ : /Every late night,\s*in plain sight\./;
    assert.match(await visitor.words("h1"), heading);
    const drawings = () => [...document.querySelectorAll(".sample canvas, .sample svg")].length;
    assert.equal(await visitor.evaluate(drawings) >= 2, true);
    assert.equal(await visitor.evaluate(() => document.getElementById("boot-failed").checkVisibility()), false);
  });

  check("a sample opens in one tap", async () => {
    await arrive("en");
    await visitor.click("[data-testid=sample-owl]");
    await drawn();
    assert.match(await visitor.words("[data-testid=count]"), /^[\d,]+ posts$/);
  });

  check("an archive's calendar shows what is in it", async () => {
    await chosen("calendar.zip");
    await visitor.click("[data-testid=table-toggle] summary");
    await visitor.there("[data-testid=table] tbody tr");
    assert.deepEqual(await shown(visitor), expected(calendarTimes()));
  });

  for (const name of ARCHIVES) {
    check(`${name} is read`, async () => {
      const { posts } = truths()[name];
      await chosen(name);
      assert.equal(await visitor.words("[data-testid=count]"), `${posts.toLocaleString("en-GB")} posts`);
    });
  }

  check("what is no archive is told, and the next file is read", async () => {
    await arrive("en");
    await visitor.choose(FILES, testdata("truncated.zip"));
    assert.equal(await visitor.words("[data-testid=failed] h2"), "The zip is cut short");
    await visitor.choose(`[data-testid=failed] ${FILES}`, testdata("calendar.zip"));
    await drawn();
  });

  check("a stretch opens by keyboard, and tells its posts", async () => {
    await chosen("calendar.zip");
    await visitor.press("[data-testid=calendar-scroller]", RIGHT, ENTER);
    assert.notEqual(await visitor.words("dialog [data-testid=post-text]"), "");
  });

  check("the rhythm's figures are those that Chromium shows", async () => {
    const page = await openRhythmOf("current.zip");
    const wanted = await figuresOf(page);
    await chosen("current.zip");
    await visitor.evaluate(() => document.querySelector("[data-testid=rhythm]").scrollIntoView());
    await visitor.there("[data-testid=rhythm-cards]");
    await visitor.until(() => document.querySelector("[data-testid=rhythm-sure]")?.textContent === "");
    assert.deepEqual(await figuresOf(visitor), wanted);
    await visitor.evaluate(() => document.querySelector("[data-testid=rhythm-canvas]").scrollIntoView());
    await visitor.until(isPicture, "[data-testid=rhythm-canvas]");
  });

  check("the bird opens, and eats", async () => {
    await arrive("en");
    await visitor.click("a[href='#/bird']");
    await visitor.there("[data-testid=bird] svg[data-stage]");
    await visitor.there(".home__wall svg");
    await visitor.click("[data-testid=feed-sample]");
    const before = await visitor.words("[data-testid=progress]");
    await visitor.click("[data-testid=feed-all]");
    await visitor.until((before) => document.querySelector("[data-testid=progress]").innerText !== before, before);
  });

  check("language and theme are switched, and last over a reload", async () => {
    await arrive("en");
    await visitor.click("[data-testid=language]");
    await visitor.until(() => document.documentElement.lang === "ja");
    for (const theme of ["light", "dark"]) {
      await visitor.click("[data-testid=theme]");
      await visitor.until((theme) => document.documentElement.dataset.theme === theme, theme);
    }
    await visitor.go(`${site.url}/`);
    await visitor.started();
    assert.match(await visitor.words("h1"), /夜ふかしが、\s*ぜんぶ見える。/);
    assert.equal(await visitor.evaluate(() => document.documentElement.dataset.theme), "dark");
  });

  check("what goes wrong on a page is noticed", async () => {
    await arrive("en");
    await visitor.evaluate(() => {
      console.error("said aloud");
      fetch("http://127.0.0.1:9/").catch(() => {});
    });
    const found = [];
    const isAll = () => [/said aloud/, /127\.0\.0\.1:9/].every((pattern) => found.some((problem) => pattern.test(problem)));
    await until(async () => (found.push(...(await visitor.problems())), isAll()), "both", 5_000);
  });

  check("on a window as narrow as a phone nothing has to be scrolled sideways", async () => {
    await visitor.size(390, 800);
    for (const open of [() => arrive("ja"), () => chosen("calendar.zip")]) {
      await open();
      const { most, width } = await visitor.evaluate(() => ({ most: document.scrollingElement.scrollWidth, width: innerWidth }));
      assert(most <= width && width <= 500, `${most} > ${width}`);
    }
    await visitor.size(1280, 900);
  });
}

const RIGHT = "\uE014";
const ENTER = "\uE007";

/** Whether a canvas has been drawn on: with paper, ink, bars and what lies between. */
function isPicture(selector) {
  const canvas = document.querySelector(selector);
  if (!canvas || canvas.width < 2) return false;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size > 5;
}

/** As shown.mjs reads it by Playwright. */
async function shown(visitor) {
  const figure = (name) => visitor.words(`[data-testid=${name}] dd`);
  const [posts, awake, longest] = await Promise.all(["posts", "awake", "longest"].map(figure));
  return { rows: await tablePage(visitor), posts, awake, longest };
}
