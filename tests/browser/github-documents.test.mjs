// Every document that the product sends is valid against GitHub's full published schema.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { ROOT } from "./chromium.mjs";
import { DOCUMENTS } from "./github/documents.mjs";
import { check } from "./github/schema.mjs";

const FOLDER = join(ROOT, "src", "engine", "source", "github");

/** The `.graphql` files below a folder, but not a pruned schema: that is no document. */
function documentsBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return documentsBelow(path);
    return entry.name.endsWith(".graphql") && !/^schema\b/.test(entry.name) ? [path] : [];
  });
}

if (existsSync(FOLDER)) {
  const paths = documentsBelow(FOLDER);
  test("there are documents to check", () => {
    assert.notEqual(paths.length, 0, `no documents found below ${relative(ROOT, FOLDER)}`);
  });
  for (const path of paths) {
    test(`${relative(FOLDER, path)} is valid`, () => {
      assert.deepEqual(check(readFileSync(path, "utf8")).errors.map(String), []);
    });
  }
} else {
  test("documents of the product", { skip: `${relative(ROOT, FOLDER)} is not there yet` }, () => {});
}

test("a document that is wrong does not pass", () => {
  for (const [name, text] of Object.entries(DOCUMENTS)) {
    assert.equal(check(text).errors.length > 0, name.startsWith("Bad"), name);
  }
});
