// The service worker: keeps the files of one version of the page for when there is no net. It is registered when
// something has been opened, and keeps that; everything when the page is installed or asked to (boot-offline.js).
//
// Versions never mix. The names of files hold a hash of what is in them, and a cache is of one version. A newer
// service worker waits until no page of the older one is open (it never skips that), and then takes the older
// one's cache away. Only this site's own files are kept, those that stand here: never what anyone else has answered.

/** The build writes it: see xtask/hash.mjs. */
const DEPLOY = { version: "", pages: [], first: [], programs: {} };
const { version, pages, first, programs } = DEPLOY;
const CACHE = `yodori-${version}`;
const ALL = [...pages, ...first, ...Object.values(programs).flat()];
const KNOWN = new Set(ALL);
/** How long the net has to answer before the kept page is shown. */
const PATIENCE_MS = 3_000;

/** What another app has shared, until the page takes it. It is never stored. */
let shared = [];

/**
 * Fetches and keeps the files that aren't kept yet. The browser mostly has them, for the page has used them. Only
 * here is a cache made: what was erased stays so until something is to be kept.
 */
async function keep(paths, tell = () => {}) {
  if (!paths.length) return;
  const cache = await caches.open(CACHE);
  for (const path of paths) {
    if (!(await cache.match(path))) await cache.put(path, await fetched(path));
    await tell();
  }
}

async function fetched(path) {
  const isHashed = /-[0-9a-f]{16}/.test(path);
  const response = await fetch(path, { cache: isHashed ? "default" : "no-cache" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  // While a version is being put in another's place.
  if (pages.includes(path) && !(await response.clone().text()).includes(version)) throw new Error("of another version");
  return response;
}

/** The files of those programs that older versions keep. */
async function keptBefore() {
  const kept = new Set();
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) kept.add(withoutHash(new URL(url).pathname));
  }
  const isKept = (files) => files.some((path) => kept.has(withoutHash(path)));
  return Object.values(programs).filter(isKept).flat();
}

const withoutHash = (path) => path.replace(/-[0-9a-f]{16}/, "");

async function takeOver() {
  for (const name of await caches.keys()) {
    if (name.startsWith("yodori-") && name !== CACHE) await caches.delete(name);
  }
  await clients.claim(); // so that the page which is open counts as one that must go first
}

const kept = (path) => caches.match(path, { cacheName: CACHE });

/** The page: as it is now, or as it was kept where the net doesn't answer or the site is down. */
async function page(request, path) {
  const answer = fetch(request);
  const late = new Promise((_, over) => setTimeout(over, PATIENCE_MS));
  try {
    const first = await Promise.race([answer, late]);
    if (first.status < 500) return first;
  } catch {
    // What is kept, then.
  }
  return (await kept(path)) ?? answer;
}

/** Another app shares files: the page is opened, and asks for them. */
async function takeShared(request) {
  shared = (await request.formData()).getAll("archive");
  return Response.redirect("/?shared", 303);
}

async function answer({ isForShared, version: theirs, programs: wanted }, port) {
  if (isForShared) {
    port.postMessage({ files: shared, isOver: true });
    shared = [];
    return;
  }
  if (theirs !== version) return port.postMessage({ isOther: true });
  const count = async () => {
    const held = (await caches.has(CACHE)) ? await (await caches.open(CACHE)).keys() : [];
    return { done: held.length, total: ALL.length };
  };
  // Whatever is opened needs the first screen as well, which may have been erased since it was kept.
  const needed = () => [...wanted.flatMap((program) => programs[program] ?? []), ...pages, ...first];
  const paths = wanted === "all" ? ALL : wanted.length ? needed() : [];
  const failed = await keep(paths, async () => port.postMessage(await count())).then(
    () => false,
    () => true,
  );
  port.postMessage({ ...(await count()), isOver: true, failed });
}

/** Whoever asks hears the end of it, whatever breaks here. */
async function answered(message, port) {
  try {
    await answer(message, port);
  } catch {
    port.postMessage({ isOver: true, failed: true });
  }
}

addEventListener("install", (event) => {
  event.waitUntil(keptBefore().then((before) => keep([...pages, ...first, ...before])));
});
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => event.waitUntil(answered(event.data, event.ports[0])));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && pathname === "/shared") return event.respondWith(takeShared(request));
  if (request.method !== "GET" || !KNOWN.has(pathname)) return;
  const isPage = pages.includes(pathname);
  // The page's own question which version there is now is not for the kept one to answer.
  if (isPage && request.mode === "navigate") event.respondWith(page(request, pathname));
  if (!isPage) event.respondWith(kept(pathname).then((file) => file ?? fetch(request)));
});
