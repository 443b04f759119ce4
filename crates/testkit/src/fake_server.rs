//! A server under a pinned authority of its own that answers wrongly.

use anyhow::Context;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use sha2::Digest;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

/// How it answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FakeAnswer {
    /// A page, as a captive portal does.
    Html,
    /// The beginning of an answer.
    HalfABody,
    /// Nothing: it hangs up.
    Nothing,
}

/// A server that answers every request in the same wrong way.
pub struct FakeServer {
    address: SocketAddr,
    pin: String,
}

impl FakeServer {
    /// Starts it on a free port; it ends with the process.
    ///
    /// # Errors
    /// When certificates or the port cannot be had.
    pub fn start(answer: FakeAnswer) -> anyhow::Result<Self> {
        let mut authority = CertificateParams::default();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority_key = KeyPair::generate().context("a key")?;
        let authority_certificate = authority.self_signed(&authority_key).context("a CA")?;
        let issuer = Issuer::new(authority, authority_key);
        let key = KeyPair::generate().context("a key")?;
        let certificate = CertificateParams::new(vec!["127.0.0.1".to_owned()])
            .and_then(|params| params.signed_by(&key, &issuer))
            .context("a certificate")?;
        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let chain = vec![certificate.der().clone(), authority_certificate.der().clone()];
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_protocol_versions(&[&rustls::version::TLS13])
            .context("TLS")?
            .with_no_client_auth()
            .with_single_cert(chain, private)
            .context("TLS")?;
        let listener = TcpListener::bind("127.0.0.1:0").context("a port")?;
        let address = listener.local_addr().context("a port")?;
        let hash = sha2::Sha256::digest(authority_certificate.der());
        let pin = wire::to_crockford(&hash);
        let config = Arc::new(config);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // A client that goes away in the middle is its own business.
                drop(serve(stream, &config, answer));
            }
        });
        Ok(Self { address, pin })
    }

    /// An enrolment link that pins this server.
    pub fn link(&self) -> String {
        format!("ecabinet://enrol?server=https://{}&code=ABCD2345&pin={}", self.address, self.pin)
    }
}

fn serve(stream: TcpStream, config: &Arc<ServerConfig>, answer: FakeAnswer) -> std::io::Result<()> {
    let connection = ServerConnection::new(Arc::clone(config)).map_err(std::io::Error::other)?;
    let mut tls = StreamOwned::new(connection, stream);
    let mut request = [0; 4096];
    let _ = tls.read(&mut request)?;
    let text: &[u8] = match answer {
        FakeAnswer::Html => {
            b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 27\r\n\r\n\
              <html>Please log in.</html>"
        }
        FakeAnswer::HalfABody => {
            b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ndpop-nonce: x\r\n\
              content-length: 5000\r\n\r\n{\"device\":"
        }
        FakeAnswer::Nothing => b"",
    };
    tls.write_all(text)?;
    tls.flush()?;
    tls.conn.send_close_notify();
    tls.flush()
}
