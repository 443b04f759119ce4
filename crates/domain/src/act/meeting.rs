use super::{ActError, Actor, Changes};
use crate::publication::issue;
use crate::{Cabinet, DossierState, Entity, Meeting, MeetingId, MeetingState, access};

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
        MeetingState::Draft
        | MeetingState::InReview
        | MeetingState::InSession
        | MeetingState::Archived
        | MeetingState::Cancelled => Ok(Changes::of(moved(meeting, to))),
    }
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
