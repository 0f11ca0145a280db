import { test } from "node:test";
import { openRhythm, choosePicture, PICTURES } from "./rhythm-page.mjs";
for (const [locale, width, colorScheme] of [["ja-JP", 360, "light"], ["en-GB", 1280, "dark"], ["ja-JP", 768, "dark"], ["en-GB", 360, "light"]]) test(locale + width, async () => {
  const page = await openRhythm({ locale, colorScheme, viewport: { width, height: 800 } });
  await page.waitForTimeout(300);
  const name = `/tmp/pg/${locale}-${width}-${colorScheme}`;
  await page.getByTestId("rhythm").screenshot({ path: `${name}.png` });
  if (width === 1280 || width === 360 && locale === "ja-JP") for (const p of PICTURES.slice(1)) { await choosePicture(page, p); await page.waitForTimeout(600); await page.getByTestId("rhythm-picture").screenshot({ path: `${name}-${p}.png` }); }
  if (width === 1280) { await page.getByTestId("rule-inferred").check({ force: true }); await page.waitForTimeout(400); await page.screenshot({ path: `${name}-calendar.png` }); }
});
