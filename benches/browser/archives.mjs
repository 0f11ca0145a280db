// The archives that are read: made once, by testdata, into target/bench.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tests/browser/chromium.mjs";

export const DATA = join(ROOT, "target", "bench");
/** What all of them take on a disk that knows holes, and some more. */
const DISK_BYTES = 2e9;

/** What each is for, by its name. */
export const ABOUT = {
  S: "20 MB of posts",
  M: "200 MB of posts in one file",
  L: "1.2 GB of posts in 12 files",
  L1: "700 MB of posts in one file",
  X: "a zip of 10 GB with 30,000 entries, 5 MB of posts among them",
};

/**
 * Has testdata make those that are missing.
 * @param {string[]} names of ABOUT
 * @returns {{name: string, zip: string, count: number, sum: number, bytes: number, longest: number}[]}
 *   `sum` of the posts' times in seconds since 1970, `bytes` of all files of posts, unpacked, and
 *   `longest` of the longest
 */
export function archives(names) {
  mkdirSync(DATA, { recursive: true });
  const missing = names.filter((name) => !existsSync(join(DATA, `${name}.json`)));
  if (missing.length > 0) {
    const { bavail, bsize } = statfsSync(DATA);
    assert(bavail * bsize > DISK_BYTES, `less than ${DISK_BYTES / 1e9} GB are free for archives`);
    console.log(`Making ${missing.join(", ")}, once …`);
    const args = ["run", "--quiet", "--release", "--package", "yodori-testdata", "--", "big", DATA];
    execFileSync("cargo", [...args, ...missing], { cwd: ROOT, stdio: "inherit" });
  }
  return names.map((name) => {
    const truth = JSON.parse(readFileSync(join(DATA, `${name}.json`), "utf8"));
    const lengths = truth.tweets_js.map((file) => file.bytes);
    const bytes = lengths.reduce((sum, length) => sum + length, 0);
    const { posts: count, sum_of_times: sum } = truth;
    return { name, zip: join(DATA, `${name}.zip`), count, sum, bytes, longest: Math.max(...lengths) };
  });
}
