// Colours that the system forces on a page (Windows' contrast themes): what is chosen, where the keyboard is,
// and every control can still be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./harness.mjs";
import { visitAll } from "./screens.mjs";

/** Controls that differ from what is around them in nothing: no border, no other ground. */
function unseen() {
  const controls = [...document.querySelectorAll("button, .button, .chip, label:has(.hidden-input), select, input")];
  const clear = "rgba(0, 0, 0, 0)";
  return controls.filter((control) => {
    // A row of segments has one edge around all of them.
    if (!control.checkVisibility() || control.matches(".segments__one") || control.matches(".hidden-input, [type=checkbox], [type=radio], [type=range], [type=file]")) return false;
    const { borderStyle, borderWidth, backgroundColor, textDecorationLine } = getComputedStyle(control);
    const around = getComputedStyle(control.parentElement).backgroundColor;
    const hasEdge = borderStyle !== "none" && borderWidth !== "0px";
    const hasGround = backgroundColor !== clear && backgroundColor !== around;
    return !hasEdge && !hasGround && !textDecorationLine.includes("underline") && !control.querySelector("svg, img");
  }).map((control) => `${control.localName}.${control.className} ${control.textContent.trim().slice(0, 20)}`);
}

/** Chosen ones of a row that look like the others. */
function unmarked() {
  const look = (element) => {
    const { backgroundColor, color, borderBottomColor, outlineStyle } = getComputedStyle(element);
    return [backgroundColor, color, borderBottomColor, outlineStyle].join();
  };
  const chosen = [...document.querySelectorAll("label:has(input.hidden-input:checked), label:has([type=radio]:checked)")];
  return chosen.filter((label) => {
    // Where several may be chosen, those that are look alike.
    const isOther = (other) => other.localName === "label" && !other.querySelector("input:checked");
    const others = [...label.parentElement.children].filter(isOther);
    const isOwnMark = label.querySelector("input:not(.hidden-input)")?.checkVisibility();
    return label.checkVisibility() && !isOwnMark && others.some((other) => look(other) === look(label));
  }).map((label) => label.textContent.trim());
}

for (const colorScheme of ["light", "dark"]) {
  test(`controls and what is chosen are seen: ${colorScheme}`, async () => {
    const page = await openPage({ colorScheme, forcedColors: "active" });
    const found = [];
    await visitAll(page, async (screen) => {
      for (const what of await page.evaluate(unseen)) found.push(`${screen}: unseen ${what}`);
      for (const what of await page.evaluate(unmarked)) found.push(`${screen}: not marked ${what}`);
    });
    assert.deepEqual([...new Set(found)], []);
  });
}
