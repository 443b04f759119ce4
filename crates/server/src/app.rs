use crate::clock::Clock;
use crate::config::Config;
use crate::error::ApiError;
use crate::objects::{Folder, Objects};
use crate::proof::Proofs;
use crate::secrets;
use crate::storage::{self, RecordRow, Sqlite, Storage, StoreError, Transaction};
use crate::tls::{self, Tls, TlsError};
use ballot::{IdentityKey, LogSigner};
use domain::{Cabinet, Entity, EntityRef, Moment};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::watch;
use uuid::Uuid;
use wire::Record;

/// Poked in place of a place in the feed when the server stops.
pub(crate) const STREAMS_END: u64 = u64::MAX;

/// The server's state, shared by all requests.
pub struct App {
    pub(crate) config: Config,
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) objects: Arc<dyn Objects>,
    pub(crate) log: LogSigner,
    pub(crate) tls: Tls,
    pub(crate) feed: Uuid,
    pub(crate) proofs: Proofs,
    pub(crate) pokes: watch::Sender<u64>,
    clock: Arc<dyn Clock>,
    cache: Mutex<(u64, Arc<Cabinet>)>,
    port: AtomicU16,
    stopping: AtomicBool,
}

/// Why the server cannot open what it keeps.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The files or keys cannot be opened.
    #[error("the data folder cannot be used")]
    Io(#[from] std::io::Error),
    /// No certificates.
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl App {
    /// Opens the embedded store and the folder of files, making both at first start.
    ///
    /// # Errors
    /// [`OpenError`], by what cannot be opened; nothing is ever replaced.
    pub fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Arc<Self>, OpenError> {
        secrets::make_private_folder(&config.data)?;
        let keys = config.data.join("keys");
        let tls = tls::load(&keys, &config.public_host)?;
        let log_seed = secrets::load_or_make(&keys.join("log.key"))?;
        let nonce_key = secrets::load_or_make(&keys.join("nonce.key"))?;
        let storage = Arc::new(Sqlite::open(&config.data.join("cabinet.db"))?);
        let feed = feed_identity(storage.as_ref())?;
        Ok(Arc::new(Self {
            log: LogSigner::new(&config.log_origin, IdentityKey::from_seed(&log_seed)),
            objects: Arc::new(Folder::open(&config.data.join("objects"))?),
            proofs: Proofs::new(nonce_key),
            pokes: watch::Sender::new(0),
            cache: Mutex::new((0, Arc::new(Cabinet::default()))),
            port: AtomicU16::new(config.listen.port()),
            stopping: AtomicBool::new(false),
            config,
            storage,
            tls,
            feed,
            clock,
        }))
    }

    /// Now, by the server's clock.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The port laptops reach.
    pub(crate) fn port(&self) -> u16 {
        self.port.load(Ordering::Relaxed)
    }

    /// Notes the port that was really taken.
    pub(crate) fn listens_on(&self, port: u16) {
        self.port.store(port, Ordering::Relaxed);
    }

    /// SHA-256 of the certificate authority that laptops pin.
    pub fn ca_sha256(&self) -> [u8; 32] {
        self.tls.ca_sha256
    }

    /// The whole cabinet as it stands; after a change only what changed is read again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn cabinet(&self) -> Result<Arc<Cabinet>, StoreError> {
        let (newest, cabinet) = storage::read(self.storage.as_ref(), |transaction| {
            Ok::<_, StoreError>((transaction.newest_change()?, self.cabinet_in(transaction)?))
        })?;
        // Only what was read outside of a writing transaction is remembered: what is not committed may never be.
        let mut cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.0 < newest {
            *cache = (newest, Arc::clone(&cabinet));
        }
        Ok(cabinet)
    }

    /// The cabinet as it stands inside a transaction.
    pub(crate) fn cabinet_in(
        &self,
        transaction: &mut dyn Transaction,
    ) -> Result<Arc<Cabinet>, StoreError> {
        let newest = transaction.newest_change()?;
        let (known, cabinet) = {
            let cache = self.cache.lock().unwrap_or_else(PoisonError::into_inner);
            (cache.0, Arc::clone(&cache.1))
        };
        if known == newest {
            return Ok(cabinet);
        }
        if known == 0 || known > newest {
            return Ok(Arc::new(load_cabinet(transaction)?));
        }
        let mut cabinet = cabinet.as_ref().clone();
        let mut named = BTreeSet::new();
        for row in transaction.changes_after(known, u32::MAX)? {
            if let Some(kind) = row.kind.entity()
                && named.insert((row.kind, row.id))
            {
                match transaction.record(row.kind, row.id)? {
                    Some(record) => cabinet.put(read_entity(&record)?),
                    None => cabinet.remove(EntityRef { kind, id: row.id }),
                }
            }
        }
        Ok(Arc::new(cabinet))
    }

    /// Runs blocking work away from the async runtime.
    pub(crate) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let app = Arc::clone(self);
        tokio::task::spawn_blocking(move || work(&app))
            .await
            .unwrap_or(Err(ApiError::Broken("a worker died")))
    }

    /// Whether long work has to end now.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// Lets long work end: the process waits for it.
    pub(crate) fn begin_to_stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Ends the live streams, which would otherwise hold a stopping server until its grace is over.
    pub(crate) fn end_live_streams(&self) {
        self.pokes.send_replace(STREAMS_END);
    }

    /// Tells the live streams to ask again although the feed has not grown: devices or keys changed.
    pub(crate) fn poke_about_devices(&self) {
        self.pokes.send_modify(|_| {});
    }

    /// Tells the live streams that the feed has grown.
    pub(crate) fn poke(&self) -> Result<(), StoreError> {
        let newest =
            storage::read(self.storage.as_ref(), |transaction| transaction.newest_change())?;
        self.pokes.send_if_modified(|seq| std::mem::replace(seq, newest) != newest);
        Ok(())
    }
}

fn load_cabinet(transaction: &mut dyn Transaction) -> Result<Cabinet, StoreError> {
    let mut cabinet = Cabinet::default();
    for row in transaction.records()? {
        cabinet.put(read_entity(&row)?);
    }
    Ok(cabinet)
}

fn read_entity(row: &RecordRow) -> Result<Entity, StoreError> {
    let entity = Record::from_json(&row.body).and_then(Record::into_entity);
    entity.ok().flatten().ok_or(StoreError::Unreadable { what: "record" })
}

fn feed_identity(storage: &dyn Storage) -> Result<Uuid, StoreError> {
    storage::write(storage, |transaction| {
        if let Some(bytes) = transaction.setting("feed")? {
            return Uuid::from_slice(&bytes).map_err(|_| StoreError::Unreadable { what: "feed" });
        }
        let feed = Uuid::now_v7();
        transaction.put_setting("feed", feed.as_bytes())?;
        Ok(feed)
    })
}
