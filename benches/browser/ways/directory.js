// Where files of posts lie in a zip, and their content by the browser's own inflate: for the ways
// that use no library. It trusts the zip, as no reader of other people's files should.

import { holdsPosts } from "./answer.js";

const ALL_ONES = 0xffffffff;

/** The bytes of a blob, to be read as numbers. */
async function view(blob) {
  return new DataView(await blob.arrayBuffer());
}

/** Where the directory begins and ends. */
async function directoryPlace(file) {
  const tail = await view(file.slice(-(22 + 0xffff)));
  let end = tail.byteLength - 22;
  while (tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  const [length, at] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (at !== ALL_ONES) return [at, at + length];
  const end64 = Number(tail.getBigUint64(end - 20 + 8, true));
  const record = await view(file.slice(end64, end64 + 56));
  const [length64, at64] = [40, 48].map((from) => Number(record.getBigUint64(from, true)));
  return [at64, at64 + length64];
}

/** Each file of posts as a stream of its bytes, in the order of the directory. */
export async function postStreams(file) {
  const directory = await view(file.slice(...(await directoryPlace(file))));
  const decoder = new TextDecoder();
  const streams = [];
  for (let at = 0; at < directory.byteLength; ) {
    const [nameLength, extraLength] = [28, 30].map((from) => directory.getUint16(at + from, true));
    const name = decoder.decode(new Uint8Array(directory.buffer, at + 46, nameLength));
    let packed = directory.getUint32(at + 20, true);
    let offset = directory.getUint32(at + 42, true);
    if (packed === ALL_ONES || offset === ALL_ONES) {
      // All three numbers, as this project's own archives have them.
      const extra = at + 46 + nameLength + 4;
      [packed, offset] = [8, 16].map((from) => Number(directory.getBigUint64(extra + from, true)));
    }
    if (holdsPosts(name)) streams.push(await inflated(file, offset, packed));
    at += 46 + nameLength + extraLength + directory.getUint16(at + 32, true);
  }
  return streams;
}

async function inflated(file, offset, packed) {
  const header = await view(file.slice(offset, offset + 30));
  const start = offset + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const content = file.slice(start, start + packed).stream();
  return content.pipeThrough(new DecompressionStream("deflate-raw"));
}
