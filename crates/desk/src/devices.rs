use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::DeviceView;
use uuid::Uuid;

impl Desk {
    /// The member's devices, as last heard from the server.
    ///
    /// # Errors
    /// [`DeskError`] when the store fails.
    pub fn devices(&self) -> Result<Vec<DeviceView>, DeskError> {
        let devices = self.client.devices()?;
        let view = |device: sync::Device| DeviceView {
            id: device.id,
            name: device.name,
            this_device: device.this_device,
            enrolled_at: device.enrolled_at,
            revoked: device.revoked,
            has_note_key: device.has_note_key,
            pairing_code: device.pairing_code,
        };
        Ok(devices.into_iter().map(view).collect())
    }

    /// Hands the key of the private notes to a device whose code was compared.
    ///
    /// # Errors
    /// `note-key-missing`; network and server errors.
    pub async fn approve_device(&self, device: Uuid) -> Result<(), DeskError> {
        Ok(self.client.approve_device(device).await?)
    }

    /// Revokes a device.
    ///
    /// # Errors
    /// Network and server errors.
    pub async fn revoke_device(&self, device: Uuid) -> Result<(), DeskError> {
        Ok(self.client.revoke_device(device).await?)
    }

    /// The recovery code to print and lock away.
    ///
    /// # Errors
    /// `note-key-missing` on a device that does not hold the key.
    pub fn recovery_code(&self) -> Result<String, DeskError> {
        let key = self.client.note_key()?;
        let key = key.ok_or_else(|| DeskError::from_code("note-key-missing"))?;
        Ok(sync::recovery_code(&key))
    }

    /// Takes the key of the private notes from a printed recovery code.
    ///
    /// # Errors
    /// `recovery-code-wrong`; network and server errors.
    pub async fn restore_note_key(&self, code: &str) -> Result<(), DeskError> {
        Ok(self.client.restore_note_key(code).await?)
    }
}
