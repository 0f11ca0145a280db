// The pages around the page: what others show of a link to it, /en/, the one for lost addresses, what robots read.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { PAGES, makePages } from "../../xtask/pages.mjs";
import { ROOT, axe, expectProblems, openPage, siteUrl } from "./harness.mjs";
import { told as rhythmTold } from "./rhythm-page.mjs";
import { becomes, drawn } from "./visit.mjs";

const SITE = "https://yodori.example";
const built = (...path) => readFileSync(join(ROOT, "dist", ...path), "utf8");

/** Makes the pages of a small build, and gives what is read from them. */
function made(site, ask) {
  const dir = mkdtempSync(join(tmpdir(), "yodori-pages-"));
  try {
    const head = `<title>x</title><meta content="x" name=description><link href=/a.css rel=stylesheet><script src=theme.js></script>`;
    writeFileSync(join(dir, "index.html"), `<!doctype html><html lang=ja>${head}<body><a href="#/">x</a>`);
    cpSync(join(ROOT, "assets", "404.html"), join(dir, "404.html"));
    makePages(dir, site);
    const read = (name) => (existsSync(join(dir, name)) ? readFileSync(join(dir, name), "utf8") : undefined);
    return ask(read);
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** What a page tells by its meta elements, by name or property. */
function told(html) {
  const value = (tag, name) => tag.match(new RegExp(`\\b${name}=(?:"([^"]*)"|([^\\s>]*))`))?.slice(1).find((part) => part !== undefined);
  const metas = html.match(/<meta\b[^>]*>/g).map((tag) => [value(tag, "property") ?? value(tag, "name"), value(tag, "content")]);
  const [root] = html.match(/<html\b[^>]*>/);
  return { lang: value(root, "lang"), title: html.match(/<title>([^<]*)/)[1], ...Object.fromEntries(metas) };
}

for (const { path, lang, locale, title, description } of PAGES) {
  test(`the page at ${path} tells others what it is, in its own language`, async () => {
    const tells = told(await (await fetch((await siteUrl()) + path)).text());
    const expected = { lang, title, description, "og:title": title, "og:description": description, "og:locale": locale };
    for (const [key, value] of Object.entries(expected)) assert.equal(tells[key], value, key);
    assert.equal(tells["twitter:card"], "summary_large_image");
  });
}

test("where the host is known, pictures, canonical addresses and other languages are whole addresses", () => {
  made(SITE, (read) => {
    const [index, english] = [read("index.html"), read("en/index.html")];
    for (const [html, path, picture] of [
      [index, "/", "og-ja.png"],
      [english, "/en/", "og-en.png"],
    ]) {
      assert(html.includes(`<link rel="canonical" href="${SITE}${path}">`), html);
      assert(html.includes(`property="og:image" content="${SITE}/${picture}"`), html);
      for (const [lang, to] of [["ja", "/"], ["en", "/en/"], ["x-default", "/"]]) {
        assert(html.includes(`hreflang="${lang}" href="${SITE}${to}"`), html);
      }
    }
    assert(read("sitemap.xml").includes(`<loc>${SITE}/en/</loc>`));
    assert(read("robots.txt").endsWith(`Sitemap: ${SITE}/sitemap.xml\n`));
  });
});

test("where it is not, nothing names one", () => {
  made("", (read) => {
    for (const name of ["index.html", "en/index.html", "robots.txt"]) assert(!/https?:\/\/|canonical|og:image/.test(read(name)), name);
    assert.equal(read("sitemap.xml"), undefined);
  });
});

test("files are named from the root, and parts of the page from itself", () => {
  made("", (read) => {
    assert(read("en/index.html").includes("src=/theme.js"));
    assert(read("en/index.html").includes('href="#/"'));
    assert(read("404.html").includes("<link href=/a.css rel=stylesheet>"));
  });
});

for (const site of ["yodori.example", "http://yodori.example", "https://yodori.example/page", "https://yodori.example/?a"]) {
  test(`${site} is no origin to be served from`, () => {
    assert.throws(() => made(site, () => {}), /YODORI_SITE must be an origin/);
  });
}

for (const { picture } of PAGES) {
  test(`${picture.name} is as large as it is said to be, and light`, () => {
    const path = join(ROOT, "dist", picture.name);
    const png = readFileSync(path);
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1200, 630]);
    assert(statSync(path).size <= 60_000, `${statSync(path).size} bytes`);
  });
}

const stands = (page) =>
  page.evaluate(() => `${document.documentElement.lang} ${location.pathname}${location.hash}`);

test("the English page works as the first one does, whatever the browser's language", async () => {
  const page = await openPage({ path: "/en/", locale: "ja-JP" });
  assert.equal(await stands(page), "en /en/");
  await page.getByTestId("sample-orderly").click();
  await drawn(page);
  await rhythmTold(page);
  assert.equal(await stands(page), "en /en/#/calendar");
});

test("whoever chooses a language has its address, at the same place, and keeps it", async () => {
  const page = await openPage({ path: "/en/#/how" });
  const switchTo = async (expected) => {
    await page.getByTestId("language").click();
    await becomes(() => stands(page), expected);
  };
  await switchTo("ja /#/how");
  await page.goto(`${await siteUrl()}/en/`);
  await becomes(() => stands(page), "ja /en/"); // it was chosen
  await page.waitForSelector("body[data-started]");
  await switchTo("en /en/");
  await switchTo("ja /");
  await page.getByTestId("theme").click();
  assert.equal(await stands(page), "ja /");
});

test("another theme is no other language, and leaves the address alone", async () => {
  const page = await openPage();
  await page.getByTestId("theme").click();
  await becomes(() => page.evaluate(() => document.documentElement.dataset.theme), "light");
  assert.equal(await stands(page), "en /");
});

test("an address that leads nowhere gets a page in both languages that leads home, and no script", async () => {
  for (const [viewport, colorScheme] of [
    [{ width: 360, height: 740 }, "light"],
    [{ width: 1440, height: 900 }, "dark"],
  ]) {
    const page = await openPage({ path: "/no/such/page", viewport, colorScheme, waitForStart: false });
    expectProblems(page, /^404/, /404/);
    assert.match(await page.locator("h1").innerText(), /何もありません/);
    assert.match(await page.locator("h2").innerText(), /nothing here/);
    const ways = await page.locator("a.button").evaluateAll((all) => all.map((a) => [a.getAttribute("href"), a.offsetHeight]));
    assert.deepEqual(ways, [["/", 44], ["/en/", 44]]);
    assert.equal(await page.locator("script").count(), 0);
    assert((await page.evaluate(() => document.documentElement.scrollWidth)) <= viewport.width, "it is wider than the window");
    const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    assert.equal(paper, { light: "rgb(247, 245, 239)", dark: "rgb(18, 20, 36)" }[colorScheme]);
    await axe(page);
  }
});

test("the page for lost addresses is sent as not found, whatever was asked for", async () => {
  for (const path of ["/no/such/page", "/app-0000000000000000.js", "/en/nothing"]) {
    const response = await fetch((await siteUrl()) + path);
    assert.equal(response.status, 404, path);
    assert.equal(await response.text(), built("404.html"), path);
  }
});
