//! A server that runs in this process, and laptops without a window that speak to it over TLS.

use async_trait::async_trait;
use domain::{Cabinet, Document, Moment, PersonId};
use serde_json::{Value, json};
use server::{App, Config, Running, SystemClock, import_dir, make_enrolment, serve};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use sync::{
    Client, Clock, Credentials, HttpTransport, Reply, Request, SyncError, Transport, enrol,
    read_cabinet,
};
use vault::{Profile, SecretStore, SecretStoreError, Vault};
use zeroize::Zeroizing;

/// Two members, an adviser of the first, the secretariat, and an administrator; one paper.
pub struct Stage {
    pub data: tempfile::TempDir,
    app: Arc<App>,
    running: Running,
}

/// What a hostile server does to an answer before it comes.
type Mischief = Box<dyn Fn(&mut Value) + Send + Sync>;

/// A laptop.
pub struct Laptop {
    pub client: Client,
    pub vault: Arc<Vault>,
    pub mischief: Arc<Mutex<Option<Mischief>>>,
    _dir: tempfile::TempDir,
}

impl Stage {
    pub async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("cabinet.json"), described().to_string()).unwrap();
        std::fs::write(dir.path().join("paper.pdf"), b"%PDF-1.7").unwrap();
        let config = Config {
            listen: ([127, 0, 0, 1], 0).into(),
            admin_listen: None,
            ..Config::for_data(data.path())
        };
        let app = App::open(config, Arc::new(SystemClock)).unwrap();
        import_dir(&app, dir.path()).unwrap();
        let running = serve(Arc::clone(&app)).await.unwrap();
        Self { data, app, running }
    }

    pub fn person(&self, handle: &str) -> PersonId {
        let cabinet = self.app.cabinet().unwrap();
        let found = cabinet.people().find(|person| person.handle == handle);
        found.unwrap().id
    }

    /// Enrols a device of a person and synchronises it.
    pub async fn laptop(&self, handle: &str) -> Laptop {
        let address = format!("localhost:{}", self.running.address.port());
        let (link, _) = make_enrolment(&self.app, self.person(handle), &address).unwrap();
        let enrolled = enrol(&link.to_string(), None, "laptop").await.unwrap();
        let dir = tempfile::tempdir().unwrap();
        let vault = Profile::at(dir.path()).make(&Drawer::default(), None).unwrap();
        enrolled.store(&vault).unwrap();
        let credentials = Credentials::load(&vault).unwrap();
        let vault = Arc::new(vault);
        let mischief = Arc::new(Mutex::new(None));
        let transport = Between {
            server: HttpTransport::enrolled(&credentials).unwrap(),
            mischief: Arc::clone(&mischief),
        };
        let client = Client::new(
            Arc::clone(&vault),
            Arc::new(transport),
            credentials,
            Arc::new(Now),
            Box::new(|_| {}),
        );
        client.sync().await.unwrap();
        Laptop { client, vault, mischief, _dir: dir }
    }

    /// Every byte the server keeps.
    pub fn disk(&self) -> Vec<u8> {
        fn read(dir: &Path, bytes: &mut Vec<u8>) {
            for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    read(&entry.path(), bytes);
                } else {
                    bytes.extend(std::fs::read(entry.path()).unwrap());
                }
            }
        }
        let mut bytes = Vec::new();
        read(self.data.path(), &mut bytes);
        bytes
    }
}

impl Laptop {
    pub fn cabinet(&self) -> Cabinet {
        read_cabinet(&self.vault).unwrap()
    }

    pub fn paper(&self) -> Document {
        self.cabinet().documents().next().unwrap().clone()
    }
}

#[derive(Default)]
struct Drawer(Mutex<BTreeMap<String, Vec<u8>>>);

impl SecretStore for Drawer {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, SecretStoreError> {
        Ok(self.0.lock().unwrap().get(name).cloned().map(Zeroizing::new))
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), SecretStoreError> {
        self.0.lock().unwrap().insert(name.to_owned(), secret.to_vec());
        Ok(())
    }
}

struct Now;

impl Clock for Now {
    fn now(&self) -> Moment {
        server::Clock::now(&SystemClock)
    }
}

struct Between {
    server: HttpTransport,
    mischief: Arc<Mutex<Option<Mischief>>>,
}

#[async_trait]
impl Transport for Between {
    async fn send(&self, request: Request) -> Result<Reply, SyncError> {
        let mut reply = self.server.send(request).await?;
        if let Some(mischief) = self.mischief.lock().unwrap().as_ref()
            && let Ok(mut body) = serde_json::from_slice::<Value>(&reply.body)
        {
            mischief(&mut body);
            reply.body = serde_json::to_vec(&body).unwrap();
        }
        Ok(reply)
    }
}

fn described() -> Value {
    let words = |text: &str| json!({ "vi": text, "en": text });
    let person = |key: &str, role: &str, advises: Option<&str>| {
        json!({
            "key": key, "name": key, "office": words(key), "role": role, "advises": advises,
        })
    };
    json!({
        "body": { "key": "body", "name": words("Chính phủ"), "policy": "vietnam" },
        "people": [
            person("chair", "chair", None),
            person("minister_an", "member", None),
            person("minister_binh", "member", None),
            person("adviser_mai", "adviser", Some("minister_an")),
            person("admin_tuan", "administrator", None),
        ],
        "meeting": {
            "key": "meeting", "title": words("Phiên họp"), "place": words("Phòng họp"),
            "starts": "2027-01-05T01:30:00Z", "ends": "2027-01-05T04:00:00Z", "chair": "chair",
        },
        "items": [{
            "key": "item", "parent": null, "title": words("Nội dung"), "sponsor": "minister_an",
            "minutes": 5, "kind": "decision", "classification": "internal",
            "documents": [{
                "key": "paper", "role": "paper", "title": words("Tờ trình"),
                "file": "paper.pdf", "may_copy": true, "pages": 4,
            }],
        }],
    })
}
