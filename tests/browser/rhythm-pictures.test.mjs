// The pictures of a rhythm: drawn, read out by keys and pointer, and the same in their tables.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe } from "./harness.mjs";
import { PICTURES, choosePicture, colorsOf, labelOf, openRhythm, openRhythmOf, rhythmPicture, told } from "./rhythm-page.mjs";
import { becomes, changes, chooseRange, intoSight } from "./visit.mjs";

const tip = (page) => page.getByTestId("rhythm-tip");

/** All that is read out by the keyboard from the first spot on, at most so much. */
async function readOut(page, most) {
  const frame = page.getByTestId("rhythm-picture");
  await frame.press("Home");
  const said = [await tip(page).innerText()];
  while (said.length < most) {
    await frame.press("ArrowRight");
    const words = await tip(page).innerText();
    if (words === said.at(-1)) break;
    said.push(words);
  }
  return said;
}

for (const [locale, width, colorScheme] of [
  ["en-GB", 1280, "light"],
  ["ja-JP", 360, "dark"],
]) {
  test(`every picture is drawn, named, and read out as its table says: ${locale}, ${width} px, ${colorScheme}`, async () => {
    const page = await openRhythm({ locale, colorScheme, viewport: { width, height: 800 } });
    const pictures = new Set();
    for (const name of PICTURES) {
      const before = await rhythmPicture(page);
      await choosePicture(page, name);
      if (name !== "actogram") await changes(() => rhythmPicture(page), before, name);
      pictures.add(await rhythmPicture(page));
      assert((await colorsOf(page)) > 8, `${name} is blank`);
      assert.match(await labelOf(page), /Asia\/Tokyo/, name);
      const said = await readOut(page, 40);
      assert(said.length > 2, `${name}: ${said}`);
      if (!(await page.getByTestId("rhythm-table").count())) {
        await page.getByTestId("rhythm-table-toggle").locator("summary").click();
        await page.getByTestId("rhythm-table").waitFor();
      }
      const table = await page.getByTestId("rhythm-table").innerText();
      const unsaid = said.flatMap((words) => words.match(/\d+:\d\d|\d+/g) ?? []).filter((number) => !table.includes(number));
      assert.deepEqual(unsaid, [], name);
      await axe(page);
    }
    assert.equal(pictures.size, PICTURES.length);
  });
}

test("what the pointer is at is read out, and nothing when it leaves", async () => {
  const page = await openRhythm();
  await choosePicture(page, "week");
  const box = await page.getByTestId("rhythm-canvas").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await tip(page).waitFor();
  assert.notEqual(await tip(page).innerText(), "");
  await page.mouse.move(5, 5);
  await tip(page).waitFor({ state: "hidden" });
});

test("a picture that is far off is drawn when someone comes back to it, or prints", async () => {
  const page = await openRhythm();
  await rhythmPicture(page);
  await page.evaluate(() => {
    const canvas = document.querySelector("[data-testid=rhythm-canvas]");
    window.draws = 0;
    canvas.getContext = (...args) => {
      window.draws += 1;
      return HTMLCanvasElement.prototype.getContext.apply(canvas, args);
    };
  });
  const draws = () => page.evaluate(() => window.draws);
  /** Far from the picture, to another theme. */
  const away = async (clicks) => {
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForTimeout(200);
    for (let nth = 0; nth < clicks; nth += 1) await page.getByTestId("theme").click();
    await page.waitForTimeout(200);
  };
  await away(2); // by way of the light one, which it has already
  assert.equal(await draws(), 0, "drawn, though nobody sees it");
  await intoSight(page, "rhythm-canvas");
  const back = await changes(draws, 0, "coming back");
  await away(1);
  assert.equal(await draws(), back, "drawn, though nobody sees it");
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await changes(draws, back, "printing");
});

// A row is 5 pixels high: where it is no whole number of the screen's, not every part can be kept.
for (const [deviceScaleFactor, least] of [
  [1, 24],
  [1.5, 8],
  [2, 24],
]) {
  test(`what is scrolled in pieces is what is drawn at once, at ${deviceScaleFactor} pixels a pixel`, async () => {
    const page = await openRhythmOf("fifteen-years.zip", { deviceScaleFactor });
    const label = await labelOf(page);
    await chooseRange(page, "all");
    await intoSight(page, "rhythm-picture");
    await changes(() => labelOf(page), label, "the range");
    await page.evaluate(() => {
      const { drawImage } = CanvasRenderingContext2D.prototype;
      window.moved = 0;
      CanvasRenderingContext2D.prototype.drawImage = function (...args) {
        window.moved += 1;
        return drawImage.apply(this, args);
      };
    });
    const frame = page.getByTestId("rhythm-picture");
    for (const [from, to] of [
      [300, 1_140],
      [2_000, 1_160],
    ]) {
      let picture = await rhythmPicture(page);
      for (let step = 0; step <= 12; step += 1) {
        const top = from + ((to - from) * step) / 12;
        await frame.evaluate((frame, top) => frame.scrollTo(0, top), top);
        picture = await changes(() => rhythmPicture(page), picture, `at ${top}`);
      }
      await page.getByTestId("from-midnight").check();
      await changes(() => rhythmPicture(page), picture, "from midnight");
      await page.getByTestId("from-midnight").uncheck();
      await becomes(() => rhythmPicture(page), picture, `from ${from} to ${to}, and at once`);
    }
    const moved = await page.evaluate(() => window.moved);
    assert(least <= moved, `only ${moved} times something was kept`);
  });
}

test("another picture is drawn where its frame is scrolled to", async () => {
  const page = await openRhythmOf("fifteen-years.zip");
  await chooseRange(page, "all");
  await choosePicture(page, "year");
  const frame = page.getByTestId("rhythm-picture");
  await becomes(() => frame.evaluate((frame) => (frame.scrollTo(0, 1_200), frame.scrollTop)), 1_200, "scrolled");
  await choosePicture(page, "actogram");
  const covers = () =>
    frame.evaluate((frame) => {
      const [seen, drawn] = [frame, frame.querySelector("canvas")].map((element) => element.getBoundingClientRect());
      return [frame.scrollTop, drawn.top <= seen.top && seen.bottom <= drawn.bottom];
    });
  await becomes(covers, [1_200, true], "the actogram");
});

test("pictures follow theme and language", async () => {
  const page = await openRhythm();
  const before = await rhythmPicture(page);
  await page.getByTestId("theme").click();
  await page.getByTestId("theme").click();
  const dark = await changes(() => rhythmPicture(page), before, "the theme");
  const label = await labelOf(page);
  await page.getByTestId("language").click();
  await changes(() => labelOf(page), label, "the language");
  assert.notEqual(await rhythmPicture(page), dark);
});

test("rows of the actogram start at noon or at midnight", async () => {
  const page = await openRhythm();
  const before = await rhythmPicture(page);
  await page.getByTestId("from-midnight").check();
  await changes(() => rhythmPicture(page), before);
  await page.getByTestId("from-midnight").uncheck();
  await becomes(() => rhythmPicture(page), before);
});

test("another stretch can be compared", async () => {
  const page = await openRhythmOf("current.zip");
  await choosePicture(page, "compare");
  const before = await rhythmPicture(page);
  const from = page.getByTestId("against-from");
  const [year, ...rest] = (await from.inputValue()).split("-");
  await from.fill([Number(year) - 1, ...rest].join("-"));
  await changes(() => rhythmPicture(page), before);
});

test("fifteen years scroll, and what comes into sight is drawn", async () => {
  const page = await openRhythmOf("fifteen-years.zip");
  await chooseRange(page, "all");
  await told(page);
  const frame = page.getByTestId("rhythm-picture");
  await becomes(() => frame.evaluate(({ scrollHeight }) => scrollHeight > 20_000), true, "not all rows");
  const before = await rhythmPicture(page);
  await frame.evaluate((frame) => (frame.scrollTop = frame.scrollHeight / 2));
  await changes(() => rhythmPicture(page), before);
  const inSight = () =>
    page.evaluate(() => {
      const frame = document.querySelector("[data-testid=rhythm-picture]").getBoundingClientRect();
      const canvas = document.querySelector("[data-testid=rhythm-canvas]").getBoundingClientRect();
      return canvas.top <= frame.top && frame.bottom <= canvas.bottom;
    });
  await becomes(inSight, true, "a part of what is in sight is not drawn");
  assert((await colorsOf(page)) > 5);
});

for (const format of ["svg", "png"]) {
  test(`a picture is saved as ${format}`, async () => {
    const page = await openRhythm();
    await choosePicture(page, "clock");
    const download = page.waitForEvent("download");
    await page.getByTestId(`rhythm-save-${format}`).click();
    assert.match((await download).suggestedFilename(), new RegExp(`^yodori-rhythm-.*\\.${format}$`));
  });
}
