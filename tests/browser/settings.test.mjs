// Language and theme: what they change, that they last, and that nothing else is kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, pixels, testdata } from "./harness.mjs";
import { inksOf } from "./picture.mjs";
import { told } from "./rhythm-page.mjs";
import { becomes, changes, chooseRange, drawn, openArchive, openTable, pictureOf } from "./visit.mjs";

/** What the browser keeps of the page. */
const kept = (page) =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
  }));

const nothingBut = (local) => ({ local, session: {}, cookies: "", databases: 0, caches: 0 });

const language = (page) => page.evaluate(() => document.documentElement.lang);

const WORDS = {
  en: {
    title: "Yodori · every late night, in plain sight",
    heading: "Every late night, in plain sight.",
    other: "日本語",
  },
  ja: {
    title: "夜鳥 Yodori · 夜ふかしが、ぜんぶ見える。",
    heading: "夜ふかしが、 ぜんぶ見える。",
    other: "English",
  },
};

async function speaks(page, lang) {
  const heard = async () => ({
    lang: await language(page),
    title: await page.title(),
    heading: (await page.locator("h1").innerText()).replace(/\s+/g, " "),
    other: await page.getByTestId("language").innerText(),
  });
  await becomes(heard, { lang, ...WORDS[lang] });
}

test("the switch changes the language, which lasts over a reload", async () => {
  const page = await openPage();
  await speaks(page, "en");
  assert.deepEqual(await kept(page), nothingBut({}));
  await page.getByTestId("language").click();
  await speaks(page, "ja");
  await page.reload();
  await speaks(page, "ja");
  assert.deepEqual(await kept(page), nothingBut({ "yodori.language": "ja" }));
  await page.getByTestId("language").click();
  await speaks(page, "en");
  assert.deepEqual(await kept(page), nothingBut({ "yodori.language": "en" }));
});

test("the theme goes from the device's to light, dark and back, which lasts over a reload", async () => {
  const page = await openPage({ colorScheme: "dark" });
  const shown = async () => ({
    ground: await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
    name: await page.getByTestId("theme").getAttribute("aria-label"),
    kept: (await kept(page)).local["yodori.theme"],
  });
  const [light, dark] = ["rgb(247, 245, 239)", "rgb(18, 20, 36)"];
  const device = { ground: dark, name: "Colours: as on this device", kept: undefined };
  await becomes(shown, device);
  for (const wanted of [
    { ground: light, name: "Colours: light", kept: "light" },
    { ground: dark, name: "Colours: dark", kept: "dark" },
    device,
  ]) {
    await page.getByTestId("theme").click();
    await becomes(shown, wanted);
    await page.reload();
    await becomes(shown, wanted);
  }
});

test("pictures follow the theme, and the device where none is chosen", async () => {
  const page = await openArchive("calendar.zip", { colorScheme: "light" });
  const ground = async () => {
    const { at } = await pixels(page, "[data-testid=calendar-canvas]");
    return at(3, 3).slice(0, 3);
  };
  await becomes(ground, (await inksOf(page)).ground);
  const before = await pictureOf(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await changes(() => pictureOf(page), before);
  await becomes(ground, [0x1a, 0x1d, 0x33]);
  await page.getByTestId("theme").click(); // light
  await becomes(() => pictureOf(page), before);
});

test("what was chosen on the first screen holds on the whole page", async () => {
  const page = await openPage({ colorScheme: "light" });
  await page.getByTestId("language").click();
  await page.getByTestId("theme").click();
  await page.getByTestId("theme").click(); // dark
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  assert.equal(await language(page), "ja");
  assert.equal(await page.title(), "カレンダー · 夜鳥 Yodori");
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await becomes(() => page.getByTestId("theme").getAttribute("aria-label"), "色: 暗い");
  assert.deepEqual(await kept(page), nothingBut({ "yodori.language": "ja", "yodori.theme": "dark" }));
});

test("the language changes all of an open calendar, and nothing in it is lost", async () => {
  const page = await openArchive("calendar.zip");
  await openTable(page);
  await chooseRange(page, "month");
  const before = await pictureOf(page);
  await page.getByTestId("language").click();
  await changes(() => pictureOf(page), before);
  await becomes(() => page.getByTestId("days").innerText(), "2024/3/1 – 3/31");
  await becomes(() => page.getByTestId("table").locator("td").first().innerText(), "2024年3月1日（金） 9:00");
});

test("where nothing can be kept the switches still work", async () => {
  const page = await openPage({
    prepare: (page) =>
      page.addInitScript(() => {
        const refuse = () => {
          throw new DOMException("denied", "SecurityError");
        };
        Object.defineProperty(globalThis, "localStorage", { get: refuse });
      }),
  });
  await page.getByTestId("language").click();
  await speaks(page, "ja");
  await page.getByTestId("theme").click();
  await becomes(() => page.evaluate(() => document.documentElement.dataset.theme), "light");
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  assert.equal(await language(page), "ja");
});

/** Everywhere: what a person may see in their own or another's language anyway. */
const NAMES = [
  "[data-testid=language]",
  "[lang]:not(html)",
  ".header__brand",
  ".person__name",
  ".person__facts",
  "[data-testid=zone-name]",
  ".chip__more",
  ".table__path",
  "[data-testid=apps] .check__name",
  "[data-testid=post-text]",
  ".post__facts",
  ".save button",
].join(",");

/** All that the page says in this state, by eye or by ear, without names. */
const sentences = (page) =>
  page.evaluate((names) => {
    const said = new Set([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: around, data } = walker.currentNode;
      if (data.trim() && around.checkVisibility() && !around.closest(names)) said.add(data.trim());
    }
    for (const element of document.querySelectorAll("body *")) {
      if (!element.checkVisibility() || element.closest(names)) continue;
      for (const name of ["aria-label", "title", "alt", "placeholder", "aria-valuetext"]) {
        const value = element.getAttribute(name)?.trim();
        if (value) said.add(value);
      }
    }
    return [...said];
  }, NAMES);

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** What Japanese says in Latin letters as well: units, zones, formats, the page's own name. */
const LATIN_NAMES = /^(?:[\d\s.,:–—〜/·@()%-]|[KMG]?B\b|Yodori|PNG|JPEG|SVG|\w+\/\w+|\d+:\d\d)*$/;

async function speaksOnly(page, lang, where) {
  const said = await sentences(page);
  assert(said.length > 5, `${where}: nothing is said`);
  const isStrange = {
    en: (text) => JAPANESE.test(text),
    ja: (text) => !JAPANESE.test(text) && !LATIN_NAMES.test(text),
  }[lang];
  const strange = said.filter(isStrange);
  assert.deepEqual(strange, [], where);
}

for (const [locale, lang] of [["en-GB", "en"], ["ja-JP", "ja"]]) {
  test(`every sentence of every screen is ${lang}`, async () => {
    const page = await openPage({ locale });
    await speaksOnly(page, lang, "first screen");
    await page.getByTestId("file-input").setInputFiles(testdata("no-posts.zip"));
    await page.getByTestId("failed").waitFor();
    await speaksOnly(page, lang, "failed");
    await page.getByTestId("failed").locator("button").click();
    await page.getByTestId("file-input").setInputFiles(testdata("bad-records.zip"));
    await drawn(page);
    for (const part of ["table-toggle", "report", "apps"]) await page.getByTestId(part).locator("summary").click();
    await page.getByTestId("table").waitFor();
    await told(page);
    await speaksOnly(page, lang, "calendar");
    await chooseRange(page, "dates");
    await speaksOnly(page, lang, "calendar by dates");
    await page.getByTestId("zone").fill("Nowhere");
    await page.getByTestId("zone").press("Enter");
    await page.getByTestId("calendar-scroller").press("ArrowRight");
    await speaksOnly(page, lang, "calendar with a cursor and a wrong zone");
    await page.getByTestId("calendar-scroller").press("Enter");
    await page.getByTestId("post-text").first().waitFor();
    await speaksOnly(page, lang, "dialog");
    await page.keyboard.press("Escape");
    await page.goto(`${page.url().split("#")[0]}#/how`);
    await page.locator(".prose").waitFor();
    await speaksOnly(page, lang, "how");
  });
}
