// A Chromium that is spoken to over a pipe, with no more than it is told. What a test harness puts into each page, some
// 300 KB of script to wait with, takes a slow processor a tenth of a second of the very time that is measured.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM_ARGS, chromiumPath } from "../../tests/browser/chromium.mjs";

/** For an answer, in milliseconds. */
const PATIENCE = 30_000;

/**
 * A fresh browser with one empty tab: `send(method, parameters)` speaks to the tab, in the DevTools protocol.
 *
 * @param {string[]} own further arguments of Chromium's
 */
export async function launchBare(own = []) {
  const profile = mkdtempSync(join(tmpdir(), "yodori-bare-"));
  const args = [...CHROMIUM_ARGS, ...own, "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"];
  const browser = spawn(chromiumPath(), args, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const waiting = new Map();
  // "close" comes after all that it has said was heard.
  const ended = new Promise((done) => browser.once("close", done)).then(() => {
    for (const heard of waiting.values()) heard({ error: { message: "Chromium has ended" } });
    // What it leaves behind may still be writing there for a moment.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  const [, , , writes, reads] = browser.stdio;
  writes.on("error", () => {}); // it has ended: that is told above
  let heard = "";
  reads.setEncoding("utf8");
  reads.on("data", (text) => {
    const messages = (heard + text).split("\0");
    heard = messages.pop();
    for (const message of messages.map((message) => JSON.parse(message))) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  let count = 0;
  const say = async (method, params = {}, sessionId) => {
    const id = (count += 1);
    const answer = new Promise((done) => waiting.set(id, done));
    const late = setTimeout(() => waiting.get(id)?.({ error: { message: `no answer within ${PATIENCE} ms` } }), PATIENCE);
    writes.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    clearTimeout(late);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const { targetId } = await say("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await say("Target.attachToTarget", { targetId, flatten: true });
  return {
    send: (method, params) => say(method, params, sessionId),
    async close() {
      await say("Browser.close").catch(() => browser.kill());
      await ended;
    },
  };
}
