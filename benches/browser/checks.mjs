// What must hold of the measured medians.

import { FLOOR } from "./ways/others.mjs";

const MEGABYTE = 1e6;
const PARSERS = ["parse", "zipjs", "fflate", "jszip"];
const OWN = ["ours", "visit"];

/**
 * @param {(archive: string, way: string) => object | undefined} result medians, or why it was unable
 * @param {{name: string, count: number}[]} archives
 * @returns {{holds: boolean, says: string}[]} nothing about what was not measured
 */
export function checks(result, archives) {
  const names = archives.map(({ name }) => name);
  return [
    atMost("M: ours, of the floor's time", result("M", "ours")?.ms / result("M", FLOOR)?.ms, 1.25),
    atMost("L: ours, of the floor's time", result("L", "ours")?.ms / result("L", FLOOR)?.ms, 0.85),
    atLeast("M: ours, times as fast as zip.js + JSON.parse", result("M", "zipjs")?.ms / result("M", "ours")?.ms, 6.5),
    ...archives.map((archive) => memory(archive, result(archive.name, "ours"))),
    ...names.flatMap((name) => OWN.map((way) => isAble(name, way, result(name, way)))),
    ...onlyOurs(result),
    atMost("X: ms until the directory is read", result("X", "ours")?.openedMs, 60),
    ...names.flatMap((name) =>
      OWN.map((way) => atMost(`${name}: ${way}, ms of silence on the page`, result(name, way)?.silence, 50)),
    ),
  ].filter(Boolean);
}

const says = (what, value, word, limit) => `${what}: ${value.toFixed(2)}, ${word} ${limit}`;

/** Nothing if the value was not measured. */
function atMost(what, value, limit) {
  if (value === undefined || Number.isNaN(value)) return undefined;
  return { holds: value <= limit, says: says(what, value, "at most", limit) };
}

function atLeast(what, value, limit) {
  if (value === undefined || Number.isNaN(value)) return undefined;
  return { holds: value >= limit, says: says(what, value, "at least", limit) };
}

/** 64 MB for each worker, and 24 bytes for each event. */
function memory({ name, count }, ours) {
  if (ours?.peak === undefined) return undefined;
  const limit = (ours.workers * 64 * MEGABYTE + count * 24) / MEGABYTE;
  return atMost(`${name}: ours, peak MB`, ours.peak / MEGABYTE, Number(limit.toFixed(1)));
}

/** No archive is too much for this project; that goes without saying. */
function isAble(name, way, result) {
  return result?.unable ? { holds: false, says: `${name}: ${way} was unable: ${result.unable}` } : undefined;
}

/** A file longer than a string can be. */
function onlyOurs(result) {
  const parsers = PARSERS.map((way) => result("L1", way)).filter(Boolean);
  const ours = result("L1", "ours");
  if (!ours || parsers.length === 0) return [];
  const holds = ours.unable === undefined && parsers.every(({ unable }) => unable !== undefined);
  return [{ holds, says: "L1: ours reads it, the ways with JSON.parse can't" }];
}
