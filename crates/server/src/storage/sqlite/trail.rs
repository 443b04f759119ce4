use super::read_uuid;
use crate::storage::{StoreError, TrailFilter, TrailRow};
use domain::{DeviceId, Moment, PersonId};
use rusqlite::{Connection, params};

pub fn append(connection: &Connection, row: &TrailRow) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO trail (at, person, device, verb, subjects, detail)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let device = row.device.map(|device| device.to_string());
    let person = row.person.to_string();
    let values = params![row.at.as_micros(), person, device, row.verb, row.subjects, row.detail];
    connection.execute(sql, values)?;
    Ok(())
}

pub fn read(connection: &Connection, filter: &TrailFilter) -> Result<Vec<TrailRow>, StoreError> {
    let sql = "
        SELECT seq, at, person, device, verb, subjects, detail FROM trail
        WHERE (?1 = 0 OR seq < ?1)
            AND (?2 IS NULL OR person = ?2)
            AND (?3 IS NULL OR verb = ?3)
            AND (?4 IS NULL OR at >= ?4)
            AND (?5 IS NULL OR at < ?5)
            AND (?7 IS NULL OR EXISTS (
                SELECT 1 FROM json_each(trail.subjects) AS subject
                WHERE subject.value ->> 'id' = ?7
            ))
        ORDER BY seq DESC LIMIT ?6";
    let values = params![
        filter.before,
        filter.person.map(|person| person.to_string()),
        filter.verb,
        filter.from.map(Moment::as_micros),
        filter.until.map(Moment::as_micros),
        filter.limit,
        filter.subject.map(|subject| subject.to_string()),
    ];
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut trail = Vec::new();
    while let Some(row) = rows.next()? {
        let device: Option<String> = row.get(3)?;
        trail.push(TrailRow {
            seq: row.get(0)?,
            at: Moment::from_micros(row.get(1)?),
            person: PersonId::from_uuid(read_uuid(&row.get::<_, String>(2)?)?),
            device: device.map(|id| read_uuid(&id).map(DeviceId::from_uuid)).transpose()?,
            verb: row.get(4)?,
            subjects: row.get(5)?,
            detail: row.get(6)?,
        });
    }
    Ok(trail)
}
