// Makes the scripts of a folder small: Trunk's own minifier stops at wasm-bindgen's modules.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

/** Scripts that are no modules. */
const CLASSIC = ["theme.js", "sw.js"];

export async function minifyScripts(dir) {
  for (const name of readdirSync(dir).filter((name) => name.endsWith(".js"))) {
    const path = join(dir, name);
    const { code } = await minify(readFileSync(path, "utf8"), { module: !CLASSIC.includes(name) });
    writeFileSync(path, code);
  }
}
