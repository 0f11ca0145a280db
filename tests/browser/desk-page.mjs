// What is done on the desk's page of this device, and what the browser then holds.

import { readFile } from "node:fs/promises";

/** Goes to the page of this device, and waits until it has looked what is kept. */
export async function goToDevice(page) {
  await page.evaluate(() => (location.hash = "#/device"));
  await page.getByTestId("desk-device").waitFor();
  await page.locator("[data-testid=kept], [data-testid=kept-none], [data-testid=kept-trouble]").first().waitFor();
}

/** Keeps what is open, and waits until that is told. */
export async function remember(page) {
  await page.getByTestId("remember").click();
  await page.getByTestId("kept-open").first().waitFor();
}

/** A file that a button saves: its name and its text. */
export async function saved(page, testid) {
  const started = page.waitForEvent("download");
  await page.getByTestId(testid).click();
  const download = await started;
  return { name: download.suggestedFilename(), path: await download.path(), text: await readFile(await download.path(), "utf8") };
}

/** All that the browser holds of the page: databases, storage, caches, service workers. */
export async function held(page) {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name),
    local: Object.keys(localStorage),
    tab: Object.keys(sessionStorage),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
}
