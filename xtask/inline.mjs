// Puts into the pages what the first paint needs, the styles of the first screen and theme.js: it waits for one answer
// then, not for two. The page's policy refuses whatever else is inline: it names these two by their hashes, which are
// known only now.

import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { edit, filesOf, pagesOf, read } from "./files.mjs";

/** By how the names of their sources begin: the programs that have styles of their own. What is opened shares some. */
const APART = { bird: "bird", desk: "desk", opened: "shared-bird-desk-whole" };
const LINK = /<link\b[^>]*\bhref="?\/?([\w-]+\.css)"?[^>]*>/g;
const THEME = /<script\b[^>]*\bsrc="?\/?theme\.js"?[^>]*><\/script>/;
/** What is inline in a page: scripts from files have attributes. */
const INLINE = /<(style|script)>(.*?)<\/\1>/gs;
/** The place of a hash in a policy, and which it is of. The sources have a file's name there: assets/_headers. */
const HASH = /(?<=\b(style|script)-src\b[^;"\n]*)'sha256-[^']*'/g;

/** In a folder in which styles and scripts are files still, after its pages were made. */
export function inlineFirst(dir) {
  const css = inlinable("style.css", joinStyles(dir));
  const script = inlinable("theme.js", taken(dir, "theme.js"));
  for (const page of pagesOf(dir)) {
    edit(dir, page, (html) => {
      if (!html.includes("</head>")) throw new Error(`${page} has no end of its head`);
      // The styles come last: what names files to be fetched is read before them.
      return html
        .replace(LINK, "")
        .replace(THEME, () => `<script>${script}</script>`)
        .replace("</head>", () => `<style>${css}</style></head>`);
    });
  }
  allowInline(dir);
}

/** Has the policies allow what is inline in the pages now, in the place of what they allowed before. */
export function allowInline(dir) {
  const found = pagesOf(dir).flatMap((page) => [...read(dir, page).matchAll(INLINE)]);
  const hashes = { style: new Set(), script: new Set() };
  for (const [, kind, text] of found) hashes[kind].add(`'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  for (const [kind, { size }] of Object.entries(hashes)) {
    if (size !== 1) throw new Error(`the pages have ${size} different inline ${kind}s, not one`);
  }
  const allowing = (policy) => policy.replace(HASH, (_, kind) => [...hashes[kind]][0]);
  const places = new Set([...read(dir, "_headers").matchAll(HASH)].map(([, kind]) => kind));
  if (places.size !== 2) throw new Error("_headers has no place for the hashes of an inline style and script");
  edit(dir, "_headers", allowing);
  edit(dir, "404.html", allowing); // it brings its own policy
}

/**
 * Makes one file of the styles of each program that has its own, in the order in which index.html has them.
 * @returns {string} those of the first screen
 */
function joinStyles(dir) {
  const linked = [...read(dir, "index.html").matchAll(LINK)].map(([, name]) => name);
  const apart = filesOf(dir).filter((name) => name.endsWith(".css") && !linked.includes(name));
  const sheets = { style: "" };
  for (const name of [...linked, ...apart]) {
    const [begins] = /^[a-z]+/.exec(name);
    const program = APART[begins] ?? "style";
    sheets[program] = (sheets[program] ?? "") + taken(dir, name);
  }
  const { style, ...others } = sheets;
  for (const [program, css] of Object.entries(others)) writeFileSync(join(dir, `${program}.css`), css);
  return style;
}

/** A file's text, which goes from the folder. */
function taken(dir, name) {
  const text = read(dir, name);
  rmSync(join(dir, name));
  return text;
}

/** A text that may stand in an element of its own: nothing in it ends that, and there is some. */
function inlinable(name, text) {
  if (!text || /<\/(style|script)|<!--/i.test(text)) throw new Error(`${name} can't stand within a page`);
  return text;
}
