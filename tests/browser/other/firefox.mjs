// Firefox as Debian has it (ESR), without geckodriver, which Debian has not: its own protocol, Marionette, is
// WebDriver's commands as lines of JSON on a socket.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ended, find, until } from "./program.mjs";

const BINARY = find("FIREFOX", ["firefox-esr", "firefox"]);

/** Nothing that Firefox asks the world for by itself, and a visitor from Japan. */
const PREFS = {
  "marionette.port": 0, // any that is free: it is told in a file of the profile
  "intl.accept_languages": "ja,en",
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.page": 0,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "toolkit.telemetry.server": "",
  "services.settings.server": "data:,",
  "app.normandy.enabled": false,
  "app.update.enabled": false,
  "browser.safebrowsing.update.enabled": false,
  "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.proxy.no_proxies_on": "localhost",
  // What a page writes on its console is written on Firefox's own as well.
  "devtools.console.stdout.content": true,
  "devtools.console.stdout.chrome": false,
};

/** Firefox's own search for news of its settings fails, as it is to. */
const OF_THE_PAGE = /^console\.error: (?!RSLoader)/;

export const firefox = { name: "Firefox", isHere: BINARY !== undefined, missing: "Firefox (Debian: firefox-esr)", start };

/**
 * Starts a Firefox that nobody sees.
 * @returns what a Visitor needs: `command(name, params)` in WebDriver's words, `problems()`, `end()`
 */
async function start() {
  const profile = mkdtempSync(join(tmpdir(), "yodori-firefox-"));
  const prefs = Object.entries(PREFS).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, "user.js"), prefs.join(""));
  const args = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile];
  const env = { ...process.env, HOME: profile, TZ: "Asia/Tokyo", MOZ_HEADLESS_WIDTH: "1280", MOZ_HEADLESS_HEIGHT: "900" };
  const program = spawn(BINARY, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  program.stdout.on("data", (text) => said.push(text));
  program.stderr.resume();
  const port = await until(() => Number(readIfThere(join(profile, "MarionetteActivePort"))), "Firefox's port");
  const marionette = await Marionette.connect(port);
  const session = await marionette.command("WebDriver:NewSession", {});
  return {
    version: session.capabilities.browserVersion,
    command: (name, params) => marionette.command(NAMES[name], params),
    async problems() {
      const found = await marionette.inChrome(errorsOfConsole);
      const lines = Buffer.concat(said.splice(0)).toString().split("\n");
      return [...found, ...lines.filter((line) => OF_THE_PAGE.test(line))];
    },
    async end() {
      await marionette.command("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {});
      await ended(program);
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** WebDriver's commands by Marionette's names. */
const NAMES = {
  go: "WebDriver:Navigate",
  reload: "WebDriver:Refresh",
  run: "WebDriver:ExecuteScript",
  find: "WebDriver:FindElement",
  click: "WebDriver:ElementClick",
  type: "WebDriver:ElementSendKeys",
  size: "WebDriver:SetWindowRect",
  picture: "WebDriver:TakeScreenshot",
};

/** Takes from Firefox's own console what it holds of the site: errors of page and workers, and what a policy forbade. */
function errorsOfConsole() {
  const messages = Services.console.getMessageArray().filter((message) => {
    const { sourceName, flags, category } = message instanceof Ci.nsIScriptError ? message : {};
    const isOurs = /^http:\/\/localhost/.test(sourceName) || category === "CSP";
    return isOurs && !(flags & Ci.nsIScriptError.warningFlag);
  });
  Services.console.reset();
  return messages.map(({ errorMessage, sourceName, lineNumber }) => `${errorMessage} (${sourceName}:${lineNumber})`);
}

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Messages are `LENGTH:[0, id, command, params]`, answers `LENGTH:[1, id, error, result]`. */
class Marionette {
  #socket;
  #read = Buffer.alloc(0);
  #waiting = new Map(); // by id
  #lastId = 0;

  static connect(port) {
    return new Promise((connected, failed) => {
      const socket = connect(port, "127.0.0.1", () => connected(new Marionette(socket)));
      socket.once("error", failed);
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => {
      this.#read = Buffer.concat([this.#read, bytes]);
      while (this.#takeOne());
    });
    socket.on("close", () => {
      for (const { failed } of this.#waiting.values()) failed(new Error("Firefox has gone"));
    });
    socket.on("error", () => {}); // "close" follows
  }

  async command(name, params) {
    const id = (this.#lastId += 1);
    const text = Buffer.from(JSON.stringify([0, id, name, params]));
    const answer = new Promise((done, failed) => this.#waiting.set(id, { done, failed }));
    this.#socket.write(Buffer.concat([Buffer.from(`${text.length}:`), text]));
    const result = await answer;
    return result && "value" in result ? result.value : result;
  }

  /** Runs a function where Firefox's own window lives, outside of any page. */
  async inChrome(script) {
    await this.command("Marionette:SetContext", { value: "chrome" });
    try {
      return await this.command("WebDriver:ExecuteScript", { script: `return (${script})()`, args: [] });
    } finally {
      await this.command("Marionette:SetContext", { value: "content" });
    }
  }

  /** Whether there was a whole message, which is then given to whom it answers. */
  #takeOne() {
    const colon = this.#read.indexOf(":");
    if (colon < 0) return false;
    const end = colon + 1 + Number(this.#read.subarray(0, colon));
    if (this.#read.length < end) return false;
    const message = JSON.parse(this.#read.subarray(colon + 1, end));
    this.#read = this.#read.subarray(end);
    if (!Array.isArray(message)) return true; // it greets
    const [, id, error, result] = message;
    const { done, failed } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) failed(new Error(`${error.error}: ${error.message}`));
    else done(result);
    return true;
  }
}
