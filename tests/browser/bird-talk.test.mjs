// The bird's talk and voice on the page, against doubles of Gemini, VOICEVOX and a browser's own model: what is
// sent was shown, and nothing is said that may not be.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NOON, openPanel, there } from "./bird-page.mjs";
import { openPage, siteUrl } from "./harness.mjs";
import * as gemini from "./talk/gemini.mjs";
import * as voicevox from "./talk/voicevox.mjs";
import { becomes } from "./visit.mjs";

const HOSTS = [gemini.ORIGIN, `http://${voicevox.ADDRESS}`];
/** Longer than a model may take. */
const PATIENCE_MS = 15_000;

let google;
before(async () => (google = await gemini.startGemini()));
after(() => google.close());

function argsOf(...doubles) {
  const name = "--host-resolver-rules=";
  const args = doubles.flatMap(({ chromiumArgs }) => chromiumArgs);
  const rules = args.filter((arg) => arg.startsWith(name)).map((arg) => arg.slice(name.length));
  // This machine's own number is not excluded: then it could not be mapped.
  const others = "MAP * ~NOTFOUND, EXCLUDE localhost";
  return [...args.filter((arg) => !arg.startsWith(name)), name + [...rules, others].join(", ")];
}

/** The talk, in Japanese unless said otherwise. */
async function openTalk({ doubles = [], prepare, hasOwnClock = false, ...options } = {}) {
  google.record.length = 0;
  const page = await openPage({
    path: "/#/bird",
    locale: "ja-JP",
    args: argsOf(google, ...doubles),
    hosts: HOSTS,
    ...options,
    prepare: async (page) => {
      // Timers of a clock that is set have numbers that no browser's have.
      if (!hasOwnClock) await page.clock.setFixedTime(new Date(NOON));
      await prepare?.(page);
    },
  });
  await there(page);
  await openPanel(page, "talk");
  return page;
}

async function giveKey(page, key = gemini.KEY) {
  await page.getByTestId("gemini").locator("summary").click();
  await page.locator("#gemini-key").fill(key);
  await page.getByTestId("gemini-take").click();
}

/** Gemini answers from now on. */
async function useGemini(page) {
  await giveKey(page);
  await becomes(() => page.locator("#gemini-model").inputValue(), gemini.NEWEST);
  await page.getByTestId("gemini-agree").click();
}

/** Says something to it; what it answers. */
async function say(page, words) {
  const own = await page.getByTestId("said").locator("li[data-own]").count();
  await page.getByTestId("words").fill(words);
  await page.getByTestId("send").click();
  const answer = page.getByTestId("said").locator("li:not(.talk__thinking)").nth(own * 2 + 1);
  await answer.waitFor({ timeout: PATIENCE_MS });
  await page.locator("[data-testid=talk]:not([aria-busy])").waitFor({ timeout: PATIENCE_MS });
  return answer.innerText();
}

const questions = () => google.record.filter(({ method }) => method === "POST");

/** What was asked of others than the page's own host. */
const outside = (page) => page.requests.filter((address) => new URL(address).origin !== new URL(page.url()).origin);

/** What a test has the doubles refuse is no problem of the page. */
function forgive(page) {
  page.problems = page.problems.filter(
    (problem) => !/^(\d{3}|failed): |console: (Failed to load|Access to fetch at .* blocked by CORS)/.test(problem),
  );
}

test("it answers without any model, and sends nothing", async () => {
  const page = await openTalk();
  const asked = outside(page);
  const answer = await say(page, "やあ");
  assert.match(answer, /^[ぁ-ゖー、。！？ 〜…0-9０-９時分レベルごはん,]+$/u);
  assert.deepEqual(outside(page), asked);
  assert.match(await page.getByTestId("who").innerText(), /決まったせりふ/);
});

test("it is seen to think within a tenth of a second", async () => {
  const page = await openTalk();
  await useGemini(page);
  google.next(gemini.refuses.silence());
  await page.getByTestId("words").fill("やあ");
  const took = await page.evaluate(async () => {
    const figure = document.querySelector("[data-testid=bird] svg");
    const began = performance.now();
    document.querySelector("[data-testid=send]").click();
    while (figure.dataset.pose !== "think") await new Promise((next) => requestAnimationFrame(next));
    return performance.now() - began;
  });
  assert(took < 100, `${took} ms`);
  forgive(page);
});

test("nothing goes to Gemini before what goes was shown and agreed to, and then that and no more", async () => {
  const page = await openTalk();
  await giveKey(page);
  await becomes(() => page.locator("#gemini-model").inputValue(), gemini.NEWEST);
  await say(page, "ひみつ");
  assert.deepEqual(questions(), []);
  await page.getByTestId("gemini-agree").click();
  const shown = JSON.parse(await page.getByTestId("leaves").innerText());
  await say(page, "話しかける");
  const [sent] = questions();
  assert.deepEqual(sent.body, shown);
  assert.equal(sent.headers["x-goog-api-key"], gemini.KEY);
});

test("what Gemini says is said with the page's own figures", async () => {
  const page = await openTalk();
  await useGemini(page);
  await say(page, "やあ");
  // It speaks from the first sentence on, while the next ones come.
  await becomes(() => page.getByTestId("said").locator("li").last().innerText(), "やあ。レベル1だよ。");
  await becomes(() => page.getByTestId("bubble").innerText(), "やあ。レベル1だよ。");
  assert.match(await page.getByTestId("who").innerText(), /Gemini/);
});

test("numbers of its own, markup, links and orders out of data are never said", async () => {
  const page = await openTalk();
  await useGemini(page);
  for (const evil of gemini.EVIL) {
    google.next(gemini.says(evil));
    const answer = await say(page, "ねえ");
    assert.notEqual(answer, evil);
    assert.match(await page.getByTestId("talk-trouble").innerText(), /言わせませんでした/, evil);
    const everything = await page.evaluate(() => document.body.innerText);
    assert.equal(everything.includes(evil), false, evil);
  }
});

for (const [why, answer, says] of [
  ["quota", () => gemini.refuses.quota(37), /利用枠/],
  ["blocked", () => gemini.refuses.answer(), /答えませんでした/],
  ["overload", () => gemini.refuses.busy(), /混みあって/],
  ["model gone", () => gemini.refuses.gone(), /もうないようです/],
]) {
  test(`where Gemini refuses, the bird answers by itself and the reason is told: ${why}`, async () => {
    const page = await openTalk();
    await useGemini(page);
    google.next(answer());
    await say(page, "やあ");
    assert.match(await page.getByTestId("talk-trouble").innerText(), says);
    forgive(page);
  });
}

test("a wrong key is told; a key is in nothing that is kept or shown, and is forgotten on demand", async () => {
  const page = await openTalk();
  await giveKey(page, "wrong-key");
  await becomes(async () => /使えない/.test(await page.getByTestId("gemini-trouble").innerText()), true);
  await page.getByTestId("gemini-forget").click();
  await page.locator("#gemini-key").fill(gemini.KEY);
  await page.getByTestId("gemini-take").click();
  await becomes(() => page.locator("#gemini-model").inputValue(), gemini.NEWEST);
  const kept = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]);
  assert.equal((await page.evaluate(kept)).includes(gemini.KEY), false);
  await page.getByTestId("gemini-agree").click();
  await page.getByTestId("gemini-forget").click();
  await page.locator("#gemini-key").waitFor();
  google.record.length = 0;
  await say(page, "やあ");
  assert.deepEqual(questions(), []);
  forgive(page);
});

test("a key that the tab keeps is given to another worker when one dies", async () => {
  const page = await openTalk();
  await page.getByTestId("gemini").locator("summary").click();
  await page.getByTestId("keep-key").check();
  await page.locator("#gemini-key").fill(gemini.KEY);
  await page.getByTestId("gemini-take").click();
  await becomes(() => page.locator("#gemini-model").inputValue(), gemini.NEWEST);
  await page.getByTestId("gemini-agree").click();
  const talks = () => page.workers().filter((one) => one.url().includes("talk-worker"));
  const [first] = talks();
  const isGone = new Promise((gone) => first.once("close", gone));
  await first.evaluate(() => {
    setTimeout(() => {
      throw new Error("it dies");
    });
  });
  await isGone;
  await becomes(() => talks().length, 1);
  await say(page, "やあ");
  // It speaks from the first sentence on, while the next ones come.
  await becomes(() => page.getByTestId("said").locator("li").last().innerText(), "やあ。レベル1だよ。");
  page.problems = page.problems.filter((problem) => !/it dies/.test(problem));
});

/** A browser with a model of its own, which answers `window.answers` in turn and keeps what it was told. */
function ownModel() {
  window.answers = [];
  window.told = [];
  window.LanguageModel = class {
    static async availability() {
      return "available";
    }
    static async create(options) {
      const model = new this();
      model.options = options;
      return model;
    }
    promptStreaming(said, how) {
      window.told.push({ prompts: this.options.initialPrompts, said, constraint: String(how.responseConstraint) });
      const pieces = window.answers.shift() ?? ["ぴい。", "{level}だよ。"];
      return new ReadableStream({
        start(stream) {
          for (const piece of pieces) stream.enqueue(piece);
          stream.close();
        },
      });
    }
    destroy() {}
  };
}

test("a browser's own model answers first, in hiragana alone, and nothing leaves", async () => {
  const page = await openTalk({ prepare: (page) => page.addInitScript(ownModel) });
  await becomes(async () => /ブラウザの中のモデル/.test(await page.getByTestId("who").innerText()), true);
  const asked = outside(page);
  assert.equal(await say(page, "やあ"), "ぴい。レベル1だよ。");
  const [told] = await page.evaluate(() => window.told);
  assert.match(told.constraint, /ぁ-ゖ/);
  assert.equal(told.said.at(-1).content, "やあ");
  for (const evil of gemini.EVIL) {
    await page.evaluate((evil) => window.answers.push([evil]), evil);
    assert.notEqual(await say(page, "ねえ"), evil);
  }
  assert.deepEqual(outside(page), asked);
});

test("where the browser's own model fails, Gemini is asked, if that was agreed to", async () => {
  const page = await openTalk({ prepare: (page) => page.addInitScript(ownModel) });
  await useGemini(page);
  await page.evaluate(() => window.answers.push(["さんじにねたね。"]));
  await say(page, "やあ");
  // It speaks from the first sentence on, while the next ones come.
  await becomes(() => page.getByTestId("said").locator("li").last().innerText(), "やあ。レベル1だよ。");
  assert.equal(questions().length, 1);
});

test("a VOICEVOX that allows this page speaks, is credited, and moves the beak", async () => {
  const engine = await voicevox.startVoicevox({ isStrict: true, allow: [await siteUrl()] });
  try {
    const page = await openTalk({ doubles: [engine] });
    await page.getByTestId("voice-voicevox").check({ force: true });
    await becomes(() => page.getByTestId("credit").innerText(), "VOICEVOX:よるのこ");
    await page.evaluate(() => {
      window.widest = 0;
      const figure = document.querySelector("[data-testid=bird] svg");
      setInterval(() => (window.widest = Math.max(window.widest, Number(figure.style.getPropertyValue("--beak")))), 5);
    });
    await page.getByTestId("voice-try").click();
    await becomes(async () => (await page.evaluate(() => window.widest)) > 0.3, true);
    const asked = engine.record.filter(({ method }) => method === "POST");
    assert.deepEqual(asked.map(({ path }) => path), ["/audio_query", "/synthesis"]);
    await becomes(() => page.evaluate(() => document.querySelector("[data-testid=bird] svg").style.getPropertyValue("--beak")), "0.00");
    forgive(page);
  } finally {
    await engine.close();
  }
});

test("a second sentence waits for the first: both are spoken, in order", async () => {
  const engine = await voicevox.startVoicevox({ isStrict: true, allow: [await siteUrl()], waitMs: 100 });
  try {
    const page = await openTalk({ doubles: [engine] });
    await useGemini(page);
    await page.getByTestId("voice-voicevox").check({ force: true });
    await page.getByTestId("credit").waitFor();
    google.next(gemini.says("やあ。げんき？"));
    await say(page, "やあ");
    const spoken = () => engine.record.filter(({ path }) => path === "/audio_query").map(({ query }) => query.text);
    await becomes(spoken, ["やあ。", "げんき？"]);
    // Until the last of it is there: an engine that ends before is another test.
    const made = () => engine.record.filter(({ path }) => path === "/synthesis").length;
    await becomes(made, 2);
    await page.locator("[data-testid=bubble]:empty").waitFor({ state: "attached" });
    forgive(page);
  } finally {
    await engine.close();
  }
});

test("what is wrong with VOICEVOX is told with what to do: not allowed, not running, permission refused", async () => {
  const engine = await voicevox.startVoicevox({ isStrict: true });
  const page = await openTalk({ doubles: [engine] });
  await page.getByTestId("voice-voicevox").check({ force: true });
  const trouble = page.getByTestId("voice-trouble");
  const why = () => trouble.getAttribute("data-why");
  await becomes(why, "origin");
  assert.equal(await page.getByTestId("voice-origin").innerText(), await siteUrl());
  assert.match(await trouble.innerText(), /Allow Origin/);
  await engine.close();
  await page.getByTestId("voice-again").click();
  await becomes(why, "not-running");
  assert.match(await trouble.innerText(), /起動/);
  const worker = page.workers().find((one) => one.url().includes("talk-worker"));
  await worker.evaluate(() => {
    navigator.permissions.query = () => Promise.resolve({ state: "denied" });
  });
  await page.getByTestId("voice-again").click();
  await becomes(why, "permission");
  assert.match(await trouble.innerText(), /許可/);
  forgive(page);
});

/** A browser that hears, at its maker's or here. */
const hears = (isHere) => `
  window.SpeechRecognition = class extends EventTarget {
    static async available() { return ${isHere ? '"available"' : '"unavailable"'}; }
    start() {
      window.asked = { lang: this.lang, processLocally: this.processLocally };
      const result = Object.assign([{ transcript: "おはよう" }], { isFinal: true });
      const event = Object.assign(new Event("result"), { results: [result] });
      setTimeout(() => (this.dispatchEvent(event), this.dispatchEvent(new Event("end"))), 50);
    }
    stop() {}
    abort() {}
  };`;

for (const [where, isHere, says] of [["its maker's", false, /メーカー/], ["this device", true, /端末の中/]]) {
  test(`before the first use of the microphone it is told where speech becomes text: ${where}`, async () => {
    const prepare = (page) => page.addInitScript({ content: hears(isHere) });
    const page = await openTalk({ prepare });
    assert.match(await page.getByTestId("before-hearing").innerText(), says);
    assert.equal(await page.getByTestId("listen").count(), 0);
    await page.getByTestId("agree-hearing").click();
    await page.getByTestId("listen").click();
    await becomes(() => page.getByTestId("said").locator("li[data-own]").innerText(), "おはよう");
    assert.deepEqual(await page.evaluate(() => window.asked), { lang: "ja", processLocally: isHere });
  });
}

test("sounds and music are off until someone wants them, and then play", async () => {
  const prepare = (page) =>
    page.addInitScript(() => {
      window.notes = 0;
      const create = BaseAudioContext.prototype.createOscillator;
      BaseAudioContext.prototype.createOscillator = function () {
        window.notes += 1;
        return create.call(this);
      };
    });
  const page = await openTalk({ prepare, hasOwnClock: true });
  const notes = () => page.evaluate(() => window.notes);
  await page.getByTestId("bird").click();
  assert.equal(await notes(), 0);
  await page.getByTestId("effects").check();
  await becomes(async () => (await notes()) > 0, true);
  const so_far = await notes();
  await page.getByTestId("music").check();
  await becomes(async () => (await notes()) > so_far + 3, true);
  await page.getByTestId("music").uncheck();
  const then = await notes();
  await new Promise((later) => setTimeout(later, 1_500)); // longer than it looks ahead
  assert.equal(await notes(), then);
});
