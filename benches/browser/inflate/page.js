// Hands the chosen file to the worker, and keeps what it answers in `window.result`.

const place = new URLSearchParams(location.search);
const worker = new Worker("worker.js", { type: "module" });
worker.onmessage = ({ data }) => {
  window.result = data;
};
document.querySelector("input").addEventListener("change", ({ target }) => {
  const [at, packed] = [Number(place.get("at")), Number(place.get("packed"))];
  worker.postMessage({ file: target.files[0], at, packed });
});
