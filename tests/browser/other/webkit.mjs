// WebKit as Debian has it (WebKitGTK's MiniBrowser) by its own WebDriver: the nearest to an iPhone's Safari
// that can be had here. It wants a screen: Xvfb is one that nobody sees.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended, find, until } from "./program.mjs";

const DRIVER = find("WEBKIT_DRIVER", ["WebKitWebDriver"]);
const SCREEN = find("XVFB", ["Xvfb"]);

export const webkit = {
  name: "WebKitGTK",
  isHere: DRIVER !== undefined && SCREEN !== undefined,
  missing: "WebKitGTK's driver and Xvfb (Debian: webkit2gtk-driver, xvfb)",
  // Its driver tells nothing of the console: the page tells itself, see site.mjs.
  tellsItself: true,
  start,
};

/** Starts a WebKit that nobody sees; gives the same as firefox.mjs, without `problems`. */
async function start() {
  const home = mkdtempSync(join(tmpdir(), "yodori-webkit-"));
  const screen = spawn(SCREEN, ["-displayfd", "1", "-screen", "0", "1280x1000x24"], { stdio: ["ignore", "pipe", "ignore"] });
  const display = await new Promise((told) => screen.stdout.once("data", (text) => told(`:${String(text).trim()}`)));
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display, TZ: "Asia/Tokyo", HOME: home, XDG_RUNTIME_DIR: home };
  const driver = spawn(DRIVER, [`--port=${port}`], { env, stdio: "ignore" });
  const ask = (method, path, params) => answer(`http://127.0.0.1:${port}${path}`, method, params);
  await until(() => ask("GET", "/status").then(() => true, () => false), "WebKit's driver");
  const { sessionId, capabilities } = await ask("POST", "/session", { capabilities: {} });
  return {
    version: capabilities.browserVersion,
    command: (name, { id, ...params }) => {
      const [method, path] = WAYS[name];
      return ask(method, `/session/${sessionId}${path.replace("ID", id)}`, method === "GET" ? undefined : params);
    },
    async end() {
      await ask("DELETE", `/session/${sessionId}`).catch(() => {});
      for (const program of [driver, screen]) {
        program.kill();
        await ended(program);
      }
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** WebDriver's commands over HTTP. */
const WAYS = {
  go: ["POST", "/url"],
  reload: ["POST", "/refresh"],
  run: ["POST", "/execute/sync"],
  find: ["POST", "/element"],
  click: ["POST", "/element/ID/click"],
  type: ["POST", "/element/ID/value"],
  size: ["POST", "/window/rect"],
  picture: ["GET", "/screenshot"],
};

async function answer(url, method, params) {
  const response = await fetch(url, { method, body: params && JSON.stringify(params) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}
