// Programs that tests start: where they are, when they are there, and that they end.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const MOST_MS = 30_000;

/** The path of a program: the variable's, or the first of these names that can be called; undefined if there is none. */
export function find(variable, names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => (name.includes("/") ? [name] : folders.map((folder) => join(folder, name))));
  return [process.env[variable], ...paths].find((path) => path && existsSync(path));
}

/** Waits until `read` gives something, and gives it. Throws when it takes too long. */
export async function until(read, what, mostMs = MOST_MS) {
  const end = Date.now() + mostMs;
  while (Date.now() < end) {
    const found = await read();
    if (found) return found;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`waited ${mostMs / 1000} s in vain for ${what}`);
}

/** Waits for a program's end, and brings it about if it takes too long. */
export async function ended(program) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const gone = new Promise((heard) => program.once("exit", heard));
  const late = setTimeout(() => program.kill("SIGKILL"), 3_000);
  await gone;
  clearTimeout(late);
}
