// The floor: inflates one entry of a zip and drops every byte of it.

onmessage = async ({ data: { file, at, packed } }) => {
  const start = performance.now();
  const reader = file
    .slice(at, at + packed)
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"))
    .getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
  }
  postMessage({ ms: performance.now() - start, bytes });
};
