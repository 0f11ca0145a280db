// The memory of a browser's renderers: pages and their workers. Linux only: it asks /proc.

import { readFileSync, readdirSync } from "node:fs";

const EVERY_MS = 20;

/**
 * Starts to watch all renderers that this process has started.
 * @returns {{now: () => number, peak: () => number, samples: () => number, stop: () => void}} bytes
 *   (proportional set size: shared pages count by their share), now and at most since the start
 */
export function watchMemory() {
  const pids = renderers();
  let peak = 0;
  let samples = 0;
  const now = () => pids.map(proportionalBytes).reduce((sum, bytes) => sum + bytes, 0);
  const timer = setInterval(() => {
    peak = Math.max(peak, now());
    samples += 1;
  }, EVERY_MS);
  return { now, peak: () => peak, samples: () => samples, stop: () => clearInterval(timer) };
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

function proportionalBytes(pid) {
  const kilobytes = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`));
  return kilobytes ? Number(kilobytes[1]) * 1024 : 0;
}

/** A file of /proc; empty if the process has ended. */
function read(path) {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
