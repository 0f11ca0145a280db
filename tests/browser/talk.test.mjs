// The talk worker against doubles of VOICEVOX and Gemini: what goes out, what comes back, and that it can reach
// nobody else. Whether an answer may be said is not its business: see tests/it/talk.rs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openPage, siteUrl } from "./harness.mjs";
import { ask, asks, ended, heard, startWorker, told } from "./talk/client.mjs";
import * as gemini from "./talk/gemini.mjs";
import * as voicevox from "./talk/voicevox.mjs";

const HOSTS = [gemini.ORIGIN, `http://${voicevox.ADDRESS}`];
const BODY = JSON.stringify({ contents: [{ role: "user", parts: [{ text: "やあ" }] }] });

let google;
before(async () => (google = await gemini.startGemini()));
after(() => google.close());

/** Rules of both doubles together: a browser takes one list of them. */
function argsOf(...doubles) {
  const name = "--host-resolver-rules=";
  const args = doubles.flatMap(({ chromiumArgs }) => chromiumArgs);
  const rules = args.filter((arg) => arg.startsWith(name)).map((arg) => arg.slice(name.length));
  // This machine's own number is not excluded: then it could not be mapped.
  const others = "MAP * ~NOTFOUND, EXCLUDE localhost";
  return [...args.filter((arg) => !arg.startsWith(name)), name + [...rules, others].join(", ")];
}

/** A page with the worker, which holds the key. */
async function openTalk(...doubles) {
  const page = await openPage({ args: argsOf(google, ...doubles), hosts: HOSTS });
  await startWorker(page);
  await ask(page, asks.key(gemini.KEY));
  return page;
}

/** What a test has the doubles refuse is no problem of the page. */
function forgive(page) {
  page.problems = page.problems.filter((problem) => !/^(\d{3}|failed): |console: Failed to load/.test(problem));
  page.problems = page.problems.filter((problem) => !/console: Access to fetch at .* blocked by CORS/.test(problem));
}

test("models are listed, and the newest that is meant for talk is named", async () => {
  const page = await openTalk();
  await ask(page, asks.models(1));
  const { models, newest } = await heard(page, "Models", 1);
  assert.equal(newest, gemini.NEWEST);
  assert(models.includes("gemini-4.0-pro") && !models.includes("gemini-embedding-2"));
});

test("an answer comes in pieces, and what was sent is what was asked, with the key in its header alone", async () => {
  const page = await openTalk();
  google.record.length = 0;
  await ask(page, asks.answer(2, gemini.NEWEST, BODY));
  const all = await ended(page, 2);
  assert.deepEqual(
    all.map(({ tell, text }) => text ?? tell),
    ["やあ。", "{level}", "だよ。", "End"],
  );
  const [asked] = google.record.filter(({ method }) => method === "POST");
  assert.equal(asked.path, `/v1beta/models/${gemini.NEWEST}:streamGenerateContent?alt=sse`);
  assert.deepEqual(asked.body, JSON.parse(BODY));
  assert.equal(asked.headers["x-goog-api-key"], gemini.KEY);
  for (const name of ["cookie", "referer", "authorization"]) assert.equal(asked.headers[name], undefined, name);
  assert(google.record.every(({ path }) => !path.includes(gemini.KEY)));
});

const { refuses } = gemini;
for (const [why, answer, trouble, pieces = []] of [
  ["bad key", refuses.badKey(), { trouble: "BadKey" }],
  ["no right", refuses.forbidden(), { trouble: "Forbidden" }],
  ["country", refuses.country(), { trouble: "NotHere" }],
  ["model gone", refuses.gone(), { trouble: "NoSuchModel" }],
  ["quota", refuses.quota(37), { trouble: "Quota", secs: 37 }],
  ["overload", refuses.busy(), { trouble: "Busy" }],
  ["blocked question", refuses.question(), { trouble: "Blocked" }],
  ["blocked answer", refuses.answer(), { trouble: "Blocked" }],
  ["cut short", refuses.tooLong("やあ。", "ねえ"), { trouble: "CutShort" }, ["やあ。", "ねえ"]],
  ["malformed", refuses.malformed(), { trouble: "Unclear" }],
  ["connection lost", refuses.drop("やあ。"), { trouble: "Offline" }, ["やあ。"]],
]) {
  test(`a refusal is told as what it is: ${why}`, async () => {
    const page = await openTalk();
    google.next(answer);
    await ask(page, asks.answer(3, gemini.NEWEST, BODY));
    const all = await ended(page, 3);
    assert.deepEqual(all.slice(0, -1).map(({ text }) => text), pieces);
    assert.deepEqual(all.at(-1), { tell: "Trouble", job: 3, ...trouble });
    forgive(page);
  });
}

for (const [why, answer] of [["empty", refuses.empty()], ["another page", refuses.page()]]) {
  test(`what says nothing ends without a word: ${why}`, async () => {
    const page = await openTalk();
    google.next(answer);
    await ask(page, asks.answer(4, gemini.NEWEST, BODY));
    assert.deepEqual(await ended(page, 4), [{ tell: "End", job: 4 }]);
  });
}

test("without a key, or after it was forgotten, nothing is sent", async () => {
  const page = await openTalk();
  await ask(page, asks.forget());
  google.record.length = 0;
  await ask(page, asks.answer(5, gemini.NEWEST, BODY));
  assert.deepEqual(await ended(page, 5), [{ tell: "Trouble", job: 5, trouble: "BadKey" }]);
  assert.equal(google.record.length, 0);
});

test("a job that was stopped is ended at Gemini as well, and nothing more is told of it", async () => {
  const page = await openTalk();
  google.next(refuses.silence());
  google.record.length = 0;
  await ask(page, asks.answer(6, gemini.NEWEST, BODY));
  const asked = () => google.record.find(({ method }) => method === "POST");
  while (!asked()) await new Promise((soon) => setTimeout(soon, 20));
  await ask(page, asks.stop(6));
  while (!asked().isEnded) await new Promise((soon) => setTimeout(soon, 20));
  await ask(page, asks.answer(7, gemini.NEWEST, BODY));
  await heard(page, "End", 7);
  assert(!(await told(page)).some(({ job }) => job === 6));
  forgive(page);
});

test("an engine that allows this page speaks, and the beak ends with the sound", async () => {
  const engine = await voicevox.startVoicevox({ isStrict: true, allow: [await siteUrl()] });
  try {
    const page = await openTalk(engine);
    await ask(page, asks.speakers(8));
    const { speakers } = await heard(page, "Speakers", 8);
    const styles = [{ id: 3, name: "ノーマル" }, { id: 7, name: "ささやき" }];
    assert.deepEqual(speakers, [{ name: "よるのこ", styles }]);
    const said = "やあ、きょうもあえたね。げんき？";
    await ask(page, asks.speak(9, said, 3));
    const { beaks, wav } = await heard(page, "Sound", 9);
    assert.equal(String.fromCharCode(...wav.slice(0, 4)), "RIFF");
    // The last sound ends when all of it does but the pause at the end, which has nine frames.
    const soundMs = ((wav.length - 44) / 2 / 24_000) * 1_000;
    assert(Math.abs(soundMs - beaks.at(-1).endMs - 96) < 2, `${soundMs} ${beaks.at(-1).endMs}`);
    assert(beaks.every(({ startMs, endMs, open }) => startMs < endMs && open > 0 && open <= 1));
    // What it made of the text went back as it came.
    const asked = engine.record.filter(({ method }) => method === "POST");
    assert.equal(asked[0].query.text, said);
    assert.equal(asked[1].body, JSON.stringify(voicevox.audioQuery(said)));
    await ask(page, asks.diagnose(10));
    assert.deepEqual(await ended(page, 10), [{ tell: "Voice", job: 10, trouble: null }]);
    await ask(page, asks.speak(11, said, 6000));
    assert.deepEqual(await ended(page, 11), [{ tell: "Voice", job: 11, trouble: "StyleCannotTalk" }]);
    forgive(page);
  } finally {
    await engine.close();
  }
});

test("an engine that does not allow this page, and one that is not there, are told apart", async () => {
  const engine = await voicevox.startVoicevox({ isStrict: true });
  const page = await openTalk(engine);
  for (const [nth, message] of [asks.speakers(20), asks.speak(21, "やあ", 3), asks.diagnose(22)].entries()) {
    await ask(page, message);
    const expected = [{ tell: "Voice", job: 20 + nth, trouble: "OriginNotAllowed" }];
    assert.deepEqual(await ended(page, 20 + nth), expected);
  }
  // A request whose answer no page may read tells no origin.
  assert(engine.record.every(({ origin, status }) => status === (origin ? 403 : 200)));
  await engine.close();
  for (const [nth, message] of [asks.speakers(30), asks.speak(31, "やあ", 3), asks.diagnose(32)].entries()) {
    await ask(page, message);
    const expected = [{ tell: "Voice", job: 30 + nth, trouble: "NotRunning" }];
    assert.deepEqual(await ended(page, 30 + nth), expected);
  }
  forgive(page);
});

test("a permission that was refused is told before anything else", async () => {
  const page = await openTalk();
  const [worker] = page.workers().slice(-1);
  await worker.evaluate(() => {
    navigator.permissions.query = () => Promise.resolve({ state: "denied" });
  });
  await ask(page, asks.diagnose(40));
  assert.deepEqual(await ended(page, 40), [{ tell: "Voice", job: 40, trouble: "PermissionDenied" }]);
  forgive(page);
});

test("the worker reaches Gemini and this machine's engine, and nobody else", async () => {
  const page = await openTalk();
  const [worker] = page.workers().slice(-1);
  const tried = await worker.evaluate(async (targets) => {
    const fetched = (target) => fetch(target, { mode: "no-cors" }).then(() => "sent", () => "refused");
    return Promise.all(targets.map(fetched));
  }, [await siteUrl(), "http://127.0.0.1:50022/version", "http://localhost:50021/version", "https://api.github.com/"]);
  assert.deepEqual(tried, ["refused", "refused", "refused", "refused"]);
  await new Promise((soon) => setTimeout(soon, 200)); // refusals are told a little later
  assert(page.problems.some((problem) => /policy|Content Security/.test(problem)), page.problems.join());
  page.problems.length = 0;
});
