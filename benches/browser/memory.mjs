// The memory of a browser's renderers, pages and their workers, and how many workers there are. Linux
// only: it asks /proc.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";

const PAGE_BYTES = Number(execFileSync("getconf", ["PAGESIZE"], { encoding: "utf8" }));
const EVERY_MS = 20;
/** What Chromium calls a worker's thread, as far as the kernel keeps a name. */
const WORKER = "DedicatedWorker";

/**
 * Starts to watch all renderers that this process has started: their resident memory, because asking
 * for the proportional one takes milliseconds that the measured page would lack.
 * @returns {{now: () => number, peak: () => number, workers: () => number, samples: () => number,
 *   stop: () => void}} bytes, now and at most since the start; the most workers that there were at once
 */
export function watchMemory() {
  const pids = renderers();
  let peak = 0;
  let workers = 0;
  let samples = 0;
  const now = () => pids.map(residentBytes).reduce((sum, bytes) => sum + bytes, 0);
  const timer = setInterval(() => {
    peak = Math.max(peak, now());
    samples += 1;
    if (samples % 5 !== 0) return; // asking for every thread's name takes longer
    workers = Math.max(workers, pids.map(workerThreads).reduce((sum, count) => sum + count, 0));
  }, EVERY_MS);
  const stop = () => clearInterval(timer);
  return { now, peak: () => peak, workers: () => workers, samples: () => samples, stop };
}

/** The renderers below this process, by their ids. */
function renderers() {
  const parents = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const status = read(`/proc/${name}/status`);
    const parent = /^PPid:\s+(\d+)/m.exec(status);
    if (parent) parents.set(Number(name), Number(parent[1]));
  }
  const isBelow = (pid) => pid === process.pid || (parents.has(pid) && isBelow(parents.get(pid)));
  const isRenderer = (pid) => read(`/proc/${pid}/cmdline`).includes("--type=renderer");
  return [...parents.keys()].filter((pid) => isBelow(pid) && isRenderer(pid));
}

function residentBytes(pid) {
  const [, pages] = read(`/proc/${pid}/statm`).split(" ");
  return Number(pages ?? 0) * PAGE_BYTES;
}

function workerThreads(pid) {
  const names = existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];
  return names.filter((name) => read(`/proc/${pid}/task/${name}/comm`).startsWith(WORKER)).length;
}

/** A file of /proc; empty if the process has ended. */
function read(path) {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
