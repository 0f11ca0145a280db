//! The name of a server that somebody typed.

/// A server's name, such as `misskey.io`: labels of letters, digits and hyphens with dots between them. Neither
/// an address of numbers nor anything that would lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

const MOST_BYTES: usize = 253;
const MOST_LABEL_BYTES: usize = 63;

impl Host {
    /// What was typed or pasted: the name alone, or with what browsers show before and behind it.
    /// `None` if it is no server's name.
    pub fn read(typed: &str) -> Option<Host> {
        let name = typed.trim().to_lowercase();
        let name = name.strip_prefix("https://").unwrap_or(&name);
        let name = name.strip_suffix('/').unwrap_or(name);
        let labels = name.split('.');
        let is_long = MOST_BYTES < name.len();
        let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
        let is_named = labels
            .clone()
            .next_back()
            .is_some_and(|last| !is_number(last));
        let is_host = !is_long && name.contains('.') && is_named && labels.clone().all(is_label);
        is_host.then(|| Host(name.into()))
    }

    pub fn name(&self) -> &str {
        &self.0
    }
}

fn is_label(label: &str) -> bool {
    // Digits and signs of other scripts may stand for a dot or a slash: browsers read them as such.
    let is_good = |char: char| match char.is_ascii() {
        true => char.is_ascii_alphanumeric() || char == '-',
        false => char.is_alphabetic(),
    };
    !label.is_empty()
        && label.len() <= MOST_LABEL_BYTES
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(is_good)
}
