//! Which fields of which record can be edited.

use crate::edit::{Editable, Field, Value};
use crate::{
    AgendaItem, Body, Calendar, Classification, Country, Delegation, Document, Dossier,
    DossierState, Form, Meeting, Membership, Person, Role, Rules, Text, Zone,
};

/// Implements [`Editable`] from a table of fields: the place of each and the kind of value it holds.
macro_rules! editable {
    ($type:ty, blank: |$of:ident| $blank:expr, {
        $($field:ident => $($path:ident).+ : $kind:ident),* $(,)?
    } $(, rank: |$ranked:ident| ($parent:expr, $order:expr))?) => {
        impl Editable for $type {
            const FIELDS: &'static [Field] = &[$(Field::$field,)* $(editable!(@rank $ranked))?];

            #[allow(clippy::wildcard_enum_match_arm, reason = "all other fields belong to other records")]
            fn get(&self, field: Field) -> Option<Value> {
                Some(match field {
                    $(Field::$field => Value::$kind(self.$($path).+.clone().into()),)*
                    $(Field::Rank => {
                        let $ranked = self;
                        Value::Rank { parent: $parent, order: $order }
                    })?
                    _ => return None,
                })
            }

            #[allow(clippy::wildcard_enum_match_arm, reason = "all other pairs of field and value do not fit")]
            fn set(&mut self, field: Field, value: &Value) -> bool {
                match (field, value) {
                    $((Field::$field, Value::$kind(value)) => {
                        editable!(@assign self.$($path).+, value, $kind);
                    })*
                    $((Field::Rank, Value::Rank { parent, order }) => {
                        let $ranked = self;
                        $parent = *parent;
                        $order = *order;
                    })?
                    _ => return false,
                }
                true
            }

            fn blank_like(&self) -> Self {
                let $of = self;
                $blank
            }
        }
    };
    (@rank $ranked:ident) => { Field::Rank };
    (@assign $place:expr, $value:ident, Rules) => { $place = (**$value).clone() };
    (@assign $place:expr, $value:ident, $kind:ident) => { $place = $value.clone() };
}

editable!(Meeting, blank: |of| Meeting::blank(of.id, of.body, of.held_as, of.face.chair), {
    Title => face.title: Text,
    Place => face.place: Text,
    Zone => face.zone: Zone,
    StartsAt => face.starts_at: Moment,
    EndsAt => face.ends_at: Moment,
    Chair => face.chair: Person,
    LodgeBy => face.lodge_by: MaybeMoment,
    PositionsBy => face.positions_by: MaybeMoment,
    Follows => follows: MaybeMeeting,
});

editable!(AgendaItem, blank: |of| AgendaItem::blank(of.id, of.meeting, of.face.sponsor), {
    Title => face.title: Text,
    Sponsor => face.sponsor: Person,
    Rapporteurs => face.rapporteurs: People,
    Minutes => face.minutes: Number,
    Kind => face.kind: ItemKind,
    Decision => face.decision: Text,
    Visibility => visibility: Visibility,
    Readers => readers: People,
    Invitees => invitees: People,
}, rank: |item| (item.face.parent, item.face.order));

editable!(Dossier, blank: |of| Dossier {
    id: of.id,
    item: of.item,
    classification: Classification::Internal,
    paper_expected: true,
    summary_expected: false,
    state: DossierState::Draft,
}, {
    Classification => classification: Classification,
    PaperExpected => paper_expected: Flag,
    SummaryExpected => summary_expected: Flag,
});

editable!(Document, blank: |of| of.clone(), {
    DocumentRole => role: DocumentRole,
    Order => order: Number,
    Title => title: Text,
    MayCopy => may_copy: Flag,
});

editable!(Form, blank: |of| Form::blank(of.id, of.item), {
    Title => title: Text,
    Questions => questions: Questions,
    ClosesAt => closes_at: Moment,
    ShortReason => short_reason: Words,
});

editable!(Person, blank: |of| Person {
    id: of.id,
    handle: String::new(),
    name: String::new(),
    office: Text::same(""),
    mail: None,
    removed: false,
}, {
    Handle => handle: Words,
    Name => name: Words,
    Office => office: Text,
    Mail => mail: MaybeWords,
    Removed => removed: Flag,
});

editable!(Membership, blank: |of| Membership {
    id: of.id,
    body: of.body,
    person: of.person,
    role: Role::Invitee,
    clearance: Classification::Open,
    votes: 1,
    from: None,
    until: None,
    ended: false,
}, {
    Role => role: Role,
    Clearance => clearance: Classification,
    Votes => votes: Number,
    From => from: MaybeMoment,
    Until => until: MaybeMoment,
    Ended => ended: Flag,
});

editable!(Delegation, blank: |of| Delegation {
    reason: String::new(),
    ended: false,
    ..of.clone()
}, {
    Reason => reason: Words,
    Ended => ended: Flag,
});

editable!(Body, blank: |of| Body {
    id: of.id,
    name: Text::same(""),
    rules: Rules::VIETNAM,
    calendar: Calendar::of(Country::Vietnam),
    zone: Zone::vietnam(),
    ceiling: of.ceiling,
    stamps: of.stamps.clone(),
}, {
    Title => name: Text,
    Rules => rules: Rules,
    Calendar => calendar: Calendar,
    Zone => zone: Zone,
});

#[cfg(test)]
mod tests {
    use crate::edit::{Editable, Field, Value, differ_in_fields_alone, merge};
    use crate::{AgendaItem, ItemId, MeetingId, PersonId, Text};
    use uuid::Uuid;

    fn item() -> AgendaItem {
        let (id, meeting) = (ItemId::from_uuid(Uuid::nil()), MeetingId::from_uuid(Uuid::nil()));
        AgendaItem::blank(id, meeting, PersonId::from_uuid(Uuid::nil()))
    }

    #[test]
    fn edits_of_different_fields_are_both_taken() {
        let was = item();
        let (mut mine, mut theirs) = (was.clone(), was.clone());
        mine.face.title = Text::same("Của tôi");
        theirs.face.minutes = 20;
        let merged = merge(&was, &mine, &theirs);
        assert_eq!(merged.missed, []);
        assert_eq!(merged.record.face.title, Text::same("Của tôi"));
        assert_eq!(merged.record.face.minutes, 20);
    }

    #[test]
    fn of_two_edits_of_one_field_the_first_stands_and_the_second_is_kept() {
        let was = item();
        let (mut mine, mut theirs) = (was.clone(), was.clone());
        mine.face.title = Text::same("Của tôi");
        theirs.face.title = Text::same("Của họ");
        let merged = merge(&was, &mine, &theirs);
        assert_eq!(merged.record.face.title, Text::same("Của họ"));
        assert_eq!(merged.missed, [(Field::Title, Value::Text(Text::same("Của tôi")))]);
    }

    #[test]
    fn every_field_of_an_item_sets_what_it_gets_and_nothing_else_counts_as_an_edit() {
        let was = item();
        for field in AgendaItem::FIELDS {
            let value = was.get(*field).unwrap();
            let mut copy = was.clone();
            assert!(copy.set(*field, &value), "{field:?}");
            assert_eq!(copy, was, "{field:?}");
        }
        let mut sneaky = was.clone();
        sneaky.withdrawn = true;
        assert!(!differ_in_fields_alone(&was, &sneaky));
        assert_eq!(was.get(Field::Clearance), None);
    }
}
