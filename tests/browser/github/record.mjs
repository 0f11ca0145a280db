// Every request that came, so that a test can say what was asked, when, and how much at once.

/** One for a server. Times are milliseconds, of Date.now(). */
export class Record {
  #inFlight = 0;

  /**
   * All requests in the order in which they came, preflights as well.
   * @type {{at: number, endedAt: number | null, host: string, path: string, method: string,
   *   headers: Record<string, string>, body: string, operation: string | undefined,
   *   variables: object | undefined, cost: number, status: number | null,
   *   failedAs: string | null}[]} `status` is `null` while unanswered, and for ever if it was
   *   dropped; `failedAs` is what a script made of it
   */
  requests = [];
  /** The largest number of requests in flight at once; preflights do not count. */
  mostInFlight = 0;

  /** Called by the server when a request's head has come. */
  begin(request) {
    const { method, headers, url: path } = request;
    const host = (headers.host ?? "").replace(/:\d+$/, "");
    const before = { body: "", operation: undefined, variables: undefined, cost: 0 };
    const entry = { at: Date.now(), endedAt: null, host, path, method, headers, ...before };
    Object.assign(entry, { status: null, failedAs: null });
    this.requests.push(entry);
    if (method !== "OPTIONS") this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    return entry;
  }

  /** Called once, when it is answered, dropped, or the other side has gone. */
  end(entry) {
    if (entry.endedAt !== null) return;
    entry.endedAt = Date.now();
    if (entry.method !== "OPTIONS") this.#inFlight -= 1;
  }

  /**
   * Requests that are like this, preflights only if asked for.
   * @param {object} [like] such as `{ operation: "Commits" }`; all by default
   */
  of(like = {}) {
    const wanted = Object.entries({ ...like });
    return this.requests.filter(
      (entry) =>
        (entry.method !== "OPTIONS" || like.method === "OPTIONS") &&
        wanted.every(([field, value]) => entry[field] === value),
    );
  }

  /** Requests that came after a moment in milliseconds, preflights as well. */
  after(moment) {
    return this.requests.filter(({ at }) => at > moment);
  }

  /** Points that all calls cost together. */
  get cost() {
    return this.requests.reduce((sum, { cost }) => sum + cost, 0);
  }

  /** Forgets all that has been answered. */
  clear() {
    this.requests = this.requests.filter(({ endedAt }) => endedAt === null);
    this.mostInFlight = this.#inFlight;
  }
}
