import { test } from "node:test";
import { openArchive } from "./visit.mjs";
test("time", async () => {
  const page = await openArchive("fifteen-years.zip");
  await page.evaluate(() => {
    window.marks = [];
    const W = window.Worker.prototype; const post = W.postMessage; W.postMessage = function (m, ...r) { if (m?.[0]?.[0] === 0) window.marks.push(["life", Math.round(performance.now())]); if (!this.seen) { this.seen = 1; this.addEventListener("message", (e) => window.marks.push([this.url.slice(2, 9), e.data[0], Math.round(performance.now())])); } return post.call(this, m, ...r); };
  });
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("[data-testid=rhythm-sure]")?.textContent === "", null, { timeout: 90000 });
  console.log(JSON.stringify(await page.evaluate(() => window.marks.splice(0))));
});
