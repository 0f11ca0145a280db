// A Chromium that is spoken to over a pipe, with no more than it is told. What a test harness puts into each page, some
// 300 KB of script to wait with, takes a slow processor a tenth of a second of the very time that is measured.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHROMIUM_ARGS, chromiumPath } from "../../tests/browser/chromium.mjs";

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
  const ended = new Promise((done) => browser.once("exit", done));
  ended.then(() => {
    for (const heard of waiting.values()) heard({ error: { message: "Chromium has ended" } });
    rmSync(profile, { recursive: true, force: true });
  });
  const [, , , writes, reads] = browser.stdio;
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
    writes.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  };
  const { targetInfos } = await say("Target.getTargets");
  const { targetId } = targetInfos.find(({ type }) => type === "page");
  const { sessionId } = await say("Target.attachToTarget", { targetId, flatten: true });
  return {
    send: (method, params) => say(method, params, sessionId),
    async close() {
      await say("Browser.close");
      await ended;
    },
  };
}
