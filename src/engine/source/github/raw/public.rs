//! Public events, as the REST interface tells them.

use serde::Deserialize;

#[derive(Deserialize)]
pub struct Event {
    pub id: String,
    #[serde(rename = "type")]
    pub sort: String,
    pub created_at: String,
    pub repo: Repository,
    #[serde(default)]
    pub payload: Payload,
}

#[derive(Deserialize)]
pub struct Repository {
    pub name: String,
}

#[derive(Default, Deserialize)]
pub struct Payload {
    #[serde(default)]
    pub ref_type: Option<String>,
    pub issue: Option<Thing>,
    pub pull_request: Option<Thing>,
    pub discussion: Option<Thing>,
    pub comment: Option<Thing>,
    pub review: Option<Thing>,
    pub release: Option<Thing>,
}

/// Whatever an event is about.
#[derive(Default, Deserialize)]
pub struct Thing {
    pub title: Option<String>,
    pub name: Option<String>,
    pub html_url: Option<String>,
}

/// A page of them.
pub fn page(body: &[u8]) -> Option<Vec<Event>> {
    serde_json::from_slice(body).ok()
}
