// Every screen that the page has, one after the other, for whoever looks at all of them.

import { openPanel } from "./bird-page.mjs";
import { testdata } from "./harness.mjs";
import { told } from "./rhythm-page.mjs";
import { becomes, chooseRange, drawn, openTable } from "./visit.mjs";

/**
 * Leads an open page through all of its screens, and calls `look` with each one's name.
 * @param {import("playwright-core").Page} page on the first screen
 * @param {(name: string) => Promise<void>} look
 */
export async function visitAll(page, look) {
  await page.getByTestId("sample-owl").waitFor();
  await look("first screen");
  await whileReading(page, () => look("reading"));
  await page.getByTestId("file-input").setInputFiles(testdata("not-a-zip.bin"));
  await page.getByTestId("failed").waitFor();
  await look("failed");
  await page.getByTestId("file-input").setInputFiles(testdata("bad-records.zip"));
  await drawn(page);
  await look("calendar");
  await told(page);
  await page.getByTestId("free-days").locator("summary").click();
  await page.getByTestId("rhythm-table-toggle").locator("summary").click();
  await page.getByTestId("rhythm-more").locator("summary").first().click();
  await look("rhythm, all open");
  await page.getByTestId("calendar-scroller").press("ArrowRight");
  await page.getByTestId("tip").waitFor();
  await look("calendar with a cursor");
  await page.getByTestId("calendar-scroller").press("Enter");
  await page.getByTestId("post-text").first().waitFor();
  await look("dialog");
  await page.keyboard.press("Escape");
  await chooseRange(page, "all");
  await drawn(page);
  await look("calendar of all");
  await chooseRange(page, "dates");
  await page.getByTestId("from-day").waitFor();
  await page.getByTestId("report").locator("summary").click();
  await page.getByTestId("skipped").waitFor();
  for (const folded of ["act-kinds", "apps"]) {
    const summary = page.getByTestId(folded).locator("summary");
    if (await summary.count()) await summary.click();
  }
  await openTable(page);
  await look("calendar by dates, all open");
  await page.getByTestId("acts").getByRole("checkbox").first().uncheck();
  await page.getByTestId("apps").getByRole("checkbox").evaluateAll((apps) => apps.forEach((app) => app.click()));
  await page.locator(".card--empty").waitFor();
  await look("calendar of nothing");
  await page.evaluate(() => (location.hash = "#/how"));
  await page.locator(".prose").waitFor();
  await look("how it works");
  for (const desk of ["leaves", "device", "about", "share"]) {
    await page.evaluate((desk) => (location.hash = `#/${desk}`), desk);
    await page.locator(`[data-testid="desk-${desk}"]`).waitFor();
    await look(`desk: ${desk}`);
  }
  await page.evaluate(() => (location.hash = "#/bird"));
  await page.locator("[data-testid=bird] svg[data-stage]").waitFor();
  for (const panel of ["meals", "wardrobe", "talk", "ranking", "keeping"]) {
    await openPanel(page, panel);
    if (panel === "talk") {
      await page.getByTestId("words").fill("?");
      await page.getByTestId("send").click();
      await page.locator("[data-testid=talk]:not([aria-busy]) li:nth-child(2)").waitFor();
      await page.getByTestId("gemini").locator("summary").click();
    }
    if (panel === "keeping") await page.getByTestId("erase").click();
    await look(`bird: ${panel}`);
  }
}

/**
 * Does something while an archive is being read: its worker is kept waiting for its own files. The first
 * screen waits with it, so the whole page is asked for beforehand.
 */
export async function whileReading(page, act) {
  await page.evaluate(() => (location.hash = "#/github"));
  await page.locator("#token").waitFor();
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("file-input").waitFor({ state: "attached" });
  const waiting = [];
  const files = "**/archive-worker*";
  await page.route(files, (route) => void waiting.push(route));
  await page.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
  await page.getByTestId("progress").waitFor();
  await act();
  await page.getByTestId("cancel").click();
  await becomes(() => page.getByTestId("progress").count(), 0);
  await page.unroute(files);
  await Promise.all(waiting.map((route) => route.abort("aborted").catch(() => {}))); // its worker is gone
}
