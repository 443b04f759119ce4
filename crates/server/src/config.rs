use domain::{Classification, StampKind};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use wire::StampWord;

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
    /// The stamps that people may put on papers; none, where it is empty.
    pub stamps: BTreeSet<StampWord>,
    /// How letters leave and replies come; `None`: no invitations by mail.
    pub mail: Option<MailConfig>,
    /// What is made beside papers.
    pub papers: PapersConfig,
    /// The program whose workers read papers: this one, started anew. Never from a file; without it nothing is read.
    #[serde(skip)]
    pub worker: Option<PathBuf>,
}

/// What the server makes beside papers, in the background.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PapersConfig {
    /// Whether papers are read at all. Turned off, laptops fetch papers from front to back and scans have no words.
    pub read: bool,
    /// Languages expected on scanned pages, as tesseract names them, the likeliest first.
    pub languages: Vec<String>,
    /// Folder of the certificates of those whose signatures on papers are trusted, in PEM or DER; without it nobody is.
    pub roots: Option<PathBuf>,
    /// Hosts at which authorities may be asked about certificates, such as `crl.example.vn` or `ocsp.example.vn:8080`.
    pub evidence_hosts: Vec<String>,
}

impl Default for PapersConfig {
    fn default() -> Self {
        let languages = vec!["vie".to_owned()];
        Self { read: true, languages, roots: None, evidence_hosts: Vec::new() }
    }
}

/// How letters leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// The mail server's name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the conversation is protected.
    pub security: MailSecurity,
    /// Login.
    #[serde(default)]
    pub user: Option<String>,
    /// File that holds the password, readable by the server alone.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    /// The sender's address; replies go there.
    pub from: String,
    /// The sender's name.
    pub from_name: String,
    /// A Maildir into which the mail server puts what is sent to the sender's address.
    #[serde(default)]
    pub replies: Option<PathBuf>,
}

/// How the conversation with a mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// Not at all: for a mail server on the same machine.
    None,
    /// Upgraded before anything is said.
    StartTls,
    /// From the first byte.
    Tls,
}

/// How long a conversation with the mail server may take.
const MAIL_PATIENCE: Duration = Duration::from_secs(30);

impl MailConfig {
    /// The mail server to hand letters to. A password file that cannot be read leads to a refused login, which is shown
    /// with the letter.
    pub fn smtp(&self) -> exchange::Smtp {
        let password = self.password_file.as_ref().and_then(|path| {
            let read = std::fs::read_to_string(path);
            read.inspect_err(|error| tracing::error!(%error, "the mail password cannot be read"))
                .ok()
        });
        exchange::Smtp {
            host: self.host.clone(),
            port: self.port,
            security: match self.security {
                MailSecurity::None => exchange::Security::None,
                MailSecurity::StartTls => exchange::Security::StartTls,
                MailSecurity::Tls => exchange::Security::Tls,
            },
            user: self.user.clone(),
            password: password.map(|password| password.trim_end().to_owned()),
            timeout: MAIL_PATIENCE,
        }
    }

    /// The host in the sender's address.
    pub fn host_of_sender(&self) -> &str {
        self.from.rsplit_once('@').map_or("localhost", |(_, host)| host)
    }
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
            stamps: StampKind::ALL.into_iter().map(StampWord::from).collect(),
            mail: None,
            papers: PapersConfig::default(),
            worker: None,
        }
    }

    /// The stamps that people may put on papers.
    pub fn stamps(&self) -> BTreeSet<StampKind> {
        self.stamps.iter().map(|word| (*word).into()).collect()
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
    use super::{Config, PapersConfig};
    use wire::StampWord;

    #[test]
    fn a_file_changes_only_what_it_names_and_a_typing_error_is_named() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("ecabinet-server.toml");
        std::fs::write(&file, "code_hours = 5").unwrap();
        let config = Config::load(data.path()).unwrap();
        assert_eq!(config, Config { code_hours: 5, ..Config::for_data(data.path()) });
        std::fs::write(&file, "[papers]\nlanguages = [\"eng\"]").unwrap();
        let papers = Config::load(data.path()).unwrap().papers;
        let languages = vec!["eng".to_owned()];
        assert_eq!(papers, PapersConfig { languages, ..PapersConfig::default() });
        std::fs::write(&file, "stamps = [\"seen\"]").unwrap();
        assert_eq!(Config::load(data.path()).unwrap().stamps, [StampWord::Seen].into());
        std::fs::write(&file, "code_hour = 5").unwrap();
        let error = Config::load(data.path()).unwrap_err().to_string();
        assert!(error.contains("code_hour"), "{error}");
    }
}
