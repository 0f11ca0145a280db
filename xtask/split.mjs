// Takes the page's program apart, between Rust's compiler and wasm-bindgen, which Trunk can't do: puts its parts in
// the place of the one file that Trunk has made of it. Where it is taken apart src/main.rs says.
//
// `app_bg.wasm` is what everyone downloads. `whole_bg.wasm`, `bird_bg.wasm`, `desk_bg.wasm` are what one part alone
// needs, `shared-bird-desk_bg.wasm` and the like what several parts do and the first screen doesn't. All have one
// memory; boot.js brings them.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What browsers have that can run the page. */
const FEATURES = [
  "bulk-memory",
  "bulk-memory-opt",
  "nontrapping-float-to-int",
  "sign-ext",
  "mutable-globals",
  "reference-types",
  "multivalue",
  "simd",
].map((feature) => `--enable-${feature}`);
/**
 * Functions in the order of their names: the kin of one generic function lie beside each other, and brotli makes 1%
 * less of them. Rust's stack begins at address 0 and its end is never reached: nothing that is read or written lies in
 * the first kilobyte.
 */
const SMALL = ["-O1", "--low-memory-unused", "--gufa", "-Os", "--reorder-functions-by-name"];

/** @param {string} dir where Trunk has put the program's file and its script */
export async function splitProgram(dir) {
  const { stdout } = await run("cargo", ["metadata", "--no-deps", "--offline", "--format-version=1"], { maxBuffer: 1 << 26 });
  const target = join(JSON.parse(stdout).target_directory, "wasm32-unknown-unknown", process.env.TRUNK_PROFILE ?? "release");
  const work = mkdtempSync(join(target, "split-"));
  await run("wasm-split-cli", [join(target, "app.wasm"), work, "--out-name", "app"]);
  const bindgen = ["--target", "web", "--keep-lld-exports", "--no-typescript", "--out-dir", join(work, "bound")];
  await run("wasm-bindgen", [...bindgen, join(work, "app.wasm")]);

  const links = readFileSync(join(work, "__wasm_split.js"), "utf8");
  const parts = readdirSync(work).filter((name) => /^(split|chunk)_\w+\.wasm$/.test(name));
  const files = parts.map((name) => ({ from: join(work, name), to: `${nameOf(name, links)}_bg.wasm` }));
  const built = (kind) => readdirSync(dir).find((name) => name.startsWith("app-") && name.endsWith(kind));
  files.push({ from: join(work, "bound", "app_bg.wasm"), to: built("_bg.wasm") });
  await Promise.all(files.map(({ from, to }) => run("wasm-opt", [from, ...FEATURES, ...SMALL, "-o", join(dir, to)])));
  const script = join(work, "bound", "app.js");
  const names = parts.filter((name) => name.startsWith("split_")).map((name) => nameOf(name));
  writeFileSync(script, bringing(readFileSync(script, "utf8"), names));
  renameSync(script, join(dir, built(".js")));
  rmSync(work, { recursive: true });
}

/** What a file of the splitter's is called: after its part, or after those that share it, which stand in its script. */
function nameOf(name, links) {
  const [, kind, own] = /^(split|chunk)_(\w+)\.wasm$/.exec(name);
  if (kind === "split") return own;
  const [, sharing] = new RegExp(`/\\* (.*) \\*/\\nconst __chunk_${own} =`).exec(links);
  return ["shared", ...sharing.split(", ").sort()].join("-");
}

/** The program's script with boot.js in the place of the splitter's own, which would know no names of files. */
function bringing(script, parts) {
  const from = '"./__wasm_split.js"';
  let isFirst = true;
  const calls = `${from}: Object.fromEntries(${JSON.stringify(parts)}.map((part) => [
    "__wasm_split_load_" + part,
    (callback, data) =>
      window.yodoriPart(part, wasm).then((isHere) => wasm.__indirect_function_table.get(callback)(data, isHere)),
  ])),\n`;
  const own = script
    .replace(new RegExp(`^import \\* as \\w+ from ${from};?\\n`, "gm"), "")
    .replace(new RegExp(`^ *${from}: \\w+,\\n`, "gm"), () => (isFirst ? ((isFirst = false), calls) : ""));
  if (isFirst) throw new Error("wasm-bindgen's script names the splitter's otherwise");
  return own;
}
