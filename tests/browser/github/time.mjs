// Moments as GitHub writes them. Within the test double a moment is whole seconds since 1970.

export const MINUTE = 60;
export const HOUR = 3600;
export const DAY = 86_400;

/** As the scalar DateTime: in UTC, to the second. `null` stays `null`. */
export function utc(seconds) {
  return seconds === null ? null : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/**
 * As the scalar GitTimestamp: the clock of whoever wrote it and its distance from UTC. At distance
 * zero half of them end in `Z` and half in `+00:00`: the schema allows both, so both come.
 * @param {number} seconds
 * @param {number} offsetMins minutes east of UTC
 */
export function local(seconds, offsetMins) {
  const clock = utc(seconds + offsetMins * MINUTE).slice(0, 19);
  if (offsetMins === 0 && seconds % 2 === 0) return `${clock}Z`;
  return clock + offsetText(offsetMins);
}

/** `+09:00`, for minutes east of UTC. */
export function offsetText(mins) {
  const size = Math.abs(mins);
  const two = (n) => String(n).padStart(2, "0");
  return `${mins < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Seconds of an ISO 8601 text; throws a RangeError for what is none. */
export function seconds(text) {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a moment: ${text}`);
  return Math.floor(milliseconds / 1000);
}

/** The first second of a calendar year in UTC. */
export function yearStart(year) {
  return Date.UTC(year, 0, 1) / 1000;
}

/** The same date and clock a year later, as GitHub bounds a contributions window. */
export function yearLater(at) {
  const date = new Date(at * 1000);
  return date.setUTCFullYear(date.getUTCFullYear() + 1) / 1000;
}
