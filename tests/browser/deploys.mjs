// A site of a test's own, which can be replaced by another version while pages are open.

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { nameByContent } from "../../xtask/hash.mjs";
import { ROOT, plainName } from "./harness.mjs";
import { startServer } from "./server.mjs";

const DIST = join(ROOT, "dist");
const made = [];
after(() => Promise.all(made.map((site) => site.end())));

/** Serves a copy of dist/ for one test. */
export async function startSite() {
  const dir = mkdtempSync(join(tmpdir(), "yodori-site-"));
  cpSync(DIST, dir, { recursive: true });
  const site = new Site(dir);
  await site.start();
  made.push(site);
  return site;
}

class Site {
  /** What it was asked since it was last emptied: path, status and bytes of each answer. */
  asked = [];
  /** As startServer() has it. */
  trouble = undefined;
  #port = 0;
  #server;

  constructor(dir) {
    this.dir = dir;
  }

  async start() {
    const answered = (path, status, bytes) => this.asked.push({ path, status, bytes });
    this.#server = await startServer({ dir: this.dir, port: this.#port, answered, trouble: (path) => this.trouble?.(path) });
    this.#port = new URL(this.#server.url).port;
  }

  /** From now on nobody answers. */
  async stop() {
    await this.#server.close();
  }

  /** Where it is, without a slash at the end. */
  get url() {
    return `http://localhost:${this.#port}`;
  }

  /** What its page says of its version. */
  get version() {
    return /data-version="(\w+)"/.exec(readFileSync(join(this.dir, "index.html"), "utf8"))[1];
  }

  /** Its files by their names before they were named by content. */
  names() {
    const files = readdirSync(this.dir, { recursive: true });
    return new Map(files.map((name) => [plainName(`http://localhost/${name}`), name]));
  }

  /** Puts another version in the place of this one, in which these files are others; of wasm the end, which nobody reads. */
  deploy(...changed) {
    const before = this.version;
    for (const plain of changed) {
      const path = join(this.dir, this.names().get(plain));
      if (plain.endsWith(".wasm")) appendFileSync(path, NAMELESS_SECTION);
      else writeFileSync(path, `${readFileSync(path, "utf8")}\n/* another version */`);
    }
    nameByContent(this.dir);
    assert.notEqual(this.version, before, "it is the same version");
  }

  /** Has a script begin with something else, before anyone comes. */
  begin(plain, script) {
    const path = join(this.dir, this.names().get(plain));
    writeFileSync(path, `${script};\n${readFileSync(path, "utf8")}`);
    nameByContent(this.dir);
  }

  async end() {
    await this.stop().catch(() => {}); // it may have been stopped before
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** A custom section of wasm without a name: its kind, its length, the length of its name. */
const NAMELESS_SECTION = Buffer.from([0, 1, 0]);
