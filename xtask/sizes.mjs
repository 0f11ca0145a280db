// Prints one line per file of a folder: bytes, bytes after brotli (quality 11), name.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const dir = process.argv[2];
for (const name of readdirSync(dir, { recursive: true }).sort()) {
  if (!statSync(join(dir, name)).isFile()) continue;
  const bytes = readFileSync(join(dir, name));
  console.log(`${bytes.length} ${brotliCompressSync(bytes).length} ${name}`);
}
