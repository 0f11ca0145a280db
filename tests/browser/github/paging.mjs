// Connections: pages of a list, by cursors that hold only for the list they are from.

import { refusal } from "./errors.mjs";

/**
 * One page of `items`, as a connection.
 * @param {object[]} items all that the viewer may see, in the order asked for
 * @param {{first?: number, last?: number, after?: string, before?: string}} args bounds are checked
 *   before anything runs (cost.mjs): here they are within 1 to 100, or absent
 * @param {object} [options]
 * @param {(item: object) => string} [options.idOf] what a cursor remembers of an item
 * @param {(item: object, index: number) => string} [options.cursorOf] other cursors than the usual
 * @param {(cursor: string) => number} [options.indexOf] their inverse; -1 for none
 * @param {(item: object) => object} [options.nodeOf] the node of an item, where that is another
 * @param {(item: object) => object} [options.edgeOf] what an edge tells besides node and cursor
 */
export function connection(items, args, options = {}) {
  const { idOf = (item) => item.id, nodeOf = (item) => item, edgeOf = () => ({}) } = options;
  const cursorOf = options.cursorOf ?? ((item) => cursorFor(idOf(item)));
  const indexOf = options.indexOf ?? ((cursor) => usualIndex(items, idOf, cursor));
  const place = (cursor) => {
    const index = indexOf(cursor);
    if (index >= 0) return index;
    throw refusal("INVALID_CURSOR_ARGUMENTS", `\`${cursor}\` does not appear to be a valid cursor.`);
  };
  let start = args.after == null ? 0 : place(args.after) + 1;
  let end = args.before == null ? items.length : place(args.before);
  if (args.first != null) end = Math.min(end, start + args.first);
  if (args.last != null) start = Math.max(start, end - args.last);
  const page = items.slice(start, Math.max(start, end));
  const cursorAt = (index) => (page[index] ? cursorOf(page[index], start + index) : null);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0 && items.length > 0,
      startCursor: cursorAt(0),
      endCursor: cursorAt(page.length - 1),
    },
    nodes: () => page.map(nodeOf),
    edges: () =>
      page.map((item, index) => ({ node: nodeOf(item), cursor: cursorAt(index), ...edgeOf(item) })),
  };
}

/** Opaque to a reader, as GitHub's are. */
function cursorFor(id) {
  return Buffer.from(`cursor:v2:${id}`).toString("base64");
}

function usualIndex(items, idOf, cursor) {
  const id = Buffer.from(cursor, "base64").toString().slice("cursor:v2:".length);
  return cursorFor(id) === cursor ? items.findIndex((item) => idOf(item) === id) : -1;
}

/**
 * The list in an order, ties by id so that pages neither repeat nor lose anything.
 * @param {(item: object) => number} key
 * @param {"ASC" | "DESC"} [direction]
 */
export function ordered(items, key, direction = "ASC") {
  const sign = direction === "DESC" ? -1 : 1;
  return [...items].sort((a, b) => sign * (key(a) - key(b) || (a.id < b.id ? -1 : 1)));
}
