// Has the functions that wasm-bindgen's scripts give to wasm called by short names. Its own end in sixteen hex digits
// each, which stand in both files and can't be compressed: of all that a first visit loads they were 7%.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LONG = /\b__wbg_\w+_[0-9a-f]{16}\b/g;
/** The section of imports, and the kinds of what is imported. */
const IMPORTS = 2;
const [FUNCTION, TABLE, MEMORY, GLOBAL, TAG] = [0, 1, 2, 3, 4];

/** @param {string} dir a folder with scripts and, of the same name before `_bg.wasm`, what they give functions to */
export function shortenImports(dir) {
  const files = readdirSync(dir);
  for (const script of files.filter((name) => files.includes(name.replace(/\.js$/, "_bg.wasm")) && name.endsWith(".js"))) {
    const text = readFileSync(join(dir, script), "utf8");
    const names = [...new Set(text.match(LONG))];
    const short = new Map(names.map((name, index) => [name, `_${index.toString(36)}`]));
    const path = join(dir, script.replace(/\.js$/, "_bg.wasm"));
    writeFileSync(path, withImports(readFileSync(path), (name) => short.get(name) ?? name));
    writeFileSync(join(dir, script), text.replace(LONG, (name) => short.get(name)));
  }
}

/** A wasm file whose imports have other names. */
export function withImports(wasm, nameOf) {
  const pieces = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length; ) {
    const [length, start] = number(wasm, at + 1);
    const end = start + length;
    const isImports = wasm[at] === IMPORTS;
    pieces.push(isImports ? section(renamed(wasm.subarray(start, end), nameOf)) : wasm.subarray(at, end));
    at = end;
  }
  return Buffer.concat(pieces);
}

const section = (content) => Buffer.concat([Buffer.from([IMPORTS]), leb(content.length), content]);

/** The section of imports: how many, and of each its module, its name and what it is. */
function renamed(content, nameOf) {
  let [count, at] = number(content, 0);
  const pieces = [content.subarray(0, at)];
  while (count--) {
    const module = after(content, at);
    const kind = after(content, module);
    const [length, start] = number(content, module);
    const called = Buffer.from(nameOf(content.toString("utf8", start, start + length)));
    const end = afterKind(content, kind);
    pieces.push(content.subarray(at, module), leb(called.length), called, content.subarray(kind, end));
    at = end;
  }
  return Buffer.concat(pieces);
}

/** Where a name ends that begins there with its length. */
function after(bytes, at) {
  const [length, start] = number(bytes, at);
  return start + length;
}

/** Where the description ends of what is imported. */
function afterKind(bytes, at) {
  const limits = (at) => {
    const [, least] = number(bytes, at + 1);
    return bytes[at] & 1 ? number(bytes, least)[1] : least;
  };
  switch (bytes[at]) {
    case FUNCTION:
      return number(bytes, at + 1)[1];
    case TABLE:
      return limits(at + 2);
    case MEMORY:
      return limits(at + 1);
    case GLOBAL:
      return at + 3;
    case TAG:
      return number(bytes, at + 2)[1];
    default:
      throw new Error(`an import of the unknown kind ${bytes[at]}`);
  }
}

/** A number as wasm has them, least digits first in groups of seven bits, and where it ends. */
function number(bytes, at) {
  let [value, shift] = [0, 0];
  for (; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function leb(value) {
  const bytes = [];
  for (; value > 127; value >>= 7) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}
