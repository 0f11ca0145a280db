// Files for other programs, read by other programs' parsers: the right zone, nothing missing, nothing that is reckoned. And
// the calendar on paper.

import assert from "node:assert/strict";
import { test } from "node:test";
import ical from "ical.js";
import { goToDevice, saved } from "./desk-page.mjs";
import { awake, calendarTimes } from "./truth.mjs";
import { chooseZone, openArchive } from "./visit.mjs";

const STRETCHES = awake(calendarTimes());

/** The rows of comma-separated values as objects, by a reader that knows RFC 4180 and nothing of the page. */
function readCsv(text) {
  assert.equal(text.charCodeAt(0), 0xfeff);
  const [head, ...rows] = text.slice(1).split("\r\n").filter(Boolean).map((line) => {
    return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
  });
  return rows.map((row) => Object.fromEntries(head.map((name, nth) => [name, row[nth]])));
}

for (const [zone, offset] of [["Asia/Tokyo", "+09:00"], ["America/New_York", "-05:00"]]) {
  test(`a sheet of awake periods has every period at its moment, by the clocks of ${zone}`, async () => {
    const page = await openArchive("calendar.zip");
    await chooseZone(page, zone);
    await page.getByTestId("zone-name").getByText(zone).waitFor();
    await goToDevice(page);
    const { name, text } = await saved(page, "export-csv-awake");
    assert.match(name, /^yodori-awake-yoru_log71-.*\.csv$/);
    const rows = readCsv(text);
    const found = rows.map(({ start, end }) => [start, end].map((at) => Date.parse(at) / 1000));
    assert.deepEqual(found, STRETCHES.map(({ start, end }) => [start, end]));
    assert(rows.some(({ start }) => start.endsWith(offset)), text.slice(0, 300));
    for (const row of rows) {
      assert.equal(row.zone, zone);
      const clock = new Date(Date.parse(row.start)).toLocaleString("sv-SE", { timeZone: zone });
      assert.equal(row.start_local, clock);
      assert.equal(Number(row.seconds), (Date.parse(row.end) - Date.parse(row.start)) / 1000);
    }
  });
}

test("a calendar of awake periods is one for another program", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  const { text } = await saved(page, "export-ics-awake");
  const calendar = new ical.Component(ical.parse(text));
  assert.equal(calendar.getFirstPropertyValue("version"), "2.0");
  const events = calendar.getAllSubcomponents("vevent").map((entry) => new ical.Event(entry));
  const found = events.map(({ startDate, endDate }) => [startDate, endDate].map((at) => at.toUnixTime()));
  const lasting = STRETCHES.filter(({ start, end }) => start < end);
  assert.deepEqual(found, lasting.map(({ start, end }) => [start, end]));
  assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
  for (const event of events) {
    assert.equal(event.component.getFirstPropertyValue("transp"), "TRANSPARENT");
    assert(event.description.includes("Asia/Tokyo"));
    assert.equal(event.startDate.zone, ical.Timezone.utcTimezone);
  }
});

test("inferred sleep is found out and taken along", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  const { text } = await saved(page, "export-csv-asleep");
  const rows = readCsv(text);
  assert(rows.length > 5, text);
  for (const { onset, wake, seconds, night } of rows) {
    assert(Date.parse(onset) < Date.parse(wake));
    assert(Number(seconds) < 20 * 3600);
    assert.match(night, /^2024-0\d-\d\d$/);
  }
  const { text: entries } = await saved(page, "export-ics-asleep");
  const calendar = new ical.Component(ical.parse(entries));
  assert.equal(calendar.getAllSubcomponents("vevent").length, rows.length);
});

test("only the days in sight are taken where that is wanted", async () => {
  const page = await openArchive("fifteen-years.zip");
  await goToDevice(page);
  const all = readCsv((await saved(page, "export-csv-awake")).text);
  await page.getByTestId("export-shown").check({ force: true });
  const shown = readCsv((await saved(page, "export-csv-awake")).text);
  assert(shown.length > 0 && shown.length < all.length / 10, `${shown.length} of ${all.length}`);
});

test("a file says whose it is only if someone wants that", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  const { text } = await saved(page, "export-json");
  assert.equal(JSON.parse(text).person.handle, "yoru_log71");
  await page.getByTestId("export-names").uncheck();
  const { name, text: nameless } = await saved(page, "export-json");
  assert.equal(JSON.parse(nameless).person, undefined);
  assert(!nameless.includes("yoru_log71") && !name.includes("yoru_log71"));
});

for (const colorScheme of ["light", "dark"]) {
  test(`on paper stands the calendar and nothing to press: ${colorScheme}`, async () => {
    const page = await openArchive("calendar.zip", { colorScheme });
    await page.emulateMedia({ media: "print", colorScheme });
    const seen = (selector) => page.locator(selector).first().isVisible();
    for (const kept of [".person__name", "[data-testid=zone-name]", "[data-testid=calendar-canvas]", ".legend", ".figures"]) {
      assert(await seen(kept), `${kept} is missing`);
    }
    for (const gone of [".range", ".conditions", ".save", ".header__ways", ".rhythm"]) {
      assert(!(await seen(gone)), `${gone} is printed`);
    }
    assert.equal(await page.locator("button:visible").count(), 0);
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    assert(pdf.length > 5_000);
    const paper = await page.evaluate(() => getComputedStyle(document.querySelector(".card")).backgroundColor);
    assert.equal(paper, "rgb(255, 255, 255)");
  });
}
