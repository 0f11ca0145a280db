// Large parts are read by several workers; whatever befalls those that help, everything is read once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage } from "./harness.mjs";
import { longFile } from "./long.mjs";
import { becomes, drawn } from "./visit.mjs";

const PARTS = [longFile(80, "tweets.js"), longFile(60, "tweets-part1.js", 1e6), longFile(40, "tweets-part2.js", 2e6)];
const POSTS = PARTS.reduce((sum, { posts }) => sum + posts, 0).toLocaleString("en-GB");

/**
 * What is done to a helper where it is started, as the body of a function of it and of its name, which
 * tells the page on the channel "helpers" of every file that the helper has read.
 */
const FATES = [
  ["lives", "", (read) => read > 0],
  ["can't be started", "throw new Error('no more workers')", (read) => read === 0],
  ["dies before it is ready", "setTimeout(die)", (read) => read === 0],
  ["dies with the first part that it has read", "helper.addEventListener('message', ({ data }) => data[0] === 6 && die())", () => true],
  ["dies in the middle of a part", "helper.addEventListener('message', ({ data }) => data[0] === 1 && die())", (read) => read === 0],
  ["speaks of another version", "setTimeout(() => helper.dispatchEvent(new MessageEvent('message', { data: new Uint8Array([0, 99]) })))", (read) => read === 0],
];

/** Comes before a worker's own script. */
const watched = (fate) => `
  const Own = self.Worker;
  const channel = new BroadcastChannel("helpers");
  self.Worker = function (...args) {
    const helper = new Own(...args);
    const die = () => {
      helper.terminate();
      helper.dispatchEvent(new ErrorEvent("error"));
    };
    helper.addEventListener("message", ({ data }) => data[0] === 6 && channel.postMessage("read"));
    channel.postMessage("started");
    ${fate};
    return helper;
  };\n`;

for (const [fate, script, isRight] of FATES) {
  test(`a helper that ${fate}: every post is there, once`, async () => {
    const page = await openPage();
    await page.route("**/archive-worker-*_loader.js", async (route) => {
      const body = watched(script) + (await (await route.fetch()).text());
      await route.fulfill({ contentType: "text/javascript", body });
    });
    await page.evaluate(() => {
      window.helpers = { started: 0, read: 0 };
      window.channel = new BroadcastChannel("helpers");
      window.channel.onmessage = ({ data }) => (window.helpers[data] += 1);
    });
    await page.getByTestId("file-input").setInputFiles(PARTS.map(({ path }) => path));
    await drawn(page);
    await becomes(() => page.getByTestId("count").innerText(), `${POSTS} posts`);
    const { started, read } = await page.evaluate(() => window.helpers);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    assert.equal(started > 0, cores > 1, `${started} were started`);
    if (cores > 1) assert(isRight(read), `${read} parts were read by helpers`);
  });
}
