// Documents to try the double with: everything that a reader of GitHub needs, and two that are wrong.
// They are the notes' checked documents; the product's own stand beside the product.

export const DOCUMENTS = {
  Viewer: `query Viewer {
      viewer {
        id login name avatarUrl(size: 96) createdAt
        contributionsCollection { contributionYears }
      }
      rateLimit { cost limit remaining used nodeCount resetAt }
    }`,
  Calendar: `query Calendar($login: String!, $from: DateTime!, $to: DateTime!) {
      user(login: $login) {
        id
        contributionsCollection(from: $from, to: $to) {
          startedAt endedAt contributionYears hasAnyContributions hasAnyRestrictedContributions
          restrictedContributionsCount earliestRestrictedContributionDate
          latestRestrictedContributionDate totalCommitContributions totalIssueContributions
          totalPullRequestContributions totalPullRequestReviewContributions
          totalRepositoryContributions
          contributionCalendar {
            totalContributions colors isHalloween
            weeks {
              firstDay
              contributionDays { date weekday contributionCount contributionLevel color }
            }
            months { firstDay name totalWeeks year }
          }
        }
      }
      rateLimit { cost remaining resetAt }
    }`,
  FeedByRepo: `query Feed($login: String!, $from: DateTime!, $to: DateTime!) {
      user(login: $login) {
        contributionsCollection(from: $from, to: $to) {
          commitContributionsByRepository(maxRepositories: 100) {
            repository {
              id nameWithOwner isPrivate isFork
              primaryLanguage { name color }
              languages(first: 10, orderBy: {field: SIZE, direction: DESC}) {
                totalSize
                edges {
                  size
                  node { name color }
                }
              }
            }
            contributions(first: 100, orderBy: {field: OCCURRED_AT, direction: DESC}) {
              totalCount
              pageInfo { hasNextPage endCursor }
              nodes { occurredAt commitCount isRestricted }
            }
          }
          issueContributionsByRepository(maxRepositories: 100) {
            repository { nameWithOwner }
            contributions(first: 100) {
              totalCount
              nodes {
                occurredAt
                issue { createdAt }
              }
            }
          }
          pullRequestContributionsByRepository(maxRepositories: 100) {
            repository { nameWithOwner }
            contributions(first: 100) {
              totalCount
              nodes {
                occurredAt
                pullRequest { createdAt }
              }
            }
          }
          pullRequestReviewContributionsByRepository(maxRepositories: 100) {
            repository { nameWithOwner }
            contributions(first: 100) {
              totalCount
              nodes {
                occurredAt
                pullRequestReview { createdAt submittedAt }
              }
            }
          }
        }
      }
      rateLimit { cost nodeCount remaining resetAt }
    }`,
  Contribs: `query Contribs($login: String!, $from: DateTime!, $to: DateTime!,
      $ai: String, $ap: String, $ar: String) {
      user(login: $login) {
        contributionsCollection(from: $from, to: $to) {
          issueContributions(first: 100, after: $ai) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes {
              occurredAt isRestricted
              issue {
                createdAt url
                repository { nameWithOwner }
              }
            }
          }
          pullRequestContributions(first: 100, after: $ap) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes {
              occurredAt isRestricted
              pullRequest { createdAt mergedAt closedAt url }
            }
          }
          pullRequestReviewContributions(first: 100, after: $ar) {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes {
              occurredAt isRestricted
              pullRequestReview { createdAt submittedAt url }
            }
          }
          repositoryContributions(first: 100) {
            nodes {
              occurredAt
              repository { createdAt nameWithOwner }
            }
          }
        }
      }
      rateLimit { cost remaining resetAt }
    }`,
  CommitHistory: `query Commits($owner: String!, $name: String!, $author: ID!,
      $since: GitTimestamp, $until: GitTimestamp, $after: String) {
      repository(owner: $owner, name: $name) {
        isFork isEmpty
        defaultBranchRef {
          name
          target {
            __typename
            ... on Commit {
              history(
                first: 100
                after: $after
                since: $since
                until: $until
                author: {id: $author}
              ) {
                totalCount
                pageInfo { hasNextPage endCursor }
                nodes {
                  oid authoredDate committedDate authoredByCommitter
                  author {
                    date email name
                    user { login }
                  }
                  committer {
                    date email
                    user { login }
                  }
                  additions deletions
                }
              }
            }
          }
        }
      }
      rateLimit { cost nodeCount remaining resetAt }
    }`,
  CommitHistoryMany: `query CommitsMany($author: CommitAuthor, $since: GitTimestamp, $ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on Repository {
          nameWithOwner
          defaultBranchRef {
            target {
              ... on Commit {
                history(first: 100, since: $since, author: $author) {
                  totalCount
                  pageInfo { hasNextPage endCursor }
                  nodes {
                    oid
                    author { date }
                    committer { date }
                  }
                }
              }
            }
          }
        }
      }
      rateLimit { cost nodeCount remaining resetAt }
    }`,
  Comments: `query Comments($login: String!, $before: String) {
      user(login: $login) {
        issueComments(
          last: 100
          before: $before
          orderBy: {field: UPDATED_AT, direction: ASC}
        ) {
          totalCount
          pageInfo { hasPreviousPage startCursor }
          nodes { createdAt lastEditedAt publishedAt url }
        }
        commitComments(last: 100) {
          totalCount
          nodes { createdAt }
        }
        gistComments(last: 100) {
          totalCount
          nodes { createdAt }
        }
        repositoryDiscussions(last: 100, orderBy: {field: CREATED_AT, direction: ASC}) {
          totalCount
          nodes { createdAt }
        }
        repositoryDiscussionComments(last: 100) {
          totalCount
          nodes { createdAt }
        }
        starredRepositories(first: 100, orderBy: {field: STARRED_AT, direction: DESC}) {
          totalCount
          pageInfo { hasNextPage endCursor }
          edges { starredAt }
        }
        gists(first: 100, orderBy: {field: CREATED_AT, direction: DESC}) {
          nodes { createdAt updatedAt }
        }
        issues(first: 100, orderBy: {field: CREATED_AT, direction: DESC}) {
          nodes { createdAt closedAt }
        }
        pullRequests(first: 100, orderBy: {field: CREATED_AT, direction: DESC}) {
          nodes { createdAt mergedAt closedAt }
        }
      }
      rateLimit { cost nodeCount }
    }`,
  ReposContributed: `query Repos($login: String!, $after: String) {
      user(login: $login) {
        repositoriesContributedTo(
          first: 100
          after: $after
          includeUserRepositories: true
          contributionTypes: [COMMIT, ISSUE, PULL_REQUEST, PULL_REQUEST_REVIEW, REPOSITORY]
        ) {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes {
            id nameWithOwner isPrivate isFork pushedAt
            primaryLanguage { name color }
          }
        }
        repositories(
          first: 100
          ownerAffiliations: [OWNER, COLLABORATOR, ORGANIZATION_MEMBER]
          orderBy: {field: PUSHED_AT, direction: DESC}
        ) {
          nodes { id nameWithOwner pushedAt }
        }
      }
      rateLimit { cost }
    }`,
  Bad: `{
      viewer {
        contributionsCollection {
          contributions { occurredAt }
        }
      }
    }`,
  BadPushed: `{
      viewer {
        repositories(first: 1) {
          nodes {
            defaultBranchRef {
              target {
                ... on Commit {
                  history(first: 1) {
                    nodes { pushedAt }
                  }
                }
              }
            }
          }
        }
      }
    }`,
};
