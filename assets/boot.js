// Starts the page's wasm. A file of its own, because the page's policy allows no inline script.
// The names, which hold a hash, stand on this script's own element (see Trunk.toml).

/**
 * Whether workers can be modules, as the archive worker is (Firefox: since 114).
 * Only such browsers read `type`; the throw keeps them from starting a worker for the question.
 */
function workersCanBeModules() {
  let canBe = false;
  const options = {
    get type() {
      canBe = true;
      throw new Error("answered");
    },
  };
  try {
    new Worker("", options).terminate();
  } catch {
    // The answer stands in `canBe`.
  }
  return canBe;
}

async function start() {
  if (!workersCanBeModules()) throw new Error("this browser has no module workers");
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const { default: init } = await import(js);
  await init({ module_or_path: wasm }); // also fails where wasm has no SIMD
  document.body.dataset.started = "";
}

start().catch((error) => {
  console.error("cannot start:", error);
  document.getElementById("boot-failed")?.removeAttribute("hidden");
});
