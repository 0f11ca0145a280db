// The GitHub page as a visitor uses it. Whatever these tests know of its fields, buttons and words stands
// here, so that another look of the page is told in one place.

import assert from "node:assert/strict";
import { openPage } from "./harness.mjs";
import { listen } from "./github-told.mjs";

export const API = "https://api.github.com";
export const AVATARS = "https://avatars.githubusercontent.com";

/** So long a run may take that waits for nothing. */
const LONGEST_RUN_MS = 60_000;

/** What a browser is started with to find the double, this machine, and no other host in the world. */
export function argsOf(github) {
  const others = "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1";
  const isRules = (arg) => arg.startsWith("--host-resolver-rules=");
  return github.chromiumArgs.map((arg) => (isRules(arg) ? `${arg}, ${others}` : arg));
}

/**
 * Opens the GitHub page in a browser for which the double is GitHub.
 * @param {object} github of startGithub()
 * @param {object} [options] of openPage(), and
 * @param {boolean} [options.hears] false: what the worker tells is not kept for github-told.mjs
 */
export async function openGithub(github, { hears = true, ...options } = {}) {
  const prepare = async (page) => {
    if (hears) await page.addInitScript(listen);
    await options.prepare?.(page);
  };
  const where = { path: "/#/github", hosts: [API, AVATARS], args: argsOf(github) };
  const page = await openPage({ ...where, ...options, prepare });
  await page.getByTestId("github-form").waitFor();
  return page;
}

/** Comes back to the page from another one, as a link there would. */
export async function goToGithub(page) {
  await page.evaluate(() => (location.hash = "#/github"));
  await page.locator("article.github").waitFor();
}

/**
 * Fills in the form and presses its button.
 * @param {object} what
 * @param {string} [what.token] pasted; none if the tab keeps one
 * @param {"last" | "all" | number[]} [what.years] the form's own by default
 * @param {string[]} [what.emails] addresses that GitHub does not know
 * @param {string} [what.login] somebody else's
 * @param {boolean} [what.keep] until the tab is closed
 */
export async function read(page, what) {
  await fillIn(page, what);
  await page.getByTestId("github-read").click();
}

/** The same, and stops at once: as soon as there is something to stop with, before the worker can have begun. */
export async function readAndStop(page, what) {
  await fillIn(page, what);
  await page.evaluate(async () => {
    const button = (name) => document.querySelector(`[data-testid=${name}]`);
    button("github-read").click();
    while (!button("stop")) await new Promise((soon) => setTimeout(soon));
    button("stop").click();
  });
}

async function fillIn(page, { token, years, emails, login, keep }) {
  if (token !== undefined) await page.locator("#token").fill(token);
  if (years !== undefined) await chooseYears(page, years);
  if (emails || login) await page.getByTestId("more-choices").locator("summary").click();
  if (emails) await page.locator("#emails").fill(emails.join(" "));
  if (login) await page.locator("#login").fill(login);
  if (keep) await page.getByTestId("keep-token").check();
}

async function chooseYears(page, years) {
  await page.getByTestId("years").selectOption(Array.isArray(years) ? "some" : years);
  if (!Array.isArray(years)) return;
  for (const year of years) await page.getByTestId("year-chips").getByLabel(String(year)).check();
}

/** Reads what a login did in public lately, without a token. */
export async function readPublic(page, login) {
  await page.locator("#public-login").fill(login);
  await page.getByTestId("public-read").click();
}

/** Waits until a run has come to its end; fails with what the page says if that is another one. */
export async function done(page, timeout = LONGEST_RUN_MS) {
  assert.deepEqual(await ended(page, timeout), { state: "done" });
}

/** Waits until a run stands still for a reason. @returns {Promise<{what, found, advice}>} as it is told */
export async function failed(page, timeout = LONGEST_RUN_MS) {
  const { state, ...message } = await ended(page, timeout);
  assert.equal(state, "failed");
  return message;
}

async function ended(page, timeout) {
  const found = await page.waitForFunction(
    (titles) => {
      const box = document.querySelector("[data-testid=github-failed]");
      const title = document.querySelector("#run-title")?.textContent ?? "";
      if (!box) return titles.includes(title) ? { state: "done" } : null;
      const text = (selector) => box.querySelector(selector).textContent;
      const [what, found] = [text("#failed-title"), text("[data-testid=failed-found]")];
      return { state: "failed", what, found, advice: text("[data-testid=failed-advice]") };
    },
    ["Read from GitHub", "GitHubの記録を読みました"],
    { timeout, polling: 50 },
  );
  return found.jsonValue();
}

/** What the message of a failure says now, `null` if there is none. */
export async function message(page) {
  return page.evaluate(() => {
    const box = document.querySelector("[data-testid=github-failed]");
    if (!box) return null;
    const text = (selector) => box.querySelector(selector).textContent;
    const [what, found] = [text("#failed-title"), text("[data-testid=failed-found]")];
    return { what, found, advice: text("[data-testid=failed-advice]") };
  });
}

/** Goes on after a stop or a failure. @param {string} [token] another one, where the page wants one */
export async function goOn(page, token) {
  if (token !== undefined) await page.locator("#token-again").fill(token);
  await page.getByTestId("go-on").click();
}

/** Whether the page wants another token before it goes on. */
export async function wantsToken(page) {
  return (await page.locator("#token-again").count()) > 0;
}

/** Makes a run pause that is under way. */
export async function stop(page) {
  await page.getByTestId("stop").click();
}

/** Leaves a run for the form, stopping it if it has not ended. */
export async function backToForm(page) {
  if (await page.getByTestId("stop").isVisible()) await stop(page);
  if (!(await page.getByTestId("github-form").isVisible())) await page.getByTestId("back-to-form").click();
  await page.getByTestId("github-form").waitFor();
}

/** How far the run is, as the page says it: "1,204 records · 3 / 12 repositories" in numbers. */
export async function progress(page) {
  const words = await page.getByTestId("github-progress").innerText();
  const [events = 0, done = 0, repositories = 0] = (words.match(/[\d,]+/g) ?? []).map((text) =>
    Number(text.replaceAll(",", "")),
  );
  return { events, done, repositories };
}

/** What the page waits for; empty if for nothing. */
export async function waiting(page) {
  return page.evaluate(() => document.querySelector("[data-testid=waiting]")?.textContent ?? "");
}

/** What could not be read: a line each. */
export async function missing(page) {
  const lines = page.getByTestId("github-missing").locator("li");
  return (await lines.count()) === 0 ? [] : lines.allInnerTexts();
}

/** Whether the page says that there was nothing to read. */
export async function isNothingFound(page) {
  return (await page.getByTestId("nothing-found").count()) > 0;
}

/** Where the way to a single sign-on leads. */
export async function signOnWay(page) {
  return page.getByTestId("sign-on").first().getAttribute("href");
}

/** The lines of the log of requests, the oldest first: time, operation, points, status. */
export async function log(page) {
  const box = page.getByTestId("github-log");
  if (!(await box.evaluate((details) => details.open))) await box.locator("summary").click();
  await box.locator("table").waitFor();
  const rows = await box.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
  return rows.reverse().map(([time, operation, points, status]) => ({ time, operation, points, status }));
}

/** Whose GitHub it is: name, and what else is said of the person. */
export async function viewer(page) {
  return page.getByTestId("viewer").innerText();
}

/** Goes on to the calendar of what was found so far. */
export async function seeCalendar(page) {
  await page.getByTestId("see-calendar").click();
}

/** How many of the events on the days shown count, as the calendar says it. */
export async function countedOnCalendar(page) {
  const words = await page.getByTestId("posts").locator("dd").innerText();
  return Number(words.replaceAll(",", ""));
}

/** The zones that the calendar offers beside the chosen one. */
export async function zonesOffered(page) {
  return page.locator(".conditions .chips .chip__more").allInnerTexts();
}

/** Chooses one of them. */
export async function chooseOffered(page, zone) {
  await page.locator(".conditions .chips .chip").filter({ hasText: zone }).click();
}

/** Whether the form says that the tab keeps a token. */
export async function isKept(page) {
  return (await page.getByTestId("kept").count()) > 0;
}

/** Whether the run's page says that there is no token any more. */
export async function isTokenGone(page) {
  return (await page.getByTestId("token-gone").count()) > 0;
}

/** Forgets the token, kept or not: on the form or on the run's page. */
export async function forget(page) {
  await page.getByTestId("forget").click();
}

/** Says everything in the other language. */
export async function otherLanguage(page) {
  const before = await page.evaluate(() => document.documentElement.lang);
  await page.getByTestId("language").click();
  await page.waitForFunction((before) => document.documentElement.lang !== before, before);
}
