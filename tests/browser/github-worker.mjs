// The GitHub worker without the page's own code around it: it is told in bytes, and so it answers (see
// src/engine/protocol/github.rs).

const [FAILED, STATUS, FOOD, RANKING] = [6, 2, 8, 9];
const FAILURES = ["BadToken", "NoSuchLogin", "Forbidden", "Offline", "Limited", "Unavailable"];

/** Starts one on a page of the site. */
export async function startWorker(page) {
  await page.evaluate(async () => {
    const worker = new Worker(yodoriFile("github-worker_loader.js"), { type: "module" });
    const said = [];
    worker.addEventListener("message", ({ data }) => said.push([...data]));
    globalThis.birdWorker = { worker, said };
    worker.postMessage(await WebAssembly.compileStreaming(fetch(yodoriFile("github-worker_bg.wasm"))));
  });
  return new BirdWorker(page);
}

class BirdWorker {
  constructor(page) {
    this.page = page;
  }

  /** @param {string} [token] the one that the worker has, if none is named */
  food(token) {
    return this.#say([6, ...optional(token)]);
  }
  ranking(token) {
    return this.#say([7, ...optional(token)]);
  }
  rank(points) {
    return this.#say([8, ...number(points)]);
  }
  resume(token) {
    return this.#say([2, ...optional(token)]);
  }
  stop() {
    return this.#say([4]);
  }
  forget() {
    return this.#say([5]);
  }

  /** All that it has said since it was last told something. @returns {Promise<object[]>} */
  async said() {
    const said = await this.page.evaluate(() => globalThis.birdWorker.said);
    return said.map(read).filter(Boolean);
  }

  /** Waits for something that it says. @param {(said: object) => boolean} isIt */
  async says(isIt, timeout = 20_000) {
    const end = Date.now() + timeout;
    for (;;) {
      const found = (await this.said()).findLast(isIt);
      if (found) return found;
      if (Date.now() > end) throw new Error(`it says: ${JSON.stringify((await this.said()).slice(-5))}`);
      await new Promise((later) => setTimeout(later, 30));
    }
  }

  #say(bytes) {
    return this.page.evaluate((bytes) => {
      globalThis.birdWorker.said.length = 0;
      globalThis.birdWorker.worker.postMessage([new Uint8Array(bytes)]);
    }, bytes);
  }
}

function number(value) {
  const bytes = [];
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return [...bytes, value];
}

function optional(text) {
  return text === undefined ? [0] : [1, ...number(Buffer.byteLength(text)), ...Buffer.from(text)];
}

/** What a message says; `null` for those that tell nothing here. */
function read(bytes) {
  const from = new Reader(bytes);
  switch (from.byte()) {
    case FAILED:
      return { failed: FAILURES[from.byte()] };
    case STATUS:
      return { status: { repositories: from.number(), done: from.number() } };
    case FOOD:
      return { food: readFood(from) };
    case RANKING:
      return readRanking(from);
    default:
      return null;
  }
}

function readFood(from) {
  const bites = from.list(() => ({
    kind: from.byte(),
    id: from.text(),
    at: from.number(),
    languages: from.list(() => from.number()),
    repository: from.text(),
  }));
  const languages = from.list(() => from.text());
  const [since, until] = [from.number(), from.number()];
  const named = bites.map((bite) => ({ ...bite, languages: bite.languages.map((index) => languages[index]) }));
  return { bites: named, languages, since, until, missing: readMissing(from) };
}

function readRanking(from) {
  const [following, place, read] = [from.number(), from.number(), from.number()];
  const ranked = () => {
    const [login, name, has] = [from.text(), from.text(), from.byte()];
    return { login, name, avatar: has === 1 ? from.text() : null, contributions: from.number() };
  };
  const [own, people] = [ranked(), from.list(ranked)];
  const missing = readMissing(from);
  return { ranking: { following, place, read, own, people, missing }, isAll: from.byte() === 1 };
}

/** Names of what is missing. */
function readMissing(from) {
  const SIGN_ON = 1;
  return from.list(() => {
    const what = from.text();
    if (from.byte() === SIGN_ON && from.byte() === 1) from.text();
    return what;
  });
}

class Reader {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 0 });
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let [value, times] = [0, 1];
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * times;
      if (byte < 128) return value;
      times *= 128;
    }
  }
  text() {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.slice(this.at - length, this.at)).toString();
  }
  list(item) {
    return Array.from({ length: this.number() }, item);
  }
}
