// Starts the archive worker's wasm. What is said to it before it can hear waits here.
import init from "./archive-worker.js";

/** For its Rust: starts another of its kind, which helps it; nothing else may be started (see _headers, `trusted-types`). */
self.yodoriHelper = () => new Worker(location.href, { type: "module" });
self.trustedTypes?.createPolicy("default", { createScriptURL: (url) => (url === location.href ? url : null) });

const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
await init();
removeEventListener("message", keep);
for (const event of early) onmessage?.(event);
