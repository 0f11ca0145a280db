// How it looks where that can be measured: nothing jumps, nothing is cut, columns are in line.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, testdata } from "./harness.mjs";
import { whileReading } from "./screens.mjs";
import { becomes, drawn, openArchive, openTable } from "./visit.mjs";

const LOCALES = ["ja-JP", "en-GB"];

for (const width of [360, 768, 1440]) {
  test(`the headline stays where it is while an archive is read and fails: ${width} px`, async () => {
    const page = await openPage({ viewport: { width, height: 900 } });
    const top = () => page.evaluate(() => document.querySelector("h1").getBoundingClientRect().top + scrollY);
    const door = await top();
    await whileReading(page, async () => assert.equal(await top(), door, "reading"));
    await page.getByTestId("file-input").setInputFiles(testdata("not-a-zip.bin"));
    await page.getByTestId("failed").waitFor();
    assert.equal(await top(), door, "failed");
  });
}

test("the headline's halves have a space between them only where the language has spaces", async () => {
  for (const [locale, isApart] of [["ja-JP", false], ["en-GB", true]]) {
    const page = await openPage({ locale, viewport: { width: 768, height: 900 } });
    const [left, right] = await page.locator("h1 > span").evaluateAll((halves) => [
      halves[0].getBoundingClientRect().right,
      halves[1].getBoundingClientRect().left,
    ]);
    assert.equal(right - left > 4, isApart, `${right - left} px: ${locale}`);
  }
});

for (const locale of LOCALES) {
  for (const width of [320, 360, 768]) {
    test(`what the cursor is at is named in full, within the picture: ${locale}, ${width} px`, async () => {
      const page = await openPage({ locale, viewport: { width, height: 800 } });
      await page.getByTestId("sample-owl").click();
      await drawn(page);
      for (let nth = 1; nth <= 25; nth += 1) {
        await page.getByTestId("calendar-scroller").press("ArrowRight");
        const { words, ...beyond } = await page.evaluate(() => {
          const tip = document.querySelector("[data-testid=tip]");
          const [inner, outer] = [tip, tip.parentElement].map((element) => element.getBoundingClientRect());
          return {
            words: tip.textContent,
            left: Math.max(0, Math.round(outer.left - inner.left)),
            right: Math.max(0, Math.round(inner.right - outer.right)),
            top: Math.max(0, Math.round(outer.top - inner.top)),
            bottom: Math.max(0, Math.round(inner.bottom - outer.bottom)),
            within: Math.max(0, tip.scrollWidth - tip.clientWidth),
          };
        });
        assert.notEqual(words, "");
        assert.deepEqual(beyond, { left: 0, right: 0, top: 0, bottom: 0, within: 0 }, words);
      }
    });
  }
}

test("a focused calendar tells its keys until one is pressed", async () => {
  const page = await openArchive("calendar.zip");
  const hint = () => page.locator("#chart-hint").evaluate((hint) => hint.getBoundingClientRect().height > 1);
  assert.equal(await hint(), false);
  while (!(await page.evaluate(() => document.activeElement.matches(".chart__scroller")))) {
    await page.keyboard.press("Tab");
  }
  assert.equal(await hint(), true);
  await page.keyboard.press("ArrowRight");
  await becomes(hint, false);
});

test("figures stand under their headers, and files can be read on a phone", async () => {
  const page = await openArchive("bad-records.zip", { viewport: { width: 360, height: 740 } });
  await openTable(page);
  await page.getByTestId("report").locator("summary").click();
  await page.getByTestId("files").waitFor();
  const tables = await page.locator("table").evaluateAll((tables) =>
    tables.map((table) => {
      const alignments = (row) => [...row.cells].map((cell) => getComputedStyle(cell).textAlign);
      const paths = [...table.querySelectorAll(".table__path")].map((cell) => cell.clientWidth);
      return { head: alignments(table.rows[0]), body: alignments(table.rows[1]), narrowest: Math.min(...paths) };
    }),
  );
  assert.equal(tables.length, 5); // periods; kinds, files, what was left out and what was not opened
  for (const { head, body, narrowest } of tables) {
    assert.deepEqual(head, body);
    assert(narrowest >= 140, `${narrowest} px for a file's name`);
  }
});

test("buttons that save are side by side on a phone, and switches are no headings", async () => {
  const page = await openArchive("bad-records.zip", { viewport: { width: 360, height: 740 } });
  const tops = await page.locator(".save .button").evaluateAll((all) => all.map((one) => one.offsetTop));
  assert.equal(new Set(tops).size, 1, tops.join(", "));
  const weights = await page.locator(".check").evaluateAll((all) => all.map((one) => getComputedStyle(one).fontWeight));
  assert.deepEqual([...new Set(weights)], ["400"]);
});

test("the chosen range can be told from the others where colours are forced", async () => {
  const page = await openArchive("calendar.zip", { forcedColors: "active" });
  const grounds = await page.locator(".range .segments__one").evaluateAll((all) =>
    all.map((one) => [one.querySelector(":checked") !== null, getComputedStyle(one).backgroundColor]),
  );
  const chosen = grounds.filter(([is]) => is).map(([, ground]) => ground);
  assert.equal(chosen.length, 1);
  // Chromium tells the ground that was asked for; whether it is forced away is told apart.
  const label = page.locator(".range .segments__one:has(:checked)");
  assert.equal(await label.evaluate((one) => getComputedStyle(one).forcedColorAdjust), "none");
  assert.equal(grounds.filter(([, ground]) => ground === chosen[0]).length, 1, JSON.stringify(grounds));
});
