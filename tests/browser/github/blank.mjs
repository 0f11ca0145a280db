// An empty page of some other origin, from which a test can fetch.

import { createServer } from "node:http";

/** @returns {Promise<{url: string, close: () => Promise<void>}>} */
export async function blankSite() {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>blank</title>");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
