// Starts the archive worker's wasm. What is said to it before it can hear waits here.
import init from "./archive-worker.js";

/** For its Rust: starts another of its kind, which helps it. */
self.yodoriHelper = () => new Worker(location.href, { type: "module" });

const early = [];
const keep = (event) => early.push(event);
addEventListener("message", keep);
await init();
removeEventListener("message", keep);
for (const event of early) onmessage?.(event);
