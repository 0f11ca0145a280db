// What table, figures and picture must show of someone's times, and what they show.

import { MIDARE_SECS, awake, daysOf, duration, pieces, postsIn, shownIn, tableRows } from "./truth.mjs";
import { becomes, changes, openArchive, openTable, pictureOf, tableOf } from "./visit.mjs";

export const TOKYO = "Asia/Tokyo";

/** What table and figures must show of such times under these conditions. */
export function expected(times, { span = "3w", zone = TOKYO, startHour = 0, thresholdSecs = MIDARE_SECS, back = 0 } = {}) {
  const stretches = awake(times, thresholdSecs);
  const days = daysOf(span, stretches, { zone, startHour, back });
  return ofDays(days, stretches, { zone, startHour });
}

/** The same of a range of days since 1970. */
export function ofDays(days, stretches, { zone = TOKYO, startHour = 0 } = {}) {
  const shown = shownIn(days, stretches, { zone, startHour });
  const lengths = shown.map(({ start, end }) => end - start);
  return {
    rows: tableRows(shown, zone),
    posts: postsIn(days, stretches, { zone, startHour }).toLocaleString("en-GB"),
    awake: duration(pieces(days, shown, { zone, startHour }).reduce((sum, { from, to }) => sum + to - from, 0)),
    longest: duration(Math.max(0, ...lengths)),
  };
}

/** What they show. */
export async function found(page) {
  const figure = async (name) => (await page.getByTestId(name).locator("dd").innerText()).trim();
  return {
    rows: await tableOf(page),
    posts: await figure("posts"),
    awake: await figure("awake"),
    longest: await figure("longest"),
  };
}

/** Does something to the page, and holds what it shows then against what it must show. */
export async function changesTo(page, act, wanted) {
  const before = await pictureOf(page);
  await act();
  await changes(() => pictureOf(page), before, "the picture stayed as it was");
  await becomes(() => found(page), wanted);
}

/** An archive's calendar with its table open. */
export async function opened(name, options) {
  const page = await openArchive(name, options);
  await openTable(page);
  return page;
}

/** Shows the three weeks around a moment; the first and last day, as days since 1970. */
export async function lookAt(page, { at }) {
  const day = Math.floor((at + 9 * 3600) / 86_400);
  const iso = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  await page.getByTestId("from-day").fill(iso(day - 10));
  await page.getByTestId("to-day").fill(iso(day + 10));
  return [day - 10, day + 10];
}

/** Leaves out all that was done besides posting. */
export async function countPostsOnly(page) {
  await page.getByTestId("acts").getByRole("checkbox").first().uncheck();
}
