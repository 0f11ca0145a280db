// What was done besides posting: each kind counts or doesn't, and whatever is shown follows; of what was
// said in private, nothing is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, testdata } from "./harness.mjs";
import { changesTo, countPostsOnly, expected, found, lookAt, ofDays, opened } from "./shown.mjs";
import { awake, folderPosts, moment, truths } from "./truth.mjs";
import { becomes, changes, chooseArchive, chooseRange, drawn, openArchive, openTable, pictureOf } from "./visit.mjs";

const JAPAN_SECS = 9 * 3600;

/** By their names in testdata/: what their switches are called, and whether they count at first. */
const KINDS = {
  deletion: ["Deleting a post", true],
  message: ["Messages sent", true],
  reaction: ["Reactions to messages", true],
  group_chat: ["Group chats joined or changed", true],
  encrypted_chat: ["Encrypted chats", true],
  grok: ["Talks with Grok", true],
  live_comment: ["Comments on live streams", true],
  ad_seen: ["Ads seen", true],
  ad_engaged: ["Ads engaged with", true],
  ad_conversion: ["Things done elsewhere after an ad", false],
  link_click: ["Links opened", true],
  login: ["Logins on a device", true],
  device_seen: ["When a device was last seen", false],
  ip_audit: ["IP addresses seen", false],
  connected_app: ["Apps connected", true],
  account_change: ["Changes of name, email or protection", true],
  community_note: ["Community notes", true],
  moment: ["Moments", true],
  fleet: ["Fleets", true],
  space: ["Spaces", true],
  call: ["Calls", false],
  article: ["Articles", true],
  other: ["Other acts", true],
  account_made: ["The account’s making", false],
};

/** The folder's acts, by kind, and its posts: times in seconds since 1970. */
const ACTS = truths().folder.act_times;
const POSTS = folderPosts().map(({ at }) => at);

/** The times of all posts and of these kinds of acts, ascending. */
function timesOf(kinds) {
  return [...POSTS, ...kinds.flatMap((kind) => ACTS[kind] ?? [])].sort((a, b) => a - b);
}

const ON_AT_FIRST = Object.keys(KINDS).filter((kind) => KINDS[kind][1]);

async function openKinds(page) {
  await page.getByTestId("act-kinds").locator("summary").click();
}

/** A kind's switch. */
function switchOf(page, kind) {
  return page.getByTestId("act-kinds").locator("label").filter({ has: page.getByText(KINDS[kind][0], { exact: true }) });
}

test("every kind of act has a switch with its count, and only what says something counts at first", async () => {
  const page = await openArchive("folder");
  await openKinds(page);
  assert.deepEqual(Object.keys(ACTS).sort(), Object.keys(KINDS).sort(), "the folder has every kind");
  const label = page.getByTestId("act-kinds").locator("label");
  const shown = await label.evaluateAll((labels) =>
    labels.map((label) => [
      label.querySelector(".check__name").textContent,
      label.querySelector("small").textContent,
      label.querySelector("input").checked,
    ]),
  );
  const wanted = Object.entries(KINDS).map(([kind, [name, isOn]]) => [name, String(ACTS[kind].length), isOn]);
  assert.deepEqual(shown, wanted);
});

test("whatever is counted or left out, table and figures follow, kind by kind", async () => {
  const page = await opened("folder");
  await becomes(() => found(page), expected(timesOf(ON_AT_FIRST)));
  await openKinds(page);
  await chooseRange(page, "dates");
  for (const [kind, [, isOn]] of Object.entries(KINDS)) {
    if (kind === "account_made") continue; // a day of its own, years before: the next test's
    const days = await lookAt(page, { at: ACTS[kind][Math.floor(ACTS[kind].length / 2)] });
    const others = ON_AT_FIRST.filter((other) => other !== kind);
    const wanted = (kinds) => ofDays(days, awake(timesOf(kinds)));
    const [before, after] = isOn ? [[...others, kind], others] : [others, [...others, kind]];
    assert.notDeepEqual(wanted(after), wanted(before), `${kind} would make no difference`);
    await becomes(() => found(page), wanted(before), kind);
    await switchOf(page, kind).click();
    await becomes(() => found(page), wanted(after), `${kind} switched`);
    await switchOf(page, kind).click();
    await becomes(() => found(page), wanted(before), `${kind} switched back`);
  }
});

test("the account's making stretches the calendar only for who wants it to", async () => {
  const page = await openArchive("folder");
  await openKinds(page);
  await chooseRange(page, "all");
  const days = () => page.getByTestId("days").innerText();
  const before = await days();
  assert.match(before, /2023/);
  await switchOf(page, "account_made").click();
  await becomes(async () => /2009/.test(await days()), true);
  await switchOf(page, "account_made").click();
  await becomes(days, before);
});

test("one switch counts posts alone, the picture and its words follow, and counts all again", async () => {
  const page = await opened("folder");
  const all = page.getByTestId("acts").getByRole("checkbox").first();
  const figure = page.getByTestId("posts").locator("dt");
  assert.equal(await page.getByTestId("acts-count").innerText(), `${timesOf(ON_AT_FIRST).length - POSTS.length} other records`);
  assert.equal(await figure.innerText(), "Records counted");
  await openKinds(page);
  await switchOf(page, "ip_audit").click();
  await changesTo(page, () => all.click(), expected(POSTS));
  await becomes(() => figure.innerText(), "Posts counted");
  assert.equal(await page.getByTestId("act-kinds").locator("input:checked").count(), 0);
  await changesTo(page, () => all.click(), expected(timesOf(ON_AT_FIRST)));
  await becomes(() => figure.innerText(), "Records counted");
  assert(!(await switchOf(page, "ip_audit").getByRole("checkbox").isChecked()), "what says little stays off");
});

test("a change of what counts redraws the picture", async () => {
  const page = await openArchive("folder");
  const before = await pictureOf(page);
  await page.getByTestId("acts").getByRole("checkbox").first().click();
  await changes(() => pictureOf(page), before, "the picture stayed as it was");
});

for (const [locale, reasons, likes, title] of [
  ["en-GB", [/Not a list of logins/, /ran on its own|run on its own/, /single moment/, /perhaps without you/, /Calls that others made/], /Likes have no times/, "Besides posts"],
  ["ja-JP", [/ログインの記録ではなく/, /裏で動いただけ/, /たった1回/, /本人がしたとは限りません/, /相手からかかってきた/], /いいねには時刻がない/, "ポストのほかの記録"],
]) {
  test(`what is off at first says why, and likes are named as timeless: ${locale}`, async () => {
    const page = await openArchive("folder", { locale });
    const acts = page.getByTestId("acts");
    assert.equal(await acts.locator("h3").innerText(), title);
    assert.match(await acts.innerText(), likes);
    await acts.locator("summary").click();
    const why = await acts.locator(".check__why").allInnerTexts();
    assert.equal(why.length, 5);
    for (const reason of reasons) assert(why.some((words) => reason.test(words)), `${reason}: ${why}`);
  });
}

test("where there are only posts, nothing is said of other acts", async () => {
  const page = await openArchive("calendar.zip");
  await page.getByTestId("apps").waitFor();
  assert.equal(await page.getByTestId("acts").count(), 0);
  assert.equal(await page.getByTestId("acts-count").innerText(), "");
});

/** Chooses some of the folder's files. */
async function chooseSome(page, ...names) {
  const paths = names.map((name) => testdata(`folder/data/${name}.js`));
  await page.getByTestId("file-input").setInputFiles(paths);
  await drawn(page);
}

test("the switch for all acts follows those for each kind that there is", async () => {
  const page = await openPage();
  await chooseSome(page, "account", "tweets", "direct-messages", "ad-impressions");
  await openKinds(page);
  const all = page.getByTestId("acts").getByRole("checkbox").first();
  const on = page.getByTestId("act-kinds").locator("input:checked");
  const kinds = await on.count();
  assert(kinds >= 2 && kinds < 10, `${kinds} kinds`);
  for (let left = kinds; left > 0; left -= 1) {
    assert.equal(await all.isChecked(), true, `${left} kinds count`);
    await on.last().click();
    await becomes(() => on.count(), left - 1);
  }
  await becomes(() => all.isChecked(), false, "no act counts");
  await switchOf(page, "message").click();
  await becomes(() => all.isChecked(), true, "messages count");
  await all.click();
  await becomes(() => on.count(), 0);
  await all.click();
  await becomes(() => on.count(), kinds);
});

test("posts of one kind alone have a switch where there are other acts, which can then be looked at alone", async () => {
  const page = await openPage();
  const posts = page.locator(".conditions label").filter({ has: page.getByText("Posts", { exact: true }) });
  await chooseArchive(page, "calendar.zip");
  await page.getByTestId("apps").waitFor();
  assert.equal(await posts.count(), 0, "nothing would be left without them");
  await page.getByRole("link", { name: "Open something else" }).click();
  await chooseSome(page, "account", "tweets", "grok-chat-item");
  await page.getByTestId("acts").waitFor();
  await openTable(page);
  await chooseRange(page, "all");
  await changesTo(page, () => posts.click(), expected(ACTS.grok, { span: "all" }));
});

/** Leaves only this kind of act: no posts. */
async function countOnly(page, kind) {
  await openKinds(page);
  await countPostsOnly(page);
  await becomes(() => page.getByTestId("act-kinds").locator("input:checked").count(), 0);
  await page.getByTestId("apps").evaluate((apps) => apps.querySelectorAll("input:checked").forEach((one) => one.click()));
  await switchOf(page, kind).click();
}

for (const [locale, said, title] of [["en-GB", "Talks with Grok", "First record"], ["ja-JP", "Grokとの会話", "はじめの記録"]]) {
  test(`a period's dialog says when what was done, without text, app or link: ${locale}`, async () => {
    const page = await openArchive("folder", { locale: "en-GB" });
    await countOnly(page, "grok");
    if (locale === "ja-JP") await page.getByTestId("language").click();
    await chooseRange(page, "all");
    // Weeks lie between the four: each stands alone.
    await page.getByTestId("threshold").fill("720");
    await page.getByTestId("calendar-scroller").press("ArrowRight");
    await page.getByTestId("calendar-scroller").press("Enter");
    const dialog = page.getByTestId("dialog");
    await dialog.waitFor();
    const language = locale.slice(0, 2);
    const stretch = awake(ACTS.grok, 720 * 60)[0];
    const post = dialog.locator(".post").first();
    assert.equal(await post.locator("h3").innerText(), stretch.posts > 1 ? title : { en: "The only record", ja: "この記録だけ" }[language]);
    assert.equal(await post.locator("time").innerText(), moment(stretch.start + JAPAN_SECS, language));
    assert.equal(await post.getByTestId("act").innerText(), said);
    assert.equal(await post.locator(".post__facts span").innerText(), "");
    assert.equal(await post.locator("a, [data-testid=post-text]").count(), 0);
  });
}

test("a period that begins with a post and ends with another act tells both", async () => {
  const page = await opened("folder");
  await chooseRange(page, "all");
  const isPost = new Set(POSTS);
  const stretches = awake(timesOf(ON_AT_FIRST));
  const nth = stretches.findIndex(({ start, end, times }) => times.length > 1 && isPost.has(start) && !isPost.has(end));
  assert(nth >= 0, "the folder has such a period");
  await turnTo(page, nth);
  const dialog = page.getByTestId("dialog");
  await dialog.getByTestId("post-text").waitFor();
  assert.deepEqual(await dialog.locator("h3").allInnerTexts(), ["First post", "Last record"]);
  assert.equal(await dialog.locator(".post").first().locator("a").count(), 1);
  assert.equal(await dialog.locator(".post").last().getByTestId("act").count(), 1);
});

test("a period that begins with another act and ends with a post has the post's own text", async () => {
  const page = await opened("folder");
  await chooseRange(page, "all");
  const texts = new Map(folderPosts().map(({ at, kind }) => [at, kind]));
  const stretches = awake(timesOf(ON_AT_FIRST));
  const nth = stretches.findIndex(({ start, end }) => !texts.has(start) && texts.get(end) === "tweet");
  assert(nth >= 0, "the folder has such a period");
  await turnTo(page, nth);
  const last = page.getByTestId("dialog").locator(".post").last();
  await last.getByTestId("post-text").waitFor();
  assert.equal(await last.locator("h3").innerText(), "Last post");
});

/** Opens the `nth` row of the table. */
async function turnTo(page, nth) {
  for (let at = 200; at <= nth; at += 200) await page.locator(".table-pages button").last().click();
  await page.getByTestId("table").getByRole("button").nth(nth % 200).click();
  await page.getByTestId("dialog").waitFor();
}

/** How everything begins in testdata/ that was said in private. */
const SECRET = "秘密の話";

/** Notes in `page.told` whatever workers say, as text. */
async function listenToWorkers(page) {
  page.told = [];
  await page.exposeFunction("noteTold", (text) => void page.told.push(text));
  await page.addInitScript(() => {
    globalThis.Worker = class extends Worker {
      constructor(...args) {
        super(...args);
        this.addEventListener("message", ({ data }) => {
          globalThis.noteTold(new TextDecoder().decode(data));
        });
      }
    };
  });
}

test("no text of a message, a chat or a talk is anywhere in the page, nor leaves the worker", async () => {
  const page = await openPage({ prepare: listenToWorkers });
  await chooseArchive(page, "folder");
  await openKinds(page);
  await chooseRange(page, "all");
  await openTable(page);
  await page.getByTestId("report").locator("summary").click();
  await page.getByTestId("files").waitFor();
  const rows = await page.getByTestId("table").getByRole("button").count();
  for (let row = rows - 40; row < rows; row += 1) {
    await page.getByTestId("table").getByRole("button").nth(row).click();
    await page.getByTestId("dialog").waitFor();
    await becomes(() => page.getByText("Reading it again…").count(), 0);
    assert(!(await page.content()).includes(SECRET));
    await page.keyboard.press("Escape");
  }
  assert(page.told.some((text) => text.includes("data/direct-messages.js")), "the workers are heard");
  assert(!page.told.some((text) => text.includes(SECRET)));
});
