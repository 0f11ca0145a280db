// A person as GitHub's schema has them: lists of what they did, as the viewer may see them.

import { Contributions, contributionDays } from "./contributions.mjs";
import { connection, ordered } from "./paging.mjs";
import { starConnection } from "./posts.mjs";
import { avatarUrl, orderedRepositories } from "./repositories.mjs";
import { DAY, utc } from "./time.mjs";

const POST_KEYS = {
  CREATED_AT: (post) => post.at,
  UPDATED_AT: (post) => post.lastChange,
  PUSHED_AT: (post) => post.lastChange,
  COMMENTS: () => 0,
};

/**
 * A person. `did` holds what they made, by kind, in no order; the methods are the schema's fields.
 * `sharesPrivate` is the setting that shows counts of private work to everybody.
 */
export class User {
  constructor(world, { databaseId, login, name, at, emails, sharesPrivate = false }) {
    Object.assign(this, { databaseId, login, name, at, sharesPrivate });
    this.emails = emails;
    this.world = world;
    this.follows = [];
    this.did = {
      ...{ issues: [], pullRequests: [], reviews: [], issueComments: [], commitComments: [] },
      ...{ gistComments: [], discussions: [], discussionComments: [], stars: [], gists: [] },
      ...{ releases: [], commits: [], repositories: [] },
    };
  }
  __typename = "User";
  bio = null;
  company = null;
  location = null;
  status = null;
  get email() {
    return "";
  }
  get id() {
    return `U_kgD${String(this.databaseId).padStart(7, "0")}`;
  }
  get url() {
    return `https://github.com/${this.login}`;
  }
  get resourcePath() {
    return `/${this.login}`;
  }
  get createdAt() {
    return utc(this.at);
  }
  avatarUrl({ size }) {
    return avatarUrl(this.databaseId, size);
  }
  isViewer(_, { viewer }) {
    return viewer.login === this.login;
  }
  issues(args, context) {
    return posts(this.did.issues, args, context);
  }
  pullRequests(args, context) {
    return posts(this.did.pullRequests, args, context);
  }
  issueComments(args, context) {
    return posts(this.did.issueComments, args, context);
  }
  commitComments(args, context) {
    return posts(this.did.commitComments, args, context);
  }
  gistComments(args, context) {
    return posts(this.did.gistComments, args, context);
  }
  repositoryDiscussions(args, context) {
    return posts(this.did.discussions, args, context);
  }
  repositoryDiscussionComments(args, context) {
    return posts(this.did.discussionComments, args, context);
  }
  gists(args, context) {
    return posts(this.did.gists, args, context);
  }
  starredRepositories(args, { viewer }) {
    const seen = this.did.stars.filter((star) => viewer.sees(star.repository));
    return starConnection(ordered(seen, (star) => star.at, args.orderBy?.direction), args);
  }
  following(args) {
    return connection(this.follows, args);
  }
  repositories(args, { viewer }) {
    const wanted = args.ownerAffiliations ?? ["OWNER", "COLLABORATOR"];
    const found = this.world.repositories.filter(
      (repository) =>
        viewer.sees(repository) &&
        wanted.includes(affiliation(this, repository)) &&
        (args.isFork == null || args.isFork === repository.isFork) &&
        matchesPrivacy(repository, args.privacy ?? args.visibility),
    );
    return connection(orderedRepositories(found, args.orderBy), args);
  }
  /** GitHub: only what was contributed to within the last year, and not the person's own unless asked. */
  repositoriesContributedTo(args, { viewer, now }) {
    const types = new Set(args.contributionTypes ?? ["COMMIT", "ISSUE", "PULL_REQUEST", "REPOSITORY"]);
    const found = new Set();
    for (const { type, at, repository } of contributed(this)) {
      if (at >= now - 365 * DAY && types.has(type)) found.add(repository);
    }
    const shown = [...found].filter(
      (repository) =>
        viewer.sees(repository) &&
        (args.includeUserRepositories || repository.owner !== this) &&
        matchesPrivacy(repository, args.privacy),
    );
    return connection(orderedRepositories(shown, args.orderBy), args);
  }
  contributionsCollection(args, context) {
    return new Contributions(this, args, context);
  }
}

function posts(list, args, { viewer }) {
  const seen = list.filter((post) => post.repository === null || viewer.sees(post.repository));
  const key = POST_KEYS[args.orderBy?.field] ?? POST_KEYS.CREATED_AT;
  return connection(ordered(seen, key, args.orderBy?.direction), args);
}

function affiliation(user, repository) {
  if (repository.owner === user) return "OWNER";
  if (!repository.members.has(user.login)) return null;
  return repository.isInOrganization ? "ORGANIZATION_MEMBER" : "COLLABORATOR";
}

function matchesPrivacy(repository, wanted) {
  return wanted == null || wanted === repository.visibility;
}

/** What made repositories the person's, one by one. */
function* contributed(user) {
  for (const { repository, at } of contributionDays(user)) yield { type: "COMMIT", at, repository };
  for (const { repository, at } of user.did.issues) yield { type: "ISSUE", at, repository };
  for (const { repository, at } of user.did.pullRequests) yield { type: "PULL_REQUEST", at, repository };
  for (const { repository, at } of user.did.reviews) {
    yield { type: "PULL_REQUEST_REVIEW", at, repository };
  }
  for (const repository of user.did.repositories) {
    yield { type: "REPOSITORY", at: repository.at, repository };
  }
}
