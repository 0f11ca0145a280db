// The calendar's picture: what the archive holds is drawn where and when it happened.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pixels } from "./harness.mjs";
import { checkRows, inksOf } from "./picture.mjs";
import { awake, calendarTimes, daysOf, pieces, truths } from "./truth.mjs";
import { becomes, chooseRange, openArchive } from "./visit.mjs";

const CANVAS = "[data-testid=calendar-canvas]";
const ZONE = "Asia/Tokyo";

const isInk = (inks) => (color, ink) => inks[ink].every((value, nth) => value === color[nth]);

test("truth.json and the rule as it is computed here agree", () => {
  const { periods, seconds, lone } = truths()["calendar.zip"].awake;
  const stretches = awake(calendarTimes());
  const found = {
    periods: stretches.filter(({ posts }) => posts > 1).length,
    seconds: stretches.reduce((sum, { start, end }) => sum + end - start, 0),
    lone: stretches.filter(({ posts }) => posts === 1).length,
  };
  assert.deepEqual(found, { periods, seconds, lone });
});

for (const deviceScaleFactor of [1, 1.5, 2]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const [locale, width] of [["en-GB", 1280], ["ja-JP", 360]]) {
      const how = `ratio ${deviceScaleFactor}, ${colorScheme}, ${locale}, ${width} px wide`;
      test(`every bar is at its minutes: ${how}`, async () => {
        const viewport = { width, height: 800 };
        const page = await openArchive("calendar.zip", { deviceScaleFactor, colorScheme, locale, viewport });
        const inks = await inksOf(page);
        const picture = await pixels(page, CANVAS);
        const stretches = awake(calendarTimes());
        const days = daysOf("3w", stretches, { zone: ZONE });
        const inked = checkRows(picture, {
          rows: days[1] - days[0] + 1,
          pieces: pieces(days, stretches, { zone: ZONE }),
          ratio: deviceScaleFactor,
          is: isInk(inks),
        });
        assert(inked > 300, `only ${inked} pixels of bars were seen`);
      });
    }
  }
}

/** Points at something: until then the canvas that shows what is pointed at is as small as can be. */
async function pointed(page) {
  await page.getByTestId("calendar-scroller").press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".chart__hover").width > 1);
}

for (const deviceScaleFactor of [1, 1.5, 2, 2.625]) {
  test(`the canvas has a pixel for each of the screen's at ratio ${deviceScaleFactor}`, async () => {
    const page = await openArchive("calendar.zip", { deviceScaleFactor, viewport: { width: 411, height: 800 } });
    await pointed(page);
    for (const selector of [CANVAS, ".chart__axis", ".chart__hover"]) {
      const found = await page.evaluate((selector) => {
        const canvas = document.querySelector(selector);
        const { width, height } = canvas.getBoundingClientRect();
        const { clientWidth } = document.querySelector("[data-testid=calendar-scroller]");
        return { clientWidth, width, height, device: [canvas.width, canvas.height] };
      }, selector);
      assert.equal(found.device[0], Math.round(found.clientWidth * deviceScaleFactor), selector);
      assert(Math.abs(found.width * deviceScaleFactor - found.device[0]) < 0.1, selector);
      assert(Math.abs(found.height * deviceScaleFactor - found.device[1]) < 0.1, selector);
    }
  });
}

test("the picture follows the window's width", async () => {
  const page = await openArchive("calendar.zip");
  await pointed(page);
  for (const width of [1280, 700, 360, 1000]) {
    await page.setViewportSize({ width, height: 800 });
    const widths = () =>
      page.evaluate(() => {
        const { clientWidth } = document.querySelector("[data-testid=calendar-scroller]");
        const canvases = [...document.querySelectorAll(".chart canvas")];
        return canvases.map((canvas) => canvas.width - clientWidth);
      });
    await becomes(widths, [0, 0, 0], `${width} px`);
    assert((await pixels(page, CANVAS)).width <= width);
  }
});

test("a picture that scrolls is as high as the window allows, whenever that changes", async () => {
  const page = await openArchive("fifteen-years.zip");
  await chooseRange(page, "all");
  for (const height of [1400, 700, 1000]) {
    await page.setViewportSize({ width: 1280, height });
    const share = () => page.getByTestId("calendar-scroller").evaluate((frame) => frame.clientHeight / innerHeight);
    await becomes(async () => Math.round((await share()) * 100), 72, `${height} px`);
  }
});

test("the keyboard's cursor is brought into sight, fifteen years away and back", async () => {
  const page = await openArchive("fifteen-years.zip");
  await chooseRange(page, "all");
  const scroller = page.getByTestId("calendar-scroller");
  const place = async () => ({
    isTipSeen: await page.getByTestId("tip").isVisible(),
    share: await scroller.evaluate(
      ({ scrollTop, scrollHeight, clientHeight }) => Math.round((scrollTop / (scrollHeight - clientHeight)) * 10) / 10,
    ),
  });
  await becomes(async () => (await place()).share, 0);
  for (const [key, share] of [["End", 1], ["Home", 0], ["ArrowLeft", 0], ["End", 1]]) {
    await scroller.press(key);
    await becomes(place, { isTipSeen: true, share }, key);
    const [frame, tip] = [await scroller.boundingBox(), await page.getByTestId("tip").boundingBox()];
    assert(frame.y <= tip.y && tip.y + tip.height <= frame.y + frame.height + 1, `${key}: the read-out is cut off`);
  }
});

test("fifteen years scroll in a canvas no larger than what is seen, at less than a frame each", async () => {
  const page = await openArchive("fifteen-years.zip");
  await chooseRange(page, "all");
  const measured = () =>
    page.evaluate(() => {
      const scroller = document.querySelector("[data-testid=calendar-scroller]");
      const canvas = document.querySelector("[data-testid=calendar-canvas]");
      return {
        days: scroller.scrollHeight > 20_000,
        fits: canvas.height <= innerHeight * devicePixelRatio && canvas.width <= innerWidth * devicePixelRatio,
      };
    });
  await becomes(measured, { days: true, fits: true });
  const { millis, redrawn, ends } = await page.evaluate(scrollThrough);
  assert.equal(redrawn, millis.length, "some frames were not drawn anew");
  assert.equal(new Set(ends).size, ends.length, "the picture is the same at another place");
  const median = millis.sort((a, b) => a - b)[Math.floor(millis.length / 2)];
  console.log(`a scrolled frame of 15 years: median ${median.toFixed(1)} ms`);
  assert(median < 16, `the median frame took ${median} ms`);
  assert((await measured()).fits);
});

/** Scrolls from top to end in 60 frames; the time from each scroll event until all is drawn. */
async function scrollThrough() {
  const scroller = document.querySelector("[data-testid=calendar-scroller]");
  const canvas = document.querySelector("[data-testid=calendar-canvas]");
  const frame = () => new Promise(requestAnimationFrame);
  let redraws = 0;
  canvas.getContext = (...args) => {
    redraws += 1;
    return HTMLCanvasElement.prototype.getContext.apply(canvas, args);
  };
  let began;
  addEventListener("scroll", () => (began = performance.now()), { capture: true });
  const [millis, ends] = [[], [canvas.toDataURL()]];
  let redrawn = 0;
  for (let nth = 1; nth <= 60; nth += 1) {
    const before = redraws;
    scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * nth) / 60;
    await frame();
    millis.push(performance.now() - began);
    redrawn += redraws > before ? 1 : 0;
    if (nth % 20 === 0) ends.push(canvas.toDataURL());
  }
  return { millis, redrawn, ends };
}
