// Starts the first screen's wasm, and the whole page's when that asks for it. A file of its own,
// because the page's policy allows no inline script.
// The names, which hold a hash, stand on this script's own element (see Trunk.toml).

/**
 * Whether workers can be modules, as the archive worker is (Firefox: since 114).
 * Only such browsers read `type`; the throw keeps them from starting a worker for the question.
 */
function workersCanBeModules() {
  let canBe = false;
  const options = {
    get type() {
      canBe = true;
      throw new Error("answered");
    },
  };
  try {
    new Worker("", options).terminate();
  } catch {
    // The answer stands in `canBe`.
  }
  return canBe;
}

async function start() {
  if (!workersCanBeModules()) throw new Error("this browser has no module workers");
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const { default: init } = await import(js);
  await init({ module_or_path: wasm }); // also fails where wasm has no SIMD
  document.body.dataset.started = "";
}

let ahead;
let whole;

/** Whoever points at something is likely to choose it: what that needs is fetched and prepared meanwhile. */
function fetchAhead() {
  ahead ??= prepare("whole");
  ahead.catch(() => (ahead = undefined)); // it is tried again, and reported, when it is needed
}

/** Loads one of the wasm files that are not the first screen's; gives what starts it. Their names have no hash: see _headers. */
async function prepare(name) {
  const wasm = WebAssembly.compileStreaming(fetch(`./${name}_bg.wasm`));
  const [{ default: init, start }, module_or_path] = await Promise.all([import(`./${name}.js`), wasm]);
  await init({ module_or_path });
  await new Promise((after) => setTimeout(after)); // its own preparations are tasks
  return start;
}

/** Starts a worker for files that are about to be chosen, and keeps what it says until it is taken. */
function startSpare() {
  if (window.yodoriSpare) return;
  const worker = new Worker("./archive-worker_loader.js", { type: "module" });
  const said = [];
  worker.onmessage = (event) => said.push(event);
  worker.onerror = () => (window.yodoriSpare = undefined); // another one will be started, and fail or not
  window.yodoriSpare = [worker, said];
}

/**
 * Waits until a worker that reads chosen files has said something, or has had long enough for it: it
 * can't start while this thread is busy with the whole page.
 */
function workerHasStarted() {
  const [worker] = window.yodoriWorker ?? [];
  if (!worker) return;
  // In a task of its own: what is being told can't be told again, as the whole page will have it.
  const later = (heard) => () => setTimeout(heard);
  const said = new Promise((heard) => worker.addEventListener("message", later(heard), { once: true }));
  return Promise.race([said, new Promise((over) => setTimeout(over, 150))]);
}

/** Loads the whole page; it takes the first screen's place. */
async function loadWhole() {
  fetchAhead();
  await workerHasStarted();
  const startWhole = await ahead;
  startWhole();
  dispatchEvent(new Event("yodori-arrived"));
}

/** Loads styles that only one page needs. */
function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const loaded = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
  document.head.append(link);
  return loaded;
}

/** The pages apart, each loaded when the page has a place for it, with the styles that it alone needs. */
const STYLES = { bird: ["bird", "bird-drawing", "bird-rooms", "bird-motion"], desk: ["desk"] };
const apart = {};
async function loadApart(name) {
  const styles = STYLES[name].map((sheet) => style(`./${sheet}.css`));
  const [start] = await Promise.all([prepare(name), ...styles]);
  return start;
}

/** What failed is told by one of the messages in index.html. */
function failed(error, message) {
  console.error("cannot start:", error);
  document.getElementById(message).hidden = false;
}

/** Shows at once that something was chosen, however long it takes to come. */
function setLoading(is) {
  document.body.toggleAttribute("data-loading", is);
  document.querySelector("main")?.setAttribute("aria-busy", is);
}

// Chosen files are given to a worker first: the whole page is asked for when that has come.
addEventListener("yodori-choice", () => {
  setLoading(true);
  document.getElementById("load-failed").hidden = true; // of an earlier try
});
addEventListener("yodori-load", () => {
  whole ??= loadWhole()
    .catch((error) => {
      whole = undefined;
      failed(error, "load-failed");
    })
    .finally(() => setLoading(false));
});
for (const name of Object.keys(STYLES)) {
  addEventListener(`yodori-${name}`, async () => {
    setLoading(true);
    document.getElementById("load-failed").hidden = true;
    try {
      const startApart = await (apart[name] ??= loadApart(name));
      const place = document.getElementById(name); // whoever has gone on meanwhile has none
      if (place) startApart(place);
    } catch (error) {
      apart[name] = undefined;
      failed(error, "load-failed");
    }
    setLoading(false);
  });
}
for (const sign of ["pointerover", "focusin", "dragenter"]) {
  addEventListener(sign, ({ type, target }) => {
    const isDrag = type === "dragenter";
    const isOfWhole = target.closest?.("main :is(button, label)") && !target.closest("#bird, #desk");
    if (isDrag || isOfWhole) fetchAhead();
    if (isDrag || target.closest?.("label:has([type=file])")) startSpare();
  });
}
start().catch((error) => failed(error, "boot-failed"));
