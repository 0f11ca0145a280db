// Every screen in both languages and themes, on narrow and wide windows: axe finds nothing, nothing has
// to be scrolled sideways, and fingers find what they are to touch.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openPage } from "./harness.mjs";
import { visitAll } from "./screens.mjs";
import { becomes } from "./visit.mjs";

const LOCALES = ["ja-JP", "en-GB"];
const LEAST_TARGET = 24;
const MAIN_TARGET = 44;
/** What is touched most. Apps' switches, suggestions and a table's rows may be smaller. */
const MAIN =
  "button:not(.table__open, .chip), .button, select, summary, .header__way, #zone, " +
  "[data-testid$=-input], [name=range], [type=date]";

for (const locale of LOCALES) {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [360, 1440]) {
      test(`axe finds nothing on any screen: ${locale}, ${colorScheme}, ${width} px`, async () => {
        const page = await openPage({ locale, colorScheme, viewport: { width, height: 800 } });
        const found = [];
        await visitAll(page, async (name) => {
          const note = (error) => found.push(`${name}: ${JSON.stringify(error.actual ?? error.message)}`);
          await axe(page).catch(note);
        });
        assert.deepEqual(found, []);
      });
    }
  }
}

/** What reaches over the window's right edge, if that can be scrolled to. */
const sideways = (page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.querySelectorAll("body *:not(.table-scroller *)")].filter(
      (element) => element.checkVisibility() && element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    const name = ({ localName, classList, textContent }) => `${localName}.${classList} ${textContent.slice(0, 30)}`;
    return [`${scrollWidth} > ${clientWidth}`, ...beyond.slice(-4).map(name)];
  });

for (const locale of LOCALES) {
  for (const width of [320, 360, 768, 1440]) {
    test(`no screen scrolls sideways: ${locale}, ${width} px`, async () => {
      const page = await openPage({ locale, viewport: { width, height: 700 } });
      const found = [];
      await visitAll(page, async (name) => {
        const beyond = await sideways(page);
        if (beyond.length > 0) found.push(`${name}: ${beyond.join(" | ")}`);
      });
      assert.deepEqual(found, []);
    });
  }
}

/** What can be touched, with its size; where a label is what is touched, that. */
const targets = (page) =>
  page.evaluate((main) => {
    const all = document.querySelectorAll("a[href], button, input, select, summary");
    const seen = [...all].filter((element) => {
      const target = element.closest("label") ?? element;
      const outside = document.querySelector("dialog[open]") && !element.closest("dialog");
      return target.checkVisibility() && !outside && !element.matches(".skip");
    });
    return seen.map((element) => {
      const target = element.closest("label") ?? element;
      const { width, height } = target.getBoundingClientRect();
      // A link within a sentence is as high as its line: WCAG 2.5.8 exempts it.
      const isInSentence = element.matches("p a");
      const isMain = element.matches(main);
      const words = target.textContent.trim().slice(0, 30);
      const name = element.dataset.testid ?? `${element.localName}.${element.className} ${words}`;
      return { name, width, height, isInSentence, isMain };
    });
  }, MAIN);

for (const locale of LOCALES) {
  test(`fingers find every target on a phone: ${locale}`, async () => {
    const viewport = { width: 360, height: 740 };
    const page = await openPage({ locale, viewport, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
    const found = [];
    await visitAll(page, async (screen) => {
      for (const { name, width, height, isInSentence, isMain } of await targets(page)) {
        const least = isMain ? MAIN_TARGET : LEAST_TARGET;
        const isLarge = Math.min(width, height) >= least - 0.5;
        if (!isInSentence && !isLarge) found.push(`${screen}: ${name} ${Math.round(width)} × ${Math.round(height)}`);
      }
    });
    assert.deepEqual([...new Set(found)], []);
  });
}

test("the keyboard comes to every control of a calendar, in order, and its focus can be seen", async () => {
  const page = await openPage();
  await page.getByTestId("sample-orderly").click();
  await page.getByTestId("calendar-scroller").waitFor();
  // Whoever can't see that the page is another one is at its beginning, past the header.
  await becomes(() => page.evaluate(() => document.activeElement.id), "main");
  const reached = new Set();
  const unseen = [];
  let ends = 0;
  for (let nth = 0; nth < 120; nth += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      const shown = element.matches(".hidden-input") ? element.closest("label") : element;
      const { outlineStyle, outlineWidth } = getComputedStyle(shown);
      return {
        name: element.dataset.testid ?? element.textContent.trim().slice(0, 20),
        isBody: element === document.body,
        isSeen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
      };
    });
    // After its end the page begins anew, with the header.
    if (at.isBody && ++ends === 2) break;
    if (at.isBody) continue;
    reached.add(at.name);
    if (!at.isSeen) unseen.push(at.name);
  }
  const header = ["language", "theme", "span-3w", "previous"];
  for (const name of [...header, "calendar-scroller", "save-png", "zone", "threshold", "start-hour"]) {
    assert(reached.has(name), `${name} is not reached: ${[...reached].join(", ")}`);
  }
  assert.deepEqual(unseen, []);
});

test("the first Tab leads past the header", async () => {
  const page = await openPage();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to content");
  await page.keyboard.press("Enter");
  // A click by the keyboard is a task of its own.
  await becomes(() => page.evaluate(() => document.activeElement.id), "main");
});
