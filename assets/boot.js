// Starts the page's program with its first screen, and brings its other parts when they are asked for. A file of its own:
// what is painted first doesn't wait for it.
// What the files of this build are called, which holds a hash of what is in them, stands on this script's own
// element: see xtask/hash.mjs.

const { files, version } = document.querySelector("script[data-files]").dataset;
const hashes = Object.fromEntries(files.split(" ").map((file) => [file.slice(0, -17), file.slice(-16)]));
/** The programs whose files were asked for: what is kept for offline. */
const asked = new Set();

/** Where a file is, by the name that it had before its program's hash: "bird.css" and "bird/meals.svg" are the bird's. */
function address(name) {
  const [program] = /^[a-z-]+/.exec(name);
  if (!asked.has(program)) {
    asked.add(program);
    keepOpened();
  }
  return `/${program}-${hashes[program]}${name.slice(program.length)}`;
}

// Workers of this very build may be started, and its service worker; no text becomes markup or script in any other way
// (see _headers, `trusted-types`). The empty address is that of the question below, which starts nothing.
window.trustedTypes?.createPolicy("default", {
  createScriptURL(url) {
    const { origin, pathname } = new URL(url, location);
    const [, program, hash] = /^\/(\w+-worker)-(\w{16})_loader\.js$/.exec(pathname) ?? [];
    const isOwn = program ? hashes[program] === hash : pathname === "/sw.js";
    return url === "" || (origin === location.origin && isOwn) ? url : null;
  },
});
// Calls between browsers know no policy, and the page makes none. Chromium has them by two names.
delete window.RTCPeerConnection;
delete window.webkitRTCPeerConnection;

/**
 * Whether the browser has what the page is made of. Workers can be modules where `type` is read (Firefox: since
 * 114); the throw keeps the browser from starting a worker for the question. Without these styles much would lie
 * over each other.
 */
function isNewEnough() {
  let canBeModules = false;
  const options = {
    get type() {
      canBeModules = true;
      throw new Error("answered");
    },
  };
  try {
    new Worker("", options).terminate();
  } catch {
    // The answer stands in `canBeModules`.
  }
  const styles = ["selector(:has(*))", "(color: color-mix(in srgb, red, red))"];
  return canBeModules && styles.every((style) => CSS.supports(style));
}

/** Starts the first screen; gives what the program's Rust exports. */
async function start() {
  if (!isNewEnough()) throw new Error("this browser is too old");
  const program = await import(address("app.js"));
  await program.default({ module_or_path: address("app_bg.wasm") }); // also fails where wasm has no SIMD
  document.body.dataset.started = "";
  performance.mark("yodori-door"); // from now on a chosen file is read: see benches/browser/slow.mjs
  return program;
}

/** What a part of the program is made of: a file of its own, and those that it shares with other parts. */
const filesOf = (part) => Object.keys(hashes).filter((file) => file === part || (/^shared-/.test(file) && file.split("-").includes(part)));

/** By the name of a file: what is compiled of it, and whether it has been brought. What failed is tried again. */
const compiled = {};
const brought = {};

function once(known, file, get) {
  known[file] ??= get();
  known[file].catch(() => delete known[file]);
  return known[file];
}

const compile = (file) => once(compiled, file, () => WebAssembly.compileStreaming(fetch(address(`${file}_bg.wasm`))));

/** For the program's script: brings a part into its memory; gives whether all of it could be had. */
async function bringPart(part, program) {
  const bring = async (file) => WebAssembly.instantiate(await compile(file), { __wasm_split: program });
  const all = filesOf(part).map((file) => once(brought, file, () => bring(file)));
  try {
    await Promise.all(all);
    return true;
  } catch (error) {
    console.error("cannot bring:", error);
    return false;
  }
}

let ahead;
let whole;

/** Whoever points at something is likely to choose it: what that needs is fetched and prepared meanwhile. */
function fetchAhead() {
  ahead ??= prepare("whole");
  ahead.catch(() => (ahead = undefined)); // it is tried again, and reported, when it is needed
  return ahead;
}

/** The styles that all parts need and the first screen does not. */
const STYLES = "shared-bird-desk-whole.css";

/** Loads one of the parts that are not the first screen's; gives what starts it. */
async function prepare(part) {
  if (isOver) await started; // it throws: where the page can't run, nothing is asked
  const styles = once(brought, STYLES, () => style(address(STYLES)));
  // The first screen may still be on its way. What can't be had is told below.
  for (const file of filesOf(part)) compile(file).catch(() => {});
  const program = await started;
  await program[`prepare_${part}`]();
  await new Promise((after) => setTimeout(after)); // its own preparations are tasks
  await styles;
  return program[`start_${part}`];
}

/**
 * For the page's Rust: starts a worker. The archive worker fetches its wasm itself; the others may connect to
 * none of the page's files, and are sent theirs. Where that can't be had the worker has died.
 */
function startWorker(name) {
  const worker = new Worker(address(`${name}_loader.js`), { type: "module" });
  worker.addEventListener("error", tellIfOld);
  if (name !== "archive-worker") {
    WebAssembly.compileStreaming(fetch(address(`${name}_bg.wasm`))).then(
      (module) => worker.postMessage(module),
      () => worker.dispatchEvent(new ErrorEvent("error")),
    );
  }
  return worker;
}

/** Starts a worker for files that are about to be chosen, and keeps what it says until it is taken. */
function startSpare() {
  if (window.yodoriSpare) return;
  const worker = startWorker("archive-worker");
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
  const coming = fetchAhead();
  await workerHasStarted();
  const startWhole = await coming;
  await startWhole();
  keepOpened();
}

/** Loads styles that only one page needs. */
function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const loaded = new Promise((resolve, reject) => Object.assign(link, { onload: resolve, onerror: reject }));
  document.head.append(link);
  return loaded;
}

/** The pages apart, each loaded when the page has a place for it, with the styles that it alone needs. */
const apart = { bird: undefined, desk: undefined };
async function loadApart(name) {
  const [start] = await Promise.all([prepare(name), style(address(`${name}.css`))]);
  return start;
}

/** What failed is told by one of the messages in index.html. */
async function failed(error, message) {
  console.error("cannot start:", error);
  if (!(await tellIfOld())) show(message);
}

/** Shows one of the messages in index.html. */
function show(message) {
  document.getElementById(message).hidden = false;
}

/** Hides what was told of an earlier try. */
function hideFailed() {
  for (const message of ["load-failed", "shared-failed"]) document.getElementById(message).hidden = true;
}

/** Whether another version of the page has come, whose files are others: then that is told. */
async function tellIfOld() {
  try {
    const now = await fetch("/", { cache: "no-cache" });
    if (!now.ok || (await now.text()).includes(version)) return false;
  } catch {
    return false; // there is no net
  }
  show("new-version");
  return true;
}

/** Shows at once that something was chosen, however long it takes to come. */
function setLoading(is) {
  document.body.toggleAttribute("data-loading", is);
  document.querySelector("main")?.setAttribute("aria-busy", is);
}

/** What talks with the service worker: loaded when there is something to talk about. */
const offline = () => import(address("boot-offline.js"));

/** Keeps what was opened for when there is no net. Not before anything was: a first look is to cost nothing more. */
function keepOpened() {
  const isOpened = whole || Object.values(apart).some(Boolean);
  // It may fail: the page needs it for nothing.
  if (isOpened) offline().then(({ keep }) => keep(version, [...asked])).catch(() => {});
}

/** Keeps everything; or, with `false`, only tells how much is kept. See assets/boot-offline.js. */
function keepAll(all = true) {
  const none = () => dispatchEvent(new CustomEvent("yodori-offline", { detail: { isOver: true, failed: true } }));
  offline().then(({ keepAll }) => keepAll(version, all)).catch(none);
}

/** Opens files that came from outside the page as if they were dropped on it. */
function drop(files) {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  if (files.length) dispatchEvent(new DragEvent("drop", { dataTransfer }));
}

/**
 * What an installed page may be opened with: a sample, files that another app has shared, or that were opened with
 * this one. All of it is kept, as of any app, but not where everything was erased.
 */
function takeLaunch() {
  const { pathname, search, hash } = location;
  const [, sample] = /^#sample=(\w+)$/.exec(hash) ?? [];
  // Once: not again when the page is loaded again.
  if (sample || search === "?shared") history.replaceState(null, "", pathname);
  if (sample) {
    window.yodoriChosen = sample;
    for (const step of ["choice", "load"]) dispatchEvent(new Event(`yodori-${step}`));
  }
  if (search === "?shared") offline().then(({ takeShared }) => takeShared()).then(drop).catch(() => show("shared-failed"));
  if (matchMedia("(display-mode: standalone)").matches) {
    offline().then(({ wasErased }) => wasErased()).then((was) => was || keepAll()).catch(() => {});
  }
  window.launchQueue?.setConsumer(async ({ files }) => drop(await Promise.all(files.map((file) => file.getFile()))));
}

// For the page's Rust. That theme.js finds the first one says that this script could be read.
Object.assign(window, { yodoriFile: address, yodoriPart: bringPart, yodoriStart: startWorker, yodoriMissing: tellIfOld });
// Chosen files are given to a worker first: the whole page is asked for when that has come.
addEventListener("yodori-choice", () => {
  setLoading(true);
  hideFailed();
});
addEventListener("yodori-load", () => {
  whole ??= loadWhole().catch((error) => {
    whole = undefined;
    failed(error, "load-failed");
  });
  whole.finally(() => setLoading(false)); // it may have been there long
});
for (const name of Object.keys(apart)) {
  addEventListener(`yodori-${name}`, async () => {
    setLoading(true);
    hideFailed();
    try {
      const startApart = await (apart[name] ??= loadApart(name));
      const place = document.getElementById(name); // whoever has gone on meanwhile has none
      if (place) await startApart(place);
      keepOpened();
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
addEventListener("yodori-keep-offline", () => keepAll());
addEventListener("yodori-ask-offline", () => keepAll(false));
addEventListener("appinstalled", () => keepAll());
document.querySelector("#new-version button").onclick = () => location.reload();
const started = start();
let isOver = false;
started.then(takeLaunch).catch((error) => {
  isOver = true;
  failed(error, "boot-failed");
});
// Whoever follows a link that is a calendar wants that: its page is loaded beside the first screen.
if (/^#v\d+\./.test(location.hash)) {
  apart.desk = loadApart("desk");
  apart.desk.catch(() => (apart.desk = undefined)); // it is tried again, and reported, when it is needed
}
