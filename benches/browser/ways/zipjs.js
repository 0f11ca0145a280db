// zip.js as it comes: it uses the browser's own inflate, in workers of its own.

import { BlobReader, TextWriter, ZipReader } from "../lib/zip.js";
import { Tally, answer, holdsPosts } from "./answer.js";

answer(async (file) => {
  const tally = new Tally();
  const reader = new ZipReader(new BlobReader(file));
  for (const entry of await reader.getEntries()) {
    if (holdsPosts(entry.filename)) tally.addFile(await entry.getData(new TextWriter()));
  }
  return tally.answer();
});
