// What a screen reader is told, by Chromium's own tree of it: names, roles and states of all that can be used,
// headings in order, and places whose changes are told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./harness.mjs";
import { visitAll } from "./screens.mjs";
import { drawn } from "./visit.mjs";

const USED = new Set(["button", "link", "textbox", "checkbox", "radio", "combobox", "slider", "switch", "tab", "menuitem"]);
/** What says how it is, besides its name. */
const STATES = { checkbox: "checked", radio: "checked", DisclosureTriangle: "expanded" };

/** The tree's nodes in reading order: `{ role, name, states, level }`. */
async function treeOf(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  return nodes.filter(({ ignored }) => !ignored).map(({ role, name, value, properties = [] }) => {
    const states = Object.fromEntries(properties.map(({ name, value }) => [name, value.value]));
    return { role: role.value, name: (name?.value ?? "").trim(), value: value?.value, states };
  });
}

/** What is wrong with a screen, in words. */
function faults(nodes) {
  const found = [];
  const used = nodes.filter(({ role }) => USED.has(role));
  for (const { role, states } of used.filter(({ name }) => name === "")) {
    found.push(`a ${role} without a name ${JSON.stringify(states)}`);
  }
  for (const { role, name, states } of nodes) {
    const state = STATES[role];
    if (state && states[state] === undefined) found.push(`${role} "${name}" does not say whether it is ${state}`);
  }
  const headings = nodes.filter(({ role }) => role === "heading");
  const levels = headings.map(({ states }) => states.level);
  if (levels.filter((level) => level === 1).length !== 1) found.push(`${levels.filter((level) => level === 1).length} main headings`);
  levels.forEach((level, nth) => {
    if (nth > 0 && level > levels[nth - 1] + 1) found.push(`"${headings[nth].name}" is of level ${level} below ${levels[nth - 1]}`);
  });
  for (const { states } of headings.filter(({ name }) => name === "")) found.push(`an empty heading of level ${states.level}`);
  for (const { name } of nodes.filter(({ role, name }) => /^(image|img|canvas|dialog)$/i.test(role) && name === "")) {
    found.push(`a picture or dialog without a name ${name}`);
  }
  for (const landmark of ["banner", "main", "navigation"]) {
    if (!nodes.some(({ role }) => role === landmark)) found.push(`no ${landmark}`);
  }
  return found;
}

for (const locale of ["ja-JP", "en-GB"]) {
  test(`every screen is told whole: ${locale}`, async () => {
    const page = await openPage({ locale });
    const found = [];
    await visitAll(page, async (screen) => {
      const nodes = await treeOf(page);
      const isDialog = nodes.some(({ role, states }) => role === "dialog" && states.modal);
      // Behind a dialog there is nothing.
      const wrong = faults(nodes).filter((fault) => !isDialog || !/^(no |0 main)/.test(fault));
      found.push(...wrong.map((fault) => `${screen}: ${fault}`));
    });
    assert.deepEqual([...new Set(found)], []);
  });
}

test("a calendar is read as whose it is, what it shows, and what can be done with it", async () => {
  const page = await openPage();
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  const nodes = await treeOf(page);
  const has = (role, name, ...states) =>
    assert(
      nodes.some((node) => node.role === role && name.test(node.name) && states.every(([state, value]) => node.states[state] === value)),
      `no ${role} ${name} ${JSON.stringify(states)}`,
    );
  has("heading", /^Night Owl$/, ["level", 1]);
  has("link", /^Calendar$/);
  has("radio", /^3 weeks$/, ["checked", "true"]);
  has("radio", /^Year$/, ["checked", "false"]);
  has("button", /^Previous/i);
  has("slider", /^Threshold/i);
  has("button", /PNG/);
});

test("what changes by itself is told", async () => {
  const page = await openPage();
  const live = () =>
    page.evaluate(() => {
      const places = [...document.querySelectorAll("[aria-live], [role=status], [role=alert], [role=log], output")];
      return places.filter((place) => !place.closest("[hidden]")).length;
    });
  const told = [];
  await visitAll(page, async (screen) => {
    told.push([screen, await live()]);
    if (screen !== "reading") return;
    // Progress changes too often to be told each time: who reads is led there, and finds how far it is.
    assert.equal(await page.evaluate(() => document.activeElement.id), "reading-title");
    assert((await treeOf(page)).some(({ role }) => role === "progressbar" || role === "ProgressIndicator"));
  });
  const silent = told.filter(([screen, count]) => count === 0 && /failed|calendar|rhythm|dialog|bird/.test(screen));
  assert.deepEqual(silent, []);
});
