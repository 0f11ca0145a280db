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

/// What a commit says that shall not set off a job: mostly another job's, whoever's name it is under.
const NO_JOB: [&str; 5] = [
    "[skip ci]",
    "[ci skip]",
    "[no ci]",
    "[skip actions]",
    "[actions skip]",
];

/// Whether a commit of this headline is likely a job's.
pub fn is_of_job(headline: &str) -> bool {
    let headline = headline.to_ascii_lowercase();
    NO_JOB.iter().any(|says| headline.contains(says))
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
        assert!(is_of_job("Update data [Skip CI]") && is_of_job("[ci skip] 1.2"));
        assert!(!is_of_job("Skip ci when nothing changed") && !is_of_job(""));
    }
}
