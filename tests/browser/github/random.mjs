// Numbers that look random and are the same in every run: everything seeded stands on them.

/**
 * A source of numbers that depends on nothing but `seed`.
 * @param {string} seed
 */
export function seeded(seed) {
  let state = hash(seed);
  const number = () => {
    // mulberry32: small, and even enough for dates and names.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  /** A whole number, `from <= n < until`. */
  const whole = (from, until) => from + Math.floor(number() * (until - from));
  return {
    number,
    whole,
    /** True this often: 0 is never, 1 is always. */
    chance: (share) => number() < share,
    pick: (list) => list[whole(0, list.length)],
    /** So many of these letters. */
    text: (length, letters) => Array.from({ length }, () => letters[whole(0, letters.length)]).join(""),
    /** So many hexadecimal digits. */
    hex: (length) => {
      let text = "";
      while (text.length < length) text += whole(0, 0x1000000).toString(16).padStart(6, "0");
      return text.slice(0, length);
    },
  };
}

/** FNV-1a of the text, as 32 bits. */
function hash(text) {
  let sum = 0x811c9dc5;
  for (const letter of text) sum = Math.imul(sum ^ letter.codePointAt(0), 0x01000193);
  return sum | 0;
}
