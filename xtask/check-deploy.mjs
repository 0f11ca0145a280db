// Asks a deployed site whether it is a built folder: every file there, byte by byte, under the headers that the
// folder's own _headers sets, compressed, without a redirect, and with its page for lost addresses.
// `node xtask/check-deploy.mjs URL [DIR]`; fails unless all of it holds.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { extname, join, sep } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { parseAllHeaders } from "@netlify/headers-parser";
import { isMain } from "./files.mjs";

/** Types without which a browser refuses a file. */
const TYPES = {
  ".css": /^text\/css\b/,
  ".html": /^text\/html\b/,
  ".js": /^(text|application)\/javascript\b/,
  ".svg": /^image\/svg\+xml\b/,
  ".wasm": /^application\/wasm\b/,
  ".webmanifest": /^application\/(manifest\+)?json\b/,
};
const COMPRESSED = new Set([".css", ".html", ".js", ".svg", ".wasm"]);
/** Smaller files gain nothing by being compressed, and some hosts leave them. */
const WORTH_COMPRESSING_BYTES = 2000;
const LONGEST_WAIT_MS = 30_000;
const AT_ONCE = 6;

/**
 * What was checked of a site, and whether it holds.
 * @param {string} url where the site is, such as https://yodori.example
 * @param {string} dir the folder that was deployed
 * @returns {Promise<{says: string, holds: boolean}[]>} one for each file, and some for the whole
 */
export async function checkDeploy(url, dir) {
  const site = new URL(url);
  const rules = await headerRules(dir);
  const paths = addresses(dir);
  const checks = [];
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE).map(({ path, file }) => checkFile(site, dir, rules, path, file));
    checks.push(...(await Promise.all(some)));
  }
  checks.push(await checkLost(site, dir), await checkRules(site));
  if (site.protocol === "https:") checks.push(await checkPlain(site));
  return checks;
}

/** Every file of the folder with the address it must be found at; an index.html at its folder's. */
function addresses(dir) {
  const files = readdirSync(dir, { recursive: true }).map((name) => name.split(sep).join("/")).sort();
  return files
    .filter((file) => statSync(join(dir, file)).isFile() && file !== "_headers")
    .map((file) => ({ file, path: `/${file}`.replace(/\/index\.html$/, "/") }));
}

async function headerRules(dir) {
  const file = join(dir, "_headers");
  statSync(file);
  const { headers, errors } = await parseAllHeaders({ headersFiles: [file], minimal: false, configHeaders: [] });
  if (errors.length > 0) throw errors[0];
  return headers;
}

async function checkFile(site, dir, rules, path, file) {
  const problems = [];
  const raw = readFileSync(join(dir, file));
  const answer = await ask(site, path).catch((error) => ({ error }));
  if (answer.error) return { says: `${path}: ${answer.error.message}`, holds: false };
  const { status, headers, body } = answer;
  if (status !== 200) problems.push(status >= 300 && status < 400 ? `leads on to ${headers.location}` : `answers ${status}`);
  else if (hash(body) !== hash(raw)) problems.push(`is another file (${body.length} bytes, not ${raw.length})`);
  const end = extname(file);
  const type = headers["content-type"] ?? "";
  if (TYPES[end] && !TYPES[end].test(type)) problems.push(`has the type "${type}"`);
  const isHeavy = COMPRESSED.has(end) && WORTH_COMPRESSING_BYTES < raw.length;
  if (isHeavy && !/^(br|gzip|zstd)$/.test(headers["content-encoding"] ?? "")) problems.push("is not compressed");
  if (headers["set-cookie"]) problems.push("sets a cookie");
  for (const { forRegExp, values } of rules.filter(({ forRegExp }) => forRegExp.test(path))) {
    for (const [name, value] of Object.entries(values)) {
      const sent = headers[name.toLowerCase()];
      if (sent !== value) problems.push(`${name} is "${sent ?? ""}" where ${forRegExp} sets "${value}"`);
    }
  }
  return { says: problems.length > 0 ? `${path} ${problems.join("; ")}` : path, holds: problems.length === 0 };
}

/** Addresses that lead nowhere must say so, by their status and by our own page. */
async function checkLost(site, dir) {
  const path = `/lost-${Date.now().toString(36)}`;
  const { status, body } = await ask(site, path).catch((error) => ({ status: error.message, body: Buffer.alloc(0) }));
  const isOurs = hash(body) === hash(readFileSync(join(dir, "404.html")));
  const holds = status === 404 && isOurs;
  return { says: holds ? "lost addresses get 404.html" : `${path} answers ${status}${isOurs ? "" : ", not with 404.html"}`, holds };
}

/** The file of rules is for the host. Where it can be fetched, the host doesn't know it, and its rules are not kept. */
async function checkRules(site) {
  const { status } = await ask(site, "/_headers").catch((error) => ({ status: error.message }));
  const holds = status === 404;
  return { says: holds ? "the host keeps _headers to itself" : `/_headers answers ${status}`, holds };
}

/** Over an open line, a site leads to itself over a closed one. */
async function checkPlain(site) {
  const plain = new URL(site);
  plain.protocol = "http:";
  const { status, headers } = await ask(plain, "/").catch((error) => ({ status: error.message, headers: {} }));
  const leadsOn = [301, 302, 307, 308].includes(status) && headers.location?.startsWith("https://");
  return { says: leadsOn ? "http leads to https" : `over http it answers ${status}`, holds: Boolean(leadsOn) };
}

/** One request, which follows nothing and decodes what it gets. Plain node: fetch() hides how a body was compressed. */
function ask(site, path) {
  const url = new URL(path, site);
  const request = url.protocol === "https:" ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers: { "accept-encoding": "br, gzip" }, timeout: LONGEST_WAIT_MS }, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const { statusCode: status, headers } = response;
        try {
          resolve({ status, headers, body: decoded(Buffer.concat(parts), headers["content-encoding"]) });
        } catch (error) {
          reject(error);
        }
      });
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    asked.on("error", reject);
    asked.end();
  });
}

function decoded(body, encoding) {
  if (encoding === "br") return brotliDecompressSync(body);
  return encoding === "gzip" ? gunzipSync(body) : body;
}

const hash = (bytes) => createHash("sha256").update(bytes).digest("hex");

if (isMain(import.meta.url)) {
  const [url, dir = "dist"] = process.argv.slice(2);
  const checks = await checkDeploy(url, dir);
  for (const { says, holds } of checks) console.log(`${holds ? "ok  " : "FAIL"} ${says}`);
  const failed = checks.filter(({ holds }) => !holds).length;
  console.log(`\n${checks.length - failed} hold, ${failed} don't: ${failed === 0 ? `${url} is ${dir}` : `${url} is not ${dir} as it should be`}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
