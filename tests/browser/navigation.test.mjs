// Every page has an address that can be linked to, a title, and a place in the browser's history.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./harness.mjs";
import { truths } from "./truth.mjs";
import { becomes, chooseArchive, drawn } from "./visit.mjs";

for (const path of ["/#/", "/", "/#/nowhere", "/#/calendar", "/#%00<script>"]) {
  test(`${path} leads to the first screen as long as nothing was opened`, async () => {
    const page = await openPage({ path });
    await page.getByTestId("sample-owl").waitFor();
    assert.equal(await page.title(), "Yodori · every late night, in plain sight");
    assert.equal(await page.getByTestId("calendar-canvas").count(), 0);
  });
}

test("each page has its address, its title, and its place in Back and Forward", async () => {
  const page = await openPage();
  const at = async () => ({
    hash: new URL(page.url()).hash,
    title: await page.title(),
    heading: await page.locator("h1").innerText(),
  });
  const welcome = {
    hash: "",
    title: "Yodori · every late night, in plain sight",
    heading: "Every late night, in plain sight.",
  };
  const how = { hash: "#/how", title: "How it works · Yodori", heading: "How it works" };
  const person = truths()["calendar.zip"].name;
  const calendar = { hash: "#/calendar", title: "Calendar · Yodori", heading: person };
  const tidy = async () => {
    const { heading, ...rest } = await at();
    return { ...rest, heading: heading.replace(/\s+/g, " ") };
  };
  await becomes(tidy, welcome);
  await page.getByRole("link", { name: "About", exact: true }).click();
  await becomes(tidy, how);
  await page.goBack();
  await becomes(tidy, welcome);
  await page.goForward();
  await becomes(tidy, how);
  await page.getByRole("banner").getByRole("link", { name: "Yodori" }).click();
  await becomes(tidy, { ...welcome, hash: "#/" });
  await chooseArchive(page, "calendar.zip");
  await becomes(tidy, calendar);
  await page.goBack();
  await becomes(tidy, { ...welcome, hash: "#/" });
  await page.goForward();
  await becomes(tidy, calendar);
  await page.getByRole("link", { name: "About", exact: true }).click();
  await becomes(tidy, how);
  await page.getByRole("link", { name: "Calendar" }).click();
  await becomes(tidy, calendar);
  await drawn(page);
});

test("#/how can be linked to", async () => {
  const page = await openPage({ path: "/#/how" });
  await becomes(() => page.title(), "How it works · Yodori");
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), "How it works");
});

test("whoever goes to a page is at its beginning, wherever the way to it stood", async () => {
  const page = await openPage({ viewport: { width: 360, height: 640 } });
  const place = () => page.evaluate(() => [scrollY, document.activeElement.id]);
  for (const name of ["about", "leaves", "device", "about"]) {
    const way = page.locator(`footer a[href='#/${name}']`);
    await way.scrollIntoViewIfNeeded();
    assert((await place())[0] > 100, `${name}: the way to it is in sight from the beginning`);
    await way.click();
    await page.getByTestId(`desk-${name}`).waitFor();
    await becomes(place, [0, "main"], name);
  }
});
