//! What is said to GitHub and what comes back, in its own words. The documents lie beside this file; they are
//! held against GitHub's schema when they are compiled. Answers are read as [JSON](crate::engine::json),
//! without types of their own.

#![allow(unused_qualifications, clippy::large_enum_variant)] // of what is made from the documents

use graphql_client::GraphQLQuery;

type DateTime = String;
type GitObjectID = String;
type GitTimestamp = String;
#[allow(clippy::upper_case_acronyms)] // GitHub's name of it
type URI = String;

/// A document, its variables and its answer.
macro_rules! document {
    ($name:ident, $path:tt) => {
        #[derive(GraphQLQuery)]
        #[graphql(
                                    schema_path = "src/engine/source/github/raw/schema.graphqls",
                                    query_path = $path,
                                    skip_serializing_none
                                )]
        pub struct $name;
    };
}

document!(Person, "src/engine/source/github/raw/person.graphql");
document!(
    Contributed,
    "src/engine/source/github/raw/contributed.graphql"
);
document!(Reviews, "src/engine/source/github/raw/reviews.graphql");
document!(Lists, "src/engine/source/github/raw/lists.graphql");
document!(
    Repositories,
    "src/engine/source/github/raw/repositories.graphql"
);
document!(Releases, "src/engine/source/github/raw/releases.graphql");
document!(Commits, "src/engine/source/github/raw/commits.graphql");
document!(Languages, "src/engine/source/github/raw/languages.graphql");
document!(Follower, "src/engine/source/github/raw/follower.graphql");
document!(Following, "src/engine/source/github/raw/following.graphql");
document!(
    Contributions,
    "src/engine/source/github/raw/contributions.graphql"
);

/// A document with its variables, as it is sent.
pub fn body<Q: GraphQLQuery>(variables: Q::Variables) -> String {
    serde_json::to_string(&Q::build_query(variables)).unwrap_or_default()
}
