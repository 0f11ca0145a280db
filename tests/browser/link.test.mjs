// A link that is the picture: made where what is looked at is shared, opened by somebody else, and broken in every way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openPage, pixels } from "./harness.mjs";
import { becomes, chooseRange, drawn, openTable, tableOf } from "./visit.mjs";

/** As testdata/src/seeds.rs has it: three weeks, a name, a bird's card. */
const OWL = "v1.ACfoGa9T0pTm-zQNavIu7iBjk9rZ1vavSQRtPTBNJWzJPybiAh4i8BgtYKo";
const UTC = "v1.AA_xFoOQ931VQmCNSAYYxOmz31o";

/** Goes to another hash, as links on a page do. */
const goTo = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);

/** The sample's calendar, and then the block that makes a link of it. */
async function openBox(options, range) {
  const page = await openPage(options);
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  if (range) await chooseRange(page, range);
  await openTable(page);
  const rows = await tableOf(page);
  await goTo(page, "#/share");
  await page.getByTestId("link-box").waitFor();
  return { page, rows };
}

/** The link as it stands in its field. */
const linkOf = (page) => page.getByTestId("link-text").inputValue();

/** Somebody else opens a link. */
async function openLink(link, options) {
  const page = await openPage({ ...options, path: `/#${link.split("#").pop()}` });
  await page.getByTestId("desk-link").waitFor();
  return page;
}

/** Waits until the picture is drawn. */
const linkDrawn = (page) =>
  page.waitForFunction(() => {
    const canvas = document.querySelector("[data-testid=link-canvas]");
    return canvas && canvas.style.width !== "" && canvas.width > 1;
  });

async function linkTable(page) {
  await page.getByTestId("link-table-toggle").locator("summary").click();
  await page.getByTestId("link-table").waitFor();
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll("[data-testid=link-table] tbody tr")];
    return rows.map((row) => [...row.cells].map((cell) => cell.textContent.trim()));
  });
}

/** Minutes since 1970 of a moment as tables have it: "Wed 6 May 2026, 23:30". */
const minutes = (moment) => Date.parse(`${moment.replace(/^\w+ /, "").replace(",", "")} UTC`) / 60_000;

test("whoever opens a link sees the hours of the calendar that it was made of", async () => {
  const { page, rows } = await openBox();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("link-copy").click();
  await becomes(() => page.getByTestId("link-told").innerText(), "Copied.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(link, await linkOf(page));
  assert.ok(link.split("#")[1].length <= 300, link);
  assert.match(await page.getByTestId("link-range").innerText(), / · 21 days$/);
  assert.match(await page.getByTestId("link-box").innerText(), /So the preview that other sites show of it is the same picture for everyone\./);
  const other = await openLink(link, { locale: "en-GB" });
  assert.equal(await other.getByTestId("link-title").innerText(), "Night Owl");
  assert.equal(await other.getByTestId("link-zone").innerText(), "Asia/Tokyo");
  const told = await linkTable(other);
  const periods = rows.filter(([, end]) => end !== "—");
  assert.equal(told.length, periods.length);
  const first = Math.min(...told.map(([start]) => minutes(start)));
  const last = Math.max(...told.map(([, end]) => minutes(end)));
  for (const [nth, [start, end]] of told.entries()) {
    const [from, to] = periods[nth].map(minutes);
    const most = to - from < 30 ? 30 : 15;
    // The first and the last one may reach out of the days that are told.
    assert.ok(minutes(start) === first || Math.abs(minutes(start) - from) <= most, `${start} ${periods[nth]}`);
    assert.ok(minutes(end) === last || Math.abs(minutes(end) - to) <= most, `${end} ${periods[nth]}`);
  }
  assert.ok(other.requests.every((address) => !address.includes(link.split("#")[1])));
});

test("the picture has a bar wherever the table has a stretch, late ones in their own ink", async () => {
  const page = await openLink(UTC, { viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  await linkDrawn(page);
  assert.deepEqual(await linkTable(page), [
    ["Fri 1 May 2026, 15:00", "Fri 1 May 2026, 21:00", "6 h"],
    ["Sat 2 May 2026, 5:00", "Sat 2 May 2026, 6:00", "1 h"],
    ["Sat 2 May 2026, 21:00", "Sun 3 May 2026, 5:00", "8 h"],
  ]);
  const { at, width, ratio } = await pixels(page, "[data-testid=link-canvas]");
  // From the labels on, as src/engine/scene/layout.rs has it.
  const [left, right] = [84 + 12, width / ratio - 32];
  const ink = (row, hour) => at(left + ((right - left) * ((hour + 19) % 24)) / 24, 24 + 24 * row + 12).slice(0, 3).join(" ");
  const [awake, late] = ["63 143 120", "228 87 46"];
  for (const [row, hour, expected] of [
    [0, 15.6, awake],
    [0, 20.4, awake],
    [1, 5.5, awake],
    [1, 22.6, awake],
    [1, 2.6, late],
  ]) {
    assert.equal(ink(row, hour), expected, `row ${row}, ${hour} o'clock`);
  }
  for (const [row, hour] of [
    [0, 10.6],
    [0, 2.6],
    [1, 10.6],
    [1, 19.6],
  ]) {
    assert.ok(![awake, late].includes(ink(row, hour)), `row ${row}, ${hour} o'clock`);
  }
});

test("a link names no more than its maker wants, and shows it as a name only", async () => {
  const { page } = await openBox();
  const name = page.getByTestId("link-name");
  assert.equal(await name.inputValue(), "Night Owl");
  for (const [typed, shown] of [
    ["", "Someone’s calendar"],
    ["<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["\u202eevil\u0000 夜\u2066", "evil 夜"],
    ["あ".repeat(40), "あ".repeat(30)],
  ]) {
    const before = await linkOf(page);
    await name.fill(typed);
    await page.waitForFunction((before) => document.querySelector("[data-testid=link-text]").value !== before, before);
    const other = await openLink(await linkOf(page));
    assert.equal(await other.getByTestId("link-title").innerText(), shown);
  }
});

test("of more than a year the last 366 days are told, and that is said", async () => {
  const { page } = await openBox({}, "all");
  assert.match(await page.getByTestId("link-range").innerText(), / · 366 days \(the last 366 of those in sight\)$/);
  const link = await linkOf(page);
  assert.ok(link.split("#")[1].length <= 2_500);
  assert.equal(await page.getByTestId("link-length").innerText(), `${[...link].length.toLocaleString("en")} characters`);
  const other = await openLink(link, { viewport: { width: 360, height: 740 } });
  await linkDrawn(other);
  const before = await other.evaluate(() => document.querySelector("[data-testid=link-canvas]").toDataURL());
  await other.getByTestId("link-scroller").press("End");
  await other.waitForFunction((before) => document.querySelector("[data-testid=link-canvas]").toDataURL() !== before, before);
});

test("the bird's card of a link is drawn and named", async () => {
  const page = await openLink(OWL);
  assert.equal(await page.getByTestId("link-title").innerText(), "夜ふかしさん");
  const card = page.getByTestId("link-bird");
  await card.locator("svg[data-outfit=pilot]").waitFor();
  assert.match(await card.innerText(), /Momo/);
  assert.match(await card.innerText(), /@octo-cat/);
});

test("what is wrong with a link is said, and leads on", async () => {
  const told = [
    [`${OWL.replace("v1", "v2")}`, "This link was made by a newer Yodori"],
    [OWL.slice(0, -7), "The end of this link is missing"],
    ["v1.", "The end of this link is missing"],
    [`${OWL})`, "There is extra text after this link"],
    [`v1.${"A".repeat(4_000)}`, "This link is too long"],
    [OWL.replace("PTBN", "PTBM"), "Something in this link was changed"],
    ["v1.<b>夜</b>", "Something in this link was changed"],
    ["v1.AAD67cA", "Yodori doesn’t seem to have made this link"],
  ];
  const page = await openPage({ path: `/#${told[0][0]}` });
  for (const [fragment, title] of told) {
    await goTo(page, `#${fragment}`);
    await becomes(() => page.getByTestId("link-title").innerText(), title);
    assert.equal(await page.evaluate(() => document.activeElement.id || "main"), fragment === told[0][0] ? "main" : "link-title");
  }
  await axe(page);
  await page.getByTestId("link-own").click();
  await page.getByTestId("sample-owl").waitFor();
});

test("whoever looks at a calendar of their own comes back to it from a link", async () => {
  const page = await openPage();
  await page.getByTestId("sample-orderly").click();
  await drawn(page);
  await openTable(page);
  const before = await tableOf(page);
  await goTo(page, `#${OWL}`);
  await becomes(() => page.getByTestId("link-title").innerText(), "夜ふかしさん");
  await goTo(page, `#${UTC}`);
  await becomes(() => page.getByTestId("link-title").innerText(), "Someone’s calendar");
  await page.goBack();
  await becomes(() => page.getByTestId("link-title").innerText(), "夜ふかしさん");
  await page.goBack();
  await drawn(page);
  if (!(await page.getByTestId("table").count())) await openTable(page);
  assert.deepEqual(await tableOf(page), before);
});

for (const [width, colorScheme, locale] of [
  [320, "dark", "ja"],
  [1440, "light", "en"],
]) {
  test(`a link's page and the block that makes one are accessible at ${width} px`, async () => {
    const options = { viewport: { width, height: 800 }, colorScheme, locale };
    const { page } = await openBox(options);
    await axe(page);
    const other = await openLink(OWL, options);
    await linkDrawn(other);
    await linkTable(other);
    await axe(other);
    for (const one of [page, other]) {
      const over = await one.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${over} px too wide`);
    }
  });
}
