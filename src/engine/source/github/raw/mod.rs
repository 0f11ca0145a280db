//! What is said to GitHub and what comes back, in its own words. The documents lie beside this file.

#![allow(unused_qualifications, clippy::large_enum_variant)] // of what is made from the documents

pub mod public;
pub mod shapes;

use graphql_client::GraphQLQuery;
use serde::Deserialize;

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

/// A document with its variables, as it is sent.
pub fn body<Q: GraphQLQuery>(variables: Q::Variables) -> String {
    serde_json::to_string(&Q::build_query(variables)).unwrap_or_default()
}

/// What a document asked for. `None` if it is not of that shape; what is wrong besides stands in
/// [`Envelope`].
pub fn data(body: &[u8]) -> Option<shapes::Answer> {
    let answer: Data = serde_json::from_slice(body).ok()?;
    answer.data
}

#[derive(Deserialize)]
struct Data {
    data: Option<shapes::Answer>,
}

/// What every answer tells beside its data.
#[derive(Default, Deserialize)]
pub struct Envelope {
    pub data: Option<Common>,
    #[serde(default)]
    pub errors: Vec<Trouble>,
    /// Instead of data, where a request was refused as a whole.
    pub message: Option<String>,
}

#[derive(Deserialize)]
pub struct Common {
    #[serde(rename = "rateLimit")]
    pub rate_limit: Option<Points>,
}

/// Points that a request cost, that are left, and when there are as many as before.
#[derive(Deserialize)]
pub struct Points {
    pub cost: u32,
    pub remaining: u32,
    #[serde(rename = "resetAt")]
    pub reset_at: String,
}

/// One thing that GitHub could not or would not do.
#[derive(Deserialize)]
pub struct Trouble {
    #[serde(rename = "type", default)]
    pub sort: String,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub path: Vec<Step>,
}

/// A step on the way to where trouble was: a field's name or a place in a list.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Step {
    Place(u32),
    Field(String),
}
