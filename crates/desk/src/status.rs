use crate::agenda::{person_view, text_view};
use crate::desk::Desk;
use crate::error::{DeskError, error_view};
use crate::view::{PersonView, RightsView, StatusView, TextView};
use domain::{DossierId, access};
use std::collections::BTreeMap;
use vault::{FileState, OutboxKind};

impl Desk {
    /// Contact, queue and progress.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn status(&self) -> Result<StatusView, DeskError> {
        let cabinet = self.cabinet()?;
        let progress = self.client.progress();
        let outbox = self.vault.outbox()?;
        let waiting = outbox.iter().filter(|row| row.is_waiting());
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let n_ballots = waiting.clone().filter(|row| row.kind == OutboxKind::Ballot).count();

        let mut dossiers: BTreeMap<DossierId, bool> = BTreeMap::new();
        let (mut bytes_done, mut bytes_total) = (0, 0);
        for row in self.vault.files()? {
            if matches!(row.state, FileState::Recalled | FileState::Failed) {
                continue;
            }
            let ready = row.state == FileState::Ready;
            let whole = dossiers.entry(row.dossier).or_insert(true);
            *whole &= ready;
            bytes_total += row.length;
            bytes_done += self.vault.n_file_bytes(&row)?;
        }
        let left = bytes_total.saturating_sub(bytes_done);
        let seconds_left = progress
            .bytes_per_second
            .filter(|_| left > 0)
            .map(|rate| u32::try_from(left / rate.max(1)).unwrap_or(u32::MAX));
        let person = cabinet.person(self.person()).map_or_else(
            || PersonView {
                id: self.person().as_uuid(),
                name: String::new(),
                office: TextView { vi: String::new(), en: String::new() },
            },
            person_view,
        );
        let credentials = self.client.credentials();
        Ok(StatusView {
            online: progress.online,
            syncing: progress.syncing,
            last_contact: progress.last_contact.and_then(crate::agenda::timestamp),
            n_waiting: count(waiting.count()),
            n_waiting_ballots: count(n_ballots),
            n_refused: count(outbox.iter().filter(|row| row.refusal.is_some()).count()),
            n_quarantined: count(self.vault.quarantine()?.len() + self.vault.n_damaged_frames()),
            dossiers_ready: count(dossiers.values().filter(|ready| **ready).count()),
            dossiers_total: count(dossiers.len()),
            bytes_done,
            bytes_total,
            seconds_left,
            problem: progress.problem.as_deref().map(error_view),
            server: credentials.server.trim_start_matches("https://").to_owned(),
            person,
            device_name: credentials.device_name.clone(),
            has_note_key: self.client.note_key()?.is_some(),
            rights: self.rights(&cabinet),
        })
    }

    fn rights(&self, cabinet: &domain::Cabinet) -> RightsView {
        let person = self.person();
        let votes = cabinet.memberships().any(|membership| {
            membership.person == person && !membership.ended && membership.role.votes()
        });
        RightsView {
            prepares: access::may_upload(cabinet, person),
            administers: access::is_administrator(cabinet, person),
            reads_trail: access::may_read_trail(cabinet, person),
            votes,
        }
    }

    /// The member's name, for the lock screen.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn person_name(&self) -> Result<Option<String>, DeskError> {
        let cabinet = self.cabinet()?;
        Ok(cabinet.person(self.person()).map(|person| person.name.clone()))
    }

    /// The name of the body, in both languages.
    pub(crate) fn body_name(cabinet: &domain::Cabinet, body: domain::BodyId) -> TextView {
        cabinet.body(body).map_or_else(
            || TextView { vi: String::new(), en: String::new() },
            |body| text_view(&body.name),
        )
    }
}
