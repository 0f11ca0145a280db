// For how long a page can't answer: a timer's beat is late while something else runs there.

/**
 * Begins to listen for a beat every 5 ms; begins anew if it had begun.
 * @param {import("playwright-core").Page} page
 */
export async function startHeartbeat(page) {
  await page.evaluate(() => {
    const EVERY_MS = 5;
    const heart = { longest: 0, last: performance.now() };
    const beat = () => {
      if (globalThis.heart !== heart) return;
      const now = performance.now();
      heart.longest = Math.max(heart.longest, now - heart.last - EVERY_MS);
      heart.last = now;
      setTimeout(beat, EVERY_MS);
    };
    globalThis.heart = heart;
    beat();
  });
}

/** The longest time in milliseconds for which nothing was heard: a task, or several in a row. */
export async function longestSilence(page) {
  return page.evaluate(() => {
    const { longest, last } = globalThis.heart;
    delete globalThis.heart;
    return Math.max(longest, performance.now() - last);
  });
}
