//! The government backend: keeps the cabinet, decides access, takes operations and writes the public log.
//!
//! One binary with embedded storage serves a cabinet from one machine. [`Storage`] and [`Objects`] are the seams at
//! which PostgreSQL and an S3-compatible store will stand.
//!
//! Start at [`App`] for the state, `http` for the endpoints and `operation` for what members can do.

mod access_feed;
mod admin;
mod app;
mod clock;
mod companion;
mod config;
mod enrolment;
mod error;
mod form_report;
mod http;
mod leftovers;
mod objects;
mod operation;
mod post;
mod proof;
mod running;
mod secrets;
mod storage;
mod tls;
mod upkeep;

pub use admin::{
    CheckReport, DescribedCabinet, ImportError, ImportReport, back_up, check, import_dir,
    make_enrolment,
};
pub use app::{App, OpenError};
pub use clock::{Clock, SystemClock};
pub use companion::{CompanionsReport, PartReport, make_companions, report_companions};
pub use config::{Ceiling, Config, ConfigError, MailConfig, MailSecurity};
pub use http::openapi_json;
pub use objects::{Folder, Objects};
pub use post::{GivenUpLetter, LettersReport, report_letters, retry_letters};
pub use running::{Running, ServeError, serve};
pub use storage::{Sqlite, Storage, StoreError};
