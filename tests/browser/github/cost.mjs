// What a call costs, and whether its pages are within bounds: known from the text alone, before it
// runs, by the formula that GitHub documents ("Rate limits and query limits for the GraphQL API").

import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isListType,
} from "graphql";
import { refusal } from "./errors.mjs";
import { githubSchema } from "./schema.mjs";

const MOST_NODES = 500_000;
const MOST_IDS = 100;

/**
 * Points and nodes of one operation.
 *
 * Every connection is one request for each node above it, a hundred requests are a point, and at
 * least one is taken. A list by `maxRepositories` counts as a connection whose nodes are free, and
 * `nodes(ids:)` as so many nodes above.
 * @returns {{cost: number, nodeCount: number, problems: Error[]}} `problems`: why GitHub refuses it
 */
export function price(document, operation, variables) {
  const sum = { requests: 0, nodeCount: 0, problems: [] };
  const fragments = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === "FragmentDefinition") fragments.set(definition.name.value, definition);
  }
  const coerced = getVariableValues(githubSchema(), operation.variableDefinitions ?? [], variables);
  const root = githubSchema().getRootType(operation.operation);
  const call = { sum, fragments, variables: coerced.coerced ?? {} };
  walk(call, operation.selectionSet, root, 1, []);
  if (sum.nodeCount > MOST_NODES) {
    const wanted = sum.nodeCount.toLocaleString("en");
    const message = `This query requests up to ${wanted} possible nodes which exceeds the maximum`;
    sum.problems.push(located(refusal("MAX_NODE_LIMIT_EXCEEDED", `${message} limit of 500,000.`)));
  }
  return { cost: Math.max(1, Math.round(sum.requests / 100)), ...sum };
}

/** @param {number} times how many nodes stand above this selection */
function walk(call, selectionSet, parentType, times, path) {
  for (const selection of selectionSet?.selections ?? []) {
    if (selection.kind === "Field") field(call, selection, parentType, times, path);
    else {
      const isInline = selection.kind === "InlineFragment";
      const fragment = isInline ? selection : call.fragments.get(selection.name.value);
      const on = fragment.typeCondition?.name.value;
      const type = on ? githubSchema().getType(on) : parentType;
      walk(call, fragment.selectionSet, type, times, path);
    }
  }
}

function field(call, node, parentType, times, above) {
  const definition = parentType.getFields?.()[node.name.value];
  if (!definition) return; // __typename
  const path = [...above, node.alias?.value ?? node.name.value];
  const args = argumentsOf(call, definition, node);
  const type = getNamedType(definition.type);
  let inside = times;
  if (isConnection(definition, type)) {
    const size = pageSize(call, node, args, path);
    call.sum.requests += times;
    call.sum.nodeCount += times * size;
    inside = times * size;
  } else if (args.maxRepositories != null && isListType(getNullableType(definition.type))) {
    call.sum.requests += times;
    inside = times * Math.min(args.maxRepositories, 100);
  } else if (Array.isArray(args.ids)) {
    if (args.ids.length > MOST_IDS) tooManyIds(call, node, args.ids.length, path);
    inside = times * args.ids.length;
  }
  walk(call, node.selectionSet, type, inside, path);
}

function argumentsOf(call, definition, node) {
  try {
    return getArgumentValues(definition, node, call.variables);
  } catch {
    return {}; // a variable of the wrong kind: the executor refuses the call anyway
  }
}

function isConnection(definition, type) {
  return type.name.endsWith("Connection") && definition.args.some(({ name }) => name === "first");
}

/** Nodes of a page; notes what GitHub refuses: no bound, or one outside of 1 to 100. */
function pageSize(call, node, args, path) {
  const name = node.name.value;
  const problem = (type, message) => call.sum.problems.push(located(refusal(type, message), node, path));
  for (const end of ["first", "last"]) {
    const wanted = args[end];
    if (wanted > 100) {
      const asked = `Requesting ${wanted} records on the \`${name}\` connection`;
      problem("EXCESSIVE_PAGINATION", `${asked} exceeds the \`${end}\` limit of 100 records.`);
    } else if (wanted < 1) {
      const message = `\`${end}\` on the \`${name}\` connection cannot be less than 1.`;
      problem("INVALID_PAGINATION", message);
    }
  }
  const size = args.first ?? args.last;
  if (size != null) return size;
  // Only how many there are may be asked without a page.
  const fields = (node.selectionSet?.selections ?? []).map((selection) => selection.name?.value);
  if (fields.some((wanted) => !["totalCount", "totalSize", "__typename"].includes(wanted))) {
    const wanted = "You must provide a `first` or `last` value to properly paginate";
    problem("MISSING_PAGINATION_BOUNDARIES", `${wanted} the \`${name}\` connection.`);
  }
  return 0;
}

function tooManyIds(call, node, length, path) {
  const message = `You may not provide more than 100 node ids; you provided ${length}.`;
  call.sum.problems.push(located(refusal("ARGUMENT_LIMIT", message), node, path));
}

/** The error with the place in the document, as the executor would add it. */
function located(error, node, path) {
  const { line, column } = node?.loc?.startToken ?? {};
  const { type, sent } = error.extensions;
  return { message: error.message, extensions: { type, sent }, path, locations: line && [{ line, column }] };
}
