//! Links and names that come from outside are data: what is not of GitHub's own form is not kept.

use crate::engine::policy::AVATARS;

const SITE: &str = "https://github.com/";
/// Longer ones are nobody's: a path of a file in a repository may be long, a comment's link is not.
const MOST_BYTES: usize = 500;

/// What of a link to GitHub's site follows the host. `None` for any other link, and for one with letters
/// that need no place in a link of this kind.
pub fn path(link: &str) -> Option<&str> {
    let path = link.strip_prefix(SITE)?;
    is_plain(path).then_some(path)
}

/// The same, with its host again.
pub fn whole(path: &str) -> String {
    [SITE, path].concat()
}

/// Links of a commit: made of the repository's name and the commit's.
pub fn of_commit(repository: &str, oid: &str) -> String {
    [repository, "/commit/", oid].concat()
}

/// The address of a picture, where it is one of GitHub's avatars.
pub fn avatar(link: &str) -> Option<String> {
    let path = link.strip_prefix(AVATARS)?.strip_prefix('/')?;
    is_plain(path).then(|| link.to_owned())
}

/// `owner/name` at the start of a path.
pub fn repository(path: &str) -> Option<&str> {
    let owner_end = path.find('/')?;
    let rest = path.get(owner_end.checked_add(1)?..)?;
    let name = rest.split(['/', '#', '?']).next()?;
    let end = owner_end.checked_add(1)?.checked_add(name.len())?;
    let found = path.get(..end)?;
    is_name(found).then_some(found)
}

/// Whether it is `owner/name` and no more.
pub fn is_name(name: &str) -> bool {
    let is_part = |part: &str| {
        let is_of_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        !part.is_empty() && part.bytes().all(is_of_name) && part != "." && part != ".."
    };
    let parts = name.split_once('/');
    name.len() <= 200 && parts.is_some_and(|(owner, name)| is_part(owner) && is_part(name))
}

/// Whether it is a login: letters, digits and hyphens.
pub fn is_login(login: &str) -> bool {
    let is_of_login = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    (1..=100).contains(&login.len()) && login.bytes().all(is_of_login)
}

fn is_plain(path: &str) -> bool {
    let is_of_link = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./#?=&%".contains(&byte);
    path.len() <= MOST_BYTES && path.bytes().all(is_of_link) && !path.contains("..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_github_s_own_links_are_kept() {
        let check = |link: &str, expected: Option<&str>| assert_eq!(path(link), expected, "{link}");
        check(
            "https://github.com/a/b/issues/3#issuecomment-5",
            Some("a/b/issues/3#issuecomment-5"),
        );
        for link in [
            "http://github.com/a/b",
            "https://github.com.evil.example/a",
            "https://github.com@evil.example/a",
            "https://evil.example/https://github.com/a/b",
            "javascript:alert(1)",
            "https://github.com/a/b\"><script>",
            "https://github.com/a/../b",
            "https://github.com/a b",
            "",
        ] {
            check(link, None);
        }
        check(&whole(&"a".repeat(600)), None);
    }

    #[test]
    fn a_repository_is_told_from_a_path() {
        let check =
            |path: &str, expected: Option<&str>| assert_eq!(repository(path), expected, "{path}");
        check("a/b/issues/3", Some("a/b"));
        check("a/b", Some("a/b"));
        check("a-1/b.c_d#x", Some("a-1/b.c_d"));
        check("a", None);
        check("a/", None);
        check("a/../b", None);
        check("a b/c", None);
    }

    #[test]
    fn a_picture_is_an_avatar_or_nothing() {
        let own = "https://avatars.githubusercontent.com/u/1?s=96&v=4";
        assert_eq!(avatar(own).as_deref(), Some(own));
        assert_eq!(
            avatar("https://avatars.githubusercontent.com.example/u/1"),
            None
        );
        assert_eq!(avatar("data:image/png;base64,AA"), None);
    }

    #[test]
    fn logins_are_letters_digits_and_hyphens() {
        for (login, expected) in [
            ("a-b9", true),
            ("", false),
            ("a/b", false),
            ("a?b", false),
            ("é", false),
        ] {
            assert_eq!(is_login(login), expected, "{login}");
        }
    }
}
