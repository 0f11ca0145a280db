// What a visitor does in a browser that Playwright does not know, in WebDriver's few words.

import { until } from "./program.mjs";

/** An element's name in WebDriver's answers. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export class Visitor {
  #browser;
  #problems = []; // of pages that were left

  /** @param browser as firefox.mjs and webkit.mjs start one */
  constructor(browser) {
    this.#browser = browser;
  }

  get version() {
    return this.#browser.version;
  }

  async go(url) {
    this.#problems.push(...(await this.#told()));
    await this.#browser.command("go", { url });
  }

  /** Waits until the app has started. */
  started() {
    return this.until(() => document.body?.hasAttribute("data-started"));
  }

  /** Runs a function in the page, as Playwright's page of that name does. */
  evaluate(script, ...args) {
    return this.#browser.command("run", { script: `return (${script}).apply(null, arguments)`, args });
  }

  /** Waits until a function gives something in the page, and gives it. */
  until(script, ...args) {
    return until(() => this.evaluate(script, ...args), script);
  }

  /** Waits until there is such an element. */
  there(selector) {
    return this.until((selector) => document.querySelector(selector) !== null, selector);
  }

  /** An element's words as they are seen, when it has come. */
  async words(selector) {
    await this.there(selector);
    return this.evaluate((selector) => document.querySelector(selector).innerText.trim(), selector);
  }

  async click(selector) {
    const id = await this.#find(selector);
    await this.#browser.command("click", { id });
  }

  /** Chooses files in the dialog that an input opens. */
  async choose(selector, ...paths) {
    const id = await this.#find(selector);
    await this.#browser.command("type", { id, text: paths.join("\n") });
  }

  /** Presses keys, WebDriver's names of them, where the focus then is. */
  async press(selector, ...keys) {
    const id = await this.#find(selector);
    for (const text of keys) await this.#browser.command("type", { id, text });
  }

  async size(width, height) {
    await this.#browser.command("size", { width, height });
  }

  /** A picture of the window, as PNG. */
  async picture() {
    return Buffer.from(await this.#browser.command("picture", {}), "base64");
  }

  /** What went wrong since this was last asked. */
  async problems() {
    return [...this.#problems.splice(0), ...(await this.#told())];
  }

  async end() {
    await this.#browser.end();
  }

  /** Where a driver tells nothing of the console, the page does: see site.mjs. */
  async #told() {
    return (await this.#browser.problems?.()) ?? this.evaluate(() => (window.told ?? []).splice(0));
  }

  async #find(selector) {
    await this.there(selector);
    const element = await this.#browser.command("find", { using: "css selector", value: selector });
    return element[ELEMENT];
  }
}
