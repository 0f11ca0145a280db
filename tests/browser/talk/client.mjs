// The talk worker without a page around it: its messages, written and read as src/engine/protocol/talk.rs has them.

/** Starts the worker in a page, as src/web/talk.rs does. What it tells is kept in `window.told`, as bytes. */
export async function startWorker(page) {
  await page.evaluate(async () => {
    window.told = [];
    window.talk = new Worker(yodoriFile("talk-worker_loader.js"), { type: "module" });
    window.talk.onmessage = ({ data }) => window.told.push([...data]);
    window.talk.onerror = ({ message }) => window.told.push([255, ...new TextEncoder().encode(message)]);
    window.talk.postMessage(await WebAssembly.compileStreaming(fetch(yodoriFile("talk-worker_bg.wasm"))));
  });
  await heard(page, "Ready");
}

/** Asks something: see `asks`. */
export async function ask(page, bytes) {
  await page.evaluate((bytes) => window.talk.postMessage([new Uint8Array(bytes)]), bytes);
}

const number = (value) => (value < 0x80 ? [value] : [(value % 0x80) | 0x80, ...number(Math.floor(value / 0x80))]);
const text = (value) => {
  const bytes = [...new TextEncoder().encode(value)];
  return [...number(bytes.length), ...bytes];
};

export const asks = {
  key: (key) => [0, ...text(key)],
  forget: () => [1],
  models: (job) => [2, ...number(job)],
  answer: (job, model, body) => [3, ...number(job), ...text(model), ...text(body)],
  speakers: (job) => [4, ...number(job)],
  speak: (job, said, style) => [5, ...number(job), ...text(said), ...number(style)],
  diagnose: (job) => [6, ...number(job)],
  stop: (job) => [7, ...number(job)],
};

const TROUBLES = [
  ...["BadKey", "Forbidden", "NotHere", "NoSuchModel", "Blocked", "CutShort", "Empty", "Unclear", "Busy"],
  ...["Offline", "Slow", "Refused"],
];
const VOICE_TROUBLES = [
  ...["PermissionDenied", "NotRunning", "OriginNotAllowed", "StyleCannotTalk", "Broken", "Slow"],
];

/** A message as an object: `{ tell, job, … }`. */
export function read(bytes) {
  let at = 0;
  const byte = () => bytes[at++];
  const number = () => {
    const low = byte();
    return low < 0x80 ? low : low - 0x80 + number() * 0x80;
  };
  const take = (length) => bytes.slice(at, (at += length));
  const text = () => new TextDecoder().decode(new Uint8Array(take(number())));
  const list = (item) => Array.from({ length: number() }, item);
  const option = (item) => (byte() === 1 ? item() : null);
  const float = () => new DataView(new Uint8Array(take(8)).buffer).getFloat64(0, true);
  const which = byte();
  if (which === 255) return { tell: "Died" };
  const job = number();
  const told = [
    () => ({ tell: "Ready", version: job }),
    () => ({ tell: "Models", job, models: list(text), newest: option(text) }),
    () => ({ tell: "Piece", job, text: text() }),
    () => ({ tell: "End", job }),
    () => {
      const place = byte();
      if (place === 255) return { tell: "Trouble", job, trouble: "Quota", secs: option(number) };
      return { tell: "Trouble", job, trouble: TROUBLES[place] };
    },
    () => ({
      tell: "Speakers",
      job,
      speakers: list(() => ({ name: text(), styles: list(() => ({ id: number(), name: text() })) })),
    }),
    () => {
      const beaks = list(() => ({ startMs: number(), endMs: number(), open: float() }));
      return { tell: "Sound", job, beaks, wav: bytes.slice(at) };
    },
    () => ({ tell: "Voice", job, trouble: option(() => VOICE_TROUBLES[byte()]) }),
  ];
  return told[which]();
}

/** All that was told so far. */
export async function told(page) {
  return (await page.evaluate(() => window.told)).map(read);
}

/** Waits for a message of this kind, of this job; gives the first. */
export async function heard(page, tell, job, timeout = 15_000) {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    const all = await told(page);
    const found = all.find((one) => one.tell === tell && (job === undefined || one.job === job));
    if (found) return found;
    await new Promise((soon) => setTimeout(soon, 30));
  }
  throw new Error(`no ${tell} was told, but ${JSON.stringify(await told(page)).slice(0, 500)}`);
}

/** Waits until a job has come to its end; gives what was told of it. */
export async function ended(page, job, timeout = 15_000) {
  const until = Date.now() + timeout;
  while (Date.now() < until) {
    const all = (await told(page)).filter((one) => one.job === job);
    if (all.length > 0 && all.at(-1).tell !== "Piece") return all;
    await new Promise((soon) => setTimeout(soon, 30));
  }
  throw new Error(`job ${job} has no end, but ${JSON.stringify(await told(page)).slice(0, 500)}`);
}
