use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How the window looks and speaks: nothing personal, so it may lie beside the profile in the open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// `vi` or `en`.
    pub locale: String,
    /// `system`, `light` or `dark`.
    pub theme: String,
}

impl Default for Prefs {
    fn default() -> Self {
        Self { locale: "vi".to_owned(), theme: "system".to_owned() }
    }
}

impl Prefs {
    /// Reads the preferences beside a profile; unreadable ones are the defaults.
    pub fn load(profile: &Path) -> Self {
        let read = std::fs::read(path(profile)).ok();
        read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Writes them. A failure costs a preference, so it is only logged.
    pub fn store(&self, profile: &Path) {
        let path = path(profile);
        let write = || {
            std::fs::create_dir_all(path.parent().unwrap_or(profile))?;
            std::fs::write(&path, serde_json::to_vec_pretty(self)?)
        };
        if let Err(error) = write() {
            tracing::warn!(%error, "the preferences cannot be written");
        }
    }
}

fn path(profile: &Path) -> PathBuf {
    profile.with_file_name("window.json")
}
