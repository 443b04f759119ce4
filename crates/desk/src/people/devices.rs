//! Everybody's devices and codes for new ones. The server alone knows them, so all of this needs a network.

use crate::agenda::person_view;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{AdministeredDeviceView, EnrolmentCodeView, PersonView, TextView};
use domain::{Cabinet, PersonId};
use uuid::Uuid;

impl Desk {
    /// Everybody's devices, oldest first.
    ///
    /// # Errors
    /// Network and server errors; `not-found` for those who are no administrators.
    pub async fn administered_devices(&self) -> Result<Vec<AdministeredDeviceView>, DeskError> {
        let devices = self.client.administered_devices().await?;
        let cabinet = self.cabinet()?;
        let this_device = self.client.credentials().device;
        let view = |device: sync::AdministeredDevice| AdministeredDeviceView {
            id: device.id,
            person: person_of(&cabinet, device.person),
            name: device.name,
            enrolled_at: device.enrolled_at,
            revoked_at: device.revoked_at,
            this_device: device.id == this_device,
        };
        Ok(devices.into_iter().map(view).collect())
    }

    /// Revokes anybody's device at its next request.
    ///
    /// # Errors
    /// As [`Desk::administered_devices`].
    pub async fn revoke_any_device(&self, device: Uuid) -> Result<(), DeskError> {
        Ok(self.client.revoke_any_device(device).await?)
    }

    /// Makes a one-time code for a person's next device. It is shown once and kept nowhere.
    ///
    /// # Errors
    /// As [`Desk::administered_devices`].
    pub async fn make_enrolment_code(&self, person: Uuid) -> Result<EnrolmentCodeView, DeskError> {
        let code = self.client.make_enrolment_code(PersonId::from_uuid(person)).await?;
        Ok(EnrolmentCodeView {
            person: person_of(&*self.cabinet()?, person),
            server: code.server,
            code: code.code,
            link: code.link,
            expires_at: code.expires_at,
        })
    }
}

/// A person; without a name where this device does not know them yet.
fn person_of(cabinet: &Cabinet, id: Uuid) -> PersonView {
    let nobody = || {
        let office = TextView { vi: String::new(), en: String::new() };
        PersonView { id, name: String::new(), office }
    };
    cabinet.person(PersonId::from_uuid(id)).map_or_else(nobody, person_view)
}
