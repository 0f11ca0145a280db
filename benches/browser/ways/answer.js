// What the workers of all other ways have in common.

/** Whether an entry of a zip is a file of posts. */
export const holdsPosts = (path) => /(^|\/)data\/tweets(-part\d+)?\.js$/.test(path);

/**
 * Answers the page once it has sent a file.
 * @param {(file: File) => Promise<{count: number, sum: number} | {bytes: number}>} read
 */
export function answer(read) {
  onmessage = async ({ data: file }) => {
    try {
      postMessage(await read(file));
    } catch (error) {
      postMessage({ unable: String(error) });
    }
  };
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** Counts posts and sums up their times, in seconds since 1970. */
export class Tally {
  count = 0;
  sum = 0;

  /** @param {string} text as in `Tue Mar 05 14:02:11 +0000 2024`; Date.parse would take longer */
  add(text) {
    const month = MONTHS.indexOf(text.slice(4, 7)) / 3;
    const [day, hour] = [text.slice(8, 10), text.slice(11, 13)];
    const [minute, second] = [text.slice(14, 16), text.slice(17, 19)];
    this.sum += Date.UTC(text.slice(26), month, day, hour, minute, second) / 1000;
    this.count += 1;
  }

  /** @param {string} text a whole file of posts: `window.YTD.tweets.part0 = [ … ]` */
  addFile(text) {
    for (const { tweet } of JSON.parse(text.slice(text.indexOf("[")))) this.add(tweet.created_at);
  }

  answer() {
    return { count: this.count, sum: this.sum };
  }
}
