// What visitors do with the rhythm below their calendar, and what they then see.

import { createHash } from "node:crypto";
import { openPage } from "./harness.mjs";
import { changes, drawn, intoSight, openArchive } from "./visit.mjs";

/** Fifteen years may take so long on a busy machine; how long they take is measured elsewhere. */
const MOST_MS = 90_000;

export const PICTURES = ["actogram", "year", "week", "clock", "trend", "scatter", "compare"];

/** Opens a sample and waits until its rhythm is told, intervals and all. */
export async function openRhythm(options, sample = "sample-owl") {
  const page = await openPage(options);
  await page.getByTestId(sample).click();
  await drawn(page);
  await told(page);
  return page;
}

/** The same of an archive of target/testdata. */
export async function openRhythmOf(name, options) {
  const page = await openArchive(name, options);
  await told(page);
  return page;
}

/** Goes to the rhythm, and waits until all of it is told. */
export async function told(page) {
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  await page.getByTestId("rhythm-cards").waitFor({ timeout: MOST_MS });
  const isSure = () => document.querySelector("[data-testid=rhythm-sure]")?.textContent === "";
  await page.waitForFunction(isSure, null, { timeout: MOST_MS });
  await pictured(page);
}

/** Chooses one of the pictures, and waits for it. */
export async function choosePicture(page, name) {
  const [radio, before] = [page.getByTestId(`picture-${name}`), await labelOf(page)];
  if (await radio.isChecked()) return;
  await radio.check({ force: true });
  await changes(() => labelOf(page), before, name);
}

export function labelOf(page) {
  return page.getByTestId("rhythm-canvas").getAttribute("aria-label");
}

async function pictured(page) {
  await intoSight(page, "rhythm-picture");
  await page.waitForFunction(() => document.querySelector("[data-testid=rhythm-canvas]")?.getAttribute("aria-label"));
}

/** The picture in short: equal for equal ones. */
export async function rhythmPicture(page) {
  await intoSight(page, "rhythm-canvas");
  const address = await page.evaluate(() => document.querySelector("[data-testid=rhythm-canvas]").toDataURL());
  return createHash("sha256").update(address).digest("hex");
}

/** How many colours the picture has. */
export function colorsOf(page) {
  return page.evaluate(() => {
    const canvas = document.querySelector("[data-testid=rhythm-canvas]");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

/** What the cards say, by their names. */
export function figuresOf(page) {
  return page.evaluate(() => {
    const cards = [...document.querySelectorAll("[data-figure]")];
    const text = (card, name) => card.querySelector(`.rhythm__${name}`).textContent;
    const said = (card) => [text(card, "value"), text(card, "interval"), text(card, "says")];
    return Object.fromEntries(cards.map((card) => [card.dataset.figure, said(card)]));
  });
}
