// One run on the page in which the double fails on purpose, and what must be true of every such run.

import assert from "node:assert/strict";
import * as gh from "./github-page.mjs";
import { ofApi } from "./github-requests.mjs";
import { expected, told } from "./github-told.mjs";
import { COUNT_OF_PRIVATE, FAILURES, WAITS, missingLine } from "./github-words.mjs";

/** A request that begins so soon after a refusal, in milliseconds, was sent before the worker heard of it. */
const ON_ITS_WAY_MS = 100;
/** So much later than it may a request comes at most, in milliseconds: the machine has other things to do. */
const LATE_MS = 2_500;

/** A run of one of the seeded people. */
export class Run {
  /** Names of all failures that any run has met. */
  static met = new Set();
  #isOver = false;

  /**
   * @param {object} github of startGithub()
   * @param {import("playwright-core").Page} page with the form on it
   * @param {string} person
   */
  constructor(github, page, person) {
    Object.assign(this, { github, page, person, began: Date.now() });
    this.tokens = github.tokens[person];
    this.story = github.stories[person];
  }

  /** Makes requests of this run fail, see failures.mjs; of no other run. */
  fail({ when = {}, ...rule }) {
    const { where = () => true, ...like } = when;
    const isOwn = (entry) => !this.#isOver && this.#isOwn(entry);
    this.github.fail({ ...rule, when: { ...like, where: (entry) => isOwn(entry) && where(entry) } });
  }

  /** Begins to read all years. @param {object} form see gh.read() */
  async read(form = {}) {
    const token = form.token ?? this.tokens.fine.value;
    await gh.read(this.page, { years: "all", ...form, token });
  }

  /** From now on nothing of this run fails. */
  heal() {
    this.#isOver = true;
  }

  /** What was asked since the run began, in order. */
  requests(like = {}) {
    const all = ofApi(this.github.record).filter((entry) => entry.at >= this.began && this.#isOwn(entry));
    return all.filter((entry) => Object.entries(like).every(([field, value]) => entry[field] === value));
  }

  /** Those that a script made fail, waiting for the first of them. */
  async refused() {
    const refused = () => this.requests().filter(({ failedAs, endedAt }) => failedAs && endedAt);
    await until(() => refused().length > 0, "nothing has failed");
    return refused();
  }

  /**
   * The run ends well: everything is there but what is lost, and nothing was asked for twice.
   * @param {(event: object) => boolean} isLost of the ledger
   */
  async isWhole(isLost = () => false) {
    await gh.done(this.page);
    const { kinds, isAll } = await told(this.page);
    assert.deepEqual(kinds, expected(this.github, this.person, { keep: (event) => !isLost(event) }));
    assert.equal(isAll, true);
    this.asksNothingTwice();
  }

  /** What was answered in full is not asked for again, whatever came between. */
  asksNothingTwice() {
    // What a limit refused cost nothing.
    const isAnswer = ({ status, failedAs, cost }) => status === 200 && !failedAs && cost > 0;
    const answered = this.requests().filter(isAnswer);
    const asked = answered.map(({ operation, variables }) => `${operation} ${JSON.stringify(variables)}`);
    assert.deepEqual(asked.filter((one, nth) => asked.indexOf(one) !== nth), [], "asked twice");
  }

  /** It stands still and says why, in both languages. @param {keyof typeof FAILURES} why */
  async standsStill(why) {
    await gh.failed(this.page);
    await this.#inBothLanguages(async (language) => {
      const [what, advice] = FAILURES[why][language];
      const message = await gh.message(this.page);
      assert.equal(message.what, what);
      assert.match(message.advice, advice);
      assert(message.found.length > 10, message.found);
    });
  }

  /** Nothing is sent any more. @param {number} since milliseconds, of Date.now() */
  async isSilent(since = Date.now(), ms = 1_300) {
    await new Promise((later) => setTimeout(later, since + ms - Date.now()));
    assert.deepEqual(this.requests().filter(({ at }) => at > since).map(({ operation }) => operation), []);
  }

  /** These lines stand under "missing", in both languages. @param {[string, string][]} lines of missingLine() */
  async misses(lines) {
    await this.#inBothLanguages(async (language) => {
      const wanted = lines.map(([what, why]) => missingLine(language, what, why));
      const isCount = (line) => COUNT_OF_PRIVATE.test(line);
      const found = (await gh.missing(this.page)).filter((line) => !isCount(line));
      // Several of GitHub's lists are of one name here.
      assert.deepEqual([...new Set(found)].sort(), [...new Set(wanted)].sort());
    });
  }

  /**
   * It waits for that, counts down, and says so in both languages.
   * @param {keyof typeof WAITS} what
   * @param {number} most seconds
   */
  async countsDown(what, most) {
    const seconds = async (language) => {
      const words = await gh.waiting(this.page);
      const [, secs] = WAITS[what][language].exec(words) ?? [];
      assert(secs !== undefined, `it says: ${words}`);
      return Number(secs);
    };
    await until(() => gh.waiting(this.page), "it waits for nothing");
    const seen = [];
    await this.#inBothLanguages(async (language) => seen.push(await seconds(language)));
    assert(seen[0] <= most && seen[0] >= most - 1, `${seen[0]} seconds are left, and not ${most}`);
    await until(async () => (await gh.waiting(this.page)) === "" || (await seconds("en")) < seen[0], "it stands");
  }

  /** Nothing at all is sent from the last refusal to that moment, and then something is. Milliseconds. */
  async pausedUntil(momentOf, what) {
    const last = (await this.refused()).at(-1);
    const moment = momentOf(last);
    const next = this.requests().find(({ at }) => at > last.endedAt + ON_ITS_WAY_MS);
    isAfter(next.at - moment, 0, what);
  }

  /**
   * What was refused last is asked again after so long, and not before.
   * @param {number} ms
   */
  async waited(ms) {
    const last = (await this.refused()).at(-1);
    const isSame = (one) => JSON.stringify(one.variables) === JSON.stringify(last.variables);
    const later = this.requests({ operation: last.operation }).filter((one) => one.at > last.endedAt);
    const [again] = later.filter(isSame);
    assert(again, `${last.operation} was not asked again`);
    isAfter(again.at - last.endedAt, ms, last.failedAs);
  }

  /** Leaves the run for the form; nothing of it fails any more. */
  async leave() {
    this.heal();
    for (const { failedAs } of this.requests()) if (failedAs) Run.met.add(failedAs);
    await gh.backToForm(this.page);
    // What GitHub refused on purpose; anything else is still a problem.
    const isRefusal = (problem) => problem.includes(gh.API) || /console: Failed to load resource/.test(problem);
    this.page.problems = this.page.problems.filter((problem) => !isRefusal(problem));
  }

  #isOwn({ headers }) {
    const [, sent] = /^Bearer (\S+)$/.exec(headers.authorization ?? "") ?? [];
    return Object.values(this.tokens).some(({ value }) => value === sent);
  }

  async #inBothLanguages(look) {
    await look("en");
    await gh.otherLanguage(this.page);
    await look("ja");
    await gh.otherLanguage(this.page);
  }
}

/** What comes so long after something is not early, and not much too late. Milliseconds. */
export function isAfter(ms, wanted, what) {
  // The page's clock may be a few milliseconds ahead of when the double had sent all of its answer.
  assert(ms >= wanted - 60, `${ms} ms after ${what}, and not ${wanted}`);
  assert(ms <= wanted + LATE_MS, `only ${ms} ms after ${what}, and not ${wanted}`);
}

/** Waits for something to be so. */
export async function until(isSo, why, timeout = 10_000) {
  const end = Date.now() + timeout;
  while (!(await isSo())) {
    assert(Date.now() < end, why);
    await new Promise((later) => setTimeout(later, 20));
  }
}
