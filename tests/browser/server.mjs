// Serves a folder as the shipped site is served: under the rules of its own _headers file, with
// compression and revalidation. `node tests/browser/server.mjs [DIR] [PORT]`, or startServer().

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress } from "node:zlib";
import { parseAllHeaders } from "@netlify/headers-parser";
import { isMain } from "../../xtask/files.mjs";

const MIME_TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};
const COMPRESSED = /^(text\/|application\/|image\/svg)/;

/**
 * Starts serving `dir` on the loopback interface.
 * @param {{dir: string, port?: number, answered?: (path: string, status: number, bytes: number) => void,
 *   trouble?: (path: string) => Promise<number | undefined>}} options port 0, the default, takes any free one;
 *   `answered` is told of each answer, `bytes` with its headers; `trouble` keeps an answer waiting, or gives a
 *   status that is sent in its place
 * @returns {Promise<{url: string, close: () => Promise<void>}>} `url` ends without a slash;
 *   rejects with code EADDRINUSE if the port is taken
 */
export async function startServer({ dir, port = 0, answered = () => {}, trouble }) {
  const root = resolve(dir);
  const rules = {}; // as they were read last, and when they were written
  await headerRules(root, rules);
  const files = new Map(); // path -> loaded file, compressed once
  const server = createServer((request, response) => {
    const { socket } = request;
    const before = socket.bytesWritten;
    response.on("finish", () => answered(request.url, response.statusCode, socket.bytesWritten - before));
    answerInTime({ root, rules, files, trouble }, request, response).catch((error) => {
      console.error(`${request.url}: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise((listening, failed) => {
    server.once("error", failed);
    server.listen(port, "localhost", listening);
  });
  return {
    url: `http://localhost:${server.address().port}`,
    close: () =>
      new Promise((closed) => {
        server.close(closed);
        server.closeAllConnections();
      }),
  };
}

/** The rules of DIR/_headers, in order; read again when it has changed. Throws if it is missing or a line makes no sense. */
async function headerRules(root, known) {
  const file = join(root, "_headers");
  const { mtimeMs } = await stat(file);
  if (known.mtimeMs === mtimeMs) return known.rules;
  const { headers, errors } = await parseAllHeaders({
    headersFiles: [file],
    minimal: false,
    configHeaders: [],
  });
  if (errors.length > 0) throw errors[0];
  Object.assign(known, { mtimeMs, rules: headers });
  return headers;
}

/** What the rules set for `path`. As on Netlify, values of one name from two rules are joined. */
function headersFor(rules, path) {
  const set = {};
  for (const { forRegExp, values } of rules) {
    if (!forRegExp.test(path)) continue;
    for (const [name, value] of Object.entries(values)) {
      const key = name.toLowerCase();
      set[key] = key in set ? `${set[key]}, ${value}` : value;
    }
  }
  return set;
}

async function answerInTime({ trouble, ...site }, request, response) {
  const status = await trouble?.(request.url);
  if (status === undefined) return answer(site, request, response);
  response.writeHead(status, { "content-type": "text/plain" }).end();
}

async function answer({ root, rules, files }, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const path = new URL(request.url, "http://localhost").pathname;
  const headers = {
    "cache-control": "public, max-age=0, must-revalidate", // the host's default
    ...headersFor(await headerRules(root, rules), path),
    vary: "accept-encoding",
  };
  const found = await load(root, files, path);
  // As the host does: its own page for addresses that lead nowhere, under their rules.
  const file = found ?? (await load(root, files, "/404.html"));
  if (!file) {
    response.writeHead(404, { ...headers, "content-type": "text/plain" }).end("Not found\n");
    return;
  }
  if (found) headers.etag = file.etag;
  if (found && request.headers["if-none-match"] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  let body = file.raw;
  headers["content-type"] = file.type;
  if (file.brotli && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
    body = file.brotli;
    headers["content-encoding"] = "br";
  }
  headers["content-length"] = body.length;
  response.writeHead(found ? 200 : 404, headers).end(request.method === "HEAD" ? undefined : body);
}

/** The file behind a path, or null. Read again when it has changed, compressed when it has. */
async function load(root, files, path) {
  const name = resolve(join(root, decoded(path)));
  if (name !== root && !name.startsWith(root + sep)) return null;
  const target = path.endsWith("/") ? join(name, "index.html") : name;
  const { mtimeMs, isFile } = await stat(target).then(
    (found) => ({ mtimeMs: found.mtimeMs, isFile: found.isFile() }),
    () => ({ isFile: false }),
  );
  // The rules themselves are not part of the site.
  if (!isFile || target === join(root, "_headers")) return null;
  const known = files.get(target);
  if (known?.mtimeMs === mtimeMs) return known;
  const raw = await readFile(target);
  const type = MIME_TYPES[extname(target)] ?? "application/octet-stream";
  const file = {
    mtimeMs,
    raw,
    type,
    etag: `"${createHash("sha256").update(raw).digest("base64url").slice(0, 22)}"`,
    brotli: COMPRESSED.test(type) ? await promisify(brotliCompress)(raw) : null,
  };
  files.set(target, file);
  return file;
}

function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return "/\0"; // no file has this name
  }
}

if (isMain(import.meta.url)) {
  const [dir = "dist", wanted = "8080"] = process.argv.slice(2);
  const port = Number(wanted);
  const { url } = await startServer({ dir, port }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    console.log(`Port ${port} is taken by another program; taking any free one.`);
    return startServer({ dir });
  });
  console.log(`\nServing ${dir} at ${url}\nStop with Ctrl-C.`);
}
