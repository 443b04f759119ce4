//! How values travel: each domain type has one shape on the wire, and one way back that checks it.

use super::RecordError;
use crate::time::{moment_to_wire, wire_to_moment};
use domain::{Digest, Moment, Text, Zone};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// A value with a shape on the wire.
pub trait Travels: Sized {
    /// The shape.
    type Wire;

    /// Out.
    fn out(&self) -> Self::Wire;

    /// Back; `field` names the place for the error.
    fn back(wire: Self::Wire, field: &'static str) -> Result<Self, RecordError>;
}

macro_rules! plain {
    ($($type:ty),*) => {$(
        impl Travels for $type {
            type Wire = $type;

            fn out(&self) -> $type {
                self.clone()
            }

            fn back(wire: $type, _: &'static str) -> Result<Self, RecordError> {
                Ok(wire)
            }
        }
    )*};
}

plain!(bool, u32, u64, String, Date);

macro_rules! ids {
    ($($type:ident),* $(,)?) => {$(
        impl Travels for domain::$type {
            type Wire = Uuid;

            fn out(&self) -> Uuid {
                self.as_uuid()
            }

            fn back(wire: Uuid, _: &'static str) -> Result<Self, RecordError> {
                Ok(Self::from_uuid(wire))
            }
        }
    )*};
}

ids!(
    BallotId,
    BodyId,
    DelegationId,
    DeliveryId,
    DocumentId,
    DossierId,
    FormId,
    InvitationId,
    ItemId,
    MeetingId,
    MembershipId,
    PersonId,
    PollId,
    PositionId,
    ReplyId,
);

impl Travels for Moment {
    type Wire = Timestamp;

    fn out(&self) -> Timestamp {
        moment_to_wire(*self)
    }

    fn back(wire: Timestamp, _: &'static str) -> Result<Self, RecordError> {
        Ok(wire_to_moment(wire))
    }
}

impl Travels for Text {
    type Wire = super::TextRecord;

    fn out(&self) -> super::TextRecord {
        self.into()
    }

    fn back(wire: super::TextRecord, _: &'static str) -> Result<Self, RecordError> {
        Ok(wire.into())
    }
}

impl Travels for Digest {
    type Wire = String;

    fn out(&self) -> String {
        self.to_string()
    }

    fn back(wire: String, field: &'static str) -> Result<Self, RecordError> {
        Self::from_hex(&wire).ok_or(RecordError::Field { field })
    }
}

impl Travels for Zone {
    type Wire = String;

    fn out(&self) -> String {
        self.name().to_owned()
    }

    fn back(wire: String, field: &'static str) -> Result<Self, RecordError> {
        Self::named(&wire).map_err(|_| RecordError::Field { field })
    }
}

impl<T: Travels> Travels for Option<T> {
    type Wire = Option<T::Wire>;

    fn out(&self) -> Self::Wire {
        self.as_ref().map(T::out)
    }

    fn back(wire: Self::Wire, field: &'static str) -> Result<Self, RecordError> {
        wire.map(|wire| T::back(wire, field)).transpose()
    }
}

impl<T: Travels> Travels for Vec<T> {
    type Wire = Vec<T::Wire>;

    fn out(&self) -> Self::Wire {
        self.iter().map(T::out).collect()
    }

    fn back(wire: Self::Wire, field: &'static str) -> Result<Self, RecordError> {
        wire.into_iter().map(|wire| T::back(wire, field)).collect()
    }
}

impl<T: Travels + Ord> Travels for BTreeSet<T>
where
    T::Wire: Ord,
{
    type Wire = BTreeSet<T::Wire>;

    fn out(&self) -> Self::Wire {
        self.iter().map(T::out).collect()
    }

    fn back(wire: Self::Wire, field: &'static str) -> Result<Self, RecordError> {
        wire.into_iter().map(|wire| T::back(wire, field)).collect()
    }
}

impl<K: Travels + Ord, V: Travels> Travels for BTreeMap<K, V>
where
    K::Wire: Ord,
{
    type Wire = BTreeMap<K::Wire, V::Wire>;

    fn out(&self) -> Self::Wire {
        self.iter().map(|(key, value)| (key.out(), value.out())).collect()
    }

    fn back(wire: Self::Wire, field: &'static str) -> Result<Self, RecordError> {
        let pair = |(key, value)| Ok((K::back(key, field)?, V::back(value, field)?));
        wire.into_iter().map(pair).collect()
    }
}

/// Defines a record with the fields of a domain struct, and the ways between the two.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident = $domain:path {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl From<&$domain> for $name {
            fn from(domain: &$domain) -> Self {
                Self { $($field: $crate::record::travels::Travels::out(&domain.$field),)* }
            }
        }

        impl TryFrom<$name> for $domain {
            type Error = $crate::record::RecordError;

            fn try_from(record: $name) -> Result<Self, Self::Error> {
                Ok(Self {
                    $($field: $crate::record::travels::Travels::back(record.$field, stringify!($field))?,)*
                })
            }
        }

        impl $crate::record::travels::Travels for $domain {
            type Wire = $name;

            fn out(&self) -> $name {
                self.into()
            }

            fn back(
                wire: $name,
                _: &'static str,
            ) -> Result<Self, $crate::record::RecordError> {
                wire.try_into()
            }
        }
    };
}

pub(crate) use record;
