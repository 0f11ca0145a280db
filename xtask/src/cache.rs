//! The user's cache of tools: `NAME-VERSION/` each, there whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Problem;

/// The cache's folder: YODORI_CACHE, or `yodori` in the place that the system keeps for caches.
///
/// * `var`: an environment variable's value.
/// * `os`: as in `std::env::consts::OS`.
pub fn folder(var: impl Fn(&str) -> Option<PathBuf>, os: &str) -> Option<PathBuf> {
    let var = |name| var(name).filter(|path| path.is_absolute());
    if let Some(chosen) = var("YODORI_CACHE") {
        return Some(chosen);
    }
    let caches = match os {
        "windows" => var("LOCALAPPDATA"),
        "macos" => var("HOME").map(|home| home.join("Library").join("Caches")),
        _ => var("XDG_CACHE_HOME").or_else(|| var("HOME").map(|home| home.join(".cache"))),
    };
    caches.map(|caches| caches.join("yodori"))
}

/// Where one version of a tool is kept.
pub fn tool(cache: &Path, name: &str, version: &str) -> PathBuf {
    cache.join(format!("{name}-{version}"))
}

/// Has `fill` fill a folder next to `target`, which becomes `target` only if that succeeds: an
/// interrupted installation leaves nothing that could be taken for a tool.
pub fn install(
    target: &Path,
    fill: impl FnOnce(&Path) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let problem = |error| format!("cannot write to {}: {error}", target.display());
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".partial-{}", std::process::id()));
    let partial = target.with_file_name(name);
    fs::create_dir_all(&partial).map_err(problem)?;
    let filled = fill(&partial).and_then(|()| {
        if target.exists() {
            fs::remove_dir_all(target).map_err(problem)?;
        }
        fs::rename(&partial, target).map_err(problem)
    });
    if filled.is_err() {
        // The first problem is the one to tell; what is left here is never read.
        let _ = fs::remove_dir_all(&partial);
    }
    filled
}

/// FNV-1a: the same on every machine and in every version of Rust, unlike `DefaultHasher`.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(vars: &[(&str, &str)], os: &str, expected: &str) {
        let var = |name: &str| {
            let found = vars.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| PathBuf::from(value))
        };
        assert_eq!(folder(var, os), Some(PathBuf::from(expected)));
    }

    #[cfg(unix)]
    #[test]
    fn the_cache_is_where_the_system_keeps_caches() {
        check(&[("HOME", "/h")], "linux", "/h/.cache/yodori");
        check(
            &[("HOME", "/h"), ("XDG_CACHE_HOME", "/x")],
            "linux",
            "/x/yodori",
        );
        check(
            &[("HOME", "/h"), ("XDG_CACHE_HOME", "")],
            "linux",
            "/h/.cache/yodori",
        );
        check(&[("HOME", "/h")], "macos", "/h/Library/Caches/yodori");
        check(&[("HOME", "/h"), ("YODORI_CACHE", "/y")], "macos", "/y");
    }

    #[test]
    fn an_interrupted_installation_leaves_no_tool() {
        let base = std::env::temp_dir().join(format!("yodori-cache-{}", std::process::id()));
        let target = base.join("tool-1");
        let failed = install(&target, |folder| {
            fs::write(folder.join("half"), "").unwrap();
            Err("interrupted".to_owned())
        });
        assert_eq!(failed, Err("interrupted".to_owned()));
        assert!(!target.exists());
        install(&target, |folder| {
            fs::write(folder.join("whole"), "").unwrap();
            Ok(())
        })
        .unwrap();
        assert!(target.join("whole").exists());
        assert_eq!(fs::read_dir(&base).unwrap().count(), 1);
        fs::remove_dir_all(&base).unwrap();
    }

    #[test]
    fn fingerprints_are_fnv_1a() {
        assert_eq!(fingerprint(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fingerprint(b"a"), 0xaf63_dc4c_8601_ec8c);
    }
}
