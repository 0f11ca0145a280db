// The site as it is shipped, and for a browser whose driver tells nothing of the console: the same with a script
// before all others that notes what went wrong.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../chromium.mjs";
import { startServer } from "../server.mjs";

/** Runs in the page before anything else does. */
function tell() {
  const told = (window.told = []);
  addEventListener("error", ({ message, target }) => told.push(message ?? `cannot load ${target.src ?? target.href}`), true);
  addEventListener("unhandledrejection", ({ reason }) => told.push(`rejected: ${reason}`));
  addEventListener("securitypolicyviolation", (event) => told.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  const { error } = console;
  console.error = (...words) => {
    told.push(`console: ${words.join(" ")}`);
    error.apply(console, words);
  };
}

/** @returns {Promise<{url: string, close: () => Promise<void>}>} */
export async function startSite({ tellsItself }) {
  const dist = join(ROOT, "dist");
  if (!tellsItself) return startServer({ dir: dist });
  const dir = mkdtempSync(join(tmpdir(), "yodori-site-"));
  cpSync(dist, dir, { recursive: true });
  const page = join(dir, "index.html");
  const before = readFileSync(page, "utf8");
  // A file of its own: the page's policy allows no other script, and is the same here.
  writeFileSync(join(dir, "told.js"), `(${tell})();`);
  const after = before.replace("<meta charset", '<script src="/told.js"></script><meta charset');
  assert.notEqual(after, before, "index.html begins otherwise");
  writeFileSync(page, after);
  const server = await startServer({ dir });
  return {
    url: server.url,
    close: async () => {
      await server.close();
      rmSync(dir, { recursive: true });
    },
  };
}
