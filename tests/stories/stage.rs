//! A server with the demonstration cabinet, and members without a window.

use desk::{Clock, Desk, DeskOptions, EnrolOptions, Profile};
use domain::Moment;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;
use testkit::{MemoryKeyring, Place, RawMember, ServerProcess};

/// A running server in a folder of its own.
pub struct Stage {
    pub place: Place,
    pub server: ServerProcess,
    pub folder: TempDir,
}

impl Stage {
    /// Starts a server with the demonstration cabinet.
    pub fn open() -> Self {
        Self::open_with("")
    }

    /// Starts a server with the demonstration cabinet and these settings.
    pub fn open_with(settings: &str) -> Self {
        let place = Place::find().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("server");
        std::fs::create_dir_all(&data).unwrap();
        std::fs::write(data.join("ecabinet-server.toml"), settings).unwrap();
        let mut server = ServerProcess::on(&place, &data);
        server.import(&place.demo_cabinet()).unwrap();
        server.start().unwrap();
        Self { place, server, folder }
    }

    /// A one-time link for a person.
    pub fn link(&self, person: &str) -> String {
        self.server.enrol(person).unwrap()["link"].as_str().unwrap().to_owned()
    }

    /// A member who speaks the API directly.
    pub async fn raw(&self, person: &str) -> RawMember {
        RawMember::enrol(&self.link(person)).await.unwrap()
    }

    /// A member's laptop, without a window, enrolled and synchronised.
    pub async fn laptop(&self, person: &str, name: &str) -> Laptop {
        let laptop = Laptop::new(&self.place, &self.folder.path().join(name));
        let desk = laptop.enrol(&self.link(person)).await.unwrap();
        desk.sync_once().await.unwrap();
        Laptop { desk: Some(desk), ..laptop }
    }
}

/// A laptop's profile, keyring and desk.
pub struct Laptop {
    pub profile: Profile,
    pub keyring: MemoryKeyring,
    pub desk: Option<Desk>,
    place: Place,
}

impl Laptop {
    pub fn new(place: &Place, folder: &Path) -> Self {
        Self {
            profile: Profile::at(&folder.join("profile")),
            keyring: MemoryKeyring::default(),
            desk: None,
            place: place.clone(),
        }
    }

    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().unwrap()
    }

    pub async fn enrol(&self, code_or_link: &str) -> Result<Desk, desk::DeskError> {
        let enrolment = EnrolOptions {
            code_or_link: code_or_link.to_owned(),
            server: None,
            device_name: "laptop".to_owned(),
            passphrase: None,
        };
        let options = options(&self.place, Arc::new(desk::SystemClock));
        Desk::enrol(&self.profile, &self.keyring, options, enrolment).await
    }

    /// Closes the desk and opens it again, as after a restart, with this clock.
    pub fn reopen_with(&mut self, clock: Arc<dyn Clock>) {
        self.desk = None;
        let options = options(&self.place, clock);
        self.desk = Some(Desk::unlock(&self.profile, &self.keyring, None, options).unwrap());
    }
}

pub fn options(place: &Place, clock: Arc<dyn Clock>) -> DeskOptions {
    DeskOptions {
        reader_program: place.program("ecabinet-cli"),
        clock,
        on_change: Arc::new(|_| {}),
    }
}

/// A clock that stands `days` beside the real one.
pub struct SkewedClock {
    pub days: i64,
}

impl Clock for SkewedClock {
    fn now(&self) -> Moment {
        let real = desk::SystemClock.now();
        Moment::from_micros(real.as_micros() + self.days * 86_400_000_000)
    }
}

/// Runs a story on a runtime of its own.
pub fn story<F: Future<Output = ()>>(story: F) {
    tokio::runtime::Runtime::new().unwrap().block_on(story);
}
