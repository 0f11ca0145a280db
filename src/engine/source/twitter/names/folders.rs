//! What the folders around a file say of it.

use super::base_name;

/// How the names of folders of media start, of any generation; all end in `_media`.
static MEDIA: [&str; 11] = [
    "tweet",
    "direct_message",
    "profile",
    "moments",
    "community_tweet",
    "deleted_tweet",
    "twitter_circle_tweet",
    "grok",
    "spaces",
    "periscope",
    "article",
];

/// Whether a folder holds the archive's pictures and videos: one that X names so, or any `_media` directly
/// below `data`. Someone may keep archives in `social_media`.
pub fn is_media_folder(path: &str) -> bool {
    let Some(outer) = path.strip_suffix("_media") else {
        return false;
    };
    let (outer, name) = outer.rsplit_once('/').unwrap_or(("", outer));
    base_name(outer) == "data" || MEDIA.iter().any(|start| name.starts_with(start))
}

/// Of the folders around a file that say something the innermost: someone may keep archives in a folder
/// `lib`.
fn telling_folder(path: &str) -> Option<&str> {
    let tells = |folder: &str| {
        matches!(base_name(folder), "__MACOSX" | "assets" | "lib" | "data")
            || is_media_folder(folder)
    };
    let (mut folders, _) = path.rsplit_once('/')?;
    loop {
        if tells(folders) {
            return Some(folders);
        }
        (folders, _) = folders.rsplit_once('/')?;
    }
}

/// Whether a path lies in a folder of media.
pub(super) fn is_in_media(path: &str) -> bool {
    telling_folder(path).is_some_and(is_media_folder)
}

/// The viewer's own scripts, the Mac's shadow files, and media.
pub(super) fn is_beside_the_point(path: &str) -> bool {
    telling_folder(path).is_some_and(|folder| base_name(folder) != "data")
        || path.starts_with("__MACOSX/")
        || base_name(path).starts_with("._")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_media_is_known_by_its_name_or_by_where_it_is() {
        let check = |path: &str, expected| assert_eq!(is_media_folder(path), expected, "{path}");
        for name in [
            "tweets",
            "tweet",
            "direct_messages",
            "direct_messages_group",
            "profile",
            "moments",
            "moments_tweets",
            "community_tweet",
            "deleted_tweets",
            "twitter_circle_tweet",
            "grok_chat",
            "spaces",
            "periscope_broadcast",
        ] {
            check(&format!("{name}_media"), true);
            check(&format!("twitter-2024/data/{name}_media"), true);
        }
        check("data/some_new_media", true);
        check("social_media", false);
        check("archives/social_media", false);
        check("social_media/data", false);
        check("data/social/old_media", false);
    }
}
