// The page enlarged, as those do who see badly: to 200 % and 400 % of a window of 1280 px, and with the
// browser's own letters twice as large. Nothing is cut off or has to be scrolled sideways.
// accessibility.test.mjs looks at all other widths.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./harness.mjs";
import { visitAll } from "./screens.mjs";

const WAYS = {
  "200 %": { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 },
  "400 %": { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
  "letters twice as large": { viewport: { width: 1280, height: 800 }, args: ["--blink-settings=defaultFontSize=32"] },
};

/** What reaches over the window's edge, and words that are cut off. */
function cutOff() {
  const { scrollWidth, clientWidth } = document.scrollingElement;
  const name = ({ localName, className, textContent }) => `${localName}.${className} ${textContent.trim().slice(0, 20)}`;
  const all = [...document.querySelectorAll("body *:not(.table-scroller *, svg *)")].filter((element) => element.checkVisibility());
  const beyond = scrollWidth > clientWidth ? all.filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5) : [];
  const cut = all.filter((element) => {
    const { overflowX, textOverflow } = getComputedStyle(element);
    const hides = overflowX !== "visible" && overflowX !== "auto" && overflowX !== "scroll" && textOverflow !== "ellipsis";
    return hides && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1 && element.innerText?.trim();
  });
  return [...beyond.slice(-3).map((element) => `beyond: ${name(element)}`), ...cut.map((element) => `cut: ${name(element)}`)];
}

for (const [way, options] of Object.entries(WAYS)) {
  for (const locale of ["ja-JP", "en-GB"]) {
    test(`nothing is cut off: ${way}, ${locale}`, async () => {
      const page = await openPage({ locale, ...options });
      const found = [];
      await visitAll(page, async (screen) => {
        for (const what of await page.evaluate(cutOff)) found.push(`${screen}: ${what}`);
      });
      assert.deepEqual([...new Set(found)], []);
    });
  }
}
