use crate::error::SyncError;
use domain::Cabinet;
use vault::Vault;
use wire::Record;

/// Builds the cabinet this member may see from the mirror. What cannot be read was quarantined when it came.
///
/// # Errors
/// [`SyncError::Vault`].
pub fn read_cabinet(vault: &Vault) -> Result<Cabinet, SyncError> {
    let mut cabinet = Cabinet::default();
    for row in vault.records()? {
        let entity = Record::from_json(&row.body).and_then(Record::into_entity);
        match entity {
            Ok(Some(entity)) => cabinet.put(entity),
            Ok(None) => {}
            Err(_) => {
                tracing::warn!(kind = row.kind, id = %row.id, "a mirrored record cannot be read");
            }
        }
    }
    Ok(cabinet)
}
