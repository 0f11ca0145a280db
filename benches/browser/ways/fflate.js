// fflate, which inflates in JavaScript; one file of posts in memory at a time.

import { unzipSync } from "../lib/fflate.js";
import { Tally, answer, holdsPosts } from "./answer.js";

answer(async (file) => {
  const tally = new Tally();
  const zip = new Uint8Array(await file.arrayBuffer());
  const names = [];
  unzipSync(zip, { filter: ({ name }) => void names.push(name) });
  for (const wanted of names.filter(holdsPosts)) {
    const { [wanted]: bytes } = unzipSync(zip, { filter: ({ name }) => name === wanted });
    tally.addFile(new TextDecoder().decode(bytes));
  }
  return tally.answer();
});
