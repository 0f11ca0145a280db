// Gives every file of a built folder a name that holds a hash of what is in it, so that it may be cached for ever
// and files of two versions never meet. What belongs together, a *program*, has one hash: its script, wasm and
// styles, a worker's loader, the folder of the bird's drawings.
//
// Names that people or programs know stay as they are: pages, pictures, icons, the manifest, sw.js. The pages' script
// element is given the list of names, for wasm can't be rewritten; sw.js is given all of it.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, renameSync, rmdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { edit, filesOf, pagesOf, read } from "./files.mjs";

/** The programs that the first screen is made of, beside what stands in the page itself. */
const FIRST = ["app", "boot"];
/** The other files that it has, or that are wanted with it. */
const FIRST_FILES = ["icon.svg", "manifest.webmanifest"];
/** What is kept for offline although its name has no hash: see assets/sw.js. */
const KEPT = { icons: /^(apple-touch-)?icon[\w-]*\.png$/, licences: /^licences\.txt$/ };

/**
 * NAME-HASH_loader.js, NAME/drawing.svg and the like: a program's name, perhaps a hash, what kind of file it is. Trunk
 * writes its hashes without zeros in front: one of sixteen is shorter than the others.
 */
const OF_PROGRAM = /^([a-z]+(?:-[a-z]+)*)(?:-[0-9a-f]{8,16})?(_loader\.js|_bg\.wasm|\.js|\.wasm|\.css|\/[\w-]+\.svg)$/;

/** A folder that was named so before is named anew, by what is in it now. */
export function nameByContent(dir) {
  const files = filesOf(dir);
  const pages = files.filter((name) => /(^|\/)index\.html$/.test(name));
  const programs = programsOf(files);
  const lacking = FIRST.filter((program) => !programs.has(program));
  if (lacking.length) throw new Error(`no file is called ${lacking.join(" or ")}`);
  const names = new Map(); // as it is called now -> as it will be
  const hashes = [];
  for (const [program, parts] of programs) {
    const hash = hashOf(dir, program, parts);
    hashes.push(`${program}-${hash}`);
    for (const { name, kind } of parts) names.set(name, `${program}-${hash}${kind}`);
  }
  for (const parts of programs.values()) {
    for (const { name } of parts) rename(dir, name, names, parts);
  }
  for (const page of pagesOf(dir)) {
    edit(dir, page, (html) => named(html, names, hashes.join(" ")));
  }
  const version = versionOf(dir);
  for (const page of pages) {
    edit(dir, page, (html) => html.replace(/data-version=("[^"]*"|[^\s">]+)/, `data-version="${version}"`));
  }
  writeDeploy(dir, version, pages, programs, names);
}

function programsOf(files) {
  const programs = new Map();
  for (const name of files) {
    const [, program, kind] = OF_PROGRAM.exec(name) ?? [];
    if (!program || name === "sw.js") continue;
    programs.set(program, [...(programs.get(program) ?? []), { name, program, kind, plain: program + kind }]);
  }
  return programs;
}

/**
 * The hash of a program: of its files as they are called without one. A worker's policy stands in the headers that
 * its files are sent with, and is cached with them: another one makes another name. What the pages have inline is no
 * matter of theirs.
 */
function hashOf(dir, program, parts) {
  const hash = createHash("sha256");
  if (program.endsWith("-worker")) hash.update(read(dir, "_headers").replace(/'sha256-[^']*'/g, ""));
  for (const { name, plain } of parts) {
    const bytes = readFileSync(join(dir, name));
    const known = isScript(name) ? callAll(bytes.toString(), parts, ({ plain }) => plain) : bytes;
    hash.update(`${plain}\0${known.length}\0`).update(known);
  }
  return hash.digest("hex").slice(0, 16);
}

/** A script of a program, a loader that names its glue or that its wasm, with other names for the program's files. */
function callAll(text, parts, nameOf) {
  for (const part of parts) {
    const called = new RegExp(`(?<![\\w-])${part.program}(-[0-9a-f]{8,16})?${part.kind.replace(".", "\\.")}`, "g");
    text = text.replace(called, nameOf(part));
  }
  return text;
}

const isScript = (name) => name.endsWith(".js");

function rename(dir, name, names, parts) {
  if (isScript(name)) edit(dir, name, (text) => callAll(text, parts, ({ name }) => names.get(name)));
  const to = join(dir, names.get(name));
  mkdirSync(dirname(to), { recursive: true });
  renameSync(join(dir, name), to);
  const folder = dirname(name);
  if (folder !== "." && readdirSync(join(dir, folder)).length === 0) rmdirSync(join(dir, folder));
}

/** A page with the new names, and the list of them for boot.js. */
function named(html, names, list) {
  const links = /\b(href|src)=(?:"\/?([^"#?]+)"|\/?([^\s">#?]+))/g;
  return html
    .replace(links, (whole, attribute, quoted, bare) => {
      const name = names.get(quoted ?? bare);
      return name ? `${attribute}="/${name}"` : whole;
    })
    .replace(/data-files=("[^"]*"|[^\s">]+)/, `data-files="${list}"`);
}

/** The hash of all that is served, but for what holds it. */
function versionOf(dir) {
  const hash = createHash("sha256");
  for (const name of filesOf(dir).filter((name) => name !== "sw.js")) {
    const bytes = readFileSync(join(dir, name));
    const isPage = name.endsWith(".html");
    hash.update(`${name}\0`).update(isPage ? bytes.toString().replace(/data-version=("[^"]*"|[^\s">]+)/, "") : bytes);
  }
  return hash.digest("hex").slice(0, 16);
}

/** Tells sw.js what this version is made of. */
function writeDeploy(dir, version, pages, programs, names) {
  const addresses = {};
  for (const [program, parts] of programs) addresses[program] = parts.map(({ name }) => `/${names.get(name)}`);
  for (const [program, pattern] of Object.entries(KEPT)) {
    const more = filesOf(dir).filter((name) => pattern.test(name)).map((name) => `/${name}`);
    if (more.length) addresses[program] = [...(addresses[program] ?? []), ...more];
  }
  const deploy = {
    version,
    pages: pages.map((page) => `/${page.replace(/index\.html$/, "")}`),
    first: [...FIRST.flatMap((program) => addresses[program]), ...FIRST_FILES.map((name) => `/${name}`)],
    programs: Object.fromEntries(Object.entries(addresses).filter(([program]) => !FIRST.includes(program))),
  };
  // It holds an object, and ends where that does: at a brace before a semicolon, or before what terser puts there.
  edit(dir, "sw.js", (text) => text.replace(/\bDEPLOY ?= ?\{.*?\}\}?(?=[;,])/s, `DEPLOY=${JSON.stringify(deploy)}`));
}
