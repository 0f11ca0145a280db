// Makes the pages beside the first one: /en/, which is the same page with English words around it, the page for
// addresses that lead nowhere, and what robots read. Called after a build, before files are named by their content;
// `node xtask/pages.mjs DIR` does it by hand.
//
// Addresses of pictures and other languages must be whole ones, with a host, and a build knows none: YODORI_SITE
// names it, such as https://yodori.example. Without it these lines are left out, and the build says so.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMain } from "./files.mjs";

/** The page in each language: what others show of a link to it. The first is index.html itself. */
export const PAGES = [
  {
    path: "/",
    lang: "ja",
    locale: "ja_JP",
    title: "夜鳥 Yodori · 夜ふかしが、ぜんぶ見える。",
    description: "Xのポストの時刻から、起きていた時間をカレンダーにします。アーカイブはこの端末の中だけで読み、どこにも送りません。",
    picture: { name: "og-ja.png", alt: "3週間のカレンダー。夜の帯に、夜ふかしを示すサンゴ色の棒が並ぶ。横で眠そうな鳥が見ている。" },
  },
  {
    path: "/en/",
    lang: "en",
    locale: "en_US",
    title: "Yodori · every late night, in plain sight",
    description:
      "Turns the times of your posts on X into a calendar of the hours you were awake. Your archive is read on this device alone and sent nowhere.",
    picture: { name: "og-en.png", alt: "A calendar of three weeks: coral bars of late nights across the band of night, and a sleepy bird beside it." },
  },
];

const PICTURE_PX = { width: 1200, height: 630 };

/**
 * Makes the pages of a built folder, which holds index.html and 404.html.
 * @param {string} dir the folder
 * @param {string} [site] where it will be served, as an origin; none for a build that may go anywhere
 */
export function makePages(dir, site = process.env.YODORI_SITE) {
  const origin = site ? originOf(site) : undefined;
  const path = join(dir, "index.html");
  const index = absolute(readFileSync(path, "utf8"));
  for (const page of PAGES) {
    const file = join(dir, page.path, "index.html");
    mkdirSync(join(dir, page.path), { recursive: true });
    writeFileSync(file, inLanguage(index, page, origin));
  }
  const lost = join(dir, "404.html");
  writeFileSync(lost, withStyles(readFileSync(lost, "utf8"), index));
  writeFileSync(join(dir, "robots.txt"), robots(origin));
  if (origin) writeFileSync(join(dir, "sitemap.xml"), sitemap(origin));
  else console.log("YODORI_SITE is not set: pages name no picture, no canonical address and no sitemap.");
}

/** The origin of an address, or an error that says what is wrong with it. */
function originOf(site) {
  const url = URL.canParse(site) ? new URL(site) : undefined;
  if (!url || url.protocol !== "https:" || url.pathname !== "/" || url.search || url.hash) {
    throw new Error(`YODORI_SITE must be an origin such as https://yodori.example, not ${site}`);
  }
  return url.origin;
}

/** Addresses of files count from the root: the page is at /en/ as well. */
function absolute(html) {
  return html.replace(/\b(href|src)=("?)(?![/#"]|[a-z]+:)(?=[\w.-])/g, "$1=$2/");
}

function inLanguage(index, page, origin) {
  let html = index.replace(/<html\b[^>]*>/, `<html lang="${page.lang}">`);
  html = html.replace(/<title>[^<]*<\/title>/, `<title>${escaped(page.title)}</title>`);
  const description = /<meta\b[^>]*\bname="?description\b[^>]*>/;
  if (!description.test(html)) throw new Error("index.html has no description");
  return html.replace(description, () => described(page, origin));
}

/** The description, and all that others show of a link. */
function described(page, origin) {
  const others = PAGES.filter((other) => other !== page);
  const lines = [
    meta("name", "description", page.description),
    meta("property", "og:type", "website"),
    meta("property", "og:site_name", "夜鳥 Yodori"),
    meta("property", "og:title", page.title),
    meta("property", "og:description", page.description),
    meta("property", "og:locale", page.locale),
    ...others.map((other) => meta("property", "og:locale:alternate", other.locale)),
    meta("name", "twitter:card", "summary_large_image"),
  ];
  if (!origin) return lines.join("");
  const { name, alt } = page.picture;
  return [
    ...lines,
    meta("property", "og:url", origin + page.path),
    meta("property", "og:image", `${origin}/${name}`),
    meta("property", "og:image:width", PICTURE_PX.width),
    meta("property", "og:image:height", PICTURE_PX.height),
    meta("property", "og:image:alt", alt),
    `<link rel="canonical" href="${origin}${page.path}">`,
    ...alternates(origin).map(([lang, href]) => `<link rel="alternate" hreflang="${lang}" href="${href}">`),
  ].join("");
}

/** Where the page is in each language, and where it chooses by the browser's. */
function alternates(origin) {
  return [...PAGES.map((page) => [page.lang, origin + page.path]), ["x-default", `${origin}/`]];
}

/** The page for lost addresses has no script, and the styles of the first page. */
function withStyles(lost, index) {
  const styles = index.match(/<link\b[^>]*\brel="?stylesheet\b[^>]*>/g);
  if (!styles) throw new Error("index.html names no styles");
  return lost.replace(/<!-- styles:.*?-->/s, styles.join(""));
}

function robots(origin) {
  return `User-agent: *\nAllow: /\n${origin ? `Sitemap: ${origin}/sitemap.xml\n` : ""}`;
}

function sitemap(origin) {
  const links = alternates(origin).map(([lang, href]) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${href}"/>`);
  const urls = PAGES.map((page) => `<url><loc>${origin}${page.path}</loc>${links.join("")}</url>`);
  const spaces = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${spaces}>${urls.join("")}</urlset>\n`;
}

function meta(kind, key, content) {
  return `<meta ${kind}="${key}" content="${escaped(String(content))}">`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

if (isMain(import.meta.url)) makePages(process.argv[2] ?? "dist");
