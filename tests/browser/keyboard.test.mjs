// Every flow without a pointer: each step is a key, and wherever the keyboard is can be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, testdata } from "./harness.mjs";
import { told } from "./rhythm-page.mjs";
import { becomes, drawn } from "./visit.mjs";

/** More steps than any screen has controls. */
const MOST_STEPS = 160;

const byId = (testid) => `[data-testid=${testid}]`;

/** Goes on by Tab until the keyboard is at such an element. Fails where the way leads past something unseen. */
async function tabTo(page, selector) {
  const passed = [];
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(where, selector);
    assert(at.isSeen, `${at.name} has the keyboard, and it can't be seen`);
    if (at.isThere) return;
    passed.push(at.name);
  }
  assert.fail(`${selector} is not reached: ${passed.join(", ")}`);
}

/** Where the keyboard is, in the page. */
function where(selector) {
  const element = document.activeElement;
  const name = element.dataset.testid ?? `${element.localName} ${element.textContent.trim().slice(0, 20)}`;
  if (element === document.body) return { name: "the window", isThere: false, isSeen: true };
  const shown = element.matches(".hidden-input") ? element.closest("label") : element;
  const { outlineStyle, outlineWidth } = getComputedStyle(shown);
  const { top, bottom, width } = shown.getBoundingClientRect();
  const isWithin = bottom > 0 && top < innerHeight && width > 0;
  const isSeen = isWithin && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  return { name, isThere: element.matches(selector), isSeen };
}

const focused = (page) => page.evaluate(() => document.activeElement.dataset.testid ?? document.activeElement.id);

/** Keys, one after the other. */
async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

/** The page with a sample's calendar, which was opened by keyboard. */
async function openSample(options) {
  const page = await openPage(options);
  await tabTo(page, byId("sample-owl"));
  await press(page, "Enter");
  await drawn(page);
  await becomes(() => focused(page), "main");
  return page;
}

for (const locale of ["ja-JP", "en-GB"]) {
  test(`from the welcome to a post and back: ${locale}`, async () => {
    const page = await openSample({ locale });
    await tabTo(page, byId("calendar-scroller"));
    await press(page, "ArrowRight");
    await page.getByTestId("tip").waitFor();
    await press(page, "Enter");
    await page.getByTestId("post-text").first().waitFor();
    for (let step = 0; step < 8; step += 1) {
      await press(page, "Tab");
      const isOutside = () => !document.activeElement.closest("dialog") && document.activeElement !== document.body;
      assert.equal(await page.evaluate(isOutside), false, "the keyboard has left the dialog");
    }
    await press(page, "Escape");
    await becomes(() => page.locator("dialog[open]").count(), 0);
    await becomes(() => focused(page), "calendar-scroller");
  });
}

test("range and conditions", async () => {
  const page = await openSample();
  await tabTo(page, "[name=range]");
  await press(page, "ArrowRight");
  await becomes(() => page.getByTestId("span-month").isChecked(), true);
  await tabTo(page, byId("previous"));
  await press(page, "Enter");
  await tabTo(page, byId("zone"));
  await press(page, "Control+a");
  await page.keyboard.type("America/New_York");
  await press(page, "Enter");
  await becomes(() => page.locator(".person").innerText().then((text) => text.includes("America/New_York")), true);
  const threshold = await page.getByTestId("threshold").inputValue();
  await tabTo(page, byId("threshold"));
  await press(page, "ArrowRight");
  assert(Number(await page.getByTestId("threshold").inputValue()) > Number(threshold));
  await tabTo(page, byId("start-hour"));
  await press(page, "ArrowDown");
  await becomes(() => page.getByTestId("start-hour").inputValue().then((value) => value !== "0"), true);
  await tabTo(page, "[data-testid=acts] input, .conditions input[type=checkbox], .check input");
  await press(page, "Space");
  assert.equal(await page.evaluate(() => document.activeElement.checked), false);
  await tabTo(page, `${byId("apps")} summary`);
  await press(page, "Enter");
  await page.getByTestId("apps").getByRole("checkbox").first().waitFor();
});

test("rhythm, its pictures, and saving", async () => {
  const page = await openSample();
  await tabTo(page, byId("save-png"));
  const [calendar] = await Promise.all([page.waitForEvent("download"), press(page, "Enter")]);
  assert.match(calendar.suggestedFilename(), /\.png$/);
  await told(page);
  await tabTo(page, `${byId("rhythm-more")} summary`);
  await press(page, "Enter");
  await becomes(() => page.getByTestId("rhythm-more").evaluate((details) => details.open), true);
  await tabTo(page, byId("picture-actogram"));
  await press(page, "ArrowRight");
  await becomes(() => page.getByTestId("picture-year").isChecked(), true);
  await tabTo(page, `${byId("rhythm-table-toggle")} summary`);
  await press(page, "Enter");
  await page.getByTestId("rhythm-table").waitFor();
});

test("the bird is opened, fed, and asked", async () => {
  const page = await openPage();
  await tabTo(page, "a[href='#/bird']");
  await press(page, "Enter");
  await page.locator("[data-testid=bird] svg[data-stage]").waitFor();
  await tabTo(page, byId("feed-sample"));
  await press(page, "Enter");
  await tabTo(page, byId("feed-all"));
  const before = await page.getByTestId("progress").innerText();
  await press(page, "Enter");
  await becomes(() => page.getByTestId("progress").innerText().then((text) => text !== before), true);
  await press(page, "Shift+Tab");
  await tabTo(page, "[data-testid^=panel-]");
});

/** A page whose dialogs for files are caught from the beginning: to catch them takes a moment. */
const openCatching = () => openPage({ prepare: (page) => page.on("filechooser", () => {}) });

/** An archive's calendar, which was opened by keyboard. */
async function openArchive() {
  const page = await openCatching();
  await tabTo(page, byId("file-input"));
  const [dialog] = await Promise.all([page.waitForEvent("filechooser"), press(page, "Enter")]);
  await dialog.setFiles(testdata("calendar.zip"));
  await drawn(page);
  return page;
}

test("an archive is chosen", async () => {
  await tabTo(await openArchive(), byId("calendar-scroller"));
});

test("what is wrong with a file is where the keyboard is, and the next one is chosen", async () => {
  const page = await openCatching();
  await tabTo(page, byId("file-input"));
  const [dialog] = await Promise.all([page.waitForEvent("filechooser"), press(page, "Space")]);
  await dialog.setFiles(testdata("truncated.zip"));
  await becomes(() => focused(page), "failed-title");
  await tabTo(page, byId("file-input"));
  const [again] = await Promise.all([page.waitForEvent("filechooser"), press(page, "Enter")]);
  await again.setFiles(testdata("calendar.zip"));
  await drawn(page);
});

test("GitHub's form is opened and filled in, and asks for what is missing", async () => {
  const page = await openPage();
  await tabTo(page, byId("github-door"));
  await press(page, "Enter");
  await page.getByTestId("token").waitFor();
  await tabTo(page, byId("token"));
  await press(page, "Enter");
  await page.getByTestId("github-trouble").waitFor();
  await page.keyboard.type("ghp_none");
  assert.equal(await page.getByTestId("token").inputValue(), "ghp_none");
});

test("language and theme", async () => {
  const page = await openPage();
  await tabTo(page, byId("language"));
  await press(page, "Enter");
  await becomes(() => page.evaluate(() => document.documentElement.lang), "ja");
  await becomes(() => focused(page), "language");
  await tabTo(page, byId("theme"));
  await press(page, "Enter");
  await becomes(() => page.evaluate(() => document.documentElement.dataset.theme), "light");
});

/** Presses what Tab leads to. */
async function go(page, selector) {
  await tabTo(page, selector);
  await press(page, "Enter");
}

test("what is open is kept, opened again, taken along and erased", async () => {
  const page = await openArchive();
  await told(page); // until then what is below moves
  await go(page, "a[href='#/device']");
  await page.getByTestId("desk-device").waitFor();
  await go(page, byId("remember"));
  await page.getByTestId("kept-open").waitFor();
  await go(page, byId("kept-open"));
  await told(page);
  await go(page, "a[href='#/device']");
  await page.getByTestId("kept-erase").waitFor();
  await tabTo(page, byId("saved-file"));
  const [file] = await Promise.all([page.waitForEvent("download"), go(page, byId("export-json"))]);
  assert.match(file.suggestedFilename(), /\.json$/);
  for (const testid of ["export-csv-awake", "export-ics-asleep", "keep-offline"]) await tabTo(page, byId(testid));
  await go(page, byId("kept-erase"));
  await page.getByTestId("kept-erase-yes").waitFor();
  await go(page, byId("kept-erase-yes"));
  await page.getByTestId("kept-none").waitFor();
  await go(page, byId("erase-all"));
  await page.getByTestId("erase-all-yes").waitFor();
  await go(page, byId("erase-all-yes"));
  await page.getByTestId("begin-anew").waitFor();
  await go(page, byId("begin-anew"));
  await page.getByTestId("file-input").waitFor({ state: "attached" });
});

test("a link is made, opened and left", async () => {
  const page = await openSample();
  await go(page, byId("share-way"));
  await page.getByTestId("link-box").waitFor();
  await tabTo(page, byId("link-name"));
  await press(page, "Control+a");
  await page.keyboard.type("Nobody");
  await tabTo(page, byId("link-text"));
  await tabTo(page, byId("link-copy"));
  const [other] = await Promise.all([page.context().waitForEvent("page"), go(page, byId("link-open"))]);
  await becomes(() => other.getByTestId("link-title").innerText(), "Nobody");
  await go(other, `${byId("link-table-toggle")} summary`);
  await other.getByTestId("link-table").waitFor();
  await go(other, byId("link-own"));
  await other.getByTestId("desk-link").waitFor({ state: "detached" });
});

test("what leaves, how it works and what this is are read", async () => {
  const page = await openPage();
  for (const [name, title] of [["leaves", "What leaves"], ["how", "How it works"], ["about", "About this page"]]) {
    await go(page, `a[href='#/${name}']`);
    await becomes(() => page.locator("#desk h1").innerText(), title);
    await becomes(() => focused(page), "main");
  }
  await page.context().grantPermissions(["clipboard-write"]);
  await go(page, byId("copy-diagnostics"));
  await becomes(() => page.getByTestId("copied").innerText(), "Copied.");
});
