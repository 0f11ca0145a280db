// Keeps a copy of what was published, by its version, and puts one back: what a host needs to be led back to an
// earlier deploy, whichever host that is. `node xtask/published.mjs keep | list | back VERSION`.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { filesOf, isMain, read } from "./files.mjs";

const USAGE = "usage: node xtask/published.mjs keep | list | back VERSION";
const DIST = "dist";
const PUBLISHED = "published";

/** The version that a built folder says it is. */
function versionOf(dir) {
  const [, version] = /data-version="?(\w+)/.exec(read(dir, "index.html")) ?? [];
  if (!version) throw new Error(`${dir} says no version: it is no build of this page`);
  return version;
}

/** Whether two folders hold the same files, byte by byte. */
function areSame(one, other) {
  const files = filesOf(one);
  const isSame = (name) => readFileSync(join(one, name)).equals(readFileSync(join(other, name)));
  return files.join("\n") === filesOf(other).join("\n") && files.every(isSame);
}

/** Puts a copy of a folder, made in `aside`, in a place: whatever stops on the way leaves that whole, or not there. */
function put(from, to, aside) {
  const [coming, going] = [join(aside, "coming~"), join(aside, "going~")];
  const clear = () => [coming, going].forEach((dir) => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  clear();
  cpSync(from, coming, { recursive: true, preserveTimestamps: true });
  if (existsSync(to)) renameSync(to, going);
  renameSync(coming, to);
  clear();
}

/** Keeps a built folder; gives its version. What is kept already is not written over by something else. */
export function keep(dist, published) {
  const version = versionOf(dist);
  const place = join(published, version);
  mkdirSync(published, { recursive: true });
  if (!existsSync(place)) put(dist, place, published);
  if (!areSame(dist, place)) throw new Error(`another build of version ${version} is kept in ${place}`);
  return version;
}

/** The versions that are kept, the last one built first, and when each was built. */
export function list(published) {
  if (!existsSync(published)) return [];
  const page = (version) => join(published, version, "index.html");
  const versions = readdirSync(published).filter((name) => /^\w+$/.test(name) && existsSync(page(name)));
  const kept = versions.map((version) => ({ version, at: statSync(page(version)).mtime }));
  return kept.sort((a, b) => b.at - a.at);
}

/** Makes a kept version the built folder again, and keeps what stood there. */
export function back(published, version, dist) {
  const known = list(published).map((kept) => kept.version);
  if (!known.includes(version)) throw new Error(`version ${version} is not kept; these are: ${known.join(", ") || "none"}`);
  if (existsSync(dist)) keep(dist, published);
  put(join(published, version), dist, published);
}

function main(what, version) {
  if (what === "keep") console.log(`${keep(DIST, PUBLISHED)} is kept in ${PUBLISHED}/`);
  else if (what === "list") for (const kept of list(PUBLISHED)) console.log(`${kept.version}  built ${kept.at.toISOString()}`);
  else if (what === "back" && version) {
    back(PUBLISHED, version, DIST);
    console.log(`${DIST}/ is ${version} again: upload it, then cargo xtask check-deploy URL`);
  } else throw new Error(USAGE);
}

if (isMain(import.meta.url)) {
  try {
    main(...process.argv.slice(2));
  } catch ({ message }) {
    console.error(`error: ${message}`);
    process.exitCode = 1;
  }
}
