// A Chromium to test in, without anything else: the benchmark wants one as well.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The checkout. */
export const ROOT = resolve(fileURLToPath(import.meta.url), "..", "..", "..");

export const CHROMIUM_ARGS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-dev-shm-usage",
];

/** Where Chromium is. */
export function chromiumPath() {
  const usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const path = process.env.CHROMIUM ?? usual.find(existsSync);
  assert(path, "no Chromium: call `cargo xtask test`, or set CHROMIUM");
  return path;
}

/** A browser of its own, for whoever measures. Tests use the harness' openPage(). */
export function launchBrowser(args = []) {
  return chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS, ...args] });
}
