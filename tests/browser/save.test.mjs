// The calendar as a file: right, of a size that every device can show, and saying whose, when, where.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { checkRows, decoded, inksOf } from "./picture.mjs";
import { countPostsOnly } from "./shown.mjs";
import { awake, calendarTimes, daysOf, pieces, truths } from "./truth.mjs";
import { chooseRange, chooseZone, openArchive } from "./visit.mjs";

const ZONE = "Asia/Tokyo";
const MOST_PIXELS = 16_000_000;
const LONGEST_SIDE = 65_535;
const MIME = { png: "image/png", jpeg: "image/jpeg", svg: "image/svg+xml" };
/** Device pixels per CSS pixel of a saved picture. */
const RATIO = 2;

const STRETCHES = awake(calendarTimes());
const DAYS = daysOf("3w", STRETCHES, { zone: ZONE });
const PIECES = pieces(DAYS, STRETCHES, { zone: ZONE });

/** Saves the picture; its name and bytes. */
async function save(page, format) {
  const started = page.waitForEvent("download");
  await page.getByTestId(`save-${format}`).click();
  const download = await started;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Holds a picture of the last three weeks of calendar.zip against its posts, pixel by pixel. */
async function checkPixels(page, bytes, format, tolerance) {
  const picture = await decoded(page, bytes, MIME[format]);
  const inks = await inksOf(page);
  const is = (color, ink) => inks[ink].every((value, nth) => Math.abs(value - color[nth]) <= tolerance);
  const inked = checkRows(picture, { rows: DAYS[1] - DAYS[0] + 1, pieces: PIECES, ratio: RATIO, is });
  assert(inked > 1000, `only ${inked} pixels of bars were seen`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`a PNG holds every bar at its minutes: ${colorScheme}`, async () => {
    const page = await openArchive("calendar.zip", { colorScheme });
    const { name, bytes } = await save(page, "png");
    assert.equal(name, "yodori-yoru_log71-2024-02-24-2024-03-15.png");
    assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
    await checkPixels(page, bytes, "png", 0);
  });
}

test("a JPEG is one", async () => {
  const page = await openArchive("calendar.zip");
  const { name, bytes } = await save(page, "jpeg");
  assert.equal(name, "yodori-yoru_log71-2024-02-24-2024-03-15.jpg");
  assert.deepEqual([...bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  const { width, height, deviceAt } = await decoded(page, bytes, "image/jpeg");
  const png = await decoded(page, (await save(page, "png")).bytes, "image/png");
  assert.deepEqual([width, height], [png.width, png.height]);
  let different = 0;
  let seen = 0;
  for (let y = 0; y < height; y += 7) {
    for (let x = 0; x < width; x += 7) {
      const [one, other] = [deviceAt(x, y), png.deviceAt(x, y)];
      different += one.some((value, nth) => Math.abs(value - other[nth]) > 40) ? 1 : 0;
      seen += 1;
    }
  }
  assert(different < seen / 50, `${different} of ${seen} pixels are not the PNG's`);
});

/** What an SVG holds, read by the browser's own parser: in an empty page, for this one's policy lets nobody parse. */
async function readSvg(page, bytes) {
  const empty = await page.context().newPage();
  const read = await empty.evaluate((text) => {
    const svg = new DOMParser().parseFromString(text, "image/svg+xml");
    const error = svg.querySelector("parsererror")?.textContent;
    const root = svg.documentElement;
    const shapes = [...root.querySelectorAll("rect, polygon, circle, path")];
    return {
      error,
      namespace: root.namespaceURI,
      size: ["width", "height"].map((name) => Number(root.getAttribute(name))),
      viewBox: root.getAttribute("viewBox").split(" ").map(Number),
      texts: [...root.querySelectorAll("text")].map((element) => element.textContent.trim()),
      fills: shapes.map((shape) => [shape.localName, (shape.getAttribute("fill") ?? "").toLowerCase()]),
      active: root.querySelectorAll("script, foreignObject, image, a").length,
    };
  }, bytes.toString("utf8"));
  await empty.close();
  return read;
}

const hex = (color) => `#${color.map((value) => value.toString(16).padStart(2, "0")).join("")}`;

for (const [locale, days] of [["en-GB", "24 Feb – 15 Mar 2024"], ["ja-JP", "2024/2/24 – 3/15"]]) {
  test(`an SVG is well-formed and says whose, when and where: ${locale}`, async () => {
    const page = await openArchive("calendar.zip", { locale });
    const { name, bytes } = await save(page, "svg");
    assert.equal(name, "yodori-yoru_log71-2024-02-24-2024-03-15.svg");
    const svg = await readSvg(page, bytes);
    assert.equal(svg.error, undefined);
    assert.equal(svg.namespace, "http://www.w3.org/2000/svg");
    assert.equal(svg.active, 0);
    const words = svg.texts.join("\n");
    const { name: person, handle } = truths()["calendar.zip"];
    for (const part of [person, `@${handle}`, days, ZONE]) {
      assert(words.includes(part), `${part} is missing in ${words}`);
    }
    const inks = await inksOf(page);
    const count = (ink, isMark) =>
      svg.fills.filter(([shape, fill]) => fill === hex(inks[ink]) && (shape === "circle") === isMark).length;
    const bars = (ink) => PIECES.filter((piece) => piece.ink === ink && piece.posts > 1).length;
    // The legend has a bar of each ink, and one mark.
    assert.deepEqual([count("awake", false), count("late", false)], [bars("awake") + 1, bars("late") + 1]);
    const marks = PIECES.filter(({ posts }) => posts === 1).length;
    assert.equal(count("awake", true) + count("late", true), marks + 1);
    const [width, height] = svg.size;
    assert(Math.abs(svg.viewBox[2] / svg.viewBox[3] - width / height) < 0.001, "it is drawn out of shape");
  });
}

test("the picture names the chosen zone and its days", async () => {
  const page = await openArchive("calendar.zip");
  await chooseZone(page, "America/New_York");
  await page.getByTestId("zone-name").getByText("America/New_York").waitFor();
  const { name, bytes } = await save(page, "svg");
  assert.equal(name, "yodori-yoru_log71-2024-02-23-2024-03-14.svg");
  const words = (await readSvg(page, bytes)).texts.join("\n");
  assert(words.includes("America/New_York") && words.includes("23 Feb – 14 Mar 2024"), words);
});

test("a name that looks like markup is text in the SVG", async () => {
  const page = await openArchive("current.zip");
  const { name: person } = truths()["current.zip"];
  assert.match(person, /"/);
  const svg = await readSvg(page, (await save(page, "svg")).bytes);
  assert.equal(svg.error, undefined);
  assert(svg.texts.some((text) => text.includes(person)), svg.texts.slice(0, 5).join("\n"));
});

for (const [archive, spans, leastShare] of [
  ["fifteen-years.zip", ["year", "all"], 1 / 200],
  ["folder", ["month", "all"], 1 / 10_000],
]) {
  test(`every range of ${archive} fits every device, in all formats`, async () => {
    const page = await openArchive(archive);
    for (const span of spans) {
      await chooseRange(page, span);
      const { size } = await readSvg(page, (await save(page, "svg")).bytes);
      for (const format of ["png", "jpeg"]) {
        const { name, bytes } = await save(page, format);
        const picture = await decoded(page, bytes, MIME[format]);
        const { width, height } = picture;
        assert(width * height <= MOST_PIXELS, `${width} × ${height} pixels of ${span} are too many`);
        assert(Math.max(width, height) <= LONGEST_SIDE, `${width} × ${height} pixels of ${span} are too long`);
        assert.deepEqual([width, height], size.map((side) => Math.round(side * RATIO)), name);
        if (format === "png") await isInked(page, picture, leastShare);
      }
    }
  });
}

/** A picture that is more than its ground: both inks of bars, and not just a few pixels of them.
 * @param {number} leastShare of all pixels, for each ink */
async function isInked(page, { width, height, deviceAt }, leastShare) {
  const inks = await inksOf(page);
  const seen = { awake: 0, late: 0, ground: 0 };
  for (let y = 0; y < height; y += 5) {
    for (let x = 0; x < width; x += 5) {
      const color = deviceAt(x, y);
      for (const ink of Object.keys(seen)) {
        seen[ink] += inks[ink].every((value, nth) => value === color[nth]) ? 1 : 0;
      }
    }
  }
  const all = (width * height) / 25;
  for (const [ink, count] of Object.entries(seen)) assert(count > all * leastShare, `${ink}: ${count} of ${all}`);
}

test("fifteen years' SVG has a bar for each piece of a period", async () => {
  const page = await openArchive("fifteen-years.zip");
  await countPostsOnly(page); // what truth.json says of awake periods is about posts
  await chooseRange(page, "all");
  const svg = await readSvg(page, (await save(page, "svg")).bytes);
  assert.equal(svg.error, undefined);
  const { periods, lone } = truths()["fifteen-years.zip"].awake;
  const inks = await inksOf(page);
  const isInked = ([, fill]) => [inks.awake, inks.late].map(hex).includes(fill);
  const shapes = svg.fills.filter(isInked).map(([shape]) => shape);
  const marks = shapes.filter((shape) => shape === "circle").length;
  assert.equal(marks, lone + 1);
  const bars = shapes.length - marks;
  assert(bars >= periods + 2, `${bars} bars for ${periods} periods`);
  for (let year = 2010; year <= 2025; year += 1) {
    assert(svg.texts.some((text) => text.includes(String(year))), `${year} is not named`);
  }
});
