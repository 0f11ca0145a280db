// A site of a test's own, which can be replaced by another version while pages are open.

import assert from "node:assert/strict";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { edit, pagesOf } from "../../xtask/files.mjs";
import { nameByContent } from "../../xtask/hash.mjs";
import { allowInline } from "../../xtask/inline.mjs";
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

  /**
   * Puts another version in the place of this one, in which these files are others; of wasm the end, which nobody reads,
   * of style.css and theme.js what the pages have of them.
   */
  deploy(...changed) {
    const before = this.version;
    for (const plain of changed) this.#change(plain);
    nameByContent(this.dir);
    assert.notEqual(this.version, before, "it is the same version");
  }

  #change(plain) {
    const element = INLINE[plain];
    if (element) {
      for (const page of pagesOf(this.dir)) edit(this.dir, page, (html) => html.replace(`<${element}>`, (start) => start + MARK));
      return allowInline(this.dir);
    }
    const name = this.names().get(plain);
    if (plain.endsWith(".wasm")) appendFileSync(join(this.dir, name), NAMELESS_SECTION);
    else edit(this.dir, name, (text) => `${text}\n${MARK}`);
  }

  /** Has a script begin with something else, before anyone comes. */
  begin(plain, script) {
    edit(this.dir, this.names().get(plain), (text) => `${script};\n${text}`);
    nameByContent(this.dir);
  }

  async end() {
    await this.stop().catch(() => {}); // it may have been stopped before
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const INLINE = { "style.css": "style", "theme.js": "script" };
const MARK = "/* another version */";
/** A custom section of wasm without a name: its kind, its length, the length of its name. */
const NAMELESS_SECTION = Buffer.from([0, 1, 0]);
