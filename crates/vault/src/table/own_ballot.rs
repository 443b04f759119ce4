use crate::VaultError;
use domain::{BallotId, Moment, OperationId, PollId};
use rusqlite::{Connection, Row, params};

/// How far a ballot has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnBallotState {
    /// On this device alone.
    Saved,
    /// Received: the receipt was verified.
    Received,
    /// Logged after the close.
    Late,
    /// Refused by the server.
    Refused,
    /// The receipt did not prove it.
    Disputed,
}

/// A ballot of the member's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnBallotRow {
    /// Identity.
    pub id: BallotId,
    /// Poll.
    pub poll: PollId,
    /// Counts this member's ballots in the poll.
    pub seq: u32,
    /// The operation that carries it.
    pub operation: OperationId,
    /// JWS Compact.
    pub sealed: String,
    /// Choice's word.
    pub choice: String,
    /// Opinion.
    pub opinion: Option<String>,
    /// When it was confirmed, by this device's clock.
    pub cast_at: Moment,
    /// How far it has come.
    pub state: OwnBallotState,
    /// The receipt.
    pub receipt: Option<String>,
    /// Place in the log.
    pub log_index: Option<u64>,
    /// The server's refusal, as JSON.
    pub refusal: Option<String>,
}

impl OwnBallotState {
    const fn word(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Received => "received",
            Self::Late => "late",
            Self::Refused => "refused",
            Self::Disputed => "disputed",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Saved, Self::Received, Self::Late, Self::Refused, Self::Disputed];
        all.into_iter().find(|state| state.word() == word)
    }
}

/// Every ballot, oldest first.
pub fn all(connection: &Connection) -> Result<Vec<OwnBallotRow>, VaultError> {
    select(connection, "WHERE ?1 = '' ORDER BY poll, cast_at, id", "")
}

/// The ballot that an operation carries.
pub fn by_operation(
    connection: &Connection,
    operation: OperationId,
) -> Result<Option<OwnBallotRow>, VaultError> {
    let found = select(connection, "WHERE operation = ?1", &operation.to_string())?;
    Ok(found.into_iter().next())
}

fn select(connection: &Connection, which: &str, of: &str) -> Result<Vec<OwnBallotRow>, VaultError> {
    let sql = format!(
        "SELECT id, poll, seq, operation, sealed, choice, opinion, cast_at, state, receipt,
            log_index, refusal
        FROM own_ballot {which}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([of])?;
    let mut ballots = Vec::new();
    while let Some(row) = rows.next()? {
        ballots.push(read(row)?);
    }
    Ok(ballots)
}

fn read(row: &Row<'_>) -> Result<OwnBallotRow, VaultError> {
    let uuid = |at: usize| super::read_uuid(&row.get::<_, String>(at)?);
    let state: String = row.get(8)?;
    Ok(OwnBallotRow {
        id: BallotId::from_uuid(uuid(0)?),
        poll: PollId::from_uuid(uuid(1)?),
        seq: row.get(2)?,
        operation: OperationId::from_uuid(uuid(3)?),
        sealed: row.get(4)?,
        choice: row.get(5)?,
        opinion: row.get(6)?,
        cast_at: Moment::from_micros(row.get(7)?),
        state: OwnBallotState::from_word(&state).ok_or_else(|| super::damaged("ballot"))?,
        receipt: row.get(9)?,
        log_index: row.get(10)?,
        refusal: row.get(11)?,
    })
}

pub fn put(connection: &Connection, row: &OwnBallotRow) -> Result<(), VaultError> {
    let sql = "
        INSERT INTO own_ballot (
            id, poll, seq, operation, sealed, choice, opinion, cast_at, state, receipt,
            log_index, refusal)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET
            state = excluded.state, receipt = excluded.receipt,
            log_index = excluded.log_index, refusal = excluded.refusal";
    let values = params![
        row.id.to_string(),
        row.poll.to_string(),
        row.seq,
        row.operation.to_string(),
        row.sealed,
        row.choice,
        row.opinion,
        row.cast_at.as_micros(),
        row.state.word(),
        row.receipt,
        row.log_index,
        row.refusal,
    ];
    connection.execute(sql, values)?;
    Ok(())
}
