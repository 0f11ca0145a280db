// Serves a folder for measuring.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { startServer } from "../../tests/browser/server.mjs";

/** Serves a folder, all of it compressed already, as a host has it. */
export async function serve(dir) {
  const server = await startServer({ dir });
  const names = readdirSync(dir, { recursive: true }).filter((name) => statSync(join(dir, name)).isFile());
  const asked = names.map((name) => fetch(`${server.url}/${name}`).then((got) => got.arrayBuffer()));
  await Promise.all(asked);
  return server;
}
