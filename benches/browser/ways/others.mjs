// All other ways: a worker each, on a page with nothing but an input.

import { copyFileSync, cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../../../tests/browser/chromium.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const LIBRARIES = {
  "zip.js": "@zip.js/zip.js/index.min.js",
  "fflate.js": "fflate/esm/browser.js",
  "jszip.js": "jszip/dist/jszip.min.js",
};

const other = (name, label) => ({
  name,
  label,
  open: (page, url) => page.goto(`${url}/?way=${name}`),
  answer: (page) => page.evaluate(() => window.answered),
});

/** What all are measured against. */
export const FLOOR = "inflate";

export const others = [
  other(FLOOR, "DecompressionStream alone, files in sequence"),
  other("regex", "DecompressionStream + regex"),
  other("parse", "DecompressionStream + JSON.parse"),
  other("zipjs", "zip.js + JSON.parse"),
  other("fflate", "fflate + JSON.parse"),
  other("jszip", "JSZip + JSON.parse"),
];

/** Puts together what is served: the page, the workers, and the libraries from node_modules. */
export function makeSite(dir) {
  rmSync(dir, { recursive: true, force: true });
  cpSync(join(HERE, "..", "bare"), dir, { recursive: true });
  cpSync(HERE, join(dir, "ways"), { recursive: true, filter: (path) => !path.endsWith(".mjs") });
  mkdirSync(join(dir, "lib"));
  for (const [name, path] of Object.entries(LIBRARIES)) {
    copyFileSync(join(ROOT, "node_modules", path), join(dir, "lib", name));
  }
  return dir;
}
