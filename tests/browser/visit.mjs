// What visitors do, and what they then see.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { openPage, testdata } from "./harness.mjs";

const ROWS_PER_PAGE = 200;

/** Opens the site and an archive of target/testdata on it, by name; a folder by its own input. */
export async function openArchive(name, options) {
  const page = await openPage(options);
  await chooseArchive(page, name);
  return page;
}

/** Chooses an archive on the first screen, and waits for its calendar. */
export async function chooseArchive(page, name) {
  const input = name === "folder" ? "folder-input" : "file-input";
  await page.getByTestId(input).setInputFiles(testdata(name));
  await drawn(page);
}

/** Waits until the calendar stands on the page and is drawn. */
export async function drawn(page) {
  await page.waitForFunction(() => {
    const canvas = document.querySelector("[data-testid=calendar-canvas]");
    return canvas && canvas.style.width !== "" && canvas.width > 1;
  });
}

/** What the calendar shows of the range, "3w", "month", "year", "all" or "dates". */
export async function chooseRange(page, span) {
  await page.getByTestId(`span-${span}`).check({ force: true });
}

/** Moves the threshold's slider as arrow keys and pointers do. */
export async function chooseThreshold(page, mins) {
  await page.getByTestId("threshold").fill(String(mins));
}

/** Types a zone's name and leaves the field. */
export async function chooseZone(page, zone) {
  await page.getByTestId("zone").fill(zone);
  await page.getByTestId("zone").press("Enter");
}

/** Opens the table below the picture. */
export async function openTable(page) {
  await page.getByTestId("table-toggle").locator("summary").click();
  await page.getByTestId("table").waitFor();
}

/** All rows of the open table as texts; pages that it has are turned, and the first one again. */
export async function tableOf(page) {
  const rows = await tablePage(page);
  const turn = page.locator(".table-pages button");
  if (rows.length < ROWS_PER_PAGE || !(await turn.count())) return rows;
  while (!(await turn.last().isDisabled())) {
    await turn.last().click();
    rows.push(...(await tablePage(page)));
  }
  while (!(await turn.first().isDisabled())) await turn.first().click();
  return rows;
}

/** The rows that the table shows now. */
export async function tablePage(page) {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll("[data-testid=table] tbody tr")];
    return rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  });
}

/** Brings a picture into sight, with what is drawn of it only then. */
export async function intoSight(page, testid) {
  await page.getByTestId(testid).scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
}

/** A canvas' picture in short: equal for equal pictures. */
export async function pictureOf(page) {
  await intoSight(page, "calendar-canvas");
  const address = await page.evaluate(() => {
    return document.querySelector("[data-testid=calendar-canvas]").toDataURL();
  });
  return createHash("sha256").update(address).digest("hex");
}

/** How many workers read files or have read them: without the one that waits for files to come. */
export async function readers(page) {
  return page.evaluate(() => {
    const [spare] = window.yodoriSpare ?? [];
    return [...window.living].filter((worker) => worker.url.includes("archive-worker") && worker !== spare).length;
  });
}

/** Waits for what is read to be as expected; fails with the difference when it doesn't get so. */
export async function becomes(read, expected, why, patienceMs) {
  await settles(read, (found) => isDeepStrictEqual(found, expected), patienceMs);
  assert.deepEqual(await read(), expected, why);
}

/** Waits for what is read to be other than before, and gives it. */
export async function changes(read, before, why) {
  const after = await settles(read, (found) => !isDeepStrictEqual(found, before));
  assert.notDeepEqual(after, before, why);
  return after;
}

async function settles(read, isGood, patienceMs = 5_000) {
  const end = Date.now() + patienceMs;
  let found = await read();
  while (!isGood(found) && Date.now() < end) {
    await new Promise((later) => setTimeout(later, 50));
    found = await read();
  }
  return found;
}
