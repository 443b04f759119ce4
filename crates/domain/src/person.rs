use crate::{PersonId, Text};

/// A person known to the cabinet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Short stable handle for command lines and imports, such as `minister_an`.
    pub handle: String,
    /// Full name in the order its owner uses; Vietnamese names have the family name first.
    pub name: String,
    /// Office held.
    pub office: Text,
    /// Where invitations go.
    pub mail: Option<String>,
    /// No longer with the government: kept for the names in its history, and with no rights.
    pub removed: bool,
}
