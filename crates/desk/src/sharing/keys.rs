use super::person_of;
use crate::agenda::given_name_key;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::prepare::role_view;
use crate::view::{OwnSharingView, ReaderChoiceView, SharingKeyView, SharingPersonView};
use domain::{Cabinet, DocumentId, PersonId, access};
use uuid::Uuid;

impl Desk {
    /// To whom this member may give notes on a version of a document, and whether that is possible now.
    ///
    /// # Errors
    /// `not-found`; store errors.
    pub fn note_readers(
        &self,
        document: Uuid,
        version: u32,
    ) -> Result<Vec<ReaderChoiceView>, DeskError> {
        let cabinet = self.cabinet()?;
        let not_found = || DeskError::from_code("not-found");
        let document = cabinet.document(DocumentId::from_uuid(document)).ok_or_else(not_found)?;
        let number = version;
        let version = document.versions().find(|version| version.number == number);
        let version = version.ok_or_else(not_found)?;
        let body = cabinet
            .dossier(document.dossier)
            .and_then(|dossier| cabinet.item(dossier.item))
            .and_then(|item| cabinet.meeting(item.meeting))
            .map(|meeting| meeting.body)
            .ok_or_else(not_found)?;
        let mut readers = Vec::new();
        for person in access::readers_to_offer(&cabinet, self.person(), (document, version)) {
            let Some(standing) = access::standing_in(&cabinet, person, body) else {
                continue;
            };
            let role = role_view(standing.role);
            readers.push(ReaderChoiceView { reader: self.sharing_person(&cabinet, person)?, role });
        }
        readers.sort_by_cached_key(|choice| given_name_key(&choice.reader.person.name));
        Ok(readers)
    }

    /// The member's own key for shared notes, and people of whom another key is told than before.
    ///
    /// # Errors
    /// Store errors.
    pub fn own_sharing(&self) -> Result<OwnSharingView, DeskError> {
        let cabinet = self.cabinet()?;
        let own = self.client.sharing_key_of(self.person())?;
        let mut changed = Vec::new();
        for person in cabinet.people().filter(|person| person.id != self.person()) {
            let known = self.sharing_person(&cabinet, person.id)?;
            if known.key == SharingKeyView::Changed {
                changed.push(known);
            }
        }
        changed.sort_by_cached_key(|known| given_name_key(&known.person.name));
        Ok(OwnSharingView {
            code: self.client.own_sharing_code()?,
            is_contested: own.is_some_and(|own| own.changed_to.is_some()),
            changed,
        })
    }

    /// Holds a person to the key whose code the member has compared with them. Where that is another key than before,
    /// they get what they read of this member's notes once more.
    ///
    /// # Errors
    /// `sharing-key-missing`; `sharing-key-changed` where no key known of them has this code (any more); store errors.
    pub fn confirm_sharing_key(&self, person: Uuid, code: &str) -> Result<(), DeskError> {
        let person = PersonId::from_uuid(person);
        let before = self.client.sharing_key_of(person)?.map(|known| known.code);
        self.client.confirm_sharing_key(person, code)?;
        if before.is_some_and(|before| before != code) {
            self.share_all_again(person)?;
        }
        self.tell(sync::Topic::Annotations);
        Ok(())
    }

    fn sharing_person(
        &self,
        cabinet: &Cabinet,
        person: PersonId,
    ) -> Result<SharingPersonView, DeskError> {
        let known = self.client.sharing_key_of(person)?;
        let key = match &known {
            None => SharingKeyView::Missing,
            Some(known) if known.changed_to.is_some() => SharingKeyView::Changed,
            Some(known) if known.confirmed => SharingKeyView::Compared,
            Some(_) => SharingKeyView::Known,
        };
        let (code, new_code) =
            known.map_or((None, None), |known| (Some(known.code), known.changed_to));
        Ok(SharingPersonView { person: person_of(cabinet, person), key, code, new_code })
    }
}
