// Starts the GitHub worker's wasm. This worker may connect to GitHub and nowhere else (see _headers), not even to
// its own host: the page, which may not connect to GitHub, sends it its wasm. What is said to it before it can
// hear waits here.
import init from "./github-worker.js";

const early = [];
addEventListener(
  "message",
  async ({ data: module }) => {
    const keep = (event) => early.push(event);
    addEventListener("message", keep);
    await init({ module_or_path: module });
    removeEventListener("message", keep);
    for (const event of early) onmessage?.(event);
  },
  { once: true },
);
