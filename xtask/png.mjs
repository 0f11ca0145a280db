// Makes PNG files small: at most 256 colours, as flat drawings need no more. What is read are the files that Chromium
// writes: 8 bits a channel, three or four channels, not interlaced. For Node 20.15 or newer, whose zlib has crc32.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The same picture with a palette; without transparency. */
export function small(png) {
  return moving([png]);
}

/**
 * Pictures of one size that show one after another, for ever, as an animated PNG; one alone as a plain one.
 * @param {Buffer[]} pngs
 * @param {number} shownMs how long each is shown
 */
export function moving(pngs, shownMs = 1000) {
  const frames = pngs.map(read);
  const [{ width, height }] = frames;
  const { colours, indexOf } = palette(Buffer.concat(frames.map(({ rgb }) => rgb)));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8); // 8 bits of palette
  const table = Buffer.alloc(colours.length * 3);
  colours.forEach((colour, nth) => table.writeUIntBE(colour, nth * 3, 3));
  const parts = [chunk("IHDR", head), chunk("PLTE", table)];
  if (frames.length > 1) parts.push(chunk("acTL", numbers(frames.length, 0)));
  let nth = 0; // of chunks that belong to the motion
  frames.forEach(({ rgb }, frame) => {
    if (frames.length > 1) {
      const control = Buffer.concat([numbers(nth++, width, height, 0, 0), Buffer.from([shownMs >> 8, shownMs & 0xff, 1000 >> 8, 1000 & 0xff, 0, 0])]);
      parts.push(chunk("fcTL", control));
    }
    const pixels = deflateSync(rowsOf(rgb, width, height, indexOf), { level: 9, memLevel: 9 });
    parts.push(frame === 0 ? chunk("IDAT", pixels) : chunk("fdAT", Buffer.concat([numbers(nth++), pixels])));
  });
  return Buffer.concat([SIGNATURE, ...parts, chunk("IEND", Buffer.alloc(0))]);
}

/** Rows of palette numbers; each begins with its filter: none. */
function rowsOf(rgb, width, height, indexOf) {
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at += 1) {
    rows[at + Math.floor(at / width) + 1] = indexOf(rgb.readUIntBE(at * 3, 3));
  }
  return rows;
}

function numbers(...values) {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, nth) => bytes.writeUInt32BE(value, 4 * nth));
  return bytes;
}

/** The pixels of a PNG as three bytes each. */
export function read(png) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  const head = chunks.find(({ type }) => type === "IHDR").data;
  const [width, height, depth, kind, interlaced] = [head.readUInt32BE(0), head.readUInt32BE(4), head[8], head[9], head[12]];
  const channels = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || !channels || interlaced) throw new Error("only plain PNG of three or four channels is read");
  const raw = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data)));
  const stride = width * channels;
  const rgb = Buffer.alloc(width * height * 3);
  let above = Buffer.alloc(stride);
  for (let row = 0; row < height; row += 1) {
    const start = row * (stride + 1);
    const line = Buffer.from(raw.subarray(start + 1, start + 1 + stride));
    unfilter(raw[start], line, above, channels);
    for (let x = 0; x < width; x += 1) line.copy(rgb, (row * width + x) * 3, x * channels, x * channels + 3);
    above = line;
  }
  return { width, height, rgb };
}

/** Undoes a row's filter (PNG specification, chapter 9). */
function unfilter(filter, line, above, channels) {
  for (let at = 0; at < line.length; at += 1) {
    const left = at < channels ? 0 : line[at - channels];
    const corner = at < channels ? 0 : above[at - channels];
    const guess = [0, left, above[at], (left + above[at]) >> 1, paeth(left, above[at], corner)][filter];
    line[at] = (line[at] + guess) & 0xff;
  }
}

function paeth(left, above, corner) {
  const sum = left + above - corner;
  const [fromLeft, fromAbove, fromCorner] = [left, above, corner].map((value) => Math.abs(sum - value));
  if (fromLeft <= fromAbove && fromLeft <= fromCorner) return left;
  return fromAbove <= fromCorner ? above : corner;
}

/** The colours that matter most, and which of them stands for any other: flat areas keep theirs exactly. */
function palette(rgb) {
  const counts = new Map();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const byCount = [...counts].sort(([, some], [, more]) => more - some).map(([colour]) => colour);
  const colours = byCount.slice(0, 48);
  // The rest are edges between two areas: each next one is as far as possible from those that are there.
  const rest = byCount.slice(48, 6000).map((colour) => ({ colour, far: nearest(colours, colour).far * Math.log2(1 + counts.get(colour)) }));
  while (colours.length < 256 && rest.length > 0) {
    let most = rest[0];
    for (const one of rest) if (most.far < one.far) most = one;
    if (most.far === 0) break;
    colours.push(most.colour);
    for (const one of rest) {
      one.far = Math.min(one.far, distance(one.colour, most.colour) * Math.log2(1 + counts.get(one.colour)));
    }
  }
  const known = new Map(colours.map((colour, nth) => [colour, nth]));
  const indexOf = (colour) => {
    if (!known.has(colour)) known.set(colour, nearest(colours, colour).nth);
    return known.get(colour);
  };
  return { colours, indexOf };
}

function nearest(colours, colour) {
  let best = { nth: 0, far: Infinity };
  colours.forEach((other, nth) => {
    const far = distance(other, colour);
    if (far < best.far) best = { nth, far };
  });
  return best;
}

/** How different two colours look, roughly: green weighs most. */
function distance(one, other) {
  const by = (shift) => ((one >> shift) & 0xff) - ((other >> shift) & 0xff);
  return 3 * by(16) ** 2 + 4 * by(8) ** 2 + 2 * by(0) ** 2;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
