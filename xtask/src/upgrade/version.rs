//! Version numbers of the client.

use bindery::Config;
use bindery::cli::Unusable;
use bindery::diff::report::Bump;
use semver::{BuildMetadata, Prerelease, Version};

/// The version of the client now.
pub(super) fn released(config: &Config) -> Result<Version, Unusable> {
    let text = config.krate.version.as_deref().unwrap_or("0.1.0");
    Version::parse(text)
        .map_err(|error| Unusable::new(format!("`{text}` in `spec/bindery.toml` is no version: {error}")))
}

/// The next version. Below 1.0, what breaks raises the second number, all else the third (Cargo's reading of Semantic
/// Versioning). That nothing differs but the api-version is a patch.
pub(super) fn raised(released: &Version, bump: Bump) -> Version {
    let Version { major, minor, patch, .. } = *released;
    let (major, minor, patch) = match (bump, major) {
        (Bump::Major, 0) => (0, minor + 1, 0),
        (_, 0) => (0, minor, patch + 1),
        (Bump::Major, major) => (major + 1, 0, 0),
        (Bump::Minor, major) => (major, minor + 1, 0),
        (Bump::Patch | Bump::None, major) => (major, minor, patch + 1),
    };
    Version { major, minor, patch, pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_raised_as_cargo_reads_them() {
        for (from, bump, to) in [
            ("0.1.4", Bump::Major, "0.2.0"),
            ("0.1.4", Bump::Minor, "0.1.5"),
            ("0.1.4", Bump::None, "0.1.5"),
            ("1.2.3", Bump::Major, "2.0.0"),
            ("1.2.3", Bump::Minor, "1.3.0"),
            ("1.2.3-beta.1", Bump::Patch, "1.2.4"),
        ] {
            assert_eq!(raised(&from.parse().expect("a version"), bump).to_string(), to, "{from} {bump}");
        }
    }
}
