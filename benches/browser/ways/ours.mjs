// This project's own way, in two situations. Both drive the shipped page as a person does and listen
// to what its workers tell it: nothing here knows more of the messages than src/engine/protocol.rs
// says of progress, events and the end.

/** Everything has been read and is on the page, which was open already: what the worker takes. */
export const ours = {
  name: "ours",
  label: "Yodori: all events on the page",
  async open(page, url) {
    await page.addInitScript(listen);
    await page.goto(url);
    await page.getByTestId("sample-orderly").click();
    await page.locator(".person__another").click();
    await page.getByTestId("sample-orderly").waitFor();
  },
  answer: (page) => page.evaluate(() => window.answered),
  /** Until the calendar is painted: the page must not be kept from answering by that either. */
  async settle(page) {
    await page.getByTestId("calendar-canvas").waitFor();
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted, 50))));
  },
};

/** The first thing on a first visit, from the choice until the calendar is painted. */
export const visit = {
  name: "visit",
  label: "Yodori: first visit, until the calendar",
  async open(page, url) {
    await page.addInitScript(listen);
    await page.goto(url);
  },
  async answer(page) {
    const { ms } = await page.evaluate(firstCalendar);
    return { ...(await page.evaluate(() => window.answered)), ms };
  },
};

/**
 * In the page, before any of its scripts: `window.answered` resolves when a worker has told all, to
 * `{ms, readyMs, openedMs, count, sum}`: milliseconds since the choice until the last event was
 * there, until a worker ran, and until the length of all that is to be read was known.
 */
function listen() {
  const [READY, PROGRESS, EVENTS, DONE, FAILED] = [0, 1, 2, 3, 4]; // the first byte of a message
  // Bytes of an event; its second stands in them from the ninth on, what was done in the 22nd: the first
  // four kinds are posts, the only ones that the other ways count.
  const [ROW, SECOND, KIND, POSTS] = [24, 8, 21, 4];
  const heard = { ms: 0, readyMs: 0, openedMs: 0, count: 0, sum: 0 };
  let chosen = 0;
  addEventListener("change", () => (chosen = performance.now()), { capture: true });
  const add = (bytes) => {
    let start = 1;
    while (bytes[start] >= 0x80) start += 1; // how many there are in all, as a varint
    start += 1;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    for (let row = start; row + ROW <= bytes.length; row += ROW) {
      if (bytes[row + KIND] >= POSTS) continue;
      heard.count += 1;
      heard.sum += view.getUint32(row + SECOND, true);
    }
  };
  window.answered = new Promise((answer) => {
    const hear = ({ data, isTrusted }) => {
      if (!isTrusted || !(data instanceof Uint8Array)) return; // a message is heard again by the page
      if (!chosen) return; // a worker that was started for a choice to come
      const since = performance.now() - chosen;
      if (data[0] === READY) heard.readyMs ||= since;
      if (data[0] === PROGRESS) heard.openedMs ||= since;
      if (data[0] === EVENTS) add(data);
      if (data[0] === DONE) answer({ ...heard, ms: since });
      if (data[0] === FAILED) answer({ unable: "it says that it failed" });
    };
    window.Worker = new Proxy(window.Worker, {
      construct(target, args) {
        const worker = Reflect.construct(target, args);
        worker.addEventListener("message", hear);
        worker.addEventListener("error", () => answer({ unable: "a worker died" }));
        return worker;
      },
    });
  });
}

/** In the page: waits for a choice, and resolves to the milliseconds until the calendar is painted. */
export async function firstCalendar() {
  const input = document.querySelector("[data-testid=file-input]");
  const start = await new Promise((chosen) => {
    const note = () => chosen(performance.now());
    input.addEventListener("change", note, { capture: true, once: true });
  });
  const isPainted = (canvas) => {
    if (canvas.width === 0 || canvas.height === 0) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return new Uint32Array(data.buffer).some((pixel) => pixel !== 0);
  };
  for (;;) {
    await new Promise(requestAnimationFrame);
    const canvas = document.querySelector("[data-testid=calendar-canvas]");
    const seen = performance.now();
    if (canvas && isPainted(canvas)) return { ms: seen - start };
  }
}
