// Repositories, and organizations that own some of them.

import { connection, ordered } from "./paging.mjs";
import { utc } from "./time.mjs";

const REPOSITORY_KEYS = {
  CREATED_AT: (repository) => repository.at,
  UPDATED_AT: (repository) => repository.lastPush,
  PUSHED_AT: (repository) => repository.lastPush,
  NAME: (repository) => repository.databaseId, // ids are handed out by name's number
  STARGAZERS: (repository) => repository.stargazerCount,
};

/** The list as `orderBy` of a RepositoryOrder wants it; by id without one. */
export function orderedRepositories(repositories, orderBy) {
  const key = REPOSITORY_KEYS[orderBy?.field] ?? ((repository) => repository.databaseId);
  return ordered(repositories, key, orderBy?.direction);
}

/**
 * A repository. `commits` are those of the default branch, newest committer time first: they are
 * sorted when the world is complete. `members` are the logins that see it if it is private;
 * `languages` are in the order of their sizes, the largest first.
 */
export class Repository {
  constructor({ databaseId, owner, name, at, isPrivate = false, parent = null, languages = [], members }) {
    const isFork = parent !== null;
    Object.assign(this, { databaseId, owner, name, at, isPrivate, parent, isFork });
    this.writtenIn = languages;
    this.members = new Set(members);
    this.commits = [];
    this.releaseList = [];
    this.stargazerCount = 0;
    this.forkCount = 0;
    this.isArchived = false;
    this.isDisabled = false;
    this.isLocked = false;
    this.isTemplate = false;
    this.isMirror = false;
    this.hasIssuesEnabled = true;
    this.hasDiscussionsEnabled = true;
    this.description = null;
  }
  __typename = "Repository";
  get id() {
    return `R_kgD${String(this.databaseId).padStart(7, "0")}`;
  }
  get nameWithOwner() {
    return `${this.owner.login}/${this.name}`;
  }
  get url() {
    return `https://github.com/${this.nameWithOwner}`;
  }
  get resourcePath() {
    return `/${this.nameWithOwner}`;
  }
  get visibility() {
    return this.isPrivate ? "PRIVATE" : "PUBLIC";
  }
  get isInOrganization() {
    return this.owner.__typename === "Organization";
  }
  get isEmpty() {
    return this.commits.length === 0;
  }
  /** Seconds of the last push. */
  get lastPush() {
    return this.commits.length > 0 ? this.commits[0].committer.at : this.at;
  }
  get createdAt() {
    return utc(this.at);
  }
  get pushedAt() {
    return this.isEmpty ? null : utc(this.lastPush);
  }
  get updatedAt() {
    return utc(this.lastPush);
  }
  get diskUsage() {
    return this.commits.length * 4;
  }
  get defaultBranchRef() {
    if (this.isEmpty) return null;
    const target = this.commits[0];
    const id = `REF_${this.databaseId}_main`;
    return { __typename: "Ref", id, name: "main", prefix: "refs/heads/", repository: this, target };
  }
  ref({ qualifiedName }) {
    return /^(refs\/heads\/)?main$/.test(qualifiedName) ? this.defaultBranchRef : null;
  }
  object({ oid, expression }) {
    if (oid != null) return this.commits.find((commit) => commit.oid === oid) ?? null;
    return /^(HEAD|main|refs\/heads\/main)$/.test(expression ?? "") ? (this.commits[0] ?? null) : null;
  }
  get primaryLanguage() {
    return this.writtenIn[0] ?? null;
  }
  languages(args) {
    const whole = 100 + this.commits.length * 40;
    const sizeOf = (language) => whole * (this.writtenIn.length - this.writtenIn.indexOf(language));
    // GitHub's own order is none that one may count on: here it is by name.
    const byName = (one) => this.writtenIn.filter(({ name }) => name < one.name).length;
    const held = ordered(this.writtenIn, args.orderBy ? sizeOf : byName, args.orderBy?.direction);
    const page = connection(held, args, { edgeOf: (language) => ({ size: sizeOf(language) }) });
    return { ...page, totalSize: held.reduce((sum, language) => sum + sizeOf(language), 0) };
  }
  releases(args) {
    const { field, direction = "DESC" } = args.orderBy ?? {};
    const named = field === "NAME" ? (release) => release.number : (release) => release.at;
    return connection(ordered(this.releaseList, named, direction), args);
  }
}

/** Owns repositories, and is no user: `user(login:)` does not find it. */
export class Organization {
  constructor({ databaseId, login }) {
    Object.assign(this, { databaseId, login, name: login });
  }
  __typename = "Organization";
  get id() {
    return `O_kgD${String(this.databaseId).padStart(7, "0")}`;
  }
  get url() {
    return `https://github.com/${this.login}`;
  }
  get resourcePath() {
    return `/${this.login}`;
  }
  avatarUrl({ size }) {
    return avatarUrl(this.databaseId, size);
  }
}

/** @param {number} [size] CSS pixels of a side */
export function avatarUrl(databaseId, size) {
  const wanted = size == null ? "" : `s=${size}&`;
  return `https://avatars.githubusercontent.com/u/${databaseId}?${wanted}v=4`;
}
