// A calendar's picture by its pixels. Where hours and rows lie is found from the picture's own lines,
// so that what is drawn there can be held against the clock.

import assert from "node:assert/strict";

const HOURS_BETWEEN_LINES = 3;
const LINES = 24 / HOURS_BETWEEN_LINES + 1;
const DAY_SECS = 86_400;

/** The inks as the page's styles have them: name -> [red, green, blue]. */
export async function inksOf(page) {
  return page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const names = { ground: "--card", night: "--night-band", line: "--line", awake: "--awake", late: "--late" };
    const color = (token) => {
      const hex = style.getPropertyValue(token).trim().slice(1);
      return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
    };
    return Object.fromEntries(Object.entries(names).map(([name, token]) => [name, color(token)]));
  });
}

/** Pixels of any picture file, decoded in the page: as those of a canvas, see the harness' `pixels`. */
export async function decoded(page, bytes, mime) {
  const { base64, ...size } = await page.evaluate(
    async ({ file, mime }) => {
      const raw = Uint8Array.from(atob(file), (char) => char.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([raw], { type: mime }));
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const parts = [];
      for (let at = 0; at < data.length; at += 32_768) {
        parts.push(String.fromCharCode(...data.subarray(at, at + 32_768)));
      }
      return { width, height, base64: btoa(parts.join("")) };
    },
    { file: bytes.toString("base64"), mime },
  );
  const data = Buffer.from(base64, "base64");
  const deviceAt = (x, y) => {
    const start = (y * size.width + x) * 4;
    return [...data.subarray(start, start + 4)];
  };
  return { ...size, deviceAt };
}

/**
 * Finds the grid of a calendar with one block of rows.
 * @param {{width: number, height: number, deviceAt: (x: number, y: number) => number[]}} picture
 * @param {(color: number[]) => boolean} isLine
 * @returns {{x: (secs: number) => number, y: (row: number) => number, rowHeight: number}} `x` of a
 *   row's seconds, `y` of a row's middle, in device pixels
 */
export function gridOf(picture, rows, isLine) {
  let lines;
  const found = [];
  for (let y = 0; y < picture.height; y += 1) {
    const here = linesAt(picture, y, isLine);
    if (here && (!lines || lines.every((x, nth) => Math.abs(x - here[nth]) < 1))) {
      lines ??= here;
      found.push(y);
    }
  }
  assert(lines, "there are no hour lines");
  const [left, right] = [lines[0], lines.at(-1)];
  const [top, bottom] = [found[0], found.at(-1) + 1];
  const rowHeight = (bottom - top) / rows;
  return {
    x: (secs) => left + ((right - left) * secs) / DAY_SECS,
    y: (row) => top + rowHeight * (row + 0.5),
    rowHeight,
  };
}

/** The middles of the hour lines, if all of them are seen at this height and nothing else is. */
function linesAt(picture, y, isLine) {
  const middles = [];
  for (let x = 0; x < picture.width; x += 1) {
    if (!isLine(picture.deviceAt(x, y))) continue;
    let end = x;
    while (end + 1 < picture.width && isLine(picture.deviceAt(end + 1, y))) end += 1;
    middles.push((x + end + 1) / 2);
    if (LINES + 2 < middles.length) return undefined;
    x = end;
  }
  // A saved picture has a card, whose edges are lines as well.
  if (middles.length === LINES + 2) middles.splice(0, LINES + 2, ...middles.slice(1, -1));
  if (middles.length !== LINES) return undefined;
  const step = (middles[LINES - 1] - middles[0]) / (LINES - 1);
  return middles.every((x, nth) => Math.abs(x - middles[0] - step * nth) <= 1) ? middles : undefined;
}

/**
 * Holds every pixel along the middle of every row against what is to be seen there: bars in their
 * inks from edge to edge, marks, and nothing but the ground or the night anywhere else.
 * @param {object} expected
 * @param {number} expected.rows
 * @param {ReturnType<import("./truth.mjs").pieces>} expected.pieces
 * @param {number} expected.ratio device pixels per CSS pixel
 * @param {(color: number[], ink: string) => boolean} expected.is
 * @returns {number} how many pixels of bars there were
 */
export function checkRows(picture, { rows, pieces, ratio, is, startHour = 0 }) {
  const grid = gridOf(picture, rows, (color) => is(color, "line"));
  const wrong = [];
  let inked = 0;
  for (let row = 0; row < rows; row += 1) {
    const here = pieces.filter((piece) => piece.row === row);
    const y = Math.floor(grid.y(row));
    for (let x = Math.ceil(grid.x(0)) + 2; x < grid.x(DAY_SECS) - 2; x += 1) {
      const expected = inkAt(x + 0.5, here, grid, ratio, startHour);
      if (!expected) continue; // too near to an edge
      const color = picture.deviceAt(x, y);
      if (expected === "awake" || expected === "late") inked += 1;
      if (!is(color, expected)) wrong.push({ row, x, expected, color: color.slice(0, 3).join() });
    }
  }
  assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} pixels are not what they should be`);
  return inked;
}

/** The ink at `x` in a row with these pieces; none within a pixel and a half of a change. */
function inkAt(x, pieces, grid, ratio, startHour) {
  const near = (secs, reach = 1.5) => Math.abs(x - grid.x(secs)) <= reach;
  for (const { from, to, ink, posts } of pieces) {
    // A lone post is a disc of three and a half CSS pixels, a short bar is two wide at least.
    const reach = posts === 1 ? 5 * ratio : to - from < 600 ? 4 * ratio : 1.5;
    if (posts === 1 && near(from, 1.5 * ratio)) return ink;
    if (near(from, reach) || near(to, reach)) return undefined;
    if (grid.x(from) < x && x < grid.x(to)) return ink;
  }
  for (let hour = 0; hour <= 24; hour += HOURS_BETWEEN_LINES) {
    if (near(hour * 3600, ratio + 1)) return undefined;
  }
  for (const hour of [5, 22]) if (near(((hour + 24 - startHour) % 24) * 3600)) return undefined;
  const clock = (((x - grid.x(0)) / (grid.x(DAY_SECS) - grid.x(0))) * 24 + startHour) % 24;
  return clock < 5 || 22 <= clock ? "night" : "ground";
}
