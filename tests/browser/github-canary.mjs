// Looks for a token wherever a page could leave one.

import assert from "node:assert/strict";

/** A token as it is, and as it would look inside of what was encoded. */
function disguises(token) {
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.from("x".repeat(shift) + token).toString("base64");
    return text.slice(4, -4); // without what the neighbours decide
  });
  const hex = Buffer.from(token).toString("hex");
  return [token, token.slice(4, 36), [...token].reverse().join(""), ...encoded, hex];
}

/**
 * Which of these texts hold the token, by their names.
 * @param {string} token
 * @param {Record<string, string | Buffer>} texts
 */
export function traces(token, texts) {
  const wanted = disguises(token).map((text) => text.toLowerCase());
  const holds = (text) => {
    const plain = (Buffer.isBuffer(text) ? text.toString("latin1") : text).toLowerCase();
    return wanted.some((one) => plain.includes(one));
  };
  return Object.keys(texts).filter((name) => holds(texts[name]));
}

/**
 * An init script: `window.sent` holds every message that this page posts to anybody, and `window.heard`
 * every one that its workers post to it, as texts with the name of the other side before them.
 */
export function listenToMessages() {
  const textOf = (value, depth = 0) => {
    if (typeof value === "string") return value;
    if (value === null || typeof value !== "object" || depth > 6) return String(value);
    if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      let text = "";
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return text;
    }
    return Object.entries(value).map(([key, one]) => `${key}=${textOf(one, depth + 1)}`).join("\n");
  };
  window.sent = [];
  window.heard = [];
  const names = new WeakMap();
  window.Worker = new Proxy(window.Worker, {
    construct(target, args) {
      const worker = Reflect.construct(target, args);
      const name = String(args[0]).split("/").at(-1).replace(/-[0-9a-f]{16}/, "");
      names.set(worker, name);
      worker.addEventListener("message", ({ data }) => window.heard.push([name, textOf(data)]));
      return worker;
    },
  });
  const others = [Worker, MessagePort, BroadcastChannel, globalThis.ServiceWorker, globalThis.SharedWorker];
  for (const { prototype } of others.filter(Boolean)) {
    const { postMessage } = prototype;
    if (!postMessage) continue;
    prototype.postMessage = function (...args) {
      window.sent.push([names.get(this) ?? this.constructor.name, textOf(args)]);
      return postMessage.apply(this, args);
    };
  }
  const { postMessage } = window;
  window.postMessage = (...args) => {
    window.sent.push(["window", textOf(args)]);
    return postMessage.apply(window, args);
  };
}

/** What was posted and heard so far, by name of the other side. */
export async function messages(page) {
  const all = await page.evaluate(() => ({ sent: window.sent, heard: window.heard }));
  const byName = (list, way) => {
    const texts = {};
    for (const [name, text] of list) texts[`${way} ${name}`] = `${texts[`${way} ${name}`] ?? ""}\n${text}`;
    return texts;
  };
  return { ...byName(all.sent, "to"), ...byName(all.heard, "from") };
}

/** All that this page's origin has stored, by the kind of storage. */
export async function stored(page) {
  return page.evaluate(async () => {
    const found = {
      localStorage: JSON.stringify({ ...localStorage }),
      sessionStorage: JSON.stringify({ ...sessionStorage }),
      cookies: document.cookie,
      history: JSON.stringify([history.state, location.href, window.name]),
    };
    const databases = await indexedDB.databases();
    found.indexedDB = databases.map(({ name }) => name).join();
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) {
        found[`cache ${name} ${request.url}`] = await (await caches.match(request)).text();
      }
    }
    return found;
  });
}

/** All that stands on the page, seen or not: texts, attributes, what fields hold. */
export async function shown(page) {
  return page.evaluate(() => {
    const fields = [...document.querySelectorAll("input, textarea, select, output")];
    const own = (element) => Object.keys(element).map((key) => `${key}=${String(element[key])}`).join();
    const isOurs = (name) => /^(sent|heard|told|(local|session)Storage)$/.test(name);
    const global = (name) => {
      try {
        return typeof window[name] === "string" ? window[name] : JSON.stringify(window[name]);
      } catch {
        return ""; // it has no end
      }
    };
    return {
      markup: document.documentElement.outerHTML,
      values: fields.map(({ value, defaultValue }) => `${value} ${defaultValue}`).join("\n"),
      properties: [...document.querySelectorAll("*")].map(own).join("\n"),
      title: document.title,
      globals: Object.keys(window).filter((name) => !isOurs(name)).map(global).join("\n"),
    };
  });
}

/** Begins to note what the console says, to everybody who listens. */
export function listenToConsole(page) {
  const said = [];
  page.on("console", (message) => said.push(`${message.type()} ${message.text()} ${message.location().url}`));
  page.on("pageerror", (error) => said.push(`${error.message} ${error.stack}`));
  return () => said.join("\n");
}

/** Begins to note all that the browser asks for, of anybody, with its headers and bodies. */
export function listenToRequests(page) {
  const asked = [];
  page.context().on("request", (request) => asked.push(request));
  return async () => {
    const headers = await Promise.all(asked.map((one) => one.allHeaders().catch(() => one.headers())));
    return asked.map((request, nth) => {
      const { authorization = null, ...others } = headers[nth];
      const rest = JSON.stringify([request.url(), others, request.postData() ?? ""]);
      return { origin: new URL(request.url()).origin, method: request.method(), authorization, rest };
    });
  };
}

/** Fails if anything holds the token. */
export function assertNoTrace(token, texts) {
  assert.deepEqual(traces(token, texts), []);
}
