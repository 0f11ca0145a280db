// The bird's page as a visitor uses it. Whatever these tests know of its buttons and words stands here.

import assert from "node:assert/strict";
import { openPage } from "./harness.mjs";
import { becomes, chooseArchive, drawn } from "./visit.mjs";

/** Noon in Tokyo, where these visitors are. Nobody sleeps. */
export const NOON = "2026-11-25T03:00:00Z";
/** Three in the morning there. */
export const THREE_AM = "2026-11-24T18:00:00Z";

/** So long the longest of what it does takes. */
const LONGEST_POSE_MS = 12_000;

/** Opens the bird's page at a moment that doesn't pass: alone, or with a sample or an archive whose posts it can eat. */
export async function openBird({ at = NOON, sample, archive, path = "/#/bird", ...options } = {}) {
  const prepare = async (page) => {
    await page.clock.setFixedTime(new Date(at));
    await options.prepare?.(page);
  };
  const page = await openPage({ path: sample ? "/" : path, ...options, prepare });
  if (sample) await chooseSample(page, sample);
  if (archive) {
    await chooseArchive(page, archive);
    await goToBird(page);
  }
  await there(page);
  return page;
}

/** Opens a sample, which the bird then feeds on. */
export async function chooseSample(page, sample = "owl") {
  await page.getByTestId(`sample-${sample}`).click();
  await drawn(page);
  await goToBird(page);
  await page.getByTestId("waiting").waitFor();
}

export async function goToBird(page) {
  await page.evaluate(() => (location.hash = "#/bird"));
  await there(page);
}

/** Waits until the bird is drawn. */
export async function there(page) {
  await page.locator("[data-testid=bird] svg[data-stage]").waitFor();
  await page.locator(".home__wall svg").waitFor();
}

export async function openPanel(page, name) {
  // Its label is what is seen.
  await page.locator(`label:has([data-testid=panel-${name}])`).click();
}

/** How it looks: the attributes of its drawing. */
export function looks(page) {
  return page.locator("[data-testid=bird] svg").first().evaluate(({ dataset: { pose, stage, outfit } }) => ({ pose, stage, outfit }));
}

/** What it is seen doing; by itself when the last thing has ended. */
export const pose = async (page) => (await looks(page)).pose;

/** How many foods wait. */
export async function waiting(page) {
  const words = await page.getByTestId("waiting").innerText();
  return Number(/[\d,]+/.exec(words)?.[0].replace(",", "") ?? (/^One\b/.test(words) ? 1 : 0));
}

/** Level and experience within it: `[level, done, of]`. */
export async function progress(page) {
  const level = /\d+/.exec(await page.getByTestId("level").innerText())[0];
  const [done, of] = (await page.getByTestId("progress").innerText()).replaceAll(",", "").split(" / ");
  return [level, done, of].map(Number);
}

/** The experience that a level and what is done of it stand for. */
export const experience = ([level, done]) => 10 * (2 ** level - 2) + done;

/** Gives it one of the foods that wait, or all. */
export async function feed(page, what = "feed") {
  const before = experience(await progress(page));
  await page.getByTestId(what).click();
  await becomes(async () => experience(await progress(page)) > before, true);
}

/** Waits until what it was seen doing is over. */
export async function calm(page) {
  await page.waitForFunction(
    () => /^(idle|sleep|dazed)$/.test(document.querySelector("[data-testid=bird] svg").dataset.pose),
    null,
    { timeout: LONGEST_POSE_MS },
  );
}

/** What is kept of it. */
export function kept(page) {
  return page.evaluate(() => localStorage.getItem("yodori.bird"));
}

/** Saves it to a file; its text. */
export async function saveBird(page) {
  await openPanel(page, "keeping");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId("bird-save").click()]);
  assert.match(file.suggestedFilename(), /^yodori-bird-\d{4}-\d\d-\d\d\.json$/);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Chooses a file with this text to bring one back from; what the page says then. */
export async function restoreBird(page, text, name = "bird.json") {
  await openPanel(page, "keeping");
  await page.getByTestId("bird-file").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await becomes(async () => (await page.getByTestId("restored").innerText()) !== "", true);
  return page.getByTestId("restored").innerText();
}
