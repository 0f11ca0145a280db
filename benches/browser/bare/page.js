// Starts the worker of one way on the chosen file. `window.answered` resolves to what it answers.

const way = new URLSearchParams(location.search).get("way");
window.answered = new Promise((answer) => {
  document.querySelector("input").addEventListener("change", ({ target }) => {
    const chosen = performance.now();
    const worker = new Worker(`ways/${way}.js`, { type: "module" });
    worker.onmessage = ({ data }) => answer({ ms: performance.now() - chosen, ...data });
    worker.onerror = ({ message }) => answer({ unable: message ?? "the worker did not start" });
    worker.postMessage(target.files[0]);
  });
});
