// What is done on the desk's page for sharing.

import { readFile } from "node:fs/promises";
import { openArchive } from "./visit.mjs";

export const SIZES = { wide: [1200, 630], square: [1080, 1080], tall: [1080, 1920] };

/** Opens the page of sharing from an archive's calendar. */
export async function openShare(options) {
  const page = await openArchive("calendar.zip", options);
  await page.getByTestId("share-way").click();
  await page.getByTestId("share-picture").waitFor();
  return page;
}

/** The picture as it is drawn: width, height and a short name that equal pictures share. */
export async function picture(page) {
  return page.getByTestId("share-picture").evaluate(async (canvas) => {
    const bytes = new TextEncoder().encode(canvas.toDataURL());
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [canvas.width, canvas.height, [...hash.slice(0, 8)].join(" ")];
  });
}

export const choose = (page, testid) => page.getByTestId(testid).check({ force: true });
export const turn = (page, testid) => page.getByTestId(testid).click({ force: true });

/** Saves the picture; its name and bytes. */
export async function save(page, format) {
  const started = page.waitForEvent("download");
  await page.getByTestId(`share-${format}`).click();
  const download = await started;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}
