// Everybody's GitHub, read through the page: what its worker gives is what the double's ledger holds, event by
// event, with no more requests than are needed, and drawn by the clocks the person lived by.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as gh from "./github-page.mjs";
import { bound, ofApi, mostAtOnce } from "./github-requests.mjs";
import { countOf, expected, told } from "./github-told.mjs";
import { publicEvents } from "./github/rest.mjs";
import { startGithub } from "./github/server.mjs";
import { DAY, seconds } from "./github/time.mjs";
import { MIDARE_SECS, awake, duration, moment } from "./truth.mjs";
import { becomes, chooseRange, chooseZone, drawn, openTable, tableOf } from "./visit.mjs";

const github = await startGithub();
after(() => github.close());

/** The last 365 days, by the worker's own clock as its request tells it. */
function lastYear() {
  const [{ variables }] = github.record.of({ operation: "Contributed" });
  const [since, now] = [seconds(variables.from), Date.now() / 1000];
  assert(Math.abs(now - since - 365 * DAY) < 60, `${variables.from} is no year ago`);
  return { since };
}

/**
 * Reads someone and compares with the ledger.
 * @param {string} name of a person
 * @param {object} how
 * @param {string} [how.token] which of the person's tokens; "fine" by default
 * @param {string} [how.by] whose token it is; the person's own by default
 * @param {object} [how.form] what else is filled in, see gh.read()
 * @param {object} [how.which] what must come, see truthOf(); all that is public by default
 * @param {(page) => Promise<void>} [then] looks at the page after that
 */
function check(name, { token = "fine", by = name, form = {}, which = {} }, then) {
  const how = [by === name ? token : `token of ${by}`, ...Object.values(form).flat()].join(", ");
  test(`${name} (${how}): every event once, and at most two requests at once`, async () => {
    github.reset();
    const page = await gh.openGithub(github);
    await gh.read(page, { token: github.tokens[by][token].value, ...form });
    await gh.done(page);
    const asked = form.years === undefined ? { ...which, ...lastYear() } : which;
    const events = await told(page);
    assert.deepEqual(events.kinds, expected(github, name, asked));
    assert.equal(events.isAll, true);
    const requests = ofApi(github.record);
    const most = bound(github.stories[name], requests, asked);
    assert(requests.length <= most, `${requests.length} requests, ${most} are enough`);
    assert(mostAtOnce(requests) <= 2, `${mostAtOnce(requests)} requests at once`);
    await agrees(page, countOf(events.kinds), events.flagged);
    await then?.(page, events);
  });
}

/** The run page and the calendar count as many. @param {number} flagged of all, that are left out at first */
async function agrees(page, all, flagged) {
  await becomes(async () => (await gh.progress(page)).events, all, "records on the run's page");
  assert.equal((await gh.log(page)).length, ofApi(github.record).length, "lines of the log");
  if (all === 0) return;
  await gh.seeCalendar(page);
  await drawn(page);
  await chooseRange(page, "all");
  await becomes(() => gh.countedOnCalendar(page), all - flagged);
}

const says = (pattern) => async (page) => {
  await gh.goToGithub(page);
  assert.match((await gh.missing(page)).join("\n"), pattern);
};

const nothing = (page) => becomes(() => gh.isNothingFound(page), true);
check("nobody", {}, nothing);
check("nobody", { form: { years: "all" } }, nothing);
check("small", { token: "classic" });
check("small", { form: { years: "all" } });
check("small", { form: { years: [thisYear() - 1, thisYear()] }, which: { years: [thisYear() - 1, thisYear()] } });
check("small", { token: "repo", form: { years: [thisYear()] }, which: { years: [thisYear()] } });
check("traveller", { form: { years: "all" } });
check("privateWork", { form: { years: "all" } }, says(/^[\d,]+ more contributions are private/));
check("privateWork", { token: "repo", form: { years: "all" }, which: { withPrivate: true } });
check("privateWork", { token: "fineAll", which: { withPrivate: true } });
check("unlinked", { form: { years: "all" } });
const emails = [github.stories.unlinked.unlinkedEmail];
check("unlinked", { form: { years: "all", emails }, which: { emails } });
check("unlinked", { form: { emails }, which: { emails } });
check("large", {});
check("large", { form: { years: "all" } });

check("traveller", { by: "small", form: { login: "traveller", years: "all" } }, async (page) => {
  await gh.goToGithub(page);
  assert.match(await gh.viewer(page), /@traveller\s+Someone else’s public record/);
});

function thisYear() {
  return new Date().getUTCFullYear();
}

/** What of the bots' person is no sign of being awake. */
const NOT_DONE = ["self-ci", "merged-by-other", "imported"];

check("bots", { form: { years: "all" } }, async (page, { flagged }) => {
  const made = new Map(github.world.repositories.map(({ nameWithOwner, at }) => [nameWithOwner, at]));
  // A history that is younger than that may have been begun at home: it says nothing of being brought in.
  const isOld = ({ at, repository }) => at <= made.get(repository) - 2 * 365 * DAY;
  const isNotDone = (event) =>
    NOT_DONE.includes(event.category) && (event.category !== "imported" || isOld(event));
  assert.equal(flagged, countOf(expected(github, "bots", { keep: isNotDone })), "left out at first");
});

/** Table rows of stretches, by a clock that is so many minutes east of UTC at a moment. */
function rowsBy(stretches, offsetAt) {
  const wall = (at) => moment(at + offsetAt(at) * 60);
  return stretches.map(({ start, end, posts }) => [
    wall(start),
    posts === 1 ? "—" : wall(end),
    posts === 1 ? "—" : duration(end - start),
    posts.toLocaleString("en-GB"),
  ]);
}

/** All rows of the calendar's table, for all days. */
async function tableOfAll(page) {
  await chooseRange(page, "all");
  if ((await page.getByTestId("table").count()) === 0) await openTable(page);
  return tableOf(page);
}

const timesOf = (ledger) => ledger.map(({ at }) => at).sort((a, b) => a - b);

test("the traveller's two zones are found from offsets alone, offered and drawn", async () => {
  github.reset();
  const { ledger, zone } = github.stories.traveller;
  const page = await gh.openGithub(github, { timezoneId: "Europe/Berlin" });
  await gh.read(page, { token: github.tokens.traveller.fine.value, years: "all" });
  await gh.done(page);
  await gh.seeCalendar(page);
  await drawn(page);
  const zones = "UTC+9 / UTC-7";
  await becomes(() => gh.zonesOffered(page), [zones]);
  const stretches = awake(timesOf(ledger), MIDARE_SECS);
  const before = await tableOfAll(page);
  assert.equal(before.length, stretches.length);
  await gh.chooseOffered(page, zones);
  await becomes(() => page.getByTestId("zone").inputValue(), zones);
  // Between the last commit in one zone and the first in the other nothing says which clock it was.
  const commits = ledger.filter(({ kind, category }) => kind === "commits" && category === "human");
  const known = commits.map(({ at, offset }) => ({ at, offset })).sort((a, b) => a.at - b.at);
  const isKnown = (at) => {
    const next = known.findIndex((commit) => at <= commit.at);
    if (next <= 0) return next === 0;
    return known[next].offset === known[next - 1].offset;
  };
  const rows = await tableOfAll(page);
  const wanted = rowsBy(stretches, zone);
  assert.equal(rows.length, wanted.length);
  let compared = 0;
  stretches.forEach(({ start, end }, row) => {
    if (!isKnown(start) || !isKnown(end)) return;
    assert.deepEqual(rows[row], wanted[row]);
    compared += 1;
  });
  assert(compared >= stretches.length - 8, `${stretches.length - compared} of ${stretches.length} can't be told`);
  // Of both zones there are rows, so that neither could be drawn in the other's.
  assert.deepEqual([...new Set(stretches.map(({ start }) => zone(start)))].sort(), [-420, 540]);
});

test("without offsets the chosen zone is used, and no other is offered", async () => {
  github.reset();
  const page = await gh.openGithub(github, { timezoneId: "Asia/Tokyo" });
  await gh.readPublic(page, "traveller");
  await gh.done(page);
  const events = publicEvents(github.stories.traveller, github.now());
  const times = events.map(({ created_at }) => seconds(created_at)).sort((a, b) => a - b);
  const { kinds } = await told(page);
  assert.equal(countOf(kinds), times.length);
  assert.equal(Object.values(kinds).reduce((sum, of) => sum + of.sum, 0), times.reduce((sum, at) => sum + at, 0));
  assert.match((await gh.missing(page)).join(), /30 days/);
  assert.deepEqual(ofApi(github.record).map(({ headers }) => headers.authorization), [undefined, undefined]);
  await gh.seeCalendar(page);
  await drawn(page);
  await page.getByTestId("zone").waitFor();
  assert.deepEqual(await gh.zonesOffered(page), []);
  const stretches = awake(times, MIDARE_SECS);
  assert.deepEqual(await tableOfAll(page), rowsBy(stretches, () => 540));
  await chooseZone(page, "America/Phoenix");
  await becomes(() => gh.zonesOffered(page), ["Asia/Tokyo"]);
  assert.deepEqual(await tableOfAll(page), rowsBy(stretches, () => -420));
});

test("another person's events are never shown under the name of the one before", async () => {
  github.reset();
  const page = await gh.openGithub(github);
  for (const name of ["small", "unlinked"]) {
    await gh.read(page, { token: github.tokens[name].fine.value, years: "all" });
    await gh.done(page);
    await gh.seeCalendar(page);
    await drawn(page);
    await page.getByText(`@${name}`).first().waitFor({ timeout: 3000 });
    await gh.goToGithub(page);
    await gh.backToForm(page);
  }
});
