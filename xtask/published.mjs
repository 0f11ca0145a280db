// Keeps a copy of what was published, by its version, and puts one back: what a host needs to be led back to an
// earlier deploy, whichever host that is. `node xtask/published.mjs keep | list | back VERSION`.

import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { filesOf, read } from "./files.mjs";

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

/** Copies a folder; whoever stops on the way leaves nothing that looks whole. */
function copy(from, to) {
  const coming = `${to}.coming`;
  rmSync(coming, { recursive: true, force: true });
  cpSync(from, coming, { recursive: true, preserveTimestamps: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(coming, to);
}

/** Keeps a built folder; gives its version. What is kept already is not written over by something else. */
export function keep(dist, published) {
  const version = versionOf(dist);
  const place = join(published, version);
  if (existsSync(place) && !areSame(dist, place)) throw new Error(`another build of version ${version} is kept in ${place}`);
  mkdirSync(published, { recursive: true });
  if (!existsSync(place)) copy(dist, place);
  return version;
}

/** The versions that are kept, the last one built first, and when each was built. */
export function list(published) {
  if (!existsSync(published)) return [];
  const versions = readdirSync(published).filter((name) => /^\w+$/.test(name));
  const builtAt = (version) => statSync(join(published, version, "index.html")).mtime;
  return versions.map((version) => ({ version, at: builtAt(version) })).sort((a, b) => b.at - a.at);
}

/** Makes a kept version the built folder again. What was built last is lost if it isn't kept. */
export function back(published, version, dist) {
  const known = list(published).map((kept) => kept.version);
  if (!known.includes(version)) throw new Error(`version ${version} is not kept; these are: ${known.join(", ") || "none"}`);
  copy(join(published, version), dist);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [what, version] = process.argv.slice(2);
  try {
    if (what === "keep") console.log(`${keep(DIST, PUBLISHED)} is kept in ${PUBLISHED}/`);
    if (what === "list") for (const kept of list(PUBLISHED)) console.log(`${kept.version}  built ${kept.at.toISOString()}`);
    if (what === "back") {
      back(PUBLISHED, version, DIST);
      console.log(`${DIST}/ is ${version} again: upload it, then cargo xtask check-deploy URL`);
    }
  } catch ({ message }) {
    console.error(`error: ${message}`);
    process.exitCode = 1;
  }
}
