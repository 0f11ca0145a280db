// Someone who writes in Arabic or Hebrew: their words run from right to left, and the page around them stays.

import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { openPage } from "./harness.mjs";
import { drawn, openTable } from "./visit.mjs";

const NAME = "طائر الليل (٣)";
const TEXT = "לילה טוב! 3:30 עדיין ער.";
const APP = "تطبيق لينا!";

/** An archive of one person with a few posts of one night. */
function archive() {
  const file = (name, rows) => strToU8(`window.YTD.${name}.part0 = ${JSON.stringify(rows)}`);
  const account = { accountId: "1", username: "layl", accountDisplayName: NAME, createdAt: "2012-01-01T00:00:00.000Z" };
  const tweets = [0, 1, 2, 3].map((hour) => ({
    tweet: {
      id_str: String(1_764_000_000_000_000_000n + BigInt(hour)),
      created_at: `Tue Mar 05 1${hour}:02:11 +0000 2024`,
      full_text: TEXT,
      source: `<a href="https://example.com">${APP}</a>`,
    },
  }));
  const zip = zipSync({ "data/account.js": file("account", [{ account }]), "data/tweets.js": file("tweets", tweets) });
  return { name: "archive.zip", mimeType: "application/zip", buffer: Buffer.from(zip) };
}

/** Where on the window a part of an element's words is. */
function placeOf(page, selector, part) {
  return page.locator(selector).first().evaluate((element, part) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(part);
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + part.length);
      const { left, right } = range.getBoundingClientRect();
      return { left, right };
    }
    return null;
  }, part);
}

for (const width of [360, 1280]) {
  for (const locale of ["ja-JP", "en-GB"]) {
    test(`names, posts and apps run from right to left, and nothing else: ${locale}, ${width} px`, async () => {
      const page = await openPage({ locale, viewport: { width, height: 800 } });
      await page.getByTestId("file-input").setInputFiles(archive());
      await drawn(page);
      assert.equal(await page.locator("h1").innerText(), NAME);
      // What stands last in their order stands at the left.
      const [first, last] = [await placeOf(page, "h1", "طائر"), await placeOf(page, "h1", "(٣)")];
      assert(last.right <= first.left + 1, JSON.stringify({ first, last }));
      // The facts beside the name stay in the page's order.
      const lefts = await page.locator(".person__facts span").evaluateAll((facts) =>
        facts.filter(({ innerText }) => innerText).map((fact) => {
          const { left, top } = fact.getBoundingClientRect();
          return [Math.round(top), left];
        }),
      );
      assert.deepEqual(lefts, lefts.toSorted(([top, left], [otherTop, otherLeft]) => top - otherTop || left - otherLeft));
      await openTable(page);
      await page.getByTestId("calendar-scroller").focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      const post = "[data-testid=post-text]";
      await page.locator(post).first().waitFor();
      const [begin, end] = [await placeOf(page, post, "לילה"), await placeOf(page, post, "ער.")];
      assert(end.right <= begin.left + 1, JSON.stringify({ begin, end }));
      const stop = await placeOf(page, post, ".");
      const word = await placeOf(page, post, "ער");
      assert(stop.right <= word.left + 1, "the full stop stands at the sentence's beginning");
      const { most, seen } = await page.evaluate(() => ({ most: document.scrollingElement.scrollWidth, seen: innerWidth }));
      assert(most <= seen);
    });
  }
}
