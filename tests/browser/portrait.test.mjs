// A picture of one's own in the share picture's circle: it is there and nowhere else, in whatever the picture is handed
// over as, and a file that is none changes nothing.

import assert from "node:assert/strict";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { held } from "./desk-page.mjs";
import { axe, pixels } from "./harness.mjs";
import { decoded } from "./picture.mjs";
import { choose, openShare, save, turn } from "./share-page.mjs";
import { becomes } from "./visit.mjs";

const RED = [220, 30, 40];
const BLUE = [20, 60, 230];
const RADIUS = 36;
const CENTERS = { wide: [76, 80], square: [76, 80], tall: [76, 298] };
const CANVAS = "[data-testid=share-picture]";

/** A checksum as PNG has it. */
function crc(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(name, bytes) {
  const whole = Buffer.concat([Buffer.from(name), bytes]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc(whole));
  return Buffer.concat([length, whole, sum]);
}

/** A PNG of these rows, each with its leading byte. `sort`: bits and colour type. */
function png(width, height, [bits, colors], rows) {
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, bits, colors, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** A PNG in red, green, blue and alpha. */
function painted(width, height, colorAt) {
  const rows = [];
  for (let y = 0; y < height; y += 1) {
    rows.push(0);
    for (let x = 0; x < width; x += 1) rows.push(...colorAt(x, y));
  }
  return png(width, height, [8, 6], Buffer.from(rows));
}

const plain = (color, alpha = 255) => painted(8, 8, () => [...color, alpha]);
/** Red in its middle square, blue beside it. */
const banner = () => painted(60, 20, (x) => [...(20 <= x && x < 40 ? RED : BLUE), 255]);

const file = (buffer, name = "me.png", mimeType = "image/png") => ({ name, mimeType, buffer });

/** Chooses a file, and waits until it is told what came of it. */
async function give(page, given, said = /in it now|入れました/) {
  await page.getByTestId("share-portrait").setInputFiles(given);
  await becomes(async () => said.test(await page.getByTestId("share-portrait-told").textContent()), true, `${given.name ?? given}: ${said}`);
}

/** The page with a picture whose figures don't change any more: those of the rhythm are of the days in sight. */
async function openStill(options) {
  const page = await openShare(options);
  await choose(page, "reach-year");
  return page;
}

const isLike = (found, color, most = 12) => color.every((part, nth) => Math.abs(part - found[nth]) <= most);

/**
 * Fails unless a picture is of that colour in all of the circle, and not outside of it.
 * @param {number} [edge] how wide the circle's edge is: a JPEG's is not sharp
 */
function checkCircle(picture, [x, y], color, why, edge = 2) {
  for (let right = -50; right <= 50; right += 1) {
    for (let down = -46; down <= 50; down += 1) {
      const far = Math.hypot(right + 0.5, down + 0.5);
      const found = picture.deviceAt(x + right, y + down);
      const where = `${why}: ${found} at ${right}, ${down}`;
      if (far < RADIUS - edge) assert(isLike(found, color), where);
      if (RADIUS + edge + 1 < far) assert(!isLike(found, color, 40), where);
    }
  }
}

/** A drawing's pixels, as the page shows it. */
async function shown(page, bytes, [width, height]) {
  const made = await page.evaluate(
    async ({ text, width, height }) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width, height });
      canvas.getContext("2d").drawImage(image, 0, 0, width, height);
      return canvas.toDataURL("image/png").split(",")[1];
    },
    { text: bytes.toString(), width, height },
  );
  return decoded(page, Buffer.from(made, "base64"), "image/png");
}

/** The colours of some pixels of the page's picture. */
async function colorsAt(page, places) {
  return page.getByTestId("share-picture").evaluate((canvas, places) => {
    const context = canvas.getContext("2d");
    return places.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data]);
  }, places);
}

/** Waits until the page's picture has that colour in the middle of its circle. */
async function isShown(page, color, center = CENTERS.wide) {
  await becomes(async () => isLike((await colorsAt(page, [center]))[0], color), true, `${color}`);
}

test("it fills the circle and nothing else, on the page and as PNG, JPEG and SVG, in every shape", async () => {
  const page = await openStill();
  await give(page, file(banner()));
  await page.getByTestId("share-name").fill("Somebody else");
  for (const [format, center] of Object.entries(CENTERS)) {
    await choose(page, `format-${format}`);
    await isShown(page, RED, center);
    const preview = await pixels(page, CANVAS);
    checkCircle(preview, center, RED, `${format} on the page`);
    const size = [preview.width, preview.height];
    for (const [name, read] of [
      ["png", (bytes) => decoded(page, bytes, "image/png")],
      ["jpeg", (bytes) => decoded(page, bytes, "image/jpeg")],
      ["svg", (bytes) => shown(page, bytes, size)],
    ]) {
      const { bytes } = await save(page, name);
      checkCircle(await read(bytes), center, RED, `${format} as ${name}`, name === "jpeg" ? 10 : 2);
    }
  }
});

test("the copied picture has it", async () => {
  const page = await openStill({ permissions: ["clipboard-read", "clipboard-write"] });
  await give(page, file(plain(BLUE)));
  await page.getByTestId("share-copy").click();
  await becomes(() => page.getByTestId("share-told").textContent(), "Copied. Paste it into your post.");
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const bytes = new Uint8Array(await (await item.getType("image/png")).arrayBuffer());
    return btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(""));
  });
  checkCircle(await decoded(page, Buffer.from(copied, "base64"), "image/png"), CENTERS.wide, BLUE, "copied");
});

test("taking it back brings the letter, and nothing else has changed meanwhile", async () => {
  const page = await openStill();
  await turn(page, "part-initial");
  const [x, y] = CENTERS.wide;
  const before = await pixels(page, CANVAS);
  await give(page, file(plain(RED)));
  await isShown(page, RED);
  assert.equal(await page.getByTestId("part-initial").count(), 0, "the letter isn't offered while it isn't shown");
  const own = await pixels(page, CANVAS);
  for (let at = 0; at < own.width * own.height; at += 1) {
    const [across, down] = [at % own.width, Math.floor(at / own.width)];
    if (Math.hypot(across + 0.5 - x, down + 0.5 - y) < RADIUS + 3) continue;
    assert.deepEqual(own.deviceAt(across, down), before.deviceAt(across, down), `${across}, ${down}`);
  }
  await page.getByTestId("share-portrait-away").click();
  await becomes(() => page.getByTestId("share-portrait-told").textContent(), "Your picture was taken out.");
  assert.equal(await page.getByTestId("share-portrait-away").count(), 0);
  await page.getByTestId("part-initial").waitFor({ state: "attached" });
  const after = await pixels(page, CANVAS);
  for (let right = -40; right < 40; right += 1) {
    for (let down = -40; down < 40; down += 1) {
      assert.deepEqual(after.deviceAt(x + right, y + down), before.deviceAt(x + right, y + down));
    }
  }
});

test("what lets through shows the card behind it, be it for a file that can't", async () => {
  const page = await openStill();
  await give(page, file(plain(RED, 0)));
  const jpeg = await decoded(page, (await save(page, "jpeg")).bytes, "image/jpeg");
  const [x, y] = CENTERS.wide;
  for (let right = -26; right <= 26; right += 1) {
    const found = jpeg.deviceAt(x + right, y);
    assert(isLike(found, [0xff, 0xfd, 0xf8], 3), `${found} at ${right}`);
  }
});

/** A picture that the browser packs: red on its left half, blue on its right one. */
async function packed(page, mime) {
  const base64 = await page.evaluate(
    async ({ mime, red, blue }) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 200, height: 100 });
      const context = canvas.getContext("2d");
      for (const [nth, color] of [red, blue].entries()) {
        context.fillStyle = `rgb(${color})`;
        context.fillRect(nth * 100, 0, 100, 100);
      }
      return canvas.toDataURL(mime, 0.95).split(",")[1];
    },
    { mime, red: RED, blue: BLUE },
  );
  return Buffer.from(base64, "base64");
}

const PLACE = "35.6581N 139.7414E";

/** A JPEG with what cameras add: which of its sides is up, and where it was taken. */
function withExif(jpeg, orientation) {
  const tiff = Buffer.alloc(8 + 2 + 12 + 4);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff, Buffer.from(PLACE)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** On the line between both colours, where either may be seen. */
const ANY = "any";

/**
 * A file on the disk that begins so, for what can't be given otherwise.
 * @param {number} [length] how many bytes it has; most of them take no room
 */
async function onDisk(name, head, length = head.length) {
  const folder = await mkdtemp(join(tmpdir(), "yodori-"));
  const path = join(folder, name);
  const written = await open(path, "w");
  await written.write(head);
  await written.truncate(length);
  await written.close();
  return { path, remove: () => rm(folder, { recursive: true }) };
}

/** What is seen left of, right of, above and below the circle's middle. */
async function around(page) {
  const [x, y] = CENTERS.wide;
  const places = [[x - 20, y], [x + 20, y], [x, y - 20], [x, y + 20]];
  return (await colorsAt(page, places)).map((found) => {
    return isLike(found, RED, 25) ? "red" : isLike(found, BLUE, 25) ? "blue" : "none";
  });
}

test("photos are upright, other kinds of files work as well, and no file tells where a photo was taken", async () => {
  const page = await openStill();
  const jpeg = await packed(page, "image/jpeg");
  const gif = Buffer.from("R0lGODlhAgABAIAAANweKBQ85iwAAAAAAgABAAACAkQKADs=", "base64");
  for (const [name, mime, bytes, expected] of [
    ["a.jpg", "image/jpeg", jpeg, ["red", "blue", ANY, ANY]],
    ["b.jpg", "image/jpeg", withExif(jpeg, 6), [ANY, ANY, "red", "blue"]],
    ["c.jpg", "image/jpeg", withExif(jpeg, 3), ["blue", "red", ANY, ANY]],
    ["d.webp", "image/webp", await packed(page, "image/webp"), ["red", "blue", ANY, ANY]],
    ["e.png", "image/png", await packed(page, "image/png"), ["red", "blue", ANY, ANY]],
    ["f.gif", "image/gif", gif, ["red", ANY, ANY, ANY]],
    ["g.jpg", "image/jpeg", withExif(jpeg, 8), [ANY, ANY, "blue", "red"]],
  ]) {
    await give(page, file(bytes, name, mime));
    const found = async () => (await around(page)).map((color, nth) => (expected[nth] === ANY ? ANY : color));
    await becomes(found, expected, name);
  }
  // The browser knows no type where the name has no ending.
  const nameless = await onDisk("photo", await packed(page, "image/png"));
  await give(page, nameless.path);
  await becomes(async () => (await around(page)).slice(0, 2), ["red", "blue"]);
  await nameless.remove();
  await give(page, file(withExif(jpeg, 6), "h.jpg", "image/jpeg"));
  for (const name of ["png", "jpeg", "svg"]) {
    const { bytes } = await save(page, name);
    const inside = /base64,([^"]*)/.exec(bytes.toString())?.[1] ?? "";
    for (const some of [bytes, Buffer.from(inside, "base64")]) {
      assert(!some.includes(PLACE) && !some.includes("Exif"), name);
    }
    assert.equal(inside !== "", name === "svg");
  }
});

const BAD = { "en-GB": /^This file can’t be opened as a picture\. Choose a PNG/, "ja-JP": /^このファイルは画像として開けませんでした。PNG、/ };
const LARGE = { "en-GB": /^This picture is too large\./, "ja-JP": /^この画像は大きすぎます。/ };

for (const locale of ["en-GB", "ja-JP"]) {
  test(`a file that is none is told, and all stays as it was: ${locale}`, async () => {
    const page = await openStill({ locale });
    await page.getByTestId("share-name").fill("夜 & Night");
    await give(page, file(plain(BLUE)));
    await isShown(page, BLUE);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8" fill="red"/></svg>';
    const good = plain(RED);
    const damaged = Buffer.from(good).fill(0xa5, good.indexOf("IDAT") + 4, good.indexOf("IEND") - 8);
    const long = await onDisk("long.png", good, 50_000_001);
    for (const [why, given, said] of [
      ["10 MB of text", file(Buffer.alloc(10_000_000, "text ")), BAD],
      ["nothing", file(Buffer.alloc(0)), BAD],
      ["a drawing", file(Buffer.from(svg), "me.svg", "image/svg+xml"), BAD],
      ["a drawing by another name", file(Buffer.from(svg)), BAD],
      ["a document", file(Buffer.from("%PDF-1.7"), "me.pdf", "application/pdf"), BAD],
      ["half a picture", file(good.subarray(0, 40)), BAD],
      ["a picture whose pixels are damaged", file(damaged), BAD],
      ["80 megapixels", file(png(10_000, 8_000, [1, 0], Buffer.alloc(8_000 * 1_251))), LARGE],
      ["a number of pixels that nothing holds", file(png(2 ** 31 - 1, 2 ** 31 - 1, [1, 0], Buffer.alloc(9))), BAD],
      ["50 MB and a byte", long.path, LARGE],
    ]) {
      await turn(page, "part-bird"); // any other change, so that the picture is drawn anew
      await page.getByTestId("share-portrait").setInputFiles(given);
      const told = page.getByTestId("share-portrait-told");
      await becomes(async () => said[locale].test(await told.textContent()), true, why);
      assert.equal(await told.getAttribute("data-failed"), "", why);
      assert.equal(await page.getByTestId("share-portrait").inputValue(), "", `${why}: it may be chosen again`);
      await isShown(page, BLUE);
      // A word of its own between two that are equal.
      await give(page, file(plain(BLUE)));
    }
    await long.remove();
    assert.equal(await page.getByTestId("share-name").inputValue(), "夜 & Night");
    await give(page, file(good));
    await isShown(page, RED);
    assert.equal(await page.getByTestId("share-portrait-told").getAttribute("data-failed"), null);
  });
}

test("of two that are chosen the later one stays, however long the first one takes", async () => {
  const page = await openStill({
    prepare: (page) =>
      page.addInitScript(() => {
        const { createImageBitmap } = window;
        window.createImageBitmap = async (...given) => {
          if (!window.goOn) await new Promise((later) => (window.goOn = later));
          return createImageBitmap(...given);
        };
      }),
  });
  await page.getByTestId("share-portrait").setInputFiles(file(plain(RED)));
  await page.waitForFunction(() => window.goOn);
  await give(page, file(plain(BLUE)));
  await isShown(page, BLUE);
  await page.evaluate(() => window.goOn());
  await page.waitForTimeout(500);
  await isShown(page, BLUE);
});

test("nothing of it is sent or kept", async () => {
  const page = await openStill();
  const [asked, before] = [page.requests.length, await held(page)];
  await give(page, file(plain(RED)));
  await save(page, "svg");
  const others = page.requests.slice(asked).filter((url) => !/^(blob|data):/.test(url));
  assert.deepEqual(others, []);
  assert.deepEqual(await held(page), before);
});

test("it is chosen and taken back by keyboard, and the focus is never lost", async () => {
  const page = await openStill();
  const focused = () => page.evaluate(() => document.activeElement.dataset.testid ?? "");
  const asking = page.waitForEvent("filechooser");
  await page.getByTestId("share-portrait").press("Enter");
  await (await asking).setFiles(file(plain(RED)));
  await isShown(page, RED);
  assert.equal(await focused(), "share-portrait");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "share-portrait-away");
  await page.keyboard.press("Enter");
  await becomes(focused, "share-portrait");
  assert.equal(await page.getByTestId("share-portrait-away").count(), 0);
});

for (const [locale, colorScheme, name] of [["ja-JP", "light", "アイコンの画像をえらぶ…"], ["en-GB", "dark", "Choose a profile picture…"]]) {
  test(`it is accessible and fits: ${locale}, ${colorScheme}`, async () => {
    const page = await openStill({ locale, colorScheme, viewport: { width: 360, height: 800 } });
    await give(page, file(plain(RED)));
    await axe(page);
    const input = page.getByLabel(name);
    assert.equal(await input.getAttribute("data-testid"), "share-portrait");
    const hint = await page.locator(`#${await input.getAttribute("aria-describedby")}`).textContent();
    assert.match(hint, /memory|メモリ/);
    await page.getByTestId("share-portrait").setInputFiles(file(Buffer.alloc(0)));
    await page.locator("[data-testid=share-portrait-told][data-failed]").waitFor();
    await axe(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(wide <= 0, `${wide} px too wide`);
    for (const testid of ["share-portrait", "share-portrait-away"]) {
      const target = page.locator(`label:has([data-testid=${testid}]), button[data-testid=${testid}]`);
      const { height } = await target.boundingBox();
      assert(43.5 <= height, `${testid} is ${height} px high`);
    }
  });
}
