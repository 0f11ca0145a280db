// Starts the unpack worker's wasm. Nothing is said to it before it has said that it is ready.
import init from "./unpack-worker.js";

await init();
