// What every step that finishes a build does with the files of its folder.

import { existsSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** Whether a module is the script that was called, under whatever name of its folder. */
export function isMain(url) {
  const [, script = ""] = process.argv; // none, or something else, where a text is run
  return existsSync(script) && realpathSync(script) === fileURLToPath(url);
}

/** All files below a folder with `/` in their paths, in an order of their own. */
export function filesOf(dir) {
  const isFile = (name) => statSync(join(dir, name)).isFile();
  return readdirSync(dir, { recursive: true }).filter(isFile).map((name) => name.replaceAll(sep, "/")).sort();
}

/** Its pages, with that for lost addresses. */
export const pagesOf = (dir) => filesOf(dir).filter((name) => name.endsWith(".html"));

export const read = (dir, name) => readFileSync(join(dir, name), "utf8");

export function edit(dir, name, change) {
  writeFileSync(join(dir, name), change(read(dir, name)));
}
