// Draws the icons that must be pictures from assets/icon.svg: `node xtask/icons.mjs`. Their results are committed.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, launchBrowser } from "../tests/browser/chromium.mjs";

const drawing = readFileSync(join(ROOT, "assets", "icon.svg"), "utf8");
const NIGHT = "#23263b"; // as in the drawing

// A system cuts a maskable icon into a shape of its own and leaves a circle of 80% alone; iOS rounds the corners.
const ICONS = [
  { name: "icon-192.png", size: 192, part: 1, ground: "transparent" },
  { name: "icon-512.png", size: 512, part: 1, ground: "transparent" },
  { name: "icon-maskable-512.png", size: 512, part: 0.86, ground: NIGHT },
  { name: "apple-touch-icon.png", size: 180, part: 0.94, ground: NIGHT },
];

const browser = await launchBrowser();
for (const { name, size, part, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const middle = `display: grid; place-content: center; margin: 0; block-size: 100vh; background: ${ground}`;
  const scaled = drawing.replace("<svg ", `<svg width="${size * part}" height="${size * part}" `);
  await page.setContent(`<body style="${middle}">${scaled}</body>`);
  const png = await page.screenshot({ omitBackground: ground === "transparent" });
  writeFileSync(join(ROOT, "assets", name), png);
  console.log(`${png.length} ${name}`);
}
await browser.close();
