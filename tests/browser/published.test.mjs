// That what was published can be put back as it was, and nothing is lost for it.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { filesOf, read } from "../../xtask/files.mjs";
import { back, keep, list } from "../../xtask/published.mjs";

const made = [];
after(() => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

/** A folder for what is built and one for what is kept. */
function makePlaces() {
  const dir = mkdtempSync(join(tmpdir(), "yodori-published-"));
  made.push(dir);
  return [join(dir, "dist"), join(dir, "published")];
}

/** Builds a version, at a minute of its own. */
function build(dist, version, minute, files = {}) {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, "en"), { recursive: true });
  const pages = { "index.html": `<script data-version="${version}"></script>`, "en/index.html": version };
  for (const [name, text] of Object.entries({ ...pages, ...files })) writeFileSync(join(dist, name), text);
  const at = new Date(2026, 0, 1, 0, minute);
  utimesSync(join(dist, "index.html"), at, at);
}

const versions = (published) => list(published).map(({ version }) => version);
const whole = (dir) => Object.fromEntries(filesOf(dir).map((name) => [name, read(dir, name)]));

test("a version that was kept is put back whole, and what stood in its place is kept", () => {
  const [dist, published] = makePlaces();
  assert.deepEqual(versions(published), []);
  build(dist, "bbbb", 1, { "app.js": "first" });
  const first = whole(dist);
  assert.equal(keep(dist, published), "bbbb");
  assert.equal(keep(dist, published), "bbbb");
  build(dist, "aaaa", 2, { "new.js": "second" });
  const second = whole(dist);
  back(published, "bbbb", dist);
  assert.deepEqual(whole(dist), first);
  assert.deepEqual(versions(published), ["aaaa", "bbbb"]);
  mkdirSync(join(published, "stray"));
  back(published, "aaaa", dist);
  assert.deepEqual(whole(dist), second);
  assert.deepEqual(versions(published), ["aaaa", "bbbb"]);
  assert.deepEqual(readdirSync(published).sort(), ["aaaa", "bbbb", "stray"]);
});

test("what is no version, is not kept or is kept otherwise is told, and nothing is changed", () => {
  const [dist, published] = makePlaces();
  build(dist, "", 1);
  assert.throws(() => keep(dist, published), /says no version/);
  build(dist, "aaaa", 1);
  keep(dist, published);
  build(dist, "aaaa", 2, { "app.js": "another" });
  const other = whole(dist);
  assert.throws(() => keep(dist, published), /another build of version aaaa/);
  assert.throws(() => back(published, "aaaa", dist), /another build of version aaaa/);
  assert.throws(() => back(published, "bbbb", dist), /version bbbb is not kept; these are: aaaa/);
  assert.throws(() => back(published, "../published/aaaa", dist), /is not kept/);
  assert.deepEqual(whole(dist), other);
});
