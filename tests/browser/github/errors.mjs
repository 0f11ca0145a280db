// Errors as GitHub's GraphQL words them: a type beside the message, in answers of status 200.

import { GraphQLError } from "graphql";

/**
 * What a resolver throws to be answered as GitHub answers.
 * @param {string} type such as NOT_FOUND
 * @param {object} [extensions] as GitHub sends them, if it does
 */
export function refusal(type, message, extensions) {
  return new GraphQLError(message, { extensions: { type, sent: extensions } });
}

/** Where the schema has something that the test double has not. A test must hear of it. */
export class NotHeld extends Error {}

/** An error of graphql-js' executor in GitHub's form, with GitHub's order of keys. */
export function asGithub(error) {
  const { type, sent } = error.extensions ?? {};
  return {
    ...(type && { type }),
    ...(error.path && { path: error.path }),
    ...(sent && { extensions: sent }),
    ...(error.locations && { locations: error.locations }),
    message: error.message,
  };
}

/** An error of graphql-js' validation as GitHub words it. */
export function asGithubInvalid(error) {
  const field = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(error.message);
  const locations = error.locations;
  if (!field) return { extensions: { code: "graphqlInvalid" }, locations, message: error.message };
  const [, fieldName, typeName] = field;
  return {
    extensions: { code: "undefinedField", typeName, fieldName },
    locations,
    message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
  };
}
