// Starts the talk worker's wasm. This worker may connect to a VOICEVOX on this machine and to Gemini, and nowhere else
// (see _headers), not even to its own host: the page, which may connect to neither, sends it its wasm. What is said to
// it before it can hear waits here.
import init from "./talk-worker.js";

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
  // None is kept: one holds the key.
  for (const event of early.splice(0)) onmessage?.(event);
});
