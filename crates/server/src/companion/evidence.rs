//! What laptops need to judge the signatures of a paper without a network: whom the cabinet trusts, and what authorities
//! say of certificates. It is asked for once, at the hosts that an administrator lists and nowhere else: addresses stand
//! in certificates, and a stranger's paper must not send this server about.

use super::pages::failed;
use super::stored::Stored;
use super::{Made, Maker};
use jiff::Timestamp;
use papersign::{Bundle, Found, Wanted};
use reader::OpenDocument;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, Url, redirect};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longest time for one answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest time for all answers about one paper.
const PATIENCE_FOR_ALL: Duration = Duration::from_secs(120);
/// Longest answer taken, in bytes: revocation lists of large authorities have some megabytes.
const MAX_ANSWER: usize = 16 * 1024 * 1024;
/// Most answers asked for about one paper.
const MAX_ASKED: usize = 64;
/// What is said where authorities gave no answer, or may not be asked.
const INCOMPLETE: &str = "evidence-incomplete";

/// Reads the certificates of those who are trusted: every `.pem`, `.crt`, `.cer` and `.der` of a folder, in the order of
/// their names. What cannot be read is named in the log and left out.
pub fn read_roots(folder: &Path) -> Vec<Vec<u8>> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            tracing::error!(%error, "the folder of trusted roots cannot be read");
            return Vec::new();
        }
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let known = ["pem", "crt", "cer", "der"];
    let is_certificate = |path: &&std::path::PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| known.contains(&ending.to_ascii_lowercase().as_str()))
    };
    let mut roots = Vec::new();
    for path in paths.iter().filter(is_certificate) {
        let read = std::fs::read(path).map_err(|error| error.to_string()).and_then(certificates);
        match read {
            Ok(mut found) => roots.append(&mut found),
            Err(why) => tracing::error!(path = %path.display(), why, "a root that is no use"),
        }
    }
    roots
}

/// The certificates of a file: PEM, or one in DER.
fn certificates(bytes: Vec<u8>) -> Result<Vec<Vec<u8>>, String> {
    // DER of a certificate begins with a SEQUENCE (X.690, 8.9).
    if bytes.first() == Some(&0x30) {
        return Ok(vec![bytes]);
    }
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&bytes).collect();
    let all = all.map_err(|error| error.to_string())?;
    if all.is_empty() {
        return Err("there is no certificate in it".to_owned());
    }
    Ok(all.iter().map(|one| one.to_vec()).collect())
}

/// Makes the evidence for the signatures of a paper.
pub fn make(
    maker: &Maker,
    source: Arc<Stored>,
    now: Timestamp,
    is_stopping: &dyn Fn() -> bool,
) -> Made {
    let found = OpenDocument::open(&maker.program, source).and_then(|open| open.signatures());
    let found = match found {
        Ok(found) if found.signatures.is_empty() => return Made::Nothing,
        Ok(found) => found,
        Err(error) => return failed(&error),
    };
    let mut bundle = Bundle { roots: maker.roots.clone(), ..Bundle::default() };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let (Ok(runtime), Ok(client)) = (runtime, client()) else {
        return Made::Later;
    };
    let ask = |wanted: &Wanted| runtime.block_on(ask(&client, wanted));
    let is_complete = gather(&found, &mut bundle, (&maker.hosts, now), is_stopping, &ask);
    if is_stopping() {
        return Made::Later;
    }
    match bundle.encode() {
        Ok(bytes) if is_complete => Made::Ready(bytes),
        Ok(bytes) => Made::Partly(bytes, INCOMPLETE),
        Err(_) => Made::Failed("companion-too-large"),
    }
}

/// Asks for what is wanted until nothing is, or nothing more can be had; tells whether nothing is.
fn gather(
    found: &Found,
    bundle: &mut Bundle,
    (hosts, now): (&[String], Timestamp),
    is_stopping: &dyn Fn() -> bool,
    ask: &dyn Fn(&Wanted) -> Result<Vec<u8>, String>,
) -> bool {
    let begun = Instant::now();
    let mut asked = BTreeSet::new();
    while asked.len() < MAX_ASKED && begun.elapsed() < PATIENCE_FOR_ALL && !is_stopping() {
        let wanted = papersign::wanted(found, bundle, now);
        if wanted.is_empty() {
            return true;
        }
        let next = wanted.into_iter().find(|one| {
            is_allowed(one.address(), hosts) && asked.insert((one.address().to_owned(), body(one)))
        });
        let Some(next) = next else {
            return false;
        };
        let answer = ask(&next);
        let taken = answer
            .and_then(|answer| bundle.add(&next, &answer, now).map_err(|error| error.to_string()));
        if let Err(why) = taken {
            tracing::info!(why, "an authority gave nothing of use");
        }
    }
    papersign::wanted(found, bundle, now).is_empty()
}

/// Whether an address lies at a listed host: by its name, and with its port where it names one.
fn is_allowed(address: &str, hosts: &[String]) -> bool {
    let Ok(url) = Url::parse(address) else {
        return false;
    };
    let Some(host) = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")) else {
        return false;
    };
    let place = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    url.username().is_empty() && hosts.iter().any(|listed| listed.eq_ignore_ascii_case(&place))
}

fn body(wanted: &Wanted) -> Vec<u8> {
    match wanted {
        Wanted::Ocsp { request, .. } => request.clone(),
        Wanted::Certificate { .. } | Wanted::Crl { .. } => Vec::new(),
    }
}

/// A client that follows no redirection, which could lead anywhere. `HTTP_PROXY` and `HTTPS_PROXY` are honoured.
fn client() -> Result<Client, reqwest::Error> {
    // Somebody may have installed it already, which is as well.
    drop(rustls::crypto::ring::default_provider().install_default());
    Client::builder().redirect(redirect::Policy::none()).timeout(PATIENCE).build()
}

async fn ask(client: &Client, wanted: &Wanted) -> Result<Vec<u8>, String> {
    let request = match wanted {
        Wanted::Ocsp { address, request, .. } => {
            let request = request.clone();
            client.post(address).header(CONTENT_TYPE, "application/ocsp-request").body(request)
        }
        Wanted::Certificate { address, .. } | Wanted::Crl { address, .. } => client.get(address),
    };
    let mut response = request.send().await.map_err(|error| error.to_string())?;
    if !response.status().is_success() {
        return Err(format!("status {}", response.status().as_u16()));
    }
    let mut answer = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(|error| error.to_string())? {
        if answer.len() + piece.len() > MAX_ANSWER {
            return Err("the answer is too long".to_owned());
        }
        answer.extend_from_slice(&piece);
    }
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::{ask, client, gather, is_allowed, read_roots};
    use jiff::Timestamp;
    use papersign::{Bundle, Evidence, Found, FoundSignature, Kind, Later, Range, Wanted};
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::path::Path;
    use std::sync::Mutex;

    fn asked(name: &str) -> Vec<u8> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../papersign/tests/papers/asked");
        std::fs::read(folder.join(name)).unwrap()
    }

    fn found() -> Found {
        let contents = asked("signature.cms");
        let end = 100 + contents.len() as u64;
        let signature = FoundSignature {
            field: "Sig1".to_owned(),
            kind: Kind::Signature,
            range: Range::Whole { gap_start: 5, gap_end: end - 5, end },
            later: Later::Nothing,
            certifies: None,
            contents,
            name: None,
            reason: None,
            location: None,
            claimed_time: None,
        };
        Found { length: end, signatures: vec![signature], evidence: Evidence::default() }
    }

    #[test]
    fn what_is_wanted_is_asked_for_at_listed_hosts_alone() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let rooted = || Bundle { roots: vec![asked("root.der")], ..Bundle::default() };
        let asked_for = Mutex::new(Vec::new());
        let answer = |wanted: &Wanted| {
            asked_for.lock().unwrap().push(wanted.address().to_owned());
            match wanted.address() {
                "http://pki.vi-du.vn/issuing.cer" => Ok(asked("issuing.der")),
                "http://pki.vi-du.vn/root.crl" => Ok(asked("root.crl")),
                "http://pki.vi-du.vn/issuing.crl" => Ok(asked("issuing-3.crl")),
                _ => Err("nobody is there".to_owned()),
            }
        };
        let all = ["pki.vi-du.vn".to_owned(), "ocsp.vi-du.vn".to_owned()];
        let mut bundle = rooted();
        let found = found();
        let is_complete = gather(&found, &mut bundle, (&all, now), &|| false, &answer);
        assert!(is_complete, "{:?}", asked_for.lock().unwrap());
        assert!(bundle.evidence.certificates.len() == 1 && bundle.evidence.crls.len() == 2);
        let times =
            |address: &str| asked_for.lock().unwrap().iter().filter(|one| *one == address).count();
        assert_eq!(times("http://ocsp.vi-du.vn/"), 1, "nobody is asked twice");

        asked_for.lock().unwrap().clear();
        let mut alone = rooted();
        assert!(!gather(&found, &mut alone, (&[], now), &|| false, &answer));
        assert_eq!((asked_for.lock().unwrap().len(), alone), (0, rooted()));
        let mut stopped = rooted();
        assert!(!gather(&found, &mut stopped, (&all, now), &|| true, &answer));
        assert_eq!(asked_for.lock().unwrap().len(), 0);
    }

    #[test]
    fn a_host_is_allowed_by_its_whole_name_and_port() {
        let hosts = ["crl.vi-du.vn".to_owned(), "127.0.0.1:8080".to_owned()];
        for (address, expected) in [
            ("http://crl.vi-du.vn/a.crl", true),
            ("https://CRL.vi-du.vn/a.crl", true),
            ("http://127.0.0.1:8080/a", true),
            ("http://127.0.0.1/a", false),
            ("http://crl.vi-du.vn:8080/a", false),
            ("http://crl.vi-du.vn@10.0.0.1/a", false),
            ("http://crl.vi-du.vn.evil.example/a", false),
            ("ftp://crl.vi-du.vn/a", false),
            ("ldap://crl.vi-du.vn/a", false),
            ("not an address", false),
        ] {
            assert_eq!(is_allowed(address, &hosts), expected, "{address}");
        }
    }

    #[test]
    fn an_answer_is_taken_whole_and_a_redirection_is_not_followed() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let serving = std::thread::spawn(move || {
            for _ in 0..2 {
                let (mut stream, _) = listener.accept().unwrap();
                let mut request = [0; 4096];
                let n = stream.read(&mut request).unwrap();
                let is_move = String::from_utf8_lossy(&request[..n]).starts_with("GET /moved");
                let answer = if is_move {
                    "HTTP/1.1 302 Found\r\nLocation: /list\r\nContent-Length: 0\r\n\
                     Connection: close\r\n\r\n"
                } else {
                    "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nlist"
                };
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let client = client().unwrap();
        let get = |path: &str| {
            let address = format!("http://127.0.0.1:{port}/{path}");
            let wanted = Wanted::Crl { address, certificate: Vec::new(), issuer: Vec::new() };
            runtime.block_on(ask(&client, &wanted))
        };
        assert_eq!(get("list").unwrap(), b"list");
        assert_eq!(get("moved").unwrap_err(), "status 302");
        serving.join().unwrap();
    }

    #[test]
    fn roots_are_read_from_pem_and_der_and_what_is_neither_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes);
        put("b.der", &asked("root.der")).unwrap();
        put("a.pem", &asked("issuing.pem")).unwrap();
        put("c.crt", b"nothing").unwrap();
        put("notes.txt", &asked("root.der")).unwrap();
        assert_eq!(read_roots(folder.path()), [asked("issuing.der"), asked("root.der")]);
        assert!(read_roots(&folder.path().join("absent")).is_empty());
    }
}
