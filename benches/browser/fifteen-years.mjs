// Someone's 15 years.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tests/browser/chromium.mjs";

const YEARS = 15;
const POSTS = 200_000;

/**
 * Where a file lies of 200,000 posts of 15 years, every tenth a retweet: in bursts from nine in the morning to one at
 * night, Tokyo's time; the same every time.
 */
export function fifteenYears() {
  let state = 1;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const days = YEARS * 365;
  const first = Date.UTC(2010, 0, 1);
  const moments = Array.from({ length: POSTS / 4 }, () => {
    const hour = 9 + 16 * Math.sqrt(chance());
    return first + Math.floor(chance() * days) * 86_400_000 + (hour - 9) * 3_600_000;
  });
  const posts = moments.flatMap((at) => [0, 1, 2, 3].map((nth) => at + nth * 180_000 * chance()));
  const name = (date) => date.toUTCString().replace(/(\w+), (\d+) (\w+) (\d+) (.*) GMT/, "$1 $3 $2 $5 +0000 $4");
  const rows = posts.map((at, id) => ({
    tweet: { id_str: String(id + 1), created_at: name(new Date(at)), full_text: id % 10 ? "…" : "RT @a: …", source: "" },
  }));
  const path = join(ROOT, "target", "bench", "rhythm");
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, "tweets.js"), `window.YTD.tweets.part0 = ${JSON.stringify(rows)}`);
  return join(path, "tweets.js");
}
