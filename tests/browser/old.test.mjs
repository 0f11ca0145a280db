// Browsers that lack what the page is made of: each is told which would do, whatever it lacks.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, openPage } from "./harness.mjs";

const script = (body) => (route) => route.fulfill({ contentType: "text/javascript", body });

/** How a browser without it is played. What a real one of that age could not read at all is put in the way as nonsense. */
for (const [lack, prepare] of [
  ["no WebAssembly", (page) => page.addInitScript(() => delete window.WebAssembly)],
  [
    "WebAssembly without SIMD",
    (page) =>
      page.addInitScript(() => {
        const refuse = () => Promise.reject(new WebAssembly.CompileError("no SIMD"));
        Object.assign(WebAssembly, { instantiate: refuse, instantiateStreaming: refuse });
      }),
  ],
  [
    "workers that can't be modules",
    (page) => page.addInitScript(() => (window.Worker = class { terminate() {} })),
  ],
  [
    "no :has()",
    (page) => page.addInitScript(() => (CSS.supports = (what) => !what.includes(":has"))),
  ],
  [
    "no color-mix()",
    (page) => page.addInitScript(() => (CSS.supports = (what) => !what.includes("color-mix"))),
  ],
  ["a start script that it can't read", (page) => page.route("**/boot-*.js", script("let = => ?? class"))],
  ["no start script", (page) => page.route("**/boot-*.js", (route) => route.abort())],
  [
    "no modules",
    (page) =>
      page.route(/\/$/, async (route) => {
        const html = await (await route.fetch()).text();
        await route.fulfill({ contentType: "text/html", body: html.replace(/type="?module"?/, 'type="text/unknown"') });
      }),
  ],
]) {
  test(`a browser with ${lack} is told which one would do`, async () => {
    for (const [locale, words] of [
      ["ja-JP", /ページを開けませんでした[^]*Safari 16\.4 以降/],
      ["en-GB", /could not be opened[^]*Safari 16\.4 or later/],
    ]) {
      const page = await openPage({ locale, prepare, waitForStart: false });
      const message = page.locator("#boot-failed");
      await message.waitFor({ state: "visible" });
      assert.match(await message.innerText(), words);
      assert.match(await message.innerText(), /Chrome.*111.*Firefox 121/s);
      page.problems.length = 0; // what it lacks
    }
  });
}

test("a browser that has everything is told nothing, however late the rest comes", async () => {
  const page = await openPage({
    waitForStart: false,
    prepare: (page) =>
      page.route("**/app-*_bg.wasm", async (route) => {
        await new Promise((late) => setTimeout(late, 2_000));
        await route.continue();
      }),
  });
  assert.equal(await page.locator("#boot-failed").isVisible(), false);
  await page.waitForSelector("body[data-started]", { state: "attached" });
  assert.equal(await page.locator("#boot-failed").isVisible(), false);
});

test("the script that tells is written in words of 2009, before and after it was made small", () => {
  const read = (path) => readFileSync(join(ROOT, path), "utf8");
  const [, built] = /<script>(.*?)<\/script>/s.exec(read("dist/index.html"));
  for (const [path, whole] of Object.entries({ "assets/theme.js": read("assets/theme.js"), "dist/index.html": built })) {
    const text = whole.replace(/^\s*\/\/.*$/gm, "");
    assert.match(text, /boot-failed/, path);
    const newer = text.match(/=>|`|\?\?|\?\.|\b(const|let|class|async|await|import|export)\b|catch *\{|\.\.\./g) ?? [];
    assert.deepEqual(newer, [], path);
  }
});
