// Starts the archive worker's wasm. What is said to it before it can hear waits here.
import init from "./archive-worker.js";

// It starts others of its own kind to help it, and nothing else (see _headers, `trusted-types`).
self.trustedTypes?.createPolicy("default", {
  createScriptURL: (address) => (new URL(address, location).href === location.href ? address : null),
});
/** For its Rust: starts such a one. */
self.yodoriHelper = () => new Worker(location.href, { type: "module" });

const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
await init();
removeEventListener("message", keep);
for (const event of early) onmessage?.(event);
