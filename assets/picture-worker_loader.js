// Starts the picture worker's wasm. This worker may connect to nothing at all (see _headers), not even to its own
// host: the page sends it its wasm. What is said to it before it can hear waits here.
import init from "./picture-worker.js";

const early = [];
addEventListener("message", async function hear(event) {
  if (!(event.data instanceof WebAssembly.Module)) {
    early.push(event);
    return;
  }
  try {
    await init({ module_or_path: event.data });
  } catch (error) {
    reportError(error); // the page hears of this, and not of a promise's
    return;
  }
  removeEventListener("message", hear);
  for (const event of early.splice(0)) onmessage?.(event);
});
