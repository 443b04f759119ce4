//! Cursor pull, outbox push, file transfer: how a laptop and the server come to agree.
//!
//! [`Client`] does it over a [`Transport`]; what to fetch, recall and forget is planned by a pure function
//! ([`plan_files`]). The client never decides that a vote counts: a ballot is "received" when its receipt verifies.

mod acts;
mod backoff;
mod cabinet;
mod client;
mod companions;
mod credentials;
mod deliveries;
mod devices;
mod enrol;
mod error;
mod fetcher;
mod files;
mod http;
mod live;
mod log;
mod notes;
mod on_their_way;
mod pinned;
mod plan;
mod pull;
mod push;
mod runner;
mod sharing;
mod transport;
mod turns;
mod uploads;

pub use acts::{
    act_body, close_body, field_word, kind_of, read_act, value_word, with_waiting_acts,
};
pub use backoff::delay_after;
pub use cabinet::read_cabinet;
pub use client::{Client, Clock, Progress, SystemClock, Topic};
pub use companions::PartState;
pub use credentials::Credentials;
pub use devices::{Device, read_recovery_code, recovery_code};
pub use enrol::{Enrolled, enrol};
pub use error::{SyncError, vault_code};
pub use fetcher::Fetcher;
pub use http::HttpTransport;
pub use notes::{op_from_json, op_to_json, op_with_source_from_json, taken_from};
pub use on_their_way::ShareOnItsWay;
pub use plan::{FilePlan, MAX_FILE_BYTES, plan_files};
pub use push::{ballot_body, note_body, position_body, refusal_code};
pub use runner::{Runner, Wake};
pub use sharing::{OpenedShare, SharingKeyState, sharing_code};
pub use transport::{Reply, Request, Transport};
pub use wire::{
    AdministeredDevice, EnrolmentCodeResponse, PageIndex, PartWord, ReportFormatWord, SharedBytes,
    TRAIL_VERBS, TakenFrom, TrailEntry, TrailQuery, TrailSubject,
};
