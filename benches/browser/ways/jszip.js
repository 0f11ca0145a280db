// JSZip, which inflates in JavaScript.

import "../lib/jszip.js"; // no module: it leaves its name on the worker's scope
import { Tally, answer, holdsPosts } from "./answer.js";

answer(async (file) => {
  const tally = new Tally();
  const zip = await self.JSZip.loadAsync(file);
  for (const entry of zip.file(/./)) {
    if (holdsPosts(entry.name)) tally.addFile(await entry.async("string"));
  }
  return tally.answer();
});
