// Makes the scripts of Trunk's staging folder small: Trunk's own minifier stops at wasm-bindgen's modules.
// Trunk calls this after a build, see Trunk.toml.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { minify } from "terser";

const dir = process.env.TRUNK_STAGING_DIR;
for (const name of readdirSync(dir).filter((name) => name.endsWith(".js"))) {
  const path = join(dir, name);
  // Every script of the page is a module, but for the one that sets the theme before anything is drawn.
  const { code } = await minify(readFileSync(path, "utf8"), { module: name !== "theme.js" });
  writeFileSync(path, code);
}
