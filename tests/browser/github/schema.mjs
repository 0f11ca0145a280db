// GitHub's full published schema: what every document is validated against.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { ROOT } from "../chromium.mjs";

let built;

/** The schema as graphql-js' value. One for the whole process: it takes a fifth of a second. */
export function githubSchema() {
  // The package's entry reads 5 MB of JSON besides, and its exports name no other file.
  const path = join(ROOT, "node_modules", "@octokit", "graphql-schema", "schema.graphql");
  // assumeValidSDL: the published text defines two fields of EnterpriseOwnerInfo twice.
  built ??= buildSchema(readFileSync(path, "utf8"), { assumeValidSDL: true });
  return built;
}

const checked = new Map(); // text -> { document, errors }

/**
 * Reads and validates a document, once for each text.
 * @returns {{document?: import("graphql").DocumentNode, syntax?: Error, errors: readonly Error[]}}
 *   `errors` is empty if it is valid; `syntax` is there if it cannot even be read
 */
export function check(text) {
  if (!checked.has(text)) checked.set(text, checkNew(text));
  return checked.get(text);
}

function checkNew(text) {
  try {
    const document = parse(text);
    return { document, errors: validate(githubSchema(), document) };
  } catch (syntax) {
    return { syntax, errors: [syntax] };
  }
}
