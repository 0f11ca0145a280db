// Reads all of a person through the double's front door, in the plainest way: what comes out must be
// the truth. The product reads better than this, with fewer calls; this only has to be right.

import { connected } from "./client.mjs";
import { seconds, utc, yearLater } from "./time.mjs";

/** How each kind of the truth is listed in the schema. */
const LISTS = {
  issues: "issues",
  pullRequests: "pullRequests",
  issueComments: "issueComments",
  commitComments: "commitComments",
  gistComments: "gistComments",
  discussions: "repositoryDiscussions",
  discussionComments: "repositoryDiscussionComments",
  gists: "gists",
};
const PAGE = "pageInfo { hasNextPage endCursor }";

/**
 * Everything a token shows of a person, as truth.mjs counts it.
 * @param {object} github of startGithub()
 * @param {string} token
 * @param {string} login
 * @param {object} [author] how commits are found: `{ id }` by default, or `{ emails }`
 * @returns {Promise<object>} as truthOf(), without categories
 */
export async function readAll(github, token, login, author) {
  const call = connected(github, token);
  const { user } = await call(`query($login: String!) { user(login: $login) { id createdAt } }`, { login });
  const found = {};
  for (const [kind, list] of Object.entries(LISTS)) {
    const nodes = await pagesOf(call, login, list, "", `nodes { id createdAt }`);
    found[kind] = told(nodes.map(({ id, createdAt }) => [id, createdAt]));
  }
  const stars = await pagesOf(call, login, "starredRepositories", "", `edges { starredAt node { id } }`);
  found.stars = told(stars.map(({ node, starredAt }) => [node.id, starredAt]));
  const windows = years(seconds(user.createdAt), github.now());
  found.reviews = told(await reviews(call, login, windows));
  const own = "ownerAffiliations: [OWNER]";
  const owned = await pagesOf(call, login, "repositories", own, "nodes { id createdAt isFork }");
  const made = owned.filter(({ isFork }) => !isFork);
  found.repositories = told(made.map(({ id, createdAt }) => [id, createdAt]));
  found.releases = told(await releases(call, owned));
  const ids = new Set(owned.map(({ id }) => id));
  for (const [from, to] of windows) for (const id of await committedTo(call, login, from, to)) ids.add(id);
  found.commits = await commits(call, [...ids], author ?? { id: user.id });
  return found;
}

/** All nodes of one of a person's connections, page by page. */
async function pagesOf(call, login, list, args, selection) {
  const all = [];
  const document = `query($login: String!, $after: String) { user(login: $login) {
    list: ${list}(first: 100, after: $after, ${args}) { totalCount ${PAGE} ${selection} } } }`;
  for (let after = null; ; ) {
    const { totalCount, pageInfo, nodes, edges } = (await call(document, { login, after })).user.list;
    all.push(...(nodes ?? edges));
    if (!pageInfo.hasNextPage) {
      if (all.length !== totalCount) throw new Error(`${list}: ${all.length} of ${totalCount}`);
      return all;
    }
    after = pageInfo.endCursor;
  }
}

/** Windows of at most a year, which do not share a second. */
function years(from, until) {
  const windows = [];
  for (let start = from; start < until; start = yearLater(start)) windows.push([start, yearLater(start) - 1]);
  return windows;
}

async function reviews(call, login, windows) {
  const all = [];
  const document = `query($login: String!, $from: DateTime!, $to: DateTime!, $after: String) {
    user(login: $login) { contributionsCollection(from: $from, to: $to) {
      pullRequestReviewContributions(first: 100, after: $after) { ${PAGE}
        nodes { pullRequestReview { id submittedAt } } } } } }`;
  for (const [from, to] of windows) {
    for (let after = null; ; ) {
      const variables = { login, from: utc(from), to: utc(to), after };
      const { user } = await call(document, variables);
      const { nodes, pageInfo } = user.contributionsCollection.pullRequestReviewContributions;
      all.push(...nodes.map(({ pullRequestReview: { id, submittedAt } }) => [id, submittedAt]));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
  }
  return all;
}

/** Repositories committed to in a window; a window that is full may hide some, and is halved. */
async function committedTo(call, login, from, to) {
  const document = `query($login: String!, $from: DateTime!, $to: DateTime!) { user(login: $login) {
    contributionsCollection(from: $from, to: $to) {
      commitContributionsByRepository(maxRepositories: 100) { repository { id } } } } }`;
  const { user } = await call(document, { login, from: utc(from), to: utc(to) });
  const found = user.contributionsCollection.commitContributionsByRepository;
  if (found.length < 100) return found.map(({ repository }) => repository.id);
  const middle = Math.floor((from + to) / 2);
  const earlier = await committedTo(call, login, from, middle);
  return [...earlier, ...(await committedTo(call, login, middle + 1, to))];
}

async function releases(call, repositories) {
  const document = `query($id: ID!, $after: String) { node(id: $id) { ... on Repository {
    releases(first: 100, after: $after) { ${PAGE} nodes { id publishedAt } } } } }`;
  const all = [];
  for (const { id } of repositories) {
    for (let after = null; ; ) {
      const { nodes, pageInfo } = (await call(document, { id, after })).node.releases;
      all.push(...nodes.map((release) => [release.id, release.publishedAt]));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
  }
  return all;
}

/** Each commit once, however many repositories hold it. */
async function commits(call, ids, author) {
  const document = `query Commits($id: ID!, $author: CommitAuthor, $after: String) { node(id: $id) {
    ... on Repository { defaultBranchRef { target { ... on Commit {
      history(first: 100, after: $after, author: $author) { totalCount ${PAGE}
        nodes { oid authoredDate author { date } } } } } } } } }`;
  const dates = new Map();
  for (const id of ids) {
    let read = 0;
    for (let after = null; ; ) {
      const history = (await call(document, { id, author, after })).node.defaultBranchRef?.target.history;
      if (!history) break; // empty
      for (const { oid, author: by } of history.nodes) dates.set(oid, by.date);
      read += history.nodes.length;
      if (!history.pageInfo.hasNextPage) {
        if (read !== history.totalCount) throw new Error(`history: ${read} of ${history.totalCount}`);
        break;
      }
      after = history.pageInfo.endCursor;
    }
  }
  const offsets = {};
  for (const date of dates.values()) {
    const offset = date.endsWith("Z") ? "+00:00" : date.slice(-6);
    offsets[offset] = (offsets[offset] ?? 0) + 1;
  }
  return { ...told([...dates]), offsets };
}

/** Count and sum of [id, moment] pairs; throws if an id comes twice. */
function told(pairs) {
  if (new Set(pairs.map(([id]) => id)).size !== pairs.length) throw new Error("something came twice");
  return { count: pairs.length, sum: pairs.reduce((sum, [, date]) => sum + seconds(date), 0) };
}
