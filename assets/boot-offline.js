// What the page says to its service worker, sw.js: what is to be kept for when there is no net.
//
// For the page's Rust, by events of the window:
// - "yodori-keep-offline" asks for everything to be kept, "yodori-ask-offline" only how it stands.
// - "yodori-offline" answers, while it is being kept again and again. Its `detail` has `done` and `total`, files of
//   this version; at the end `isOver: true`; and `failed: true` where it can't be done (no net, no room, no service
//   workers as in some private windows). All of it is there when done === total.
// What is kept lies in the cache storage as "yodori-" and the version. Whoever deletes it and unregisters the
// service worker has erased it; an installed page keeps its service worker (src/web/kept.rs). It is kept again when
// something is opened after the page was loaded anew.

/** How long a service worker may say nothing: it tells of each file, and a large one takes its time. */
const PATIENCE_MS = 60_000;

/**
 * Says something to one of the service workers; gives its last answer, and hears those before. Fails where none can
 * come any more.
 */
async function say(worker, message, hear) {
  const { port1, port2 } = new MessageChannel();
  const end = new AbortController();
  let timer;
  try {
    return await new Promise((resolve, reject) => {
      const wait = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
      };
      const look = () => worker.state === "redundant" && reject(new Error("it is gone"));
      worker.addEventListener("statechange", look, { signal: end.signal });
      port1.onmessage = ({ data }) => {
        if (data.isOther) return reject(new Error("of another version"));
        if (data.isOver) return resolve(data);
        wait();
        hear(data);
      };
      wait();
      look();
      worker.postMessage(message, [port2]);
    });
  } finally {
    clearTimeout(timer);
    end.abort();
    port1.close();
  }
}

/** Says it to the service worker of this very version, which may still be waiting for pages of an older one to go. */
async function sayToOwn(registration, message, hear = () => {}) {
  const workers = () => [registration.installing, registration.waiting, registration.active].filter(Boolean);
  const sayToAll = () => Promise.any(workers().map((worker) => say(worker, message, hear)));
  try {
    return await sayToAll();
  } catch {
    await registration.update(); // it isn't there yet
    return sayToAll();
  }
}

const register = () => navigator.serviceWorker.register("/sw.js");

/** Keeps these programs, some time from now: what was opened is to be seen first. */
export async function keep(version, programs) {
  await new Promise((later) => setTimeout(later, 1_000));
  if (window.yodoriErased) return; // everything was erased meanwhile: src/web/kept.rs
  await sayToOwn(await register(), { version, programs });
}

/** Keeps everything, or only tells how it stands; see above. */
export async function keepAll(version, all) {
  const tell = (detail) => dispatchEvent(new CustomEvent("yodori-offline", { detail }));
  // To ask alone brings nothing here.
  const registration = await (all ? register() : navigator.serviceWorker.getRegistration());
  if (!registration) return tell({ done: 0, total: 0, isOver: true });
  tell(await sayToOwn(registration, { version, programs: all ? "all" : [] }, tell));
}

/**
 * Whether everything was erased in the installed page, and nothing opened since: there is the service worker, and
 * nothing that it kept. Where the browser has cleared all, or never had anything, that is gone as well.
 */
export async function wasErased() {
  const [registration, names] = await Promise.all([navigator.serviceWorker.getRegistration(), caches.keys()]);
  return Boolean(registration) && !names.some((name) => name.startsWith("yodori-"));
}

/** The files that another app has shared with this one. Fails where none are there (any more). */
export async function takeShared() {
  const { files } = await say(navigator.serviceWorker.controller, { isForShared: true });
  if (!files?.length) throw new Error("nothing is there");
  return files;
}
