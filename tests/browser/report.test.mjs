// What was read and what was left out: per file and kind, against the archive's own list.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openPage, testdata } from "./harness.mjs";
import { truths } from "./truth.mjs";
import { becomes, chooseZone, drawn, openArchive } from "./visit.mjs";

const TRUTH = truths().folder;
const TEMPORARY = mkdtempSync(join(tmpdir(), "yodori-report-"));
after(() => rmSync(TEMPORARY, { recursive: true }));

/** A copy of the folder in which something is otherwise. */
function folderWith(name, change) {
  const folder = join(TEMPORARY, name);
  cpSync(testdata("folder"), folder, { recursive: true });
  change((path) => join(folder, "data", path));
  return folder;
}

/** What a data file of the folder lists. */
function recordsOf(name) {
  const text = readFileSync(testdata(`folder/data/${name}`), "utf8");
  return JSON.parse(text.slice(text.indexOf("=") + 1));
}

async function openFolder(folder) {
  const page = await openPage();
  await page.getByTestId("folder-input").setInputFiles(folder);
  await drawn(page);
  return page;
}

async function openReport(page) {
  await page.getByTestId("report").locator("summary").click();
  await page.getByTestId("files").waitFor();
}

/** A table's rows, by their first cells. */
async function rowsOf(page, table) {
  const rows = await page.getByTestId(table).evaluate((table) =>
    [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
  return new Map(rows.map(([first, ...rest]) => [first.replace(/^folder\//, ""), rest]));
}

/** `1 Mar 2025` in Japan. */
function day(at) {
  const date = new Date((at + 9 * 3600) * 1000);
  const month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][date.getUTCMonth()];
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

const ends = (times) => [day(times.at(0)), day(times.at(-1))];

test("each kind is told with its count, its first and its last day", async () => {
  const page = await openArchive("folder");
  await openReport(page);
  const kinds = await rowsOf(page, "kinds");
  const { grok, ip_audit: audit, message } = TRUTH.act_times;
  for (const [name, times] of [["Talks with Grok", grok], ["IP addresses seen", audit], ["Messages sent", message]]) {
    assert.deepEqual(kinds.get(name), [String(times.length), ...ends(times)], name);
  }
  assert.equal(kinds.get("Posts")[0], String(TRUTH.by_kind.tweet));
  assert.equal(kinds.get("Community posts")[0], String(TRUTH.by_kind.community_tweet));
});

test("each file is told with its records, what the list promises, its first and its last day", async () => {
  const page = await openArchive("folder");
  await openReport(page);
  const files = await rowsOf(page, "files");
  const audit = TRUTH.act_times.ip_audit;
  assert.deepEqual(files.get("data/ip-audit.js"), [String(audit.length), String(audit.length), ...ends(audit)]);
  const tweets = recordsOf("tweets.js").map(({ tweet }) => Date.parse(tweet.created_at) / 1000);
  const count = String(tweets.length);
  assert.deepEqual(files.get("data/tweets.js"), [count, count, ...ends(tweets.sort((a, b) => a - b))]);
  // A list of conversations holds less entries than they hold messages.
  assert.equal(files.get("data/direct-messages.js")[1], String(recordsOf("direct-messages.js").length));
  assert.deepEqual(files.get("data/manifest.js").slice(1), ["", "", ""]);
  await page.getByText("Nothing was left out.").waitFor();
});

test("the days of the report are those of the chosen zone, its words those of the language", async () => {
  const page = await openArchive("folder");
  await openReport(page);
  const first = async () => (await rowsOf(page, "files")).get("data/ip-audit.js").slice(2);
  const before = await first();
  await chooseZone(page, "Pacific/Kiritimati");
  await chooseZone(page, "Pacific/Pago_Pago");
  const times = TRUTH.act_times.ip_audit.map((at) => at - (9 + 11) * 3600);
  await becomes(first, ends(times));
  assert.notDeepEqual(await first(), before);
  await page.getByTestId("language").click();
  await becomes(async () => (await rowsOf(page, "unopened")).get("data/like.js"), ["いいねには時刻がありません"]);
});

test("where a file and the archive's list differ, both are told; what is promised and missing is listed", async () => {
  const folder = folderWith("differs", (path) => {
    const text = readFileSync(path("ip-audit.js"), "utf8");
    const shorter = recordsOf("ip-audit.js").slice(1);
    writeFileSync(path("ip-audit.js"), `${text.slice(0, text.indexOf("=") + 2)}${JSON.stringify(shorter)}`);
    rmSync(path("moment.js"));
    rmSync(path("tweets-part1.js"));
  });
  const page = await openFolder(folder);
  await openReport(page);
  const audit = TRUTH.act_times.ip_audit.length;
  const name = "data/ip-audit.js";
  const told = (await rowsOf(page, "files")).get(name) ?? (await rowsOf(page, "files")).get(`differs/${name}`);
  assert.deepEqual(told.slice(0, 2), [String(audit - 1), `${audit} (holds ${audit - 1})`]);
  const missing = await rowsOf(page, "missing");
  assert.deepEqual([...missing.keys()].map((path) => path.split("/").at(-1)).sort(), ["moment.js", "tweets-part1.js"]);
  assert.deepEqual([...missing.values()].find(([count]) => count === String(TRUTH.act_times.moment.length))?.length, 1);
  // Posts of the missing part come from the headers: not one is lost.
  await becomes(() => page.getByTestId("count").innerText(), `${TRUTH.posts} posts`);
});

test("what was never opened is named with its reason, likes as timeless", async () => {
  const folder = folderWith("more", (path) => {
    writeFileSync(path("brand-new-thing.js"), "window.YTD.brand_new_thing.part0 = [ ]");
  });
  const page = await openFolder(folder);
  await openReport(page);
  const unopened = await rowsOf(page, "unopened");
  const why = (name) => [...unopened].find(([path]) => path.endsWith(name))?.[1][0];
  assert.equal(why("data/like.js"), "likes have no time of their own");
  assert.equal(why("data/note-tweet.js"), "tells again what another file tells: not counted twice");
  assert.equal(why("data/tweet-headers.js"), "tells again what another file tells: not counted twice");
  assert.equal(why("data/follower.js"), "no times in it");
  assert.equal(why("data/brand-new-thing.js"), "not known here");
  await page.getByText(/^Pictures and videos \(not opened\): 3$/).waitFor();
});

test("what was left out of a file is counted with its reason", async () => {
  const page = await openArchive("bad-records.zip", { locale: "ja-JP" });
  await openReport(page);
  await page.getByTestId("skipped").waitFor();
  const rows = await page.getByTestId("skipped").locator("tbody tr").allInnerTexts();
  assert.equal(rows.length, truths()["bad-records.zip"].skipped.length);
  for (const row of rows) assert.match(row, /[ぁ-ん]/, "the reason is in Japanese");
});

for (const [locale, words] of [
  ["en-GB", "Files of another account were among those chosen and were left out"],
  ["ja-JP", "ほかのアカウントのファイルがまざっていたので、それは読みませんでした"],
]) {
  test(`of two accounts one is shown, the other is named and never mixed in: ${locale}`, async () => {
    const { "current.zip": current, "a.zip": other } = truths();
    const page = await openPage({ locale });
    await page.getByTestId("file-input").setInputFiles(["current.zip", "a.zip"].map(testdata));
    await drawn(page);
    const said = page.getByTestId("others");
    assert.equal(await said.innerText(), `${words}: @${other.handle}`);
    const count = current.posts.toLocaleString("en-GB");
    await becomes(() => page.getByTestId("count").innerText(), locale === "en-GB" ? `${count} posts` : `${count}件`);
    assert.equal(await page.getByTestId("handle").innerText(), `@${current.handle}`);
    await openReport(page);
    const files = await page.getByTestId("files").innerText();
    assert(!files.includes("a.zip"), files);
    const skipped = await page.getByTestId("skipped").innerText();
    assert.match(skipped, locale === "en-GB" ? /file of another account/ : /ほかのアカウントのファイル/);
    await page.getByTestId("language").click();
    await becomes(async () => (await said.innerText()).startsWith(words), false);
  });
}

test("with one account nothing is said of others", async () => {
  const page = await openPage();
  await page.getByTestId("file-input").setInputFiles(["a.zip", "b.zip"].map(testdata));
  await drawn(page);
  await page.getByTestId("report").waitFor();
  assert.equal(await page.getByTestId("others").count(), 0);
});
