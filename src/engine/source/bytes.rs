//! Looking for bytes in bytes.

/// Where `wanted` first stands. Quick where its first byte is rare; a library that is quick for every
/// `wanted` would be a twentieth of the worker.
pub fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    memchr::memchr_iter(first, bytes).find(|at| {
        bytes
            .get(*at..)
            .is_some_and(|rest| rest.starts_with(wanted))
    })
}
