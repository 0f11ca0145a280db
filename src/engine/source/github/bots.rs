//! Names by which programs commit.

/// GitHub's own pages: merges, edits and reverts made there.
pub const PAGES: &str = "web-flow";

/// Programs that don't say `[bot]`, in lower case.
const PROGRAMS: [&str; 24] = [
    "actions-user",
    "azure pipelines",
    "bors",
    "circleci",
    "codecov-io",
    "continuous integration",
    "dependabot",
    "dependabot-preview",
    "deploy bot",
    "github action",
    "github actions",
    "github-actions",
    "gitlab ci",
    "greenkeeper",
    "greenkeeperio-bot",
    "imgbot",
    "jenkins",
    "mergify",
    "netlify cms",
    "renovate",
    "renovate bot",
    "semantic-release-bot",
    "snyk-bot",
    "travis ci",
];

/// Whether a name or login is known as a program's.
pub fn is_bot(name: &str) -> bool {
    let name = name.trim().to_ascii_lowercase();
    name.ends_with("[bot]") || PROGRAMS.binary_search(&name.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_and_people_are_not() {
        assert!(PROGRAMS.is_sorted());
        for name in [
            "dependabot[bot]",
            "Renovate[Bot]",
            "GitHub Actions",
            " Travis CI ",
            "actions-user",
        ] {
            assert!(is_bot(name), "{name}");
        }
        for name in [
            "", "Abbott", "bot", "web-flow", "robot", "actions", "Travis",
        ] {
            assert!(!is_bot(name), "{name}");
        }
    }
}
