// Zone, threshold, start of day, range and filters: picture, table and figures follow together, and
// say what midare's rule makes of the archive's posts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pixels } from "./harness.mjs";
import { checkRows, inksOf } from "./picture.mjs";
import { TOKYO, changesTo, countPostsOnly, expected, found, lookAt, ofDays, opened } from "./shown.mjs";
import { awake, calendarTimes, daysOf, folderPosts, machinePosts, pieces, tableRows } from "./truth.mjs";
import { becomes, chooseRange, chooseThreshold, chooseZone, openArchive, openTable, pictureOf, tableOf } from "./visit.mjs";

test("the table and the figures say what the rule finds, in both languages", async () => {
  const page = await opened("calendar.zip");
  await becomes(() => found(page), expected(calendarTimes()));
  await page.getByTestId("language").click();
  const stretches = awake(calendarTimes());
  await becomes(() => tableOf(page), tableRows(stretches, TOKYO, "ja"));
});

test("the threshold changes picture and table together", async () => {
  const page = await opened("calendar.zip");
  const times = calendarTimes();
  for (const mins of [30, 45, 225, 720, 210]) {
    const wanted = expected(times, { thresholdSecs: mins * 60 });
    await changesTo(page, () => chooseThreshold(page, mins), wanted);
  }
});

test("the zone changes picture and table together, and bars move with its clocks", async () => {
  const page = await opened("calendar.zip");
  const times = calendarTimes();
  for (const zone of ["America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"]) {
    await changesTo(page, () => chooseZone(page, zone), expected(times, { zone }));
    assert.equal(await page.getByTestId("zone-name").innerText(), zone);
  }
  await changesTo(page, () => chooseZone(page, "Asia/Kathmandu"), expected(times, { zone: "Asia/Kathmandu" }));
  await checkPicture(page, times, { zone: "Asia/Kathmandu" });
});

test("a zone that does not exist changes nothing and is told", async () => {
  const page = await opened("calendar.zip");
  const before = await found(page);
  await chooseZone(page, "Asia/Atlantis");
  await page.getByText("There is no such time zone.").waitFor();
  assert.deepEqual(await found(page), before);
  await chooseZone(page, "UTC");
  await page.getByText("There is no such time zone.").waitFor({ state: "detached" });
});

test("the archive's zone is suggested where the browser has another, and Back leads to the browser's", async () => {
  const page = await opened("calendar.zip", { timezoneId: "Europe/Paris" });
  const times = calendarTimes();
  await becomes(() => found(page), expected(times, { zone: "Europe/Paris" }));
  await changesTo(page, () => page.getByRole("button", { name: "Asia/Tokyo" }).click(), expected(times));
  const back = () => page.getByRole("button", { name: "Europe/Paris" }).click();
  await changesTo(page, back, expected(times, { zone: "Europe/Paris" }));
});

test("the start of the day moves bars into other rows", async () => {
  const page = await opened("calendar.zip");
  const times = calendarTimes();
  for (const startHour of [4, 6, 23]) {
    const choose = () => page.getByTestId("start-hour").selectOption(String(startHour));
    await changesTo(page, choose, expected(times, { startHour }));
    await checkPicture(page, times, { startHour });
  }
});

async function checkPicture(page, times, { zone = TOKYO, startHour = 0 }) {
  const stretches = awake(times);
  const days = daysOf("3w", stretches, { zone, startHour });
  const inks = await inksOf(page);
  checkRows(await pixels(page, "[data-testid=calendar-canvas]"), {
    rows: days[1] - days[0] + 1,
    pieces: pieces(days, stretches, { zone, startHour }),
    ratio: 1,
    is: (color, ink) => inks[ink].every((value, nth) => value === color[nth]),
    startHour,
  });
}

test("each range shows its days, and pages lead through them and stop at the data's ends", async () => {
  const page = await opened("folder");
  await countPostsOnly(page);
  const times = folderPosts().map(({ at }) => at);
  await becomes(() => found(page), expected(times));
  for (const span of ["month", "year", "all", "3w"]) {
    await changesTo(page, () => chooseRange(page, span), expected(times, { span }));
  }
  for (const span of ["3w", "month", "year"]) {
    await chooseRange(page, span);
    assert(await page.getByTestId("next").isDisabled(), "there is nothing after the last post");
    await changesTo(page, () => page.getByTestId("previous").click(), expected(times, { span, back: 1 }));
    await changesTo(page, () => page.getByTestId("next").click(), expected(times, { span }));
  }
  await chooseRange(page, "year");
  await page.getByTestId("previous").click();
  await page.getByTestId("previous").click();
  await becomes(() => found(page), expected(times, { span: "year", back: 2 }));
  assert(await page.getByTestId("previous").isDisabled(), "there is nothing before the first post");
});

test("a range by dates shows both of its days, in either order, and begins with what was in sight", async () => {
  const page = await opened("calendar.zip");
  const stretches = awake(calendarTimes());
  const day = (iso) => Date.parse(iso) / 86_400_000;
  await chooseRange(page, "dates");
  await becomes(() => found(page), expected(calendarTimes()));
  const dates = async (from, to) => {
    await page.getByTestId("from-day").fill(from);
    await page.getByTestId("to-day").fill(to);
  };
  for (const [from, to, first, last] of [
    ["2024-03-03", "2024-03-05", "2024-03-03", "2024-03-05"],
    ["2024-03-08", "2024-03-08", "2024-03-08", "2024-03-08"],
    ["2024-03-09", "2024-03-02", "2024-03-02", "2024-03-09"],
  ]) {
    const wanted = ofDays([day(first), day(last)], stretches);
    await changesTo(page, () => dates(from, to), wanted);
  }
});

test("without bot words is the default, and the switch counts them", async () => {
  const page = await opened("bot-words.zip");
  const start = Date.parse("2024-05-01T00:00:00Z") / 1000;
  const byHand = Array.from({ length: 6 }, (_, nth) => start + nth * 600);
  const announced = Array.from({ length: 12 }, (_, nth) => start + (nth + 5) * 7200);
  await becomes(() => found(page), expected(byHand));
  const toggle = () => page.getByLabel("Posts with words of known bots").click();
  await changesTo(page, toggle, expected([...byHand, ...announced]));
  await changesTo(page, toggle, expected(byHand));
});

test("kinds, reposts and posting apps are counted or left out, alone and together", async () => {
  const page = await opened("folder");
  await countPostsOnly(page);
  const posts = folderPosts();
  const apps = [...new Set(posts.map(({ app }) => app))];
  await page.getByTestId("apps").locator("summary").click();
  const toggle = (name) => page.getByRole("checkbox", { name }).first().click();
  const sorts = [
    [/^Reposts/, ({ retweet }) => retweet],
    [/communit/i, ({ kind }) => kind === "community"],
    [/deleted/i, ({ kind }) => kind === "deleted"],
    ...apps.slice(0, 2).map((name) => [name, ({ app }) => app === name]),
  ];
  await chooseRange(page, "dates");
  for (const [name, isOne] of sorts) {
    const some = posts.filter(isOne);
    const days = await lookAt(page, some[Math.floor(some.length / 2)]);
    const wanted = (counts) => ofDays(days, awake(posts.filter(counts).map(({ at }) => at)));
    await becomes(() => found(page), wanted(() => true));
    await changesTo(page, () => toggle(name), wanted((post) => !isOne(post)));
    await changesTo(page, () => toggle(name), wanted(() => true));
  }
  await chooseRange(page, "all");
  const left = [sorts[0], sorts[1], sorts[3]];
  for (const [name] of left) await toggle(name);
  const times = posts.filter((post) => !left.some(([, isOne]) => isOne(post))).map(({ at }) => at);
  await becomes(() => found(page), expected(times, { span: "all" }));
});

test("what machines posted is left out and told, and each of it is counted again by its switch", async () => {
  const page = await opened("automatic.zip");
  const { machines, without } = machinePosts();
  await becomes(() => found(page), expected(without(machines)));
  const part = page.getByTestId("cleaned");
  assert.equal(await part.getByRole("checkbox").count(), machines.length);
  for (const machine of machines) {
    const label = part.locator("label").filter({ hasText: machine.app });
    const count = without(machines.filter((other) => other !== machine)).length - without(machines).length;
    assert.equal((await label.locator("small").innerText()).trim(), count.toLocaleString("en-GB"));
    assert(!(await label.getByRole("checkbox").isChecked()), `${machine.app} counts from the start`);
    const others = machines.filter((other) => other !== machine);
    await changesTo(page, () => label.click(), expected(without(others)));
    await changesTo(page, () => label.click(), expected(without(machines)));
  }
  for (const machine of machines) await part.locator("label").filter({ hasText: machine.app }).click();
  await becomes(() => found(page), expected(without([])));
});

test("an app that posts by itself has one state, in the list of apps as well", async () => {
  const page = await opened("automatic.zip");
  await page.getByTestId("apps").locator("summary").click();
  const inPart = page.getByTestId("cleaned").getByRole("checkbox", { name: "IFTTT" });
  const inList = page.getByTestId("apps").getByRole("checkbox", { name: "IFTTT" });
  const both = async () => [await inPart.isChecked(), await inList.isChecked()];
  assert.deepEqual(await both(), [false, false]);
  await inList.click();
  await becomes(both, [true, true]);
  await inPart.click();
  await becomes(both, [false, false]);
  // Only its posts at second 0 are left out: the app itself counts.
  assert(await page.getByTestId("apps").getByRole("checkbox", { name: "TweetDeck" }).isChecked());
});

test("why posts look automatic is said in both languages", async () => {
  const page = await opened("automatic.zip");
  const part = page.getByTestId("cleaned");
  await part.getByText("Posts that look automatic").waitFor();
  for (const words of [
    "IFTTT (an app that posts by itself)",
    "TweetDeck (posts at second 0 sharp, too many not to be scheduled)",
    "Hourly Chime (always at the same minute of the hour)",
    "Quarter Herald (always on a beat of 15 minutes)",
  ]) {
    await part.getByText(words, { exact: true }).waitFor();
  }
  await page.getByTestId("language").click();
  await part.getByText("自動とみられる投稿").waitFor();
  for (const words of [
    "IFTTT（自動で投稿するアプリ）",
    "TweetDeck（予約投稿とみられる、0秒ちょうどの投稿）",
    "Hourly Chime（毎時、いつも同じ分に投稿）",
    "Quarter Herald（いつも15分きざみの時刻に投稿）",
  ]) {
    await part.getByText(words, { exact: true }).waitFor();
  }
});

test("where nothing looks automatic, nothing is said of it", async () => {
  const page = await openArchive("folder");
  await page.getByTestId("apps").waitFor();
  assert.equal(await page.getByTestId("cleaned").count(), 0);
});

test("with nothing counted the page says so, and gets back", async () => {
  const page = await opened("calendar.zip");
  await page.getByTestId("apps").locator("summary").click();
  const toggleAll = async () => {
    for (const app of await page.getByTestId("apps").getByRole("checkbox").all()) await app.click();
  };
  await toggleAll();
  await page.getByText("Nothing is left under these conditions.").waitFor();
  await toggleAll();
  await openTable(page);
  await becomes(() => found(page), expected(calendarTimes()));
});

for (const zone of ["America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"]) {
  test(`under any machine's zone ${zone} shows the same`, async () => {
    const seen = [];
    for (const timezoneId of ["America/New_York", "Asia/Tokyo", "Asia/Kathmandu"]) {
      const page = await opened("folder", { timezoneId });
      await countPostsOnly(page);
      await chooseZone(page, zone);
      await becomes(() => page.getByTestId("zone-name").innerText(), zone);
      const shown = [];
      for (const span of ["3w", "year"]) {
        await chooseRange(page, span);
        const wanted = expected(folderPosts().map(({ at }) => at), { span, zone });
        await becomes(() => found(page), wanted);
        shown.push(await pictureOf(page));
      }
      seen.push(shown);
      await page.context().close();
    }
    assert.deepEqual(seen[1], seen[0]);
    assert.deepEqual(seen[2], seen[0]);
  });
}

test("dates are typed digit by digit, through years that have no data", async () => {
  const page = await openArchive("fifteen-years.zip", { locale: "en-US" });
  await chooseRange(page, "dates");
  for (const [field, typed] of [["from-day", "03152018"], ["to-day", "04102018"]]) {
    await page.getByTestId(field).focus();
    await page.keyboard.type(typed);
  }
  await becomes(() => page.getByTestId("from-day").inputValue(), "2018-03-15");
  await becomes(() => page.getByTestId("to-day").inputValue(), "2018-04-10");
  await becomes(() => page.getByTestId("days").innerText(), "15 Mar – 10 Apr 2018");
});
