use domain::Classification;
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// How the server runs. Later sources win: defaults, `ecabinet-server.toml` in the data folder, environment
/// (`ECABINET_LISTEN` and so on), command-line flags.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folder of everything the server keeps.
    pub data: PathBuf,
    /// Address of the API; TLS always.
    pub listen: SocketAddr,
    /// Address of health and metrics, without TLS, for this machine only; `None` turns them off.
    pub admin_listen: Option<SocketAddr>,
    /// Name under which laptops reach the server; part of its certificate and of enrolment links.
    pub public_host: String,
    /// Hours until an enrolment code expires.
    pub code_hours: u32,
    /// Name of the public log.
    pub log_origin: String,
    /// Highest classification whose content may be on this server; what lies above leaves a line on the agenda.
    pub ceiling: Ceiling,
}

/// How high content on a server may be classified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ceiling {
    /// For the body and its staff; confidential papers stay on paper, too.
    Internal,
    /// The default: no state secrets.
    Confidential,
    /// Mật. For isolated networks with an approved cipher.
    Secret,
    /// Tối mật. For isolated networks with an approved cipher.
    HighlySecret,
    /// Tuyệt mật. For isolated networks with an approved cipher.
    TopSecret,
}

impl From<Ceiling> for Classification {
    fn from(ceiling: Ceiling) -> Self {
        match ceiling {
            Ceiling::Internal => Self::Internal,
            Ceiling::Confidential => Self::Confidential,
            Ceiling::Secret => Self::Secret,
            Ceiling::HighlySecret => Self::HighlySecret,
            Ceiling::TopSecret => Self::TopSecret,
        }
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the configuration cannot be used: {0}")]
pub struct ConfigError(#[from] Box<figment::Error>);

impl Config {
    /// Defaults for a data folder.
    pub fn for_data(data: &Path) -> Self {
        Self {
            data: data.to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 8443)),
            admin_listen: Some(SocketAddr::from(([127, 0, 0, 1], 8441))),
            public_host: "localhost".to_owned(),
            code_hours: 72,
            log_origin: "ecabinet.local/log".to_owned(),
            ceiling: Ceiling::Confidential,
        }
    }

    /// Reads file and environment over the defaults.
    ///
    /// # Errors
    /// [`ConfigError`], naming the setting that cannot be read.
    pub fn load(data: &Path) -> Result<Self, ConfigError> {
        let config = Figment::from(Serialized::defaults(Self::for_data(data)))
            .merge(Toml::file(data.join("ecabinet-server.toml")))
            .merge(Env::prefixed("ECABINET_").only(&[
                "listen",
                "admin_listen",
                "public_host",
                "code_hours",
                "log_origin",
                "ceiling",
            ]))
            .extract()
            .map_err(Box::new)?;
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_file_changes_only_what_it_names_and_a_typing_error_is_named() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("ecabinet-server.toml");
        std::fs::write(&file, "code_hours = 5").unwrap();
        let config = Config::load(data.path()).unwrap();
        assert_eq!(config, Config { code_hours: 5, ..Config::for_data(data.path()) });
        std::fs::write(&file, "code_hour = 5").unwrap();
        let error = Config::load(data.path()).unwrap_err().to_string();
        assert!(error.contains("code_hour"), "{error}");
    }
}
