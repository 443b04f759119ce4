//! TLS always: a certificate authority of the cabinet's own, made at first start, and a server certificate under it.
//!
//! Laptops trust this authority alone. Its SHA-256 travels in the enrolment link, so no public authority and no
//! directory of the machine can stand between.

use crate::secrets::write_private;
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    Issuer, KeyPair, KeyUsagePurpose,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Certificates ready to serve with.
pub struct Tls {
    /// Configuration of the listener.
    pub config: Arc<ServerConfig>,
    /// SHA-256 of the authority's certificate.
    pub ca_sha256: [u8; 32],
}

/// Why there are no certificates to serve with.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A certificate or key file cannot be read or written.
    #[error("a certificate or key file cannot be read or written")]
    Io(#[from] std::io::Error),
    /// A certificate cannot be made.
    #[error("a certificate cannot be made")]
    Make(#[from] rcgen::Error),
    /// What lies in the folder is no certificate or key.
    #[error("{0} holds no usable certificate or key")]
    Unreadable(&'static str),
    /// The TLS library refused them.
    #[error("the certificates cannot be served with")]
    Rustls(#[from] rustls::Error),
}

/// Loads the authority from `keys`, making it at first start, and issues a fresh server certificate for `host`.
///
/// # Errors
/// [`TlsError`]; an authority that is there but cannot be read is never replaced, since every laptop pins it.
pub fn load(keys: &Path, host: &str) -> Result<Tls, TlsError> {
    let (key_path, certificate_path) = (keys.join("ca.key.pem"), keys.join("ca.cert.pem"));
    if !key_path.exists() && !keys.join("log.key").exists() {
        make_authority(&key_path, &certificate_path)?;
    }
    let key = KeyPair::from_pem(&fs::read_to_string(&key_path)?)?;
    let authority = fs::read(&certificate_path)?;
    let authority = CertificateDer::from_pem_slice(&authority)
        .map_err(|_| TlsError::Unreadable("ca.cert.pem"))?;
    let issuer = Issuer::from_ca_cert_der(&authority, key)?;

    let mut names = vec![host.to_owned(), "localhost".to_owned(), "127.0.0.1".to_owned()];
    names.sort();
    names.dedup();
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = name("e-Cabinet server");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.use_authority_key_identifier_extension = true;
    let server_key = KeyPair::generate()?;
    let server = params.signed_by(&server_key, &issuer)?;

    let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(server_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_no_client_auth()
        .with_single_cert(vec![server.der().clone(), authority.clone()], private)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let ca_sha256 = Sha256::digest(authority.as_ref()).into();
    Ok(Tls { config: Arc::new(config), ca_sha256 })
}

fn make_authority(key_path: &Path, certificate_path: &Path) -> Result<(), TlsError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = name("e-Cabinet local authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let key = KeyPair::generate()?;
    let certificate = params.self_signed(&key)?;
    // The key comes last: a start that was cut short between the two makes both anew.
    drop(std::fs::remove_file(certificate_path));
    write_private(certificate_path, certificate.pem().as_bytes())?;
    write_private(key_path, key.serialize_pem().as_bytes())?;
    Ok(())
}

fn name(common: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CommonName, common);
    name
}
