//! What cleaning found, in words.

use super::Language;
use crate::engine::infer::clean::Reason;

/// Which posts of an app are taken for a machine's, and why. The app's name is data: show it as text.
pub fn finding(language: Language, app: &str, reason: Reason) -> String {
    let mins;
    let why: [&str; 3] = match (language, reason) {
        (Language::Japanese, Reason::Automatic) => ["自動で投稿するアプリ", "", ""],
        (Language::English, Reason::Automatic) => ["an app that posts by itself", "", ""],
        (Language::Japanese, Reason::Scheduled { .. }) => {
            ["予約投稿とみられる、0秒ちょうどの投稿", "", ""]
        }
        (Language::English, Reason::Scheduled { .. }) => [
            "posts at second 0 sharp, too many not to be scheduled",
            "",
            "",
        ],
        (Language::Japanese, Reason::Cron { every_mins: 60, .. }) => {
            ["毎時、いつも同じ分に投稿", "", ""]
        }
        (Language::English, Reason::Cron { every_mins: 60, .. }) => {
            ["always at the same minute of the hour", "", ""]
        }
        (_, Reason::Cron { every_mins, .. }) => {
            mins = every_mins.to_string();
            let (before, after) = language.pick(
                ("いつも", "分きざみの時刻に投稿"),
                ("always on a beat of ", " minutes"),
            );
            [before, &mins, after]
        }
    };
    let (open, close) = language.pick(("（", "）"), (" (", ")"));
    [app, open, why[0], why[1], why[2], close].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(reason: Reason, japanese: &str, english: &str) {
        assert_eq!(finding(Language::Japanese, "夜の鐘", reason), japanese);
        assert_eq!(finding(Language::English, "夜の鐘", reason), english);
    }

    #[test]
    fn a_finding_names_the_app_and_says_why() {
        check(
            Reason::Automatic,
            "夜の鐘（自動で投稿するアプリ）",
            "夜の鐘 (an app that posts by itself)",
        );
        check(
            Reason::Scheduled {
                apart: 41,
                at_second_0: 25,
                ln_p: -70.0,
            },
            "夜の鐘（予約投稿とみられる、0秒ちょうどの投稿）",
            "夜の鐘 (posts at second 0 sharp, too many not to be scheduled)",
        );
        let cron = |every_mins| Reason::Cron {
            every_mins,
            hours: 100,
            concentration: 0.99,
            ln_p: -200.0,
        };
        check(
            cron(60),
            "夜の鐘（毎時、いつも同じ分に投稿）",
            "夜の鐘 (always at the same minute of the hour)",
        );
        check(
            cron(15),
            "夜の鐘（いつも15分きざみの時刻に投稿）",
            "夜の鐘 (always on a beat of 15 minutes)",
        );
    }
}
