// What this page is: its version, and lines that help to find faults and say nothing of the person.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { openPage, testdata } from "./harness.mjs";
import { truths } from "./truth.mjs";
import { becomes, drawn } from "./visit.mjs";

const version = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8"))[1];

test("the version is the package's, in the language of the page", async () => {
  for (const [locale, heading] of [
    ["en", "About this page"],
    ["ja", "このページについて"],
  ]) {
    const page = await openPage({ path: "/#/about", locale });
    assert.equal(await page.getByTestId("version").innerText(), version);
    assert.equal(await page.locator("h1").innerText(), heading);
  }
});

test("what is copied for a report of a fault is what is shown, and holds nothing of whoever is looked at", async () => {
  const page = await openPage();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
  await drawn(page);
  await page.evaluate(() => (location.hash = "#/about"));
  const shown = await page.getByTestId("diagnostics").innerText();
  await page.getByTestId("copy-diagnostics").click();
  await becomes(() => page.getByTestId("copied").innerText(), "Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, shown);
  assert.match(copied, new RegExp(`^Yodori ${version.replaceAll(".", "\\.")} \\([0-9a-f]{16}\\)$`, "m"));
  assert.match(copied, /^window: \d+ × \d+ at \d+ %$/m);
  const { name, handle } = truths()["calendar.zip"];
  const zone = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  for (const personal of [name, handle, zone]) {
    assert.ok(personal && !copied.includes(personal), personal);
  }
});

test("where nothing may be copied, that is said", async () => {
  const page = await openPage({ path: "/#/about" });
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await page.getByTestId("copy-diagnostics").click();
  await becomes(() => page.getByTestId("copied").innerText(), "It could not be copied. Select the text above and copy that.");
});
