// Asks the double without a browser, under GitHub's own names.

import { Agent, request } from "node:https";
import { API_HOST } from "./server.mjs";

/** Keeps connections, for whoever asks a thousand times. */
export const kept = new Agent({ keepAlive: true, maxSockets: 2 });

/**
 * One request.
 * @param {object} github of startGithub()
 * @param {object} what
 * @param {string} [what.path] "/graphql" by default
 * @param {string} [what.method] POST with a body, else GET
 * @param {string} [what.token] sent as Authorization
 * @param {object | string} [what.body] sent as JSON
 * @param {Agent | false} [what.agent] a connection of its own by default
 * @returns {Promise<{status: number, headers: object, text: string, bytes: Buffer, json: any}>} `json`
 *   is `undefined` if the text is none; rejects if the connection ends before the answer does
 */
export function ask(github, what) {
  const { path = "/graphql", host = API_HOST, body, method, token, headers = {}, agent = false } = what;
  const content = typeof body === "object" ? JSON.stringify(body) : body;
  const options = {
    ...{ host: "127.0.0.1", port: github.port, servername: host, ca: github.certificate.cert, agent },
    ...{ path, method: method ?? (content === undefined ? "GET" : "POST") },
    headers: { host, ...(token && { authorization: `Bearer ${token}` }), ...headers },
  };
  return new Promise((resolve, reject) => {
    const sent = request(options, (response) => {
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(parts);
        const text = bytes.toString();
        resolve({ status: response.statusCode, headers: response.headers, text, bytes, json: parsed(text) });
      });
    });
    sent.on("error", reject);
    sent.end(content);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Calls GraphQL as one token, over kept connections.
 * @returns {(query: string, variables?: object) => Promise<object>} the data; rejects with what
 *   GitHub told if there is an error in the answer
 */
export function connected(github, token) {
  return async (query, variables) => {
    const { status, json, text } = await ask(github, { token, body: { query, variables }, agent: kept });
    if (status !== 200 || !json || json.errors) throw new Error(`${status}: ${text.slice(0, 500)}`);
    return json.data;
  };
}
