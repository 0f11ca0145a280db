// What the archives of target/testdata hold and what follows from it, computed here anew: nothing of
// the page's own code has a part in it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { testdata } from "./harness.mjs";

export const MIDARE_SECS = 12_600;
const DAY_SECS = 86_400;
const LATE_UNTIL = 5 * 3600;

/** Of every archive what `truth.json` says of it. */
export function truths() {
  return JSON.parse(readFileSync(testdata("truth.json"), "utf8"));
}

/** The times of calendar.zip's posts, epoch seconds. */
export function calendarTimes() {
  const times = truths()["calendar.zip"].runs_jst.flatMap(([first, last, step]) => {
    const [from, to] = [first, last].map((jst) => Date.parse(`${jst.replace(" ", "T")}+09:00`) / 1000);
    const count = step === 0 ? 1 : Math.floor((to - from) / step) + 1;
    return Array.from({ length: count }, (_, nth) => from + nth * step);
  });
  return times.sort((a, b) => a - b);
}

/**
 * The posts of the unpacked folder, by time.
 * @returns {{id: string, at: number, kind: "tweet"|"community"|"deleted", app: string, retweet: boolean}[]}
 */
export function folderPosts() {
  const folder = testdata("folder/data");
  const kinds = [
    [/^tweets(-part\d+)?\.js$/, "tweet"],
    [/^community-tweet\.js$/, "community"],
    [/^deleted-tweets\.js$/, "deleted"],
  ];
  const posts = new Map();
  for (const name of readdirSync(folder)) {
    const kind = kinds.find(([pattern]) => pattern.test(name))?.[1];
    if (!kind) continue;
    const text = readFileSync(join(folder, name), "utf8");
    for (const { tweet } of JSON.parse(text.slice(text.indexOf("=") + 1))) {
      posts.set(tweet.id_str, {
        id: tweet.id_str,
        at: Date.parse(tweet.created_at) / 1000,
        kind,
        app: tweet.source.replace(/<[^>]*>/g, ""),
        retweet: tweet.full_text.startsWith("RT @"),
      });
    }
  }
  return [...posts.values()].sort((a, b) => a.at - b.at);
}

/**
 * The posts of automatic.zip.
 * @returns {{machines: {app: string, reason: string}[], without: (left: object[]) => number[]}} the
 *   machines in it, and the times of all posts but those of some of them
 */
export function machinePosts() {
  const { by_app: posts, machines } = truths()["automatic.zip"];
  const isOf = ([at, app], machine) =>
    app === machine.app && (machine.reason !== "scheduled" || at % 60 === 0);
  const without = (left) =>
    posts.filter((post) => !left.some((machine) => isOf(post, machine))).map(([at]) => at);
  return { machines, without };
}

/**
 * midare's rule: whoever does two things within the threshold was awake in between.
 * @param {number[]} times epoch seconds, ascending
 * @returns {{start: number, end: number, posts: number, times: number[]}[]} lone posts have `posts` 1
 */
export function awake(times, thresholdSecs = MIDARE_SECS) {
  const stretches = [];
  for (const at of times) {
    const open = stretches.at(-1);
    if (open && at - open.end <= thresholdSecs) {
      open.end = at;
      open.posts += 1;
      open.times.push(at);
    } else {
      stretches.push({ start: at, end: at, posts: 1, times: [at] });
    }
  }
  return stretches;
}

/** A zone's clocks, by Intl. */
export class Clock {
  #format;

  constructor(zone) {
    this.#format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      ...{ year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    });
  }

  /** What the clock on the wall shows, as if that were UTC. Both in epoch seconds. */
  wall(at) {
    const parts = this.#format.formatToParts(at * 1000);
    const of = (type) => Number(parts.find((part) => part.type === type).value);
    return Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) / 1000;
  }
}

/**
 * The first and last day that a range shows, as days since 1970.
 * @param {string} span "3w", "month", "year" or "all"
 * @param {ReturnType<typeof awake>} stretches
 * @param {number} back how many pages back
 */
export function daysOf(span, stretches, { zone, startHour = 0, back = 0 }) {
  const clock = new Clock(zone);
  const day = (at) => Math.floor((clock.wall(at) - startHour * 3600) / DAY_SECS);
  const [first, last] = [day(stretches[0].start), day(stretches.at(-1).end)];
  if (span === "all") return [first, last];
  if (span === "3w") return [last - 20 - 21 * back, last - 21 * back];
  const date = new Date(last * DAY_SECS * 1000);
  const months = span === "year" ? 12 : 1;
  const from = date.getUTCFullYear() * 12 + (span === "year" ? 0 : date.getUTCMonth()) - months * back;
  const start = (month) => Date.UTC(Math.floor(month / 12), month % 12) / 1000 / DAY_SECS;
  return [start(from), start(from + months) - 1];
}

/** Of the stretches those that a range of days shows at least a part of. */
export function shownIn([first, last], stretches, { zone, startHour = 0 }) {
  const clock = new Clock(zone);
  const secs = (at) => clock.wall(at) - startHour * 3600;
  return stretches.filter(({ start, end }) => {
    const [from, to] = [secs(start), secs(end)];
    const reaches = start === end ? first * DAY_SECS <= from : first * DAY_SECS < to;
    return reaches && from < (last + 1) * DAY_SECS;
  });
}

/** How many posts lie on the days of a range. */
export function postsIn([first, last], stretches, { zone, startHour = 0 }) {
  const clock = new Clock(zone);
  const day = (at) => Math.floor((clock.wall(at) - startHour * 3600) / DAY_SECS);
  return stretches.flatMap(({ times }) => times).filter((at) => first <= day(at) && day(at) <= last).length;
}

/** The table's rows for such stretches, as the page words them. */
export function tableRows(stretches, zone, language = "en") {
  const clock = new Clock(zone);
  return stretches.map(({ start, end, posts }) => [
    moment(clock.wall(start), language),
    posts === 1 ? "—" : moment(clock.wall(end), language),
    posts === 1 ? "—" : duration(end - start, language),
    posts.toLocaleString("en-GB"),
  ]);
}

/** `Wed 6 May 2026, 9:05`, `2026年5月6日（水） 9:05`. */
export function moment(wall, language = "en") {
  const date = new Date(wall * 1000);
  const time = `${date.getUTCHours()}:${String(date.getUTCMinutes()).padStart(2, "0")}`;
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (language === "ja") {
    return `${year}年${month + 1}月${day}日（${"日月火水木金土"[date.getUTCDay()]}） ${time}`;
  }
  const weekday = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][date.getUTCDay()];
  const name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][month];
  return `${weekday} ${day} ${name} ${year}, ${time}`;
}

/** `3 h 30 min`, `3時間30分`. */
export function duration(secs, language = "en") {
  const [hours, mins] = [Math.floor(secs / 3600), Math.floor(secs / 60) % 60];
  const [hour, minute, space] = language === "ja" ? ["時間", "分", ""] : [" h", " min", " "];
  const parts = [];
  if (hours > 0) parts.push(`${hours.toLocaleString("en-GB")}${hour}`);
  if (mins > 0 || hours === 0) parts.push(`${mins}${minute}`);
  return parts.join(space);
}

/**
 * Stretches cut into the rows of a calendar, and where their colour changes.
 * For zones without changes of the clocks only.
 * @returns {{row: number, from: number, to: number, ink: "awake"|"late"}[]} rows from the first day
 *   on, seconds from the row's start; a lone post's `from` and `to` are equal
 */
export function pieces([first, last], stretches, { zone, startHour = 0 }) {
  const clock = new Clock(zone);
  const found = [];
  for (const { start, end, posts } of stretches) {
    let at = clock.wall(start);
    const until = at + (end - start);
    do {
      const secs = at - startHour * 3600;
      const [row, from] = [Math.floor(secs / DAY_SECS) - first, secs - Math.floor(secs / DAY_SECS) * DAY_SECS];
      const time = at % DAY_SECS;
      const joint = time < LATE_UNTIL ? LATE_UNTIL : DAY_SECS;
      const length = Math.min(until - at, joint - time, DAY_SECS - from);
      const ink = time < LATE_UNTIL ? "late" : "awake";
      if (0 <= row && row <= last - first) found.push({ row, from, to: from + length, ink, posts });
      at += length;
    } while (at < until);
  }
  return found;
}
