// A VOICEVOX engine to test against, on the loopback interface: its own answers, and how it treats pages of other
// origins. Its shapes and its ways are those of VOICEVOX/voicevox_engine; the speakers are invented.
//
//   const voicevox = await startVoicevox({ allow: [origin] });   // as the setting "Allow Origin" has it
//   const page = await openPage({ args: voicevox.chromiumArgs });  // 127.0.0.1:50021 is this server
//   voicevox.record                                               // what was asked

import { createServer } from "node:http";

/** Where the real engine listens. */
export const ADDRESS = "127.0.0.1:50021";
const RATE = 24_000;
const FRAME = 256;

export const SPEAKERS = [
  {
    name: "よるのこ",
    speaker_uuid: "0f6a2b1c-0000-4000-8000-000000000001",
    styles: [
      { id: 3, name: "ノーマル", type: "talk" },
      { id: 7, name: "ささやき", type: "talk" },
      { id: 3003, name: "ノーマル", type: "frame_decode" },
    ],
    version: "0.1.0",
    supported_features: { permitted_synthesis_morphing: "SELF_ONLY" },
  },
  {
    name: "うたうこ",
    speaker_uuid: "0f6a2b1c-0000-4000-8000-000000000002",
    styles: [{ id: 6000, name: "ノーマル", type: "sing" }],
    version: "0.1.0",
    supported_features: { permitted_synthesis_morphing: "NOTHING" },
  },
];

/** Origins that the engine answers without being told to (`--cors_policy_mode localapps`). */
const LOCAL = /^[a-zA-Z+\-.]+:\/\/(([^/]+\.)?localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?$/;

/**
 * Starts one.
 * @param {object} [options]
 * @param {string[]} [options.allow] origins that the person has allowed
 * @param {boolean} [options.isStrict] true: pages of this machine are strangers as well, as a page from the web is:
 *   tests are served from localhost
 * @param {number} [options.port] any free one by default
 * @param {number} [options.waitMs] so long it takes for each answer
 */
export async function startVoicevox({ allow = [], isStrict = false, port = 0, waitMs = 0 } = {}) {
  const voicevox = new Voicevox({ allow, isStrict, waitMs });
  await new Promise((resolve, reject) => {
    voicevox.server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  return voicevox;
}

class Voicevox {
  constructor(options) {
    Object.assign(this, options);
    this.server = createServer((request, response) => this.#serve(request, response));
  }

  /** What was asked: method, path, query, origin, body, status. */
  record = [];

  get port() {
    return this.server.address().port;
  }

  /** What a browser is started with to find it where the real one listens. */
  get chromiumArgs() {
    return [`--host-resolver-rules=MAP ${ADDRESS} 127.0.0.1:${this.port}`];
  }

  close() {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  async #serve(request, response) {
    const { pathname, searchParams } = new URL(request.url, "http://engine");
    const { origin } = request.headers;
    let body = "";
    request.setEncoding("utf8");
    for await (const part of request) body += part;
    if (this.waitMs) await new Promise((resolve) => setTimeout(resolve, this.waitMs));
    const asked = { method: request.method, path: pathname, query: Object.fromEntries(searchParams), origin, body };
    const answer = this.#answer(asked);
    this.record.push({ ...asked, status: answer.status });
    const headers = { server: "uvicorn", ...answer.headers };
    response.writeHead(answer.status, headers).end(answer.body);
  }

  #isAllowed(origin) {
    return origin === undefined || this.allow.includes(origin) || (!this.isStrict && LOCAL.test(origin));
  }

  #answer({ method, path, query, origin, body }) {
    // The outermost layer, before the one that adds the headers for other origins.
    if (!this.#isAllowed(origin)) return json(403, { detail: "Origin not allowed" });
    const cors = origin === undefined ? {} : { "access-control-allow-origin": origin, vary: "Origin", "access-control-allow-credentials": "true" };
    if (method === "OPTIONS") return preflight(cors);
    const answer = this.#own(method, path, query, body);
    return { ...answer, headers: { ...answer.headers, ...cors } };
  }

  #own(method, path, query, body) {
    switch (`${method} ${path}`) {
      case "GET /version":
        return json(200, "0.24.1");
      case "GET /speakers":
        return json(200, SPEAKERS);
      case "POST /audio_query":
        return withStyle(query, () => {
          if (query.text === undefined) return missing("text");
          return json(200, audioQuery(query.text));
        });
      case "POST /synthesis":
        return withStyle(query, () => {
          const asked = JSON.parse(body);
          return { status: 200, headers: { "content-type": "audio/wav" }, body: wav(framesOf(asked)) };
        });
      default:
        return json(404, { detail: "Not Found" });
    }
  }
}

function preflight(cors) {
  const headers = {
    ...cors,
    "access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT",
    "access-control-allow-headers": "content-type",
    "access-control-max-age": "600",
    "content-type": "text/plain; charset=utf-8",
  };
  return { status: 200, headers, body: "OK" };
}

function json(status, value) {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}

function missing(field) {
  return json(422, { detail: [{ type: "missing", loc: ["query", field], msg: "Field required", input: null }] });
}

/** Only for a style that can talk. */
function withStyle(query, answer) {
  if (query.speaker === undefined) return missing("speaker");
  const styles = SPEAKERS.flatMap(({ styles }) => styles);
  const style = styles.find(({ id }) => id === Number(query.speaker));
  if (style?.type !== "talk") return json(422, { message: "指定されたスタイルはこの機能をサポートしていません。" });
  return answer();
}

const VOWELS = ["a", "i", "u", "e", "o"];

/** A query with a mora for each letter: its lengths and sounds follow from the letter. */
export function audioQuery(text) {
  const phrases = text.split(/(?<=[、。！？])/).map((part) => {
    const letters = [...part].filter((letter) => /[ぁ-ゖァ-ヶ]/.test(letter));
    const moras = letters.map((letter) => {
      const code = letter.codePointAt(0);
      const consonant = code % 3 === 0 ? null : ["k", "m", "s"][code % 3];
      return {
        text: letter,
        consonant,
        consonant_length: consonant && 0.05 + (code % 7) / 200,
        vowel: letter === "ん" ? "N" : VOWELS[code % 5],
        vowel_length: 0.08 + (code % 11) / 150,
        pitch: 5.2 + (code % 13) / 20,
      };
    });
    const pause = part.endsWith("、");
    const pause_mora = pause
      ? { text: "、", consonant: null, consonant_length: null, vowel: "pau", vowel_length: 0.31, pitch: 0 }
      : null;
    return { moras, accent: 1, pause_mora, is_interrogative: part.endsWith("？") };
  });
  return {
    accent_phrases: phrases.filter(({ moras }) => moras.length > 0),
    ...{ speedScale: 1, pitchScale: 0, intonationScale: 1, volumeScale: 1 },
    ...{ prePhonemeLength: 0.1, postPhonemeLength: 0.1, pauseLength: null, pauseLengthScale: 1 },
    ...{ outputSamplingRate: RATE, outputStereo: false, kana: text },
  };
}

/** How many frames the engine makes of a query, each sound rounded by itself, halves to the even one. */
export function framesOf(query) {
  const even = (value) => {
    const low = Math.floor(value);
    if (value - low !== 0.5) return Math.round(value);
    return low % 2 === 0 ? low : low + 1;
  };
  const frames = (length) => even(((length ?? 0) / query.speedScale) * (RATE / FRAME));
  let sum = frames(query.prePhonemeLength) + frames(query.postPhonemeLength);
  for (const { moras, pause_mora, is_interrogative } of query.accent_phrases) {
    for (const { consonant_length, vowel_length } of moras) sum += frames(consonant_length) + frames(vowel_length);
    if (is_interrogative && moras.at(-1).pitch > 0) sum += frames(0.15);
    if (pause_mora) sum += frames((query.pauseLength ?? pause_mora.vowel_length) * query.pauseLengthScale);
  }
  return sum;
}

/** A soft hum of so many frames, as a WAV file. */
function wav(frames) {
  const samples = frames * FRAME;
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let nth = 0; nth < samples; nth += 1) {
    bytes.writeInt16LE(Math.round(Math.sin(nth / 10) * 800), 44 + nth * 2);
  }
  return bytes;
}
