// All that a visitor may do without asking anybody: what must work without a network, and reach nobody with one.

import assert from "node:assert/strict";
import { feed, goToBird, openPanel } from "./bird-page.mjs";
import { goToDevice, remember, saved } from "./desk-page.mjs";
import { choosePicture, PICTURES, told } from "./rhythm-page.mjs";
import { becomes, chooseArchive, chooseRange, chooseThreshold, chooseZone, drawn, openTable, tableOf } from "./visit.mjs";

/** The desk's pages that need nothing but what is open. */
const DESK = ["share", "device", "leaves", "how", "about"];

/** @param {import("playwright-core").Page} page that stands on the first screen */
export async function wholeSession(page) {
  await chooseArchive(page, "calendar.zip");
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  for (const span of ["year", "all", "3w"]) await chooseRange(page, span);
  await chooseThreshold(page, 120);
  await chooseZone(page, "America/New_York");
  await openTable(page);
  assert((await tableOf(page)).length > 1);
  await readPost(page);
  for (const format of ["png", "jpeg", "svg"]) await save(page, format);
  await told(page);
  for (const picture of PICTURES) await choosePicture(page, picture);
  await goToBird(page);
  await feed(page);
  for (const panel of await panels(page)) await openPanel(page, panel);
  await deskPages(page);
  await share(page);
  await keepAndComeBack(page);
  await page.getByTestId("language").click();
  await page.getByTestId("language").click();
  for (const sample of ["owl", "orderly"]) {
    await home(page);
    await page.getByTestId(`sample-${sample}`).click();
    await drawn(page);
    await told(page);
  }
}

/** What a post says is read from the archive anew. */
async function readPost(page) {
  await page.locator("[data-testid=table] .table__open").first().click();
  await page.getByTestId("post-text").first().waitFor();
  await page.keyboard.press("Escape");
}

async function save(page, format) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId(`save-${format}`).click()]);
  assert.match(file.suggestedFilename(), /^yodori-/);
}

/** The names of the bird's panels. */
function panels(page) {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll("[data-testid^=panel-]")];
    return all.map(({ dataset }) => dataset.testid.slice("panel-".length));
  });
}

async function deskPages(page) {
  for (const name of DESK) {
    await page.evaluate((name) => (location.hash = `#/${name}`), name);
    await page.locator("#desk h1").waitFor();
    await page.waitForTimeout(200); // what a page of the desk asks for, it asks for now
  }
}

/** A picture and a link are made, and the link is opened. */
async function share(page) {
  await page.evaluate(() => (location.hash = "#/share"));
  await page.getByTestId("share-picture").waitFor();
  await saved(page, "share-png");
  const link = await page.getByTestId("link-text").inputValue();
  await page.evaluate((hash) => (location.hash = hash), new URL(link).hash);
  await page.getByTestId("desk-link").waitFor();
}

/** All that can be taken along is saved; what was kept is opened again, and so is the page's own file. */
async function keepAndComeBack(page) {
  await goToDevice(page);
  for (const file of ["export-csv-awake", "export-ics-awake"]) await saved(page, file);
  const { path } = await saved(page, "export-json");
  await remember(page);
  await page.getByTestId("kept-open").click();
  await drawn(page);
  await goToDevice(page);
  await page.getByTestId("saved-file").setInputFiles(path);
  await drawn(page);
}

async function home(page) {
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("sample-owl").waitFor();
}
