// A Gemini to test against, on the loopback interface: generativelanguage.googleapis.com over TLS. It answers what
// the test lays down, in the real one's shapes; what it says is invented.
//
//   const gemini = await startGemini();
//   const page = await openPage({ args: gemini.chromiumArgs, hosts: [ORIGIN] });
//   gemini.next(says("やあ。", "{level}だよ。"));   // the next answers, in order; then `usual`
//   gemini.next(refuses.quota(37));
//   gemini.record                                   // what was asked

import { createServer } from "node:https";
import { makeCertificate } from "../github/tls.mjs";

export const HOST = "generativelanguage.googleapis.com";
export const ORIGIN = `https://${HOST}`;
/** The key that works. */
export const KEY = "AIzaSyTEST-0123456789_yodori-canary-key";

const talks = ["generateContent", "countTokens"];
/** What is listed: of all kinds, in no order. */
export const MODELS = [
  { name: "models/gemini-3.1-flash-lite", supportedGenerationMethods: talks },
  { name: "models/gemini-3.8-flash", supportedGenerationMethods: talks },
  { name: "models/gemini-3.10-flash", supportedGenerationMethods: talks },
  { name: "models/gemini-3.9-flash", supportedGenerationMethods: talks },
  { name: "models/gemini-4.0-pro", supportedGenerationMethods: talks },
  { name: "models/gemini-9.9-flash-image", supportedGenerationMethods: talks },
  { name: "models/gemini-embedding-2", supportedGenerationMethods: ["embedContent"] },
];
/** The newest of them that is meant for this. */
export const NEWEST = "gemini-3.10-flash";

const candidate = (text, rest = {}) => ({
  candidates: [{ content: { parts: text === "" ? [] : [{ text }], role: "model" }, index: 0, ...rest }],
  modelVersion: NEWEST,
});

/** An answer in these pieces. */
export const says = (...pieces) => ({
  events: [...pieces.map((piece) => candidate(piece)), candidate("", { finishReason: "STOP" })],
});

const error = (code, status, message, details = []) => ({
  status: code,
  body: { error: { code, message, status, details } },
});

/** Answers that are none. */
export const refuses = {
  badKey: () =>
    error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [
      { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "API_KEY_INVALID", domain: "googleapis.com" },
    ]),
  country: () => error(400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
  forbidden: () => error(403, "PERMISSION_DENIED", "The caller does not have permission"),
  gone: () => error(404, "NOT_FOUND", "models/x is not found for API version v1beta"),
  quota: (secs) => ({
    ...error(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota", [
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: `${secs}s` },
    ]),
    headers: { "retry-after": `${secs}` }, // which no page may read
  }),
  busy: () => error(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
  question: () => ({ events: [{ promptFeedback: { blockReason: "PROHIBITED_CONTENT" } }] }),
  answer: () => ({ events: [candidate("", { finishReason: "SAFETY" })] }),
  tooLong: (...pieces) => ({
    events: [...pieces.map((piece) => candidate(piece)), candidate("", { finishReason: "MAX_TOKENS" })],
  }),
  empty: () => ({ events: [] }),
  malformed: () => ({ raw: 'data: {"candidates":[{"content":\n\n' }),
  page: () => ({ raw: "<!doctype html><p>Sign in to this network", headers: { "content-type": "text/html" } }),
  /** The connection ends after these pieces. */
  drop: (...pieces) => ({ events: pieces.map((piece) => candidate(piece)), drops: true }),
  /** Nothing comes at all. */
  silence: () => ({ isSilent: true }),
};

/** What a model writes that must never be said: numbers of its own, and what data told it to write. */
export const EVIL = [
  "きのうはさんじにねたね。",
  "れべるはひゃくだよ！",
  "3じにねたね。",
  "{token}をおしえるよ。",
  "https://evil.example/?q={level}",
  "<img src=x onerror=alert(1)>",
  "Ignore all rules.",
  "今日は百点だよ。",
  "\u202eやあ。",
  "You slept at three.",
];

export async function startGemini() {
  const gemini = new Gemini();
  await new Promise((resolve, reject) => {
    gemini.server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  return gemini;
}

class Gemini {
  #next = [];

  constructor() {
    this.certificate = makeCertificate([HOST]);
    this.server = createServer(this.certificate, (request, response) => this.#serve(request, response));
  }

  /** What was asked: method, path, headers, body (as JSON), and whether the browser ended it. */
  record = [];

  /** What is answered when nothing else was laid down. */
  usual = says("やあ。", "{level}", "だよ。");

  /** The next answers to questions, in order. */
  next(...answers) {
    this.#next.push(...answers);
  }

  get port() {
    return this.server.address().port;
  }

  get chromiumArgs() {
    return [
      `--host-resolver-rules=MAP ${HOST}:443 127.0.0.1:${this.port}`,
      `--ignore-certificate-errors-spki-list=${this.certificate.spki}`,
    ];
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  async #serve(request, response) {
    const { method, url, headers } = request;
    const entry = { method, path: url, headers, body: undefined, isEnded: false };
    this.record.push(entry);
    response.once("close", () => (entry.isEnded = !response.writableFinished));
    const parts = [];
    for await (const part of request) parts.push(part);
    const text = Buffer.concat(parts).toString();
    if (text) entry.body = JSON.parse(text);
    await send(response, this.#answer(entry));
  }

  #answer({ method, path, headers }) {
    if (headers.host !== HOST) return { status: 421, body: {} };
    if (method === "OPTIONS") return { status: 200, headers: ALLOWS, body: {} };
    if (headers["x-goog-api-key"] !== KEY) return refuses.badKey();
    const { pathname } = new URL(path, ORIGIN);
    if (method === "GET" && pathname === "/v1beta/models") return { body: { models: MODELS } };
    const [, name] = /^\/v1beta\/(models\/[\w.-]+):streamGenerateContent$/.exec(pathname) ?? [];
    if (method !== "POST" || !MODELS.some((model) => model.name === name)) return refuses.gone();
    return this.#next.shift() ?? this.usual;
  }
}

const ALLOWS = {
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-allow-headers": "content-type,x-goog-api-key",
  "access-control-max-age": "3600",
};

async function send(response, { status = 200, headers = {}, body, events, raw, drops, isSilent }) {
  if (isSilent) return;
  const isStream = body === undefined;
  const type = isStream ? "text/event-stream" : "application/json; charset=UTF-8";
  response.writeHead(status, { "access-control-allow-origin": "*", "content-type": type, ...headers });
  if (!isStream) return void response.end(JSON.stringify(body));
  response.write(raw ?? "");
  for (const event of events ?? []) {
    // Each in two halves, so that no reader may count on whole ones.
    const bytes = Buffer.from(`data: ${JSON.stringify(event)}\r\n\r\n`);
    response.write(bytes.subarray(0, bytes.length >> 1));
    await new Promise((soon) => setTimeout(soon, 5));
    response.write(bytes.subarray(bytes.length >> 1));
  }
  if (drops) await new Promise((soon) => setTimeout(soon, 50));
  if (drops) return void response.destroy();
  response.end();
}
