// What a page's service worker keeps.

import assert from "node:assert/strict";
import { plainName } from "./harness.mjs";

/** Waits until the page's service worker has taken over, and keeps what a program is made of. */
export async function keeps(page, plain) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  // All of it is 50 files, one after another, and the machine may be busy.
  for (const end = Date.now() + 30_000; Date.now() < end; await page.waitForTimeout(100)) {
    if ((await keptOf(page)).includes(plain)) return;
  }
  assert.fail(`${plain} is not kept: ${await keptOf(page)}`);
}

/** The files that are kept, of any version, by the names they had before they were named by content. */
export async function keptOf(page) {
  const urls = await page.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => url);
  });
  return urls.map(plainName).sort();
}

/** Has everything kept, by the event that the page's own button sends; gives what is told at last. */
export function keepEverything(page) {
  return page.evaluate(
    () =>
      new Promise((done) => {
        window.told = [];
        addEventListener("yodori-offline", ({ detail }) => {
          window.told.push(detail);
          if (detail.isOver || detail.failed) done(detail);
        });
        dispatchEvent(new Event("yodori-keep-offline"));
      }),
  );
}

/** Another page of the same person: a later visit. */
export async function visitAgain(page, path = "/") {
  const again = await page.context().newPage();
  await again.goto(new URL(page.url()).origin + path);
  await again.waitForSelector("body[data-started]", { state: "attached" });
  return again;
}
