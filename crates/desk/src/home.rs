use std::path::PathBuf;

/// Folder name under the user's data folder; also the keyring's service name.
pub const PROGRAM: &str = "org.ecabinet.desk";

/// Where the profile lies unless somebody says otherwise: `ECABINET_PROFILE`, or a folder of ours in the user's data
/// folder (XDG base directories on Linux, Application Support on macOS, roaming application data on Windows).
pub fn default_profile_dir() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    if let Some(dir) = variable("ECABINET_PROFILE") {
        return Some(PathBuf::from(dir));
    }
    let home = || variable("HOME").map(PathBuf::from);
    let data = if cfg!(windows) {
        variable("APPDATA").map(PathBuf::from)
    } else if cfg!(target_os = "macos") {
        home().map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME")
            .map(PathBuf::from)
            .or_else(|| home().map(|home| home.join(".local/share")))
    };
    data.map(|data| data.join(PROGRAM).join("profile"))
}
