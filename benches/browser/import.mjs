// How long importing an archive takes this project and others, how much memory, and how long the page
// can't answer meanwhile. Prints tables, writes them to ../RESULTS.md when everything was measured, and
// exits with 1 if a limit is broken. See ../README.md.
//
// node benches/browser/import.mjs [--archives S,M] [--ways ours,inflate] [--rounds 5] [--site DIR] [--out FILE]

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, launchBrowser } from "../../tests/browser/chromium.mjs";
import { ABOUT, DATA, archives as made } from "./archives.mjs";
import { checks as checksOf } from "./checks.mjs";
import { machine, report } from "./report.mjs";
import { run } from "./run.mjs";
import { serve } from "./serve.mjs";
import { makeSite, others } from "./ways/others.mjs";
import { ours, visit } from "./ways/ours.mjs";

const WAYS = [ours, visit, ...others];
const FIGURES = ["ms", "readyMs", "openedMs", "workers", "peak", "silence"];

const { values: options } = parseArgs({
  options: {
    archives: { type: "string", default: Object.keys(ABOUT).join() },
    ways: { type: "string", default: WAYS.map(({ name }) => name).join() },
    rounds: { type: "string", default: "5" },
    site: { type: "string", default: join(ROOT, "dist") },
    out: { type: "string" },
  },
});
const rounds = Number(options.rounds);
assert(rounds >= 1, "--rounds takes a number");
const archives = made(chosen(options.archives, Object.keys(ABOUT)));
const wanted = chosen(options.ways, WAYS.map(({ name }) => name));
const ways = WAYS.filter(({ name }) => wanted.includes(name));

/** A list of names, none of which is unknown. */
function chosen(list, known) {
  const names = list.split(",");
  for (const name of names) assert(known.includes(name), `${name} is none of ${known.join(", ")}`);
  return names;
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
}

/** Medians of all runs; why, if one was unable. */
function summary(runs) {
  if (runs.length === 0) return undefined;
  const unable = runs.find((run) => run.unable);
  if (unable) return unable;
  const told = FIGURES.filter((figure) => runs[0][figure] !== undefined);
  return Object.fromEntries(told.map((figure) => [figure, median(runs.map((run) => run[figure]))]));
}

/** Every way in turn, so that what the machine does meanwhile befalls all alike. */
async function measure(archive, site, bare) {
  const runs = new Map(ways.map((way) => [way.name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const way of ways) {
      const before = runs.get(way.name);
      if (before.some((run) => run.unable)) continue; // it would be again, after as long a wait
      const result = await run(way, others.includes(way) ? bare.url : site.url, archive);
      before.push(result);
      const says = result.unable ?? `${result.ms.toFixed(0)} ms, ${(result.peak / 1e6).toFixed(0)} MB`;
      console.log(`${archive.name} ${round}/${rounds} ${way.name}: ${says}`);
    }
  }
  return runs;
}

const browser = await launchBrowser();
const on = machine(browser.version());
await browser.close();
const [site, bare] = await Promise.all([serve(options.site), serve(makeSite(join(DATA, "site")))]);
const all = new Map();
for (const archive of archives) all.set(archive.name, await measure(archive, site, bare));
await Promise.all([site.close(), bare.close()]);

const result = (archive, way) => summary(all.get(archive)?.get(way) ?? []);
const checks = checksOf(result, archives);
const text = report({ machine: on, rounds, archives, ways, result, checks });
console.log(`\n${text}`);
const isWhole = archives.length === Object.keys(ABOUT).length && ways.length === WAYS.length;
const out = options.out ?? (isWhole ? join(ROOT, "benches", "RESULTS.md") : undefined);
if (out) writeFileSync(out, text);
process.exitCode = checks.every(({ holds }) => holds) ? 0 : 1;
