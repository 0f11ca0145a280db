// The bird without GitHub: it eats posts, grows, is dressed and kept, and nothing is ever eaten twice.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openPage, plainName } from "./harness.mjs";
import {
  NOON,
  THREE_AM,
  calm,
  chooseSample,
  experience,
  feed,
  goToBird,
  kept,
  looks,
  openBird,
  openPanel,
  pose,
  progress,
  restoreBird,
  saveBird,
  there,
  waiting,
} from "./bird-page.mjs";
import { becomes, drawn } from "./visit.mjs";

test("a link leads to a bird with nothing to eat yet, and loads nothing but its own", async () => {
  const page = await openBird();
  assert.match(await page.getByTestId("no-source").innerText(), /GitHub/);
  await page.getByTestId("feed-sample").waitFor();
  assert.deepEqual(await progress(page), [1, 0, 20]);
  assert.equal(await page.title(), "Bird · Yodori");
  const names = page.requests.map((address) => `/${plainName(address)}`);
  assert(names.includes("/bird_bg.wasm"));
  assert(names.includes("/bird/bird.svg"));
  assert.deepEqual(names.filter((name) => /^\/whole|worker/.test(name)), []);
  assert.equal(names.filter((name) => /\/bird\/room-/.test(name)).length, 1); // the others when they are looked at
});

test("nothing of the bird is loaded before it is opened, also where all else is", async () => {
  const page = await openPage();
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  assert.deepEqual(page.requests.filter((address) => /\/bird/.test(address)), []);
});

test("whoever has nothing to feed it with can feed it a sample's posts, each once", async () => {
  const page = await openBird();
  await page.getByTestId("feed-sample").click();
  const all = await waiting(page);
  await feed(page, "feed-all");
  assert.equal(experience(await progress(page)), 10 * all);
  assert.match(await page.locator(".nest__panel").first().innerText(), /made up/);
  const names = page.requests.map((address) => `/${plainName(address)}`);
  assert.deepEqual(names.filter((name) => /^\/whole|worker/.test(name)), []);
});

test("what is told of it is what it does, and an old story is told once", async () => {
  const page = await openBird({ sample: "owl" });
  const mood = page.getByTestId("mood");
  await feed(page);
  await becomes(async () => /gobbled up a meal of ramen/.test(await mood.innerText()), true);
  await calm(page);
  await page.getByTestId("bird").click();
  await becomes(() => mood.innerText(), "The bird is talking.");
});

test("each post of the last week is a meal, once: also after a reload", async () => {
  const page = await openBird({ sample: "owl" });
  const [all, before] = [await waiting(page), experience(await progress(page))];
  assert(all > 20, `${all} posts`);
  assert.equal(before, 0); // whoever doesn't exist brings no presents
  await feed(page);
  assert.equal(await pose(page), "eat");
  assert.equal(experience(await progress(page)), before + 10);
  assert.equal(await waiting(page), all - 1);
  await page.reload();
  await there(page);
  assert.equal(experience(await progress(page)), before + 10);
  await page.evaluate(() => (location.hash = "#/"));
  await chooseSample(page);
  assert.equal(await waiting(page), all - 1);
  await feed(page, "feed-all");
  assert.equal(experience(await progress(page)), before + 10 * all);
  assert.equal(await waiting(page), 0);
  assert(await page.getByTestId("feed").isDisabled());
});

test("it grows by level, says so, and what comes with a level can be worn from then on", async () => {
  const page = await openBird({ sample: "owl" });
  await openPanel(page, "wardrobe");
  const pilot = page.getByTestId("outfit-pilot");
  assert(await pilot.isDisabled());
  assert.equal((await looks(page)).stage, "chick");
  await openPanel(page, "meals");
  await feed(page, "feed-all");
  const [level] = await progress(page);
  assert(level >= 3);
  assert.match(await page.getByTestId("mood").innerText(), new RegExp(`level ${level}!`));
  await becomes(() => pose(page), "celebrate");
  assert.notEqual((await looks(page)).stage, "chick");
  await openPanel(page, "wardrobe");
  await pilot.check({ force: true });
  assert.equal((await looks(page)).outfit, "pilot");
  await page.getByTestId("room-winter").check({ force: true });
  await page.locator(".home__wall[data-drawing='bird/room-winter.svg'] svg").waitFor();
  await page.reload();
  await there(page);
  assert.equal((await looks(page)).outfit, "pilot");
  assert.equal(await page.locator(".home__wall").getAttribute("data-drawing"), "bird/room-winter.svg");
});

for (const [typed, named] of [
  ["  よる  ", "よる"],
  ["a\u202eb\u0000c", "abc"],
  ["x".repeat(60), "x".repeat(30)],
  ["<b>&amp;", "<b>&amp;"],
  ["\u200b", "No name yet"],
]) {
  test(`typed as ${JSON.stringify(typed)} it is called ${named}`, async () => {
    const page = await openBird();
    await openPanel(page, "keeping");
    await page.getByTestId("name").fill(typed);
    await page.getByTestId("name").press("Enter");
    await becomes(() => page.getByTestId("bird-name").innerText(), named);
    await page.reload();
    await there(page);
    assert.equal(await page.getByTestId("bird-name").innerText(), named);
  });
}

test("a bird that was saved comes back in another browser, and eats nothing twice there", async () => {
  const page = await openBird({ sample: "owl" });
  await feed(page, "feed-all");
  await openPanel(page, "keeping");
  await page.getByTestId("name").fill("Momo");
  await page.getByTestId("name").press("Enter");
  await openPanel(page, "wardrobe");
  await page.getByTestId("outfit-winter").check({ force: true });
  const [text, before] = [await saveBird(page), await progress(page)];

  const other = await openBird({ sample: "owl" });
  await feed(other);
  assert.match(await restoreBird(other, text), /^Momo \(level \d+\) is back\.$/);
  assert.deepEqual(await progress(other), before);
  assert.equal((await looks(other)).outfit, "winter");
  await openPanel(other, "meals");
  assert.equal(await waiting(other), 0);
  await restoreBird(other, text);
  assert.deepEqual(await progress(other), before);
});

for (const [what, text, says] of [
  ["no JSON", "{", /cut short/],
  ["another file", '{"yodori":"calendar"}', /no bird in it/],
  ["a newer version", '{"yodori":"bird","version":99}', /newer version/],
  ["one that is too large", "x".repeat(5 << 20), /larger than 4 MiB/],
]) {
  test(`${what} gives no bird, and leaves the one that is there as it is`, async () => {
    const page = await openBird({ sample: "owl" });
    await feed(page);
    const before = await progress(page);
    assert.match(await restoreBird(page, text, "<b>.json"), says);
    assert.match(await page.getByTestId("restored").innerText(), /<b>\.json/);
    assert.deepEqual(await progress(page), before);
  });
}

test("a bird that is erased in one tab is gone in the others as well", async () => {
  const page = await openBird({ sample: "owl" });
  await feed(page);
  const other = await page.context().newPage();
  await other.clock.setFixedTime(new Date(NOON));
  await other.goto(`${page.url().split("#")[0]}#/bird`);
  await there(other);
  assert.deepEqual(await progress(other), await progress(page));
  await openPanel(page, "keeping");
  await page.getByTestId("erase").click();
  await page.getByTestId("erase-yes").click();
  await becomes(() => progress(other), [1, 0, 20]);
  await openPanel(other, "keeping");
  await other.getByTestId("name").fill("Neu");
  await other.getByTestId("name").press("Enter");
  await becomes(() => page.getByTestId("bird-name").innerText(), "Neu");
  assert.deepEqual(await progress(page), [1, 0, 20]);
  await other.close();
});

test("whoever has fed it a while is asked once to save it, and not again when that is done", async () => {
  const page = await openBird({ sample: "owl" });
  assert.equal(await page.getByTestId("reminder").count(), 0);
  await feed(page, "feed-all");
  await page.getByTestId("reminder").waitFor();
  await Promise.all([page.waitForEvent("download"), page.getByTestId("remind-save").click()]);
  await becomes(() => page.getByTestId("reminder").count(), 0);
  await page.reload();
  await there(page);
  assert.equal(await page.getByTestId("reminder").count(), 0);
});

test("a card goes by a link and shows another's bird, marked as what nobody has borne out", async () => {
  const page = await openBird({ sample: "owl" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await feed(page, "feed-all");
  await openPanel(page, "keeping");
  await page.getByTestId("name").fill("Momo <b>");
  await page.getByTestId("name").press("Enter");
  await openPanel(page, "ranking");
  await page.getByTestId("card-copy").click();
  await becomes(() => page.getByTestId("card-told").innerText(), "Copied.");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(link, /#bird=1\./);
  const other = await openBird({ path: `/${link.slice(link.indexOf("#"))}` });
  const card = other.getByTestId("cards").locator("li");
  const [level] = await progress(page);
  assert.match(await card.innerText(), new RegExp(`Momo <b>[^]*Level ${level}[^]*can’t bear it out`));
  assert.equal(new URL(other.url()).hash, "#/bird");
  await other.reload();
  await there(other);
  await openPanel(other, "ranking");
  assert.equal(await card.count(), 1);
  await other.getByTestId("card-drop").click();
  await becomes(() => card.count(), 0);
  await other.getByTestId("card-link").fill("#bird=1.x.<script>");
  await other.getByTestId("card-take").click();
  await becomes(async () => /could not be read/.test(await other.getByTestId("card-told").innerText()), true);
});

test("Back leads from a card's link to where the visitor was", async () => {
  const page = await openPage();
  await page.evaluate(() => (location.hash = "#bird=1.20000.100.none.winter.."));
  await there(page);
  await becomes(() => page.getByTestId("cards").locator("li").count(), 1);
  await becomes(async () => new URL(page.url()).hash, "#/bird");
  await page.goBack();
  await page.getByTestId("sample-owl").waitFor();
});

test("nothing of a bird is left when it is erased, not even what could not be read of it", async () => {
  const prepare = (page) => page.addInitScript(() => (localStorage["yodori.bird"] ??= "{"));
  const page = await openBird({ prepare });
  const other = await openBird({ sample: "owl" });
  await feed(other);
  await restoreBird(page, await saveBird(other));
  const left = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("yodori.bird")).sort());
  assert.deepEqual(await left(), ["yodori.bird", "yodori.bird.unread"]);
  await page.getByTestId("erase").click();
  await page.getByTestId("erase-yes").click();
  assert.deepEqual(await left(), []);
});

test("erasing is asked about, and another bird comes", async () => {
  const page = await openBird({ sample: "owl" });
  await feed(page);
  await openPanel(page, "keeping");
  await page.getByTestId("erase").click();
  await page.getByTestId("erase-no").click();
  assert.notEqual(await kept(page), null);
  await page.getByTestId("erase").click();
  await page.getByTestId("erase-yes").click();
  assert.equal(await kept(page), null);
  assert.deepEqual(await progress(page), [1, 0, 20]);
});

test("two tabs that feed at once count every meal once", async () => {
  const page = await openBird({ sample: "owl" });
  const other = await page.context().newPage();
  await other.clock.setFixedTime(new Date(NOON));
  await other.goto(page.url().split("#")[0]);
  await chooseSample(other);
  const [all, before] = [await waiting(page), experience(await progress(page))];
  await feed(page);
  await becomes(() => waiting(other), all - 1);
  await calm(page);
  const click = (button) => button.click();
  await Promise.all([page, other].map((tab) => tab.getByTestId("feed-all").evaluate(click)));
  for (const tab of [page, other]) {
    await becomes(async () => experience(await progress(tab)), before + 10 * all);
  }
  assert.equal(JSON.parse(await kept(page)).version, 2);
  await other.close();
});

test("what is kept and can't be read is not written over, and can be saved as it is", async () => {
  const broken = '{"yodori":"bird","version":2,"meals":[[';
  const prepare = (page) =>
    page.addInitScript((text) => {
      localStorage["yodori.bird"] ??= text;
    }, broken);
  const page = await openBird({ sample: "owl", prepare });
  await feed(page);
  assert.equal(await kept(page), broken);
  await openPanel(page, "keeping");
  assert.match(await page.getByTestId("kept").innerText(), /cut short|damaged|clearly/);
  assert.equal(await saveBird(page), broken);
  await page.getByTestId("erase").click();
  await page.getByTestId("erase-yes").click();
  await openPanel(page, "meals");
  await feed(page);
  assert.equal(JSON.parse(await kept(page)).version, 2);
});

for (const [at, options, is] of [
  [NOON, {}, "idle"],
  [THREE_AM, {}, "sleep"],
  // Late in Tokyo is noon in San Francisco.
  [THREE_AM, { timezoneId: "America/Los_Angeles" }, "idle"],
]) {
  test(`at ${at} in ${options.timezoneId ?? "Asia/Tokyo"} it is seen to ${is}`, async () => {
    const page = await openBird({ at, ...options });
    await becomes(() => pose(page), is);
  });
}

test("whoever is up at three has a bird that stays up, drowsily", async () => {
  const page = await openBird({ at: THREE_AM });
  await becomes(() => pose(page), "sleep");
  await page.getByTestId("bird").click();
  await becomes(async () => (await page.getByTestId("bubble").innerText()) !== "", true);
  await calm(page);
  await becomes(() => pose(page), "dazed");
});

test("it sleeps when the person does, as far as their archive tells, and not when a sample does", async () => {
  const page = await openBird({ path: "/" , sample: undefined, archive: "calendar.zip" });
  await openPanel(page, "keeping");
  const habit = page.getByTestId("habit");
  await habit.filter({ hasText: /recent nights/ }).waitFor();
  assert.match(await habit.innerText(), /Sleeps around \d+:\d\d and wakes around \d+:\d\d/);
  const other = await openBird({ sample: "owl" });
  await openPanel(other, "keeping");
  assert.match(await other.getByTestId("habit").innerText(), /guess/);
});

test("an archive's last week is its food, though it is long ago, and no other post is", async () => {
  const page = await openBird({ path: "/", archive: "calendar.zip" });
  const all = await waiting(page);
  assert(all > 0);
  await feed(page, "feed-all");
  assert.equal(experience(await progress(page)) >= 10 * all, true);
  assert.equal(await waiting(page), 0);
});

test("a touch makes it speak, by mouse and by keyboard, and what it does is told", async () => {
  const page = await openBird();
  const bubble = page.getByTestId("bubble");
  assert.equal(await bubble.getAttribute("role"), "status");
  await page.getByTestId("bird").click();
  await becomes(async () => (await bubble.innerText()) !== "", true);
  assert.equal(await pose(page), "talk");
  await page.locator("[data-testid=bubble]:empty").waitFor({ state: "attached" }); // it has had its say
  await page.getByTestId("bird").focus();
  await page.keyboard.press("Enter");
  await becomes(async () => (await bubble.innerText()) !== "", true);
  assert.equal(await page.getByTestId("mood").getAttribute("role"), "status");
});

test("all of it goes by keyboard: a dish, a meal, a dress, a room, a name, a card", async () => {
  const page = await openBird({ sample: "owl" });
  const at = () => page.evaluate(() => document.activeElement.dataset.testid);
  const tabTo = async (wanted) => {
    for (let tabs = 0; tabs < 40 && (await at()) !== wanted; tabs += 1) await page.keyboard.press("Tab");
    assert.equal(await at(), wanted);
  };
  await tabTo("dish-ramen");
  await page.keyboard.press("ArrowRight");
  assert.equal(await at(), "dish-curry");
  await tabTo("feed");
  await page.keyboard.press("Enter");
  await becomes(async () => /curry/.test(await page.getByTestId("mood").innerText()), true);
  assert.equal(await at(), "feed"); // it is not lost while it eats
  await calm(page);
  await page.getByTestId("panel-meals").focus();
  await page.keyboard.press("ArrowRight");
  await tabTo("outfit-none");
  await page.keyboard.press("ArrowRight");
  await becomes(async () => (await looks(page)).outfit, "spring");
  await tabTo(await page.locator("[name=room]:checked").getAttribute("data-testid"));
  const before = await page.locator(".home__wall").getAttribute("data-drawing");
  await page.keyboard.press("ArrowLeft");
  await becomes(async () => (await page.locator(".home__wall").getAttribute("data-drawing")) !== before, true);
  await page.getByTestId("panel-wardrobe").focus();
  for (const panel of ["talk", "ranking", "keeping"]) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await at(), `panel-${panel}`);
  }
  await tabTo("name");
  await page.keyboard.type("Yoru");
  await page.keyboard.press("Enter");
  await becomes(() => page.getByTestId("bird-name").innerText(), "Yoru");
});

test("the header's language is the bird's as well", async () => {
  const page = await openBird({ locale: "ja-JP" });
  assert.match(await page.getByTestId("level").innerText(), /^レベル1・/);
  await page.getByTestId("language").click();
  await becomes(() => page.getByTestId("level").innerText(), "Level 1, chick");
  assert.equal(await page.getByTestId("panel-meals").evaluate((input) => input.parentElement.innerText), "Food");
});

test("it is as it was left when the visitor comes back to its page", async () => {
  const page = await openBird({ sample: "owl" });
  await openPanel(page, "wardrobe");
  await page.evaluate(() => (location.hash = "#/calendar"));
  await page.getByTestId("calendar-canvas").waitFor();
  await goToBird(page);
  assert(await page.getByTestId("panel-wardrobe").isChecked());
  assert.equal(await page.getByTestId("bird").count(), 1);
});

test("nothing moves for those who want that", async () => {
  const page = await openBird({ reducedMotion: "reduce" });
  const running = () => document.getAnimations().filter((animation) => animation.playState === "running").length;
  assert.equal(await page.evaluate(running), 0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await becomes(async () => (await page.evaluate(running)) > 0, true);
});

for (const panel of ["meals", "wardrobe", "talk", "ranking", "keeping"]) {
  test(`axe finds nothing in the panel ${panel}`, async () => {
    for (const [locale, colorScheme, width] of [
      ["ja-JP", "light", 360],
      ["en-GB", "dark", 1280],
    ]) {
      const page = await openBird({ locale, colorScheme, viewport: { width, height: 800 }, sample: "owl" });
      await openPanel(page, panel);
      await axe(page);
    }
  });
}
