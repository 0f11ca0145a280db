// What the build puts into the pages, on a small folder: whatever it is, the policies name it by its hash.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { nameByContent } from "../../xtask/hash.mjs";
import { allowInline, inlineFirst } from "../../xtask/inline.mjs";

const links = `<link href=/tokens-0123456789abcdef.css rel=stylesheet><link href="/bird-0123456789abcdef.css" rel="stylesheet"><link href="/parts-0123456789abcdef.css" rel="stylesheet"><link href="/opened-forms-0123456789abcdef.css" rel="stylesheet"><link href="/opened-tables-0123456789abcdef.css" rel="stylesheet">`;
const page = `<head><script src="/theme.js"></script>${links}<script src=/boot.js data-files=files data-version=version type=module></script></head><body>`;
const FILES = {
  "index.html": page,
  "en/index.html": page,
  "404.html": `<head><meta http-equiv="Content-Security-Policy" content="style-src 'sha256-style.css'; img-src 'self'">${links}</head><body>`,
  "tokens-0123456789abcdef.css": "a{color:red}",
  "parts-0123456789abcdef.css": "b{color:blue}",
  "opened-forms-0123456789abcdef.css": "u{color:gray}",
  "opened-tables-0123456789abcdef.css": "s{color:gray}",
  "bird-0123456789abcdef.css": "i{color:green}",
  "theme.js": "one()",
  "boot.js": "boot",
  "app-0123456789abcdef.js": "app",
  "talk-worker.js": "talk",
  "sw.js": "const DEPLOY = {};",
  "icon.svg": "<svg/>",
  "manifest.webmanifest": "{}",
  _headers: [
    "/\n  Content-Security-Policy: script-src 'self' 'sha256-theme.js'; style-src 'self' 'sha256-style.css'; font-src 'self'",
    "/talk-worker-*\n  Content-Security-Policy: script-src 'self'",
    "/404.html\n  Content-Security-Policy: style-src 'self' 'sha256-style.css'; script-src 'self' 'sha256-theme.js'\n",
  ].join("\n\n"),
};

/** What is read from a folder of these files after `then` was done to it. */
function made(files, then, ask) {
  const dir = mkdtempSync(join(tmpdir(), "yodori-inline-"));
  try {
    for (const [name, text] of Object.entries({ ...FILES, ...files })) {
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    then(dir);
    return ask((name) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), "utf8") : undefined), readdirSync(dir));
  } finally {
    rmSync(dir, { recursive: true });
  }
}

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const STYLE = "a{color:red}b{color:blue}";

test("the styles of the first screen and theme.js stand in the pages, in their order, and are files no more", () => {
  made({}, inlineFirst, (read, names) => {
    for (const name of ["index.html", "en/index.html", "404.html"]) {
      const html = read(name);
      assert(html.includes(`<style>${STYLE}</style></head>`), html);
      assert.doesNotMatch(html, /\.css"|<link|theme\.js/, name);
      assert.equal(html.includes("<script>one()</script>"), name !== "404.html", name);
    }
    assert.deepEqual(names.filter((name) => /\.css|theme/.test(name)), ["bird.css", "shared-bird-desk-whole.css"]);
    assert.equal(read("bird.css"), "i{color:green}");
    assert.equal(read("shared-bird-desk-whole.css"), "u{color:gray}s{color:gray}");
  });
});

for (const [what, files, style, script] of [
  ["as they are", {}, STYLE, "one()"],
  ["another style", { "parts-0123456789abcdef.css": "b{color:navy}" }, "a{color:red}b{color:navy}", "one()"],
  ["another script", { "theme.js": "two()" }, STYLE, "two()"],
  ["what a replacement would read as its own words", { "theme.js": "a('$&$1$`')" }, STYLE, "a('$&$1$`')"],
]) {
  test(`each policy names the hashes of what is inline, and workers keep their names: ${what}`, () => {
    const finish = (dir) => {
      inlineFirst(dir);
      nameByContent(dir);
    };
    const workers = (names) => names.filter((name) => name.startsWith("talk-worker"));
    const before = made({}, finish, (_, names) => workers(names));
    made(files, finish, (read, names) => {
      const expected = FILES._headers.replaceAll("'sha256-style.css'", hashOf(style)).replaceAll("'sha256-theme.js'", () => hashOf(script));
      assert.equal(read("_headers"), expected);
      assert(read("404.html").includes(`content="style-src ${hashOf(style)}; img-src 'self'"`), read("404.html"));
      assert(read("index.html").includes(`<style>${style}</style>`));
      assert(read("index.html").includes(`<script>${script}</script>`));
      assert.deepEqual(workers(names), before);
    });
  });
}

test("a worker under another policy has another name", () => {
  const worker = (files) => made(files, nameByContent, (_, names) => names.find((name) => name.startsWith("talk-worker")));
  const other = FILES._headers.replace("script-src 'self'\n", "script-src 'none'\n");
  assert.notEqual(other, FILES._headers);
  assert.notEqual(worker({ _headers: other }), worker({}));
});

test("what was allowed before and stands there no more is allowed no more", () => {
  const changed = (dir) => {
    inlineFirst(dir);
    for (const name of ["index.html", "en/index.html", "404.html"]) {
      const path = join(dir, name);
      writeFileSync(path, readFileSync(path, "utf8").replace(STYLE, "a{}"));
    }
    allowInline(dir);
  };
  made({}, changed, (read) => {
    for (const name of ["_headers", "404.html"]) {
      assert(read(name).includes(hashOf("a{}")), name);
      assert(!read(name).includes(hashOf(STYLE)), name);
    }
  });
});

for (const [what, files, says] of [
  ["a style that would end its element", { "tokens-0123456789abcdef.css": "a::before{content:'</style>'}" }, /style\.css can't stand/],
  ["a script that would", { "theme.js": "a('</script>')" }, /theme\.js can't stand/],
  ["no style", { "tokens-0123456789abcdef.css": "", "parts-0123456789abcdef.css": "" }, /style\.css can't stand/],
  ["policies without a place for the hashes", { _headers: "/\n  Content-Security-Policy: style-src 'self' 'sha256-style.css'" }, /no place/],
  ["a page with a style of its own", { "404.html": `${FILES["404.html"].replace("</head>", "<style>a{}</style></head>")}` }, /2 different inline styles/],
  ["a page with a script of its own", { "en/index.html": `${page}<script>evil()</script>` }, /2 different inline scripts/],
  ["a page without an end of its head", { "en/index.html": "<p>" }, /en\/index\.html has no end/],
]) {
  test(`no build is finished with ${what}`, () => {
    assert.throws(() => made(files, inlineFirst, () => {}), says);
  });
}
