// The measured medians as Markdown.

import { readFileSync } from "node:fs";
import { arch, cpus, loadavg, totalmem, type } from "node:os";
import { ABOUT } from "./archives.mjs";
import { FLOOR } from "./ways/others.mjs";

/** Above this many running programs before the start, others used the machine too. */
const QUIET_LOAD = 0.5;

/**
 * The machine, to be asked before anything is measured.
 * @param {string} chromium its version
 */
export function machine(chromium) {
  const [load] = loadavg();
  const model = /^model name\s*:\s*(.+)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1] ?? arch();
  const state =
    load <= QUIET_LOAD
      ? "It did nothing else."
      : `**It was busy with other things (load ${load.toFixed(1)} before the start): only the order of magnitude counts.**`;
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${model}, ${cpus().length} cores, ${memory} GiB, ${type()}; Chromium ${chromium}, headless. ${state}`;
}

/**
 * @param {{machine: string, rounds: number, archives: object[], ways: object[],
 *   result: (archive: string, way: string) => object | undefined, checks: object[]}} measured
 */
export function report({ machine, rounds, archives, ways, result, checks }) {
  const date = new Date().toISOString().slice(0, 10);
  const lines = [
    "# Importing archives, measured",
    "",
    `Made by \`node benches/browser/import.mjs\` on ${date}; [how, and what each row is](README.md).`,
    "",
    `Machine: ${machine}`,
    "",
    `Medians of ${rounds} ${rounds === 1 ? "round" : "rounds"}. *Peak MB* is over the page's own memory, *silence* the longest time for`,
    "which the page could not answer; in brackets, after how many ms a worker ran, and the zip's directory",
    "was read. Every row's count of posts and sum of their times was checked (of the",
    "floor, its bytes): a wrong one ends the run.",
    ...archives.flatMap((archive) => table(archive, ways, result)),
    "",
    "## Limits",
    "",
    ...checks.map(({ holds, says }) => `- ${holds ? "holds" : "**broken**"}: ${says}`),
    "",
  ];
  return lines.join("\n");
}

function table(archive, ways, result) {
  const floor = result(archive.name, FLOOR)?.ms;
  const { name, count, bytes } = archive;
  const posts = count.toLocaleString("en-GB");
  const rows = ways.map((way) => row(way, result(name, way.name), floor));
  return [
    "",
    `## ${name}: ${ABOUT[name]}`,
    "",
    `${posts} posts, ${(bytes / 1e6).toFixed(1)} MB unpacked.`,
    "",
    "| way | ms | of the floor | peak MB | silence, ms |",
    "|---|--:|--:|--:|--:|",
    ...rows,
  ];
}

function row({ label }, measured, floor) {
  if (!measured) return `| ${label} | not measured | | | |`;
  if (measured.unable) return `| ${label} | unable: ${measured.unable.replaceAll("|", "/")} | | | |`;
  const { ms, readyMs, openedMs, peak, silence } = measured;
  const began = [readyMs, openedMs].map((ms) => ms?.toFixed(0)).join(", ");
  const opened = openedMs === undefined ? "" : ` (${began})`;
  const ratio = floor ? (ms / floor).toFixed(2) : "";
  return `| ${label} | ${ms.toFixed(0)}${opened} | ${ratio} | ${(peak / 1e6).toFixed(0)} | ${silence.toFixed(0)} |`;
}
