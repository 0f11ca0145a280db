// POST /graphql: validates, prices and executes a document as GitHub does, over the seeded world.

import { defaultFieldResolver, execute, getOperationAST, responsePathAsArray } from "graphql";
import { price } from "./cost.mjs";
import { NotHeld, asGithub, asGithubInvalid, refusal } from "./errors.mjs";
import { check, githubSchema } from "./schema.mjs";

/**
 * Answers one call.
 * @param {object} call
 * @param {import("./world.mjs").World} call.world
 * @param {{query?: string, variables?: object, operationName?: string}} call.asked the request's body
 * @param {object} call.viewer who asks: a User as `user`, `login`, and `sees(repository)`
 * @param {object} call.points the hour's points, taken from here (limits.mjs)
 * @param {number} call.now seconds
 * @param {{at?: (string | number)[], error: Error}} [call.partial] a field that fails on purpose:
 *   its path in the answer, by default the first field but `rateLimit`
 * @returns {{status: number, body: object, cost: number, operation?: string, notHeld?: string[]}}
 */
export function answerGraphql({ world, asked, viewer, points, now, partial }) {
  if (typeof asked?.query !== "string") {
    const message = "A query attribute must be specified and must be a string.";
    return { status: 200, body: { errors: [{ message }] }, cost: 0 };
  }
  const { document, syntax, errors } = check(asked.query);
  if (syntax) {
    const { message, locations } = syntax;
    return { status: 200, body: { errors: [{ message, locations }] }, cost: 0 };
  }
  if (errors.length > 0) return { status: 200, body: { errors: errors.map(asGithubInvalid) }, cost: 0 };
  const operation = getOperationAST(document, asked.operationName);
  if (!operation) {
    const message = `No operation named "${asked.operationName}"`;
    return { status: 200, body: { errors: [{ message }] }, cost: 0 };
  }
  const name = operation.name?.value;
  const { cost, nodeCount, problems } = price(document, operation, asked.variables ?? {});
  if (problems.length > 0) {
    return { status: 200, body: { data: null, errors: problems.map(asGithub) }, cost: 0, operation: name };
  }
  if (!points.take(cost)) return { ...points.exhausted(), cost: 0, operation: name };
  const rateLimit = { cost, nodeCount, ...points.told() };
  const notHeld = [];
  const failing = partial && { ...partial, at: partial.at ?? firstField(operation, asked.variables) };
  const result = execute({
    schema: githubSchema(),
    document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    rootValue: queryRoot(world, viewer, rateLimit),
    contextValue: { viewer, now, failing, notHeld },
    fieldResolver: resolve,
  });
  const { data, errors: failed } = result;
  const body = failed ? { data: data ?? null, errors: failed.map(asGithub) } : { data };
  return { status: 200, body, cost, operation: name, notHeld };
}

/** The fields of the schema's Query that the test double holds. */
function queryRoot(world, viewer, rateLimit) {
  const repositoryOf = (owner, name) => {
    const found = world.repositoryNamed(`${owner}/${name}`);
    return found && viewer.sees(found) ? found : null;
  };
  const nodeOf = (id) => {
    const found = world.node(id);
    const repository = found?.__typename === "Repository" ? found : found?.repository;
    if (found && (!repository || viewer.sees(repository))) return found;
    return refusal("NOT_FOUND", `Could not resolve to a node with the global id of '${id}'.`);
  };
  return {
    viewer: viewer.user,
    user({ login }) {
      const found = world.userNamed(login);
      if (found) return found;
      throw refusal("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`);
    },
    repository({ owner, name }) {
      const found = repositoryOf(owner, name);
      if (found) return found;
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
      throw refusal("NOT_FOUND", message);
    },
    node: ({ id }) => nodeOf(id),
    nodes: ({ ids }) => ids.map(nodeOf),
    rateLimit,
  };
}

/** Properties and methods by name, as graphql-js does, but loud about what is not held. */
function resolve(source, args, context, info) {
  const path = context.failing && responsePathAsArray(info.path);
  if (path && samePath(path, context.failing.at)) throw context.failing.error;
  if (!(info.fieldName in source)) {
    const missing = `${info.parentType.name}.${info.fieldName}`;
    context.notHeld.push(missing);
    throw new NotHeld(`the test double does not hold ${missing}`);
  }
  const value = defaultFieldResolver(source, args, context, info);
  const at = context.failing?.at;
  if (!path || !Array.isArray(value) || at.length !== path.length + 1) return value;
  if (!samePath(path, at.slice(0, -1))) return value;
  // An element of a list fails: the executor takes an error in its place.
  return value.map((element, index) => (index === at.at(-1) ? context.failing.error : element));
}

function samePath(one, other) {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

/** Where a partial answer fails unless told: the first field that is not about points. */
function firstField(operation, variables) {
  const fields = operation.selectionSet.selections.filter((selection) => selection.kind === "Field");
  const field = fields.find((one) => one.name.value !== "rateLimit");
  const name = field.alias?.value ?? field.name.value;
  return field.name.value === "nodes" && variables?.ids?.length > 0 ? [name, 0] : [name];
}

