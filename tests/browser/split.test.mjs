// What the build does with wasm files by hand: see xtask/imports.mjs.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withImports } from "../../xtask/imports.mjs";
import { ROOT } from "./harness.mjs";

const DIST = join(ROOT, "dist");
const SCRIPTS = readdirSync(DIST).filter((name) => /-[0-9a-f]{16}\.js$/.test(name) && !name.startsWith("boot"));
const wasmOf = (script) => readFileSync(join(DIST, script.replace(".js", "_bg.wasm")));
const importsOf = (wasm) => WebAssembly.Module.imports(new WebAssembly.Module(wasm));

/** Imports of all kinds, of a module "a", some with more than one byte where a number may have that. */
const ALL_KINDS = `06
  01 61 01 66 00 81 00         a function of type 1
  01 61 01 74 01 70 00 80 01   a table of at least 128
  01 61 01 75 01 6f 01 01 8002 another, with a maximum
  01 61 01 6d 02 01 01 02      a memory with a maximum
  01 61 01 67 03 7f 01         a global that can change
  01 61 01 78 04 00 00         a tag of type 0`;

/** Bytes that are written as hexadecimal digits, with words that start at a column of their own. */
const bytes = (lines) => Buffer.from(lines.split("\n").map((line) => line.slice(0, 31).replace(/ /g, "")).join(""), "hex");

function allKinds() {
  const imports = bytes(ALL_KINDS);
  const types = bytes("01 08 02 60 00 00 60 01 7f 00"); // () and (i32)
  return Buffer.concat([bytes("0061736d 01000000"), types, Buffer.from([2, imports.length]), imports]);
}

test("an import of any kind gets another name, however long, and stays what it is", () => {
  const wasm = allKinds();
  const before = importsOf(wasm);
  assert.deepEqual(before.map(({ name, kind }) => name + kind), ["ffunction", "ttable", "utable", "mmemory", "gglobal", "xtag"]);
  for (const length of [0, 1, 127, 128, 20_000]) {
    const nameOf = (name) => (name === "m" ? name : name.repeat(length));
    const after = importsOf(withImports(wasm, nameOf));
    assert.deepEqual(after, before.map((one) => ({ ...one, name: nameOf(one.name) })), `${length} letters`);
  }
});

for (const script of SCRIPTS) {
  test(`${script.slice(0, -20)} and its wasm call what they share by the same short names`, () => {
    const text = readFileSync(join(DIST, script), "utf8");
    const names = importsOf(wasmOf(script)).filter(({ module }) => module.endsWith("_bg.js")).map(({ name }) => name);
    assert(names.length > 5);
    assert.equal(new Set(names).size, names.length, "two have one name");
    assert.deepEqual(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(text)), [], "unknown to the script");
    assert.deepEqual([text, ...names].filter((known) => /__wbg_\w+_[0-9a-f]{16}\b/.test(known)), [], "a long name is left");
  });
}
