//! The administrator's desk: people, their seats and devices, lists of people, and the trail.
//!
//! What changes people and seats is an act like others: judged here, saved, shown, and sent when there is a network.
//! Such acts are not among those a window can undo with a key: a right that somebody was given or lost is changed by
//! another act, seen and decided on by itself. Devices, codes and the trail are the server's, and need it.

mod acts;
mod day;
mod devices;
mod directory;
mod handle;
mod import;
mod trail;

pub(crate) use import::Reading;
