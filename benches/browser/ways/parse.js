// The browser's own inflate, and JSON.parse of a whole file at once.

import { Tally, answer } from "./answer.js";
import { postStreams } from "./directory.js";

answer(async (file) => {
  const tally = new Tally();
  for (const stream of await postStreams(file)) tally.addFile(await new Response(stream).text());
  return tally.answer();
});
