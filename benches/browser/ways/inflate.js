// The floor: the browser's own inflate, and every byte is dropped.

import { answer } from "./answer.js";
import { postStreams } from "./directory.js";

answer(async (file) => {
  let bytes = 0;
  for (const stream of await postStreams(file)) {
    const reader = stream.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      bytes += part.value.length;
    }
  }
  return { bytes };
});
