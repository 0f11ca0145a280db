// Sharing: what is chosen is in the picture, and the picture is handed over as a file, a copy or to another app.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, openPage, siteUrl } from "./harness.mjs";
import { decoded } from "./picture.mjs";
import { SIZES, choose, openShare, picture, save, turn } from "./share-page.mjs";
import { becomes, changes, drawn, openArchive, openTable } from "./visit.mjs";

/** The picture once figures have stopped to change: their medians do while lives are drawn. */
async function pictureAtRest(page) {
  let last;
  await becomes(async () => {
    await page.waitForTimeout(500);
    const before = last;
    last = (await picture(page)).join(" ");
    return last === before;
  }, true);
  return picture(page);
}

test("a calendar's way leads to its picture, and back leads to the calendar", async () => {
  const page = await openShare();
  assert.equal(new URL(page.url()).hash, "#/share");
  const label = await page.getByTestId("share-picture").getAttribute("aria-label");
  assert.match(label, /24 Feb – 15 Mar 2024, Asia\/Tokyo/);
  await page.getByTestId("share-back").click();
  await drawn(page);
});

test("without anything open the page says so, and leads to the start", async () => {
  const page = await openPage({ path: "/#/share" });
  await page.getByTestId("share-nothing").waitFor();
  await axe(page);
  await page.getByTestId("share-start").click();
  await becomes(() => page.evaluate(() => location.hash), "#/");
});

test("shapes have their sizes, on the page and as files", async () => {
  const page = await openShare();
  for (const [name, [width, height]] of Object.entries(SIZES)) {
    await choose(page, `format-${name}`);
    await becomes(async () => (await picture(page)).slice(0, 2), [width, height]);
    const { name: file, bytes } = await save(page, "png");
    assert.equal(file, "yodori-share-yoru_log71-2024-02-24-2024-03-15.png");
    assert.equal(bytes.subarray(0, 8).toString("latin1"), "\x89PNG\r\n\x1a\n");
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [width, height]);
  }
});

test("a JPEG and an SVG hold the same picture", async () => {
  const page = await openShare();
  const jpeg = await save(page, "jpeg");
  assert.match(jpeg.name, /\.jpg$/);
  assert.deepEqual([...jpeg.bytes.subarray(0, 3)], [0xff, 0xd8, 0xff]);
  const { width, height } = await decoded(page, jpeg.bytes, "image/jpeg");
  assert.deepEqual([width, height], SIZES.wide);
  const svg = (await save(page, "svg")).bytes.toString();
  assert.match(svg, /width="1200" height="630"/);
  assert.match(svg, /24 Feb – 15 Mar 2024/);
  await becomes(() => page.getByTestId("share-told").textContent(), "Saved.");
});

test("every choice changes the picture, and taking it back brings the picture back", async () => {
  const page = await openShare();
  await page.getByTestId("figure-score").waitFor({ state: "attached" });
  const first = await pictureAtRest(page);
  for (const [one, other] of [
    ["reach-year", "reach-sight"],
    ["colours-dark", "colours-page"],
    ["format-tall", "format-wide"],
  ]) {
    await choose(page, one);
    await changes(() => picture(page), first, one);
    await choose(page, other);
    await becomes(() => picture(page), first, other);
  }
  for (const part of ["name", "handle", "initial", "zone", "hashtag", "bird"]) {
    await turn(page, `part-${part}`);
    await changes(() => picture(page), first, part);
    await turn(page, `part-${part}`);
    await becomes(() => picture(page), first, part);
  }
  await turn(page, "figure-three");
  await changes(() => picture(page), first, "figure-three");
});

test("the name in the picture is the one that is typed, and none of the posts is told", async () => {
  const page = await openShare();
  await page.getByTestId("share-name").fill("<b>夜</b>");
  const label = () => page.getByTestId("share-picture").getAttribute("aria-label");
  await becomes(async () => (await label()).includes("<b>夜</b>"), true);
  await turn(page, "part-name");
  await becomes(async () => (await label()).includes("夜"), false);
  assert.equal(await page.getByTestId("share-name").count(), 0);
});

test("a picture's file holds words as words, and none of what a post says", async () => {
  const page = await openArchive("calendar.zip");
  await openTable(page);
  const posts = page.getByTestId("post-text");
  await page.locator("[data-testid=table] .table__open").first().click();
  await posts.first().waitFor();
  const texts = (await posts.allInnerTexts()).map((text) => text.trim()).filter((text) => text.length > 3);
  assert(texts.length > 0, "no post says anything");
  await page.keyboard.press("Escape");
  await page.evaluate(() => (location.hash = "#/share"));
  await page.getByTestId("share-picture").waitFor();
  const svg = (await save(page, "svg")).bytes.toString();
  for (const text of texts) assert.equal(await page.evaluate(holds, [svg, text]), false, text);
  assert.equal(await page.evaluate(holds, [svg, "24 Feb – 15 Mar 2024"]), true, "its words can't be read");
});

/** Whether a drawing says a text, wherever its lines break. */
function holds([svg, text]) {
  const plain = (words) => words.replace(/\s+/g, "");
  const found = [...svg.matchAll(/>([^<]+)</g)].map(([, words]) => words.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&"));
  return plain(found.join("")).includes(plain(text));
}

test("figures of the rhythm come as soon as they are known, three at most", async () => {
  const page = await openShare();
  await page.getByTestId("figure-score").waitFor({ state: "attached" });
  const chosen = () => page.locator("[data-testid^=figure-]:checked").count();
  await becomes(chosen, 3);
  await turn(page, "figure-longest");
  await becomes(chosen, 3);
  assert.equal(await page.getByTestId("figure-longest").isChecked(), true);
  assert.equal(await page.getByTestId("figure-three").isChecked(), false);
  // They are of the days in sight.
  await choose(page, "reach-year");
  await page.getByTestId("figure-score").waitFor({ state: "detached" });
});

test("the picture is copied as a PNG of its size", async () => {
  const page = await openShare({ permissions: ["clipboard-read", "clipboard-write"] });
  await page.getByTestId("share-copy").click();
  await becomes(() => page.getByTestId("share-told").textContent(), "Copied. Paste it into your post.");
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const { width, height } = await createImageBitmap(await item.getType("image/png"));
    return [width, height];
  });
  assert.deepEqual(size, SIZES.wide);
});

test("a clipboard that refuses is told", async () => {
  const page = await openShare({
    prepare: (page) =>
      page.addInitScript(() => {
        navigator.clipboard.write = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      }),
  });
  await page.getByTestId("share-copy").click();
  await becomes(async () => /can’t be copied/.test(await page.getByTestId("share-told").textContent()), true);
});

/** A device's dialog for sharing that notes what it gets, and answers as told. */
const dialog = (answer) => (page) =>
  page.addInitScript((answer) => {
    navigator.canShare = ({ files }) => files?.every((file) => file instanceof File && file.type === "image/png");
    navigator.share = async ({ files, text }) => {
      const { width, height } = await createImageBitmap(files[0]);
      const isFresh = navigator.userActivation.isActive;
      window.shared = { name: files[0].name, type: files[0].type, size: [width, height], text, isFresh };
      if (answer) throw new DOMException("no", answer);
    };
  }, answer);

test("the device's dialog gets the picture as a file, the text and the link", async () => {
  const page = await openShare({ prepare: dialog("") });
  await page.getByTestId("figure-score").waitFor({ state: "attached" }); // they change the text when they come
  await pictureAtRest(page);
  await choose(page, "format-square");
  await page.getByTestId("share-share").click();
  await becomes(() => page.getByTestId("share-told").textContent(), "Handed over.");
  const { text, ...file } = await page.evaluate(() => window.shared);
  const name = "yodori-share-yoru_log71-2024-02-24-2024-03-15.png";
  assert.deepEqual(file, { name, type: "image/png", size: SIZES.square, isFresh: true });
  assert.equal(text, `${await page.getByTestId("share-text").inputValue()}\n${await siteUrl()}/`);
});

test("who thinks better of it is told nothing, and a dialog that refuses is told", async () => {
  const cancelled = await openShare({ prepare: dialog("AbortError") });
  await cancelled.getByTestId("share-share").click();
  await cancelled.waitForFunction(() => window.shared);
  await becomes(() => cancelled.getByTestId("share-told").textContent(), "");
  const refused = await openShare({ prepare: dialog("NotAllowedError") });
  await refused.getByTestId("share-share").click();
  await becomes(async () => /didn’t take it/.test(await refused.getByTestId("share-told").textContent()), true);
});

test("without such a dialog there is no button for it", async () => {
  const page = await openShare({
    prepare: (page) => page.addInitScript(() => delete Navigator.prototype.canShare),
  });
  await page.getByTestId("share-png").waitFor();
  assert.equal(await page.getByTestId("share-share").count(), 0);
});

test("ways to other sites are plain links with the text as it stands and the page's address", async () => {
  const page = await openShare();
  await page.getByTestId("share-text").fill("夜 & 1\n#yodori");
  const said = await page.getByTestId("desk-share").innerText();
  for (const words of ["No picture goes along", "Nor does the link’s preview show yours"]) assert(said.includes(words), words);
  const url = `${await siteUrl()}/`;
  const way = async (testid) => {
    const link = page.getByTestId(testid);
    assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
    assert.equal(await link.getAttribute("target"), "_blank");
    const { origin, pathname, searchParams } = new URL(await link.getAttribute("href"));
    return [origin + pathname, Object.fromEntries(searchParams)];
  };
  const text = "夜 & 1\n#yodori";
  const whole = `${text}\n${url}`;
  await becomes(() => way("to-x"), ["https://x.com/intent/tweet", { text, url }]);
  assert.deepEqual(await way("to-bluesky"), ["https://bsky.app/intent/compose", { text: whole }]);
  assert.deepEqual(await way("to-line"), ["https://social-plugins.line.me/lineit/share", { url, text }]);
  assert.deepEqual(await way("to-facebook"), ["https://www.facebook.com/sharer/sharer.php", { u: url }]);
  assert.deepEqual(await way("to-hatena"), ["https://b.hatena.ne.jp/entry/panel/", { url }]);
  await page.getByTestId("server-misskey").fill("misskey.io");
  assert.deepEqual(await way("to-misskey"), ["https://misskey.io/share", { text, url }]);
  await page.getByTestId("server-mastodon").fill("https://mstdn.jp/");
  assert.deepEqual(await way("to-mastodon"), ["https://mstdn.jp/share", { text: whole }]);
  await page.getByTestId("share-text-anew").click();
  await becomes(async () => /^Hours awake, 24 Feb/.test(await page.getByTestId("share-text").inputValue()), true);
});

test("a server is remembered when it is opened, not when it is typed; what is none is told", async () => {
  const page = await openShare();
  const field = page.getByTestId("server-misskey");
  const kept = () => page.evaluate(() => localStorage.getItem("yodori.server.misskey"));
  await field.fill("me@misskey.io");
  await field.blur();
  assert.equal(await page.getByTestId("to-misskey").count(), 0);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await becomes(async () => /just the server’s name/.test(await page.getByTestId("server-misskey-hint").textContent()), true);
  await field.fill("misskey.io");
  assert.equal(await kept(), null);
  // The tab that it opens is not this test's: nothing is asked of anyone.
  await page.evaluate(() => document.addEventListener("click", (event) => event.preventDefault()));
  await page.getByTestId("to-misskey").click();
  await becomes(kept, "misskey.io");
  await page.reload();
  await page.getByTestId("share-nothing").waitFor();
});

for (const [locale, colorScheme, width] of [["ja-JP", "light", 360], ["en-GB", "dark", 1280], ["en-GB", "light", 320]]) {
  test(`the page is accessible and fits: ${locale}, ${colorScheme}, ${width} px`, async () => {
    const page = await openShare({ locale, colorScheme, viewport: { width, height: 800 } });
    await page.getByTestId("figure-three").waitFor({ state: "attached" });
    await axe(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(wide <= 0, `${wide} px too wide`);
    const small = await page.evaluate(() => {
      const targets = [...document.querySelectorAll(".share a, .share button, .share label.share__chip, .share .segments__one")];
      const low = targets.filter((target) => target.getBoundingClientRect().height < 43.5);
      return low.map((target) => target.textContent);
    });
    assert.deepEqual(small, []);
  });
}

test("everything is reached and chosen by keyboard", async () => {
  const page = await openShare();
  await page.getByTestId("figure-three").waitFor({ state: "attached" });
  const reached = new Set();
  await page.getByTestId("share-png").focus();
  for (let presses = 0; presses < 60; presses += 1) {
    reached.add(await page.evaluate(() => document.activeElement.dataset.testid ?? ""));
    await page.keyboard.press("Tab");
  }
  for (const testid of ["share-png", "share-svg", "format-wide", "reach-sight", "colours-page", "figure-three"]) {
    assert(reached.has(testid), `${testid} is not reached: ${[...reached]}`);
  }
  for (const testid of ["part-name", "share-portrait", "share-name", "share-text", "to-x", "server-misskey", "share-back"]) {
    assert(reached.has(testid), `${testid} is not reached: ${[...reached]}`);
  }
  await page.getByTestId("format-wide").focus();
  await page.keyboard.press("ArrowRight");
  await becomes(async () => (await picture(page)).slice(0, 2), SIZES.square);
  await page.getByTestId("part-bird").focus();
  const before = await picture(page);
  await page.keyboard.press("Space");
  await changes(() => picture(page), before);
});
