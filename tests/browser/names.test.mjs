// Names by content, on a small folder: whatever Trunk calls its files, all of them are found and named.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { nameByContent } from "../../xtask/hash.mjs";

/** The page and the files of a folder after they were named, in which Trunk gave the app this hash. */
function named(hash, without = []) {
  const dir = mkdtempSync(join(tmpdir(), "yodori-names-"));
  const app = `app-${hash}`;
  const files = {
    "index.html": `<script src=/boot.js data-files=files data-version=version></script><link href=/${app}.js rel=modulepreload>`,
    [`${app}.js`]: `fetch("${app}_bg.wasm")`,
    [`${app}_bg.wasm`]: "wasm",
    "boot.js": "boot",
    "sw.js": "const DEPLOY = {};",
    "icon.svg": "<svg/>",
    "manifest.webmanifest": "{}",
  };
  try {
    for (const [name, text] of Object.entries(files)) {
      if (!without.some((start) => name.startsWith(start))) writeFileSync(join(dir, name), text);
    }
    nameByContent(dir);
    const names = readdirSync(dir);
    const text = (name) => readFileSync(join(dir, name), "utf8");
    return { names, script: text(names.find((name) => name.startsWith("app-") && name.endsWith(".js"))), html: text("index.html") };
  } finally {
    rmSync(dir, { recursive: true });
  }
}

for (const hash of ["0123456789abcdef", "a6e078bd5db5f9a", "12345678"]) {
  test(`an app that Trunk calls app-${hash} is named by its content wherever it is named`, () => {
    const { names, script, html } = named(hash);
    const [file] = names.filter((name) => /^app-[0-9a-f]{16}\.js$/.test(name));
    assert(file, names.join(" "));
    const program = file.replace(".js", "");
    assert(names.includes(`${program}_bg.wasm`), names.join(" "));
    assert.equal(script, `fetch("${program}_bg.wasm")`);
    assert.match(html, new RegExp(`data-files="[^"]*${program}[ "]`));
    assert(html.includes(`href="/${program}.js"`), html);
    assert(names.every((name) => !name.includes(`app-${hash}`) || hash.length === 16), names.join(" "));
  });
}

test("the same content has the same name, whatever Trunk called it", () => {
  const programs = ["0123456789abcdef", "a6e078bd5db5f9a"].map((hash) => named(hash).names.filter((name) => name.startsWith("app-")));
  assert.deepEqual(programs[0], programs[1]);
});

test("a folder without a part of the first screen is no build", () => {
  assert.throws(() => named("0123456789abcdef", ["app"]), /no file is called app/);
});
