use super::{ActError, Actor, Changes};
use crate::publication::issue;
use crate::{
    AgendaItem, Cabinet, Dossier, DossierState, Entity, FormState, Meeting, MeetingId,
    MeetingState, PollState, access,
};

/// Moves a meeting through its life.
pub fn go_to(
    cabinet: &Cabinet,
    actor: Actor,
    meeting: MeetingId,
    to: MeetingState,
) -> Result<Changes, ActError> {
    let meeting = cabinet
        .meeting(meeting)
        .filter(|meeting| access::may_see_meeting(cabinet, actor.person, meeting))
        .ok_or(ActError::NotFound)?;
    let runs = access::runs_body(cabinet, actor.person, meeting.body);
    let is_chair = meeting.face.chair == actor.person;
    let sends_back = to == MeetingState::Draft && is_chair;
    if !runs && !sends_back {
        return Err(ActError::NotEntitled);
    }
    if !meeting.state.may_become(to) {
        return Err(ActError::NotPossibleNow);
    }
    match to {
        MeetingState::InSession if meeting.state == to => issue(cabinet, meeting, actor.now),
        MeetingState::Published if meeting.state == MeetingState::InSession => {
            Ok(Changes::of(moved(meeting, to)))
        }
        MeetingState::Published => issue(cabinet, meeting, actor.now),
        MeetingState::Closed => Ok(close(cabinet, meeting)),
        MeetingState::InSession if meeting.state == MeetingState::Closed => {
            Ok(reopen(cabinet, meeting))
        }
        MeetingState::Archived | MeetingState::Cancelled if takes_answers(cabinet, meeting) => {
            Err(ActError::AnswersOpen)
        }
        MeetingState::Draft
        | MeetingState::InReview
        | MeetingState::InSession
        | MeetingState::Archived
        | MeetingState::Cancelled => Ok(Changes::of(moved(meeting, to))),
    }
}

/// Whether a form or a poll of a meeting still takes answers. Those on a withdrawn item take none.
fn takes_answers(cabinet: &Cabinet, meeting: &Meeting) -> bool {
    let is_asked = |item: &AgendaItem| {
        !item.withdrawn
            && (cabinet.polls_of(item.id).any(|poll| poll.state == PollState::Open)
                || cabinet.forms_of(item.id).any(|form| form.state == FormState::Sent))
    };
    cabinet.items_of(meeting.id).any(is_asked)
}

/// Opens a closed meeting again. What it had considered is before it once more, as published: that the chair had
/// confirmed it for the session is over with the session's first end.
fn reopen(cabinet: &Cabinet, meeting: &Meeting) -> Changes {
    let mut put = vec![moved(meeting, MeetingState::InSession)];
    let dossiers = cabinet.items_of(meeting.id).filter_map(|item| cabinet.dossier_of(item.id));
    put.extend(dossiers.filter(|dossier| dossier.state == DossierState::Considered).map(
        |dossier| Entity::Dossier(Dossier { state: DossierState::Published, ..dossier.clone() }),
    ));
    Changes { put, removed: Vec::new() }
}

fn close(cabinet: &Cabinet, meeting: &Meeting) -> Changes {
    let mut put = vec![moved(meeting, MeetingState::Closed)];
    for item in cabinet.items_of(meeting.id).filter(|item| !item.withdrawn) {
        if let Some(dossier) = cabinet.dossier_of(item.id)
            && dossier.state.may_become(DossierState::Considered)
        {
            let mut dossier = dossier.clone();
            dossier.state = DossierState::Considered;
            put.push(Entity::Dossier(dossier));
        }
    }
    Changes { put, removed: Vec::new() }
}

fn moved(meeting: &Meeting, state: MeetingState) -> Entity {
    Entity::Meeting(Meeting { state, ..meeting.clone() })
}
