// Draws what others show of a link: assets/og-ja.png and assets/og-en.png, 1200 x 630, and assets/favicon.ico for
// browsers that take no SVG. `node xtask/link-pictures.mjs`, after a change of the drawings; the results are kept.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, launchBrowser } from "../tests/browser/chromium.mjs";
import { small } from "./png.mjs";

const text = (...path) => readFileSync(join(ROOT, ...path), "utf8");

const WORDS = {
  ja: { name: "夜鳥", other: "Yodori", slogan: ["夜ふかしが、", "ぜんぶ見える。"], promise: "アーカイブは、どこにも送りません" },
  en: { name: "Yodori", other: "夜鳥", slogan: ["Every late night,", "in plain sight."], promise: "Your archive is sent nowhere" },
};

// Three weeks of someone who goes to bed later and later, and of two nights that weren't: when they woke, and until
// when they were up, in hours; above 24 it is the next day.
const DAYS = [
  [8.2, 24.6], [8.5, 25.3], [8.1, 24.9], [9.4, 26.2], [10.6, 27.1], [9.0, 25.6], [8.4, 25.2],
  [9.2, 26.4], [9.8, 27.3], [10.1, 26.8], [11.5, 28.4], [12.6, 29.3], [11.0, 27.6], [10.2, 44.5],
  [51.0, 53.2], [11.3, 28.1], [12.1, 28.9], [12.8, 29.6], [14.2, 30.4], [13.5, 29.2], [12.4, 28.6],
];

const GRID = { left: 506, top: 82, width: 640, row: 23.6, bar: 16 };
const NIGHT = { paper: "#121424", card: "#1a1d33", text: "#eceaf6", quiet: "#a5a8c6", line: "#2b2f4d", band: "#23274a", awake: "#57c0a2", late: "#ff8a5c", moon: "#ffd66b" };

/** What lies in each row of the picture: hours, and whether the stretch begins and ends there or at a midnight. */
function bars() {
  const pieces = [];
  DAYS.forEach(([from, to], day) => {
    for (let row = 0; row * 24 < to; row += 1) {
      const [start, end] = [Math.max(from, row * 24), Math.min(to, row * 24 + 24)];
      if (start < end) pieces.push({ row: day + row, start: start % 24, hours: end - start, begins: start === from, ends: end === to });
    }
  });
  return pieces.filter(({ row }) => row < DAYS.length);
}

/** A bar's outline: round where the stretch begins or ends. */
function outline(left, top, width, { begins, ends }) {
  const half = GRID.bar / 2;
  const [near, far] = [begins ? half : 0, ends ? half : 0].map((radius) => Math.min(radius, width / 2));
  const arc = (radius, x, y) => `a${radius} ${radius} 0 0 1 ${x} ${y}`;
  return [
    `M${left + near} ${top}H${left + width - far}`,
    far ? arc(far, far, far) + `v${GRID.bar - 2 * far}` + arc(far, -far, far) : `v${GRID.bar}`,
    `H${left + near}`,
    near ? arc(near, -near, -near) + `v${2 * near - GRID.bar}` + arc(near, near, -near) : "",
    "Z",
  ].join("");
}

function calendar() {
  const x = (hour) => GRID.left + (GRID.width * hour) / 24;
  const y = (row) => GRID.top + GRID.row * row;
  const high = GRID.row * DAYS.length;
  const band = (from, to) => `<rect x="${x(from)}" y="${GRID.top}" width="${x(to) - x(from)}" height="${high}" fill="${NIGHT.band}"/>`;
  const lines = [0, 6, 12, 18, 24].map((hour) => {
    const line = `<path d="M${x(hour)} ${GRID.top}v${high}" stroke="${NIGHT.line}" stroke-width="1.5"/>`;
    return `${line}<text x="${x(hour)}" y="${GRID.top - 14}" text-anchor="middle" fill="${NIGHT.quiet}" font-size="22">${hour}</text>`;
  });
  const shapes = bars().map((bar) => {
    const top = y(bar.row) + (GRID.row - GRID.bar) / 2;
    return outline(x(bar.start), top, x(bar.hours) - x(0), bar);
  });
  const late = `<clipPath id="late"><rect x="${x(0)}" y="0" width="${x(5) - x(0)}" height="630"/></clipPath>`;
  const inks = `<path fill="${NIGHT.awake}" d="${shapes.join("")}"/>${late}<path fill="${NIGHT.late}" clip-path="url(#late)" d="${shapes.join("")}"/>`;
  return [band(0, 5), band(22, 24), ...lines, inks].join("");
}

function picture(language) {
  const { name, other, slogan, promise } = WORDS[language];
  const bird = text("assets", "bird", "bird.svg").replace('data-pose="idle"', 'data-pose="dazed"').replace("<svg ", '<svg x="74" y="36" width="330" height="330" ');
  const stars = [[60, 70, 3], [430, 60, 4], [104, 196, 2.5], [396, 250, 3], [46, 330, 2.5], [450, 170, 2.5]];
  const size = language === "ja" ? 44 : 42;
  return `<!doctype html><style>${["tokens", "bird-drawing"].map((style) => text("style", `${style}.css`)).join("")}
    body { margin: 0 } .bird { overflow: hidden } text { font-family: "Noto Sans CJK JP", "Noto Sans JP", sans-serif }</style>
    <svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
      <rect width="1200" height="630" fill="${NIGHT.paper}"/>
      ${stars.map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${NIGHT.moon}" opacity=".7"/>`).join("")}
      <circle cx="366" cy="96" r="52" fill="${NIGHT.moon}"/>
      ${bird}
      <text x="56" y="438" fill="${NIGHT.text}" font-size="66" font-weight="900">${name}<tspan dx="18" font-size="34" font-weight="500" fill="${NIGHT.quiet}">${other}</tspan></text>
      ${slogan.map((line, nth) => `<text x="56" y="${502 + 54 * nth}" fill="${NIGHT.late}" font-size="${size}" font-weight="900">${line}</text>`).join("")}
      <text x="58" y="600" fill="${NIGHT.quiet}" font-size="21" font-weight="500">${promise}</text>
      <rect x="${GRID.left - 24}" y="28" width="${GRID.width + 48}" height="574" rx="22" fill="${NIGHT.card}" stroke="${NIGHT.line}" stroke-width="1.5"/>
      ${calendar()}
    </svg>`;
}

/** An icon file that holds one PNG. */
function ico(png, px) {
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2); // an icon
  head.writeUInt16LE(1, 4); // with one picture
  head.set([px, px], 6);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1200, height: 630 }, reducedMotion: "reduce" });
for (const language of Object.keys(WORDS)) {
  await page.setContent(picture(language));
  const png = small(await page.screenshot());
  writeFileSync(join(ROOT, "assets", `og-${language}.png`), png);
  console.log(`og-${language}.png: ${png.length} bytes`);
}
await page.setViewportSize({ width: 32, height: 32 });
await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${text("assets", "icon.svg")}`);
const icon = await page.screenshot({ omitBackground: true });
writeFileSync(join(ROOT, "assets", "favicon.ico"), ico(icon, 32));
console.log(`favicon.ico: ${icon.length + 22} bytes`);
await browser.close();
