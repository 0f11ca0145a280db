// Files that take a while to read.

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

const FOLDER = mkdtempSync(join(tmpdir(), "yodori-long-"));
after(() => rmSync(FOLDER, { recursive: true }));

const FIRST_ID = 1_764_000_000_000_000_000n;

/** A file of posts of so many megabytes, each post another; so many ids are passed over. */
export function longFile(megabytes, name = "tweets.js", passed = 0) {
  const path = join(FOLDER, name);
  const file = openSync(path, "w");
  writeSync(file, "window.YTD.tweets.part0 = [\n");
  const text = "夜".repeat(200);
  let posts = 0;
  for (let written = 0; written < megabytes * 1e6; ) {
    const records = Array.from({ length: 1000 }, () => {
      const id_str = String(FIRST_ID + BigInt(passed + posts));
      posts += 1;
      const post = { id_str, created_at: "Tue Mar 05 14:02:11 +0000 2024", full_text: text };
      return `${posts > 1 ? "," : ""}${JSON.stringify({ tweet: post })}\n`;
    });
    written += writeSync(file, records.join(""));
  }
  writeSync(file, "]");
  closeSync(file);
  return { path, posts };
}
