//! From what a screen sends to the act it means.

use super::edits::{Times, body_of, changed_item, copies_of, missing, new_question, new_record};
use crate::agenda::text_of;
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::ActInput;
use domain::act::{Act, LodgedVersion, RecordEdit};
use domain::{
    AgendaItem, BallotId, Cabinet, Document, DocumentId, Dossier, DossierId, Entity, EntityKind,
    EntityRef, Field, Form, FormId, ItemId, Meeting, MeetingId, Moment, PersonId, PollId, Reply,
    ReplyId, Twice, Zone, place_item,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

pub(crate) type Read = Result<(Act, Option<Uuid>), DeskError>;

impl Desk {
    /// The act that an input means, and the identity of what comes into being.
    pub(super) fn read_act(&self, cabinet: &Cabinet, input: &ActInput) -> Read {
        if let Some(read) = self.read_meeting_act(cabinet, input) {
            return read;
        }
        if let Some(read) = self.read_item_act(cabinet, input) {
            return read;
        }
        if let Some(read) = self.read_paper_act(cabinet, input) {
            return read;
        }
        if let Some(read) = self.read_form_act(cabinet, input) {
            return read;
        }
        self.read_people_act(cabinet, input).unwrap_or_else(|| Err(missing()))
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "the others are read by its neighbours")]
    fn read_meeting_act(&self, cabinet: &Cabinet, input: &ActInput) -> Option<Read> {
        Some(match input {
            ActInput::CreateMeeting { held_as, title, place, zone, starts, ends, twice } => {
                let times = Times { starts, ends, twice: twice.map(Twice::from) };
                let zone = zone.as_deref();
                self.new_meeting(cabinet, (*held_as).into(), (title, place), zone, &times).map(
                    |meeting| {
                        let id = meeting.id.as_uuid();
                        (Act::Edit(vec![new_record(Entity::Meeting(meeting))]), Some(id))
                    },
                )
            }
            ActInput::CopyMeeting { from, title, starts, ends, items } => {
                let times = Times { starts, ends, twice: None };
                self.copied_meeting(cabinet, *from, title, &times, items)
                    .map(|(edits, id)| (Act::Edit(edits), Some(id)))
            }
            ActInput::EditMeeting { meeting, .. } => edit_meeting(cabinet, *meeting, input),
            ActInput::MoveMeeting { meeting, to } => {
                done(Act::MoveMeeting { meeting: MeetingId::from_uuid(*meeting), to: (*to).into() })
            }
            ActInput::RemoveMeeting { meeting } => {
                let found = cabinet.meeting(MeetingId::from_uuid(*meeting));
                remove(found.map(|found| Entity::Meeting(found.clone())))
            }
            ActInput::ResolveConflict { kind, id, field, take } => {
                resolve(cabinet, kind, *id, field, *take)
            }
            _ => return None,
        })
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "the others are read by its neighbours")]
    fn read_item_act(&self, cabinet: &Cabinet, input: &ActInput) -> Option<Read> {
        Some(match input {
            ActInput::AddItem {
                meeting,
                parent,
                after,
                title,
                sponsor,
                minutes,
                kind,
                classification,
            } => {
                let fill = |item: &mut AgendaItem| {
                    item.face.title = text_of(title);
                    item.face.minutes = *minutes;
                    item.face.kind = (*kind).into();
                };
                let place = (*parent, *after);
                let held = (*classification).into();
                self.new_item(cabinet, *meeting, place, fill, *sponsor, held)
                    .map(|(edits, id)| (Act::Edit(edits), Some(id)))
            }
            ActInput::CopyItems { meeting, items } => {
                let meeting = MeetingId::from_uuid(*meeting);
                let last = cabinet.items_of(meeting).map(|item| item.face.order).max();
                copies_of(cabinet, items, meeting, last.unwrap_or(0))
                    .map(|edits| (Act::Edit(edits), None))
            }
            ActInput::EditItem { item, .. } => edit_item(cabinet, *item, input),
            ActInput::MoveItem { item, parent, after } => {
                move_item(cabinet, *item, *parent, *after)
            }
            ActInput::RemoveItem { item } => {
                let found = cabinet.item(ItemId::from_uuid(*item));
                remove(found.map(|found| Entity::Item(found.clone())))
            }
            ActInput::WithdrawItem { item, withdrawn } => {
                let item = ItemId::from_uuid(*item);
                done(Act::WithdrawItem { item, withdrawn: *withdrawn })
            }
            ActInput::MovePart { item, part, reason } => done(Act::MovePart {
                item: ItemId::from_uuid(*item),
                part: part.map(Into::into),
                reason: reason.clone(),
            }),
            ActInput::Recuse { item, person, reason } => done(Act::Recuse {
                item: ItemId::from_uuid(*item),
                person: person.map_or(self.person(), PersonId::from_uuid),
                reason: reason.clone(),
            }),
            ActInput::LiftRecusal { item, person } => done(Act::LiftRecusal {
                item: ItemId::from_uuid(*item),
                person: PersonId::from_uuid(*person),
            }),
            ActInput::AskLate { item, reason } => {
                done(Act::AskLate { item: ItemId::from_uuid(*item), reason: reason.clone() })
            }
            ActInput::DecideLate { item, approved, words } => done(Act::DecideLate {
                item: ItemId::from_uuid(*item),
                approved: *approved,
                words: words.clone(),
            }),
            _ => return None,
        })
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "the others are read by its neighbours")]
    fn read_paper_act(&self, cabinet: &Cabinet, input: &ActInput) -> Option<Read> {
        Some(match input {
            ActInput::Lodge { file, item, document, role, title, name, reason } => {
                let read = || {
                    let item = ItemId::from_uuid(*item);
                    let dossier = cabinet.dossier_of(item).ok_or_else(missing)?.id;
                    let taken = self.taken_file(*file)?;
                    let id = document.unwrap_or_else(Uuid::now_v7);
                    let name = domain::tidied(&taken.lodged_name(name));
                    let act = Act::Lodge {
                        document: DocumentId::from_uuid(id),
                        dossier,
                        role: (*role).into(),
                        title: text_of(title),
                        version: LodgedVersion {
                            digest: taken.digest,
                            length: taken.length,
                            n_pages: taken.n_pages,
                            has_text: taken.has_text,
                            name,
                            reason: reason.clone(),
                        },
                    };
                    Ok((act, Some(id)))
                };
                read()
            }
            ActInput::EditDocument { document, title, role, order, may_copy } => {
                let found = cabinet.document(DocumentId::from_uuid(*document));
                change(found, Entity::Document, |document: &mut Document| {
                    set(&mut document.title, title.as_ref().map(text_of));
                    set(&mut document.role, role.map(Into::into));
                    set(&mut document.order, *order);
                    set(&mut document.may_copy, *may_copy);
                    Ok(())
                })
            }
            ActInput::RemoveDocument { document } => {
                let found = cabinet.document(DocumentId::from_uuid(*document));
                remove(found.map(|found| Entity::Document(found.clone())))
            }
            ActInput::Recall { document } => {
                done(Act::Recall { document: DocumentId::from_uuid(*document) })
            }
            ActInput::MoveDossier { item, to } => {
                let dossier = cabinet.dossier_of(ItemId::from_uuid(*item)).ok_or_else(missing);
                dossier.and_then(|dossier| {
                    done(Act::MoveDossier { dossier: dossier.id, to: (*to).into() })
                })
            }
            _ => return None,
        })
    }

    #[allow(clippy::wildcard_enum_match_arm, reason = "the others are read by its neighbours")]
    fn read_form_act(&self, cabinet: &Cabinet, input: &ActInput) -> Option<Read> {
        Some(match input {
            ActInput::DraftForm { item, title, questions, closes, short_reason } => self
                .new_form(cabinet, *item, (title, questions), closes.as_deref(), short_reason)
                .map(|form| {
                    let id = form.id.as_uuid();
                    (Act::Edit(vec![new_record(Entity::Form(form))]), Some(id))
                }),
            ActInput::EditForm { form, title, questions, closes, short_reason } => {
                let found = cabinet.form(FormId::from_uuid(*form));
                let closes = closes.as_deref();
                change(found, Entity::Form, |form: &mut Form| {
                    set(&mut form.title, title.as_ref().map(text_of));
                    if let Some(questions) = questions {
                        keep_questions(form, questions);
                    }
                    let closes_at = match closes {
                        Some("") => Some(self.usual_deadline(cabinet, form.item)?),
                        _ => form_deadline(cabinet, form, closes)?,
                    };
                    set(&mut form.closes_at, closes_at);
                    set(&mut form.short_reason, short_reason.clone());
                    Ok(())
                })
            }
            ActInput::RemoveForm { form } => {
                let found = cabinet.form(FormId::from_uuid(*form));
                remove(found.map(|found| Entity::Form(found.clone())))
            }
            ActInput::SendForm { form } => done(Act::SendForm { form: FormId::from_uuid(*form) }),
            ActInput::ExtendForm { form, closes, reason } => {
                let form = FormId::from_uuid(*form);
                let found = cabinet.form(form).ok_or_else(missing);
                found.and_then(|found| {
                    let to = form_deadline(cabinet, found, Some(closes))?;
                    let to = to.ok_or_else(|| DeskError::from_code("time-unreadable"))?;
                    done(Act::ExtendForm { form, to, reason: reason.clone() })
                })
            }
            ActInput::MoveFormToSession { form, meeting } => {
                move_to_session(cabinet, *form, *meeting)
            }
            ActInput::Reply { poll, ballot, does, words } => done(Act::ReplyToOpinion {
                reply: Reply {
                    id: ReplyId::from_uuid(Uuid::now_v7()),
                    poll: PollId::from_uuid(*poll),
                    ballot: BallotId::from_uuid(*ballot),
                    does: (*does).into(),
                    words: words.clone(),
                    by: self.person(),
                    at: self.clock.now(),
                },
            }),
            ActInput::Settle { poll, adopted, reason } => done(Act::Settle {
                poll: PollId::from_uuid(*poll),
                adopted: *adopted,
                reason: reason.clone(),
            }),
            _ => return None,
        })
    }
}

#[allow(clippy::unnecessary_wraps, reason = "one shape for all readings")]
fn done(act: Act) -> Read {
    Ok((act, None))
}

fn remove(entity: Option<Entity>) -> Read {
    let was = Some(entity.ok_or_else(missing)?);
    done(Act::Edit(vec![RecordEdit { was, now: None }]))
}

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

/// The edit of one record.
fn change<T: Clone>(
    found: Option<&T>,
    wrap: fn(T) -> Entity,
    make: impl FnOnce(&mut T) -> Result<(), DeskError>,
) -> Read {
    let was = found.ok_or_else(missing)?.clone();
    let mut now = was.clone();
    make(&mut now)?;
    done(Act::Edit(vec![RecordEdit { was: Some(wrap(was)), now: Some(wrap(now)) }]))
}

fn edit_meeting(cabinet: &Cabinet, id: Uuid, input: &ActInput) -> Read {
    let ActInput::EditMeeting {
        title,
        place,
        zone,
        starts,
        ends,
        twice,
        chair,
        lodge_by,
        positions_by,
        ..
    } = input
    else {
        return Err(missing());
    };
    let twice = twice.map(Twice::from);
    change(cabinet.meeting(MeetingId::from_uuid(id)), Entity::Meeting, |meeting: &mut Meeting| {
        let face = &mut meeting.face;
        set(&mut face.title, title.as_ref().map(text_of));
        set(&mut face.place, place.as_ref().map(text_of));
        set(&mut face.zone, zone.as_deref().map(Zone::named).transpose()?);
        let zone = face.zone.clone();
        let at = |wall: &str| zone.moment_of(wall, twice);
        set(&mut face.starts_at, starts.as_deref().map(at).transpose()?);
        set(&mut face.ends_at, ends.as_deref().map(at).transpose()?);
        set(&mut face.chair, chair.map(PersonId::from_uuid));
        let maybe = |wall: &str| -> Result<Option<Moment>, DeskError> {
            if wall.is_empty() { Ok(None) } else { Ok(Some(at(wall)?)) }
        };
        set(&mut face.lodge_by, lodge_by.as_deref().map(maybe).transpose()?);
        set(&mut face.positions_by, positions_by.as_deref().map(maybe).transpose()?);
        Ok(())
    })
}

fn edit_item(cabinet: &Cabinet, id: Uuid, input: &ActInput) -> Read {
    let ActInput::EditItem {
        title,
        decision,
        sponsor,
        rapporteurs,
        minutes,
        kind,
        visibility,
        readers,
        invitees,
        classification,
        paper_expected,
        summary_expected,
        ..
    } = input
    else {
        return Err(missing());
    };
    let people = |ids: &Vec<Uuid>| -> BTreeSet<PersonId> {
        ids.iter().copied().map(PersonId::from_uuid).collect()
    };
    let was = cabinet.item(ItemId::from_uuid(id)).ok_or_else(missing)?;
    let mut now = was.clone();
    set(&mut now.face.title, title.as_ref().map(text_of));
    set(&mut now.face.decision, decision.as_ref().map(text_of));
    set(&mut now.face.sponsor, sponsor.map(PersonId::from_uuid));
    set(&mut now.face.rapporteurs, rapporteurs.as_ref().map(people));
    set(&mut now.face.minutes, *minutes);
    set(&mut now.face.kind, kind.map(Into::into));
    set(&mut now.visibility, visibility.map(Into::into));
    set(&mut now.readers, readers.as_ref().map(people));
    set(&mut now.invitees, invitees.as_ref().map(people));
    let mut edits = Vec::new();
    if now != *was {
        edits.push(changed_item(cabinet, now)?);
    }
    if let Some(dossier) = cabinet.dossier_of(was.id) {
        let mut held: Dossier = dossier.clone();
        set(&mut held.classification, classification.map(Into::into));
        set(&mut held.paper_expected, *paper_expected);
        set(&mut held.summary_expected, *summary_expected);
        if held != *dossier {
            let was = Some(Entity::Dossier(dossier.clone()));
            edits.push(RecordEdit { was, now: Some(Entity::Dossier(held)) });
        }
    }
    done(Act::Edit(edits))
}

fn move_item(cabinet: &Cabinet, id: Uuid, parent: Option<Uuid>, after: Option<Uuid>) -> Read {
    let item = cabinet.item(ItemId::from_uuid(id)).ok_or_else(missing)?;
    let items: Vec<&AgendaItem> = cabinet.items_of(item.meeting).collect();
    let (parent, after) = (parent.map(ItemId::from_uuid), after.map(ItemId::from_uuid));
    let placed = place_item(&items, item, parent, after);
    let edits = placed.into_iter().map(|now| changed_item(cabinet, now));
    done(Act::Edit(edits.collect::<Result<_, _>>()?))
}

fn resolve(cabinet: &Cabinet, kind: &str, id: Uuid, field: &str, take: bool) -> Read {
    let kind = if kind == "meeting" { EntityKind::Meeting } else { EntityKind::Item };
    let subject = EntityRef { kind, id };
    let conflicts = if kind == EntityKind::Meeting {
        cabinet.meeting(MeetingId::from_uuid(id)).map(|meeting| &meeting.conflicts)
    } else {
        cabinet.item(ItemId::from_uuid(id)).map(|item| &item.conflicts)
    };
    let fields = conflicts.into_iter().flatten().map(|conflict| conflict.field);
    let field: Field = fields
        .into_iter()
        .find(|one| super::builder::field_word(*one) == field)
        .ok_or_else(missing)?;
    done(Act::ResolveConflict { subject, field, take })
}

/// Questions that stay the same keep the poll they will become.
fn keep_questions(form: &mut Form, questions: &[crate::view::TextView]) {
    let mut known = std::mem::take(&mut form.questions);
    for text in questions {
        let text_of_it = text_of(text);
        let same = known.iter().position(|question| question.text == text_of_it);
        form.questions.push(match same {
            Some(place) => known.remove(place),
            None => new_question(text),
        });
    }
}

fn form_deadline(
    cabinet: &Cabinet,
    form: &Form,
    wall: Option<&str>,
) -> Result<Option<Moment>, DeskError> {
    let Some(wall) = wall.filter(|wall| !wall.is_empty()) else {
        return Ok(None);
    };
    let item = cabinet.item(form.item).ok_or_else(missing)?;
    Ok(Some(body_of(cabinet, item)?.zone.moment_of(wall, None)?))
}

fn move_to_session(cabinet: &Cabinet, form: Uuid, meeting: Uuid) -> Read {
    let form = cabinet.form(FormId::from_uuid(form)).ok_or_else(missing)?;
    let dossier = cabinet.dossier_of(form.item);
    let documents = dossier.map(|dossier| cabinet.documents_of(dossier.id)).unwrap_or_default();
    let papers: BTreeMap<DocumentId, DocumentId> = documents
        .into_iter()
        .map(|document| (document.id, DocumentId::from_uuid(Uuid::now_v7())))
        .collect();
    let item = Uuid::now_v7();
    let act = Act::MoveFormToSession {
        form: form.id,
        meeting: MeetingId::from_uuid(meeting),
        item: ItemId::from_uuid(item),
        dossier: DossierId::from_uuid(Uuid::now_v7()),
        papers,
    };
    Ok((act, Some(item)))
}
