// Everything there is on the seeded GitHub, found by name or id.

import { Organization, Repository } from "./repositories.mjs";
import { DAY } from "./time.mjs";
import { User } from "./users.mjs";

/** Users, organizations and repositories, and whatever else has an id. */
export class World {
  #users = new Map();
  #repositories = new Map();
  #nodes = new Map();
  repositories = [];

  /**
   * @param {number} now seconds; what there is depends on its UTC day alone, and happened before it:
   *   `this.now` is that day's first second
   */
  constructor(now) {
    this.now = now - (now % DAY);
    this.nextId = 1_000_001;
    this.webFlow = this.user({ login: "web-flow", name: "GitHub", at: 0, emails: ["noreply@github.com"] });
  }

  /** A new person. @param {object} fields of User, without `databaseId` */
  user(fields) {
    const user = this.add(new User(this, { ...fields, databaseId: this.nextId++ }));
    this.#users.set(user.login.toLowerCase(), user);
    return user;
  }
  organization(login) {
    return this.add(new Organization({ login, databaseId: this.nextId++ }));
  }
  /** A new repository. @param {object} fields of Repository, without `databaseId` */
  repository(fields) {
    const repository = this.add(new Repository({ ...fields, databaseId: this.nextId++ }));
    this.repositories.push(repository);
    this.#repositories.set(repository.nameWithOwner.toLowerCase(), repository);
    return repository;
  }
  /** Makes it findable by its id. */
  add(node) {
    this.#nodes.set(node.id, node);
    return node;
  }
  /** Histories in git's order. To be called when all commits are there, and when more have come. */
  complete() {
    for (const repository of this.repositories) {
      repository.byAuthor = undefined;
      repository.commits.sort((a, b) => b.committer.at - a.committer.at || (a.oid < b.oid ? 1 : -1));
    }
    return this;
  }
  userNamed(login) {
    return this.#users.get(login.toLowerCase()) ?? null;
  }
  repositoryNamed(nameWithOwner) {
    return this.#repositories.get(nameWithOwner.toLowerCase()) ?? null;
  }
  node(id) {
    return this.#nodes.get(id) ?? null;
  }
  /** The user to whom GitHub links an address, or `null`. */
  linked(email) {
    for (const user of this.#users.values()) if (user.emails.includes(email)) return user;
    return null;
  }
}
