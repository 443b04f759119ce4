//! The secretariat's desk: acts, what can be taken back, and the builder of an agenda.
//!
//! An act is judged here with the server's own code before it is saved, so that a refusal is known at once and offline;
//! what is saved shows at once and is sent when there is a network.

mod acts;
mod builder;
mod edits;
mod files;
mod office;
mod undo;

pub(crate) use acts::Read;
pub(crate) use builder::role_view;
pub(crate) use edits::{missing, new_record};
pub(crate) use files::TakenFile;
pub(crate) use undo::UndoStacks;

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{ActInput, DoneView};
use domain::act::{self, Act, Actor};
use domain::{Cabinet, OperationId, PollId};
use std::sync::PoisonError;
use sync::Topic;
use uuid::Uuid;
use vault::LocalChange;

impl Desk {
    /// Does what the secretariat, the chair or a member does beyond positions and ballots.
    ///
    /// # Errors
    /// What the rules say against it, and store errors: nothing is done then.
    pub fn act(&self, input: &ActInput) -> Result<DoneView, DeskError> {
        if let ActInput::ImportPeople { import, leave_out } = input {
            return self.import_people(*import, leave_out);
        }
        if let ActInput::ClosePoll { poll } = input {
            return self.close_poll(PollId::from_uuid(*poll));
        }
        let cabinet = self.cabinet()?;
        let (act, id) = self.read_act(&cabinet, input)?;
        self.do_act(&cabinet, &act)?;
        self.undo.lock().unwrap_or_else(PoisonError::into_inner).note(&cabinet, &act);
        Ok(DoneView { id })
    }

    /// Takes the last edit of this window back.
    ///
    /// # Errors
    /// `nothing-in-it` where there is none; what the rules say against it by now.
    pub fn undo(&self) -> Result<(), DeskError> {
        let cabinet = self.cabinet()?;
        let mut stacks = self.undo.lock().unwrap_or_else(PoisonError::into_inner);
        let step = stacks.next_undo().ok_or_else(|| DeskError::from_code("nothing-in-it"))?;
        self.do_act(&cabinet, &step.back)?;
        stacks.undone();
        Ok(())
    }

    /// Does again what was taken back last.
    ///
    /// # Errors
    /// As [`Desk::undo`].
    pub fn redo(&self) -> Result<(), DeskError> {
        let cabinet = self.cabinet()?;
        let mut stacks = self.undo.lock().unwrap_or_else(PoisonError::into_inner);
        let step = stacks.next_redo().ok_or_else(|| DeskError::from_code("nothing-in-it"))?;
        self.do_act(&cabinet, &step.forth)?;
        stacks.redone();
        Ok(())
    }

    fn do_act(&self, cabinet: &Cabinet, act: &Act) -> Result<(), DeskError> {
        self.do_acts(cabinet, std::slice::from_ref(act))
    }

    /// Does several acts, each on what the ones before it made. All are judged before the first is saved.
    pub(crate) fn do_acts(&self, cabinet: &Cabinet, acts: &[Act]) -> Result<(), DeskError> {
        let actor = Actor { person: self.person(), now: self.clock.now() };
        let mut working = cabinet.clone();
        for act in acts {
            act::apply(&working, actor, act)?.carry_out(&mut working);
        }
        for act in acts {
            self.save_act(act)?;
        }
        Ok(())
    }

    fn save_act(&self, act: &Act) -> Result<(), DeskError> {
        let body = sync::act_body(act)?;
        let outgoing = self.outgoing(OperationId::from_uuid(Uuid::now_v7()), body);
        let change = match act {
            Act::Lodge { version, .. } => LocalChange::lodge(version.digest, outgoing),
            Act::Edit(_)
            | Act::ResolveConflict { .. }
            | Act::MoveMeeting { .. }
            | Act::WithdrawItem { .. }
            | Act::MovePart { .. }
            | Act::Recuse { .. }
            | Act::LiftRecusal { .. }
            | Act::AskLate { .. }
            | Act::DecideLate { .. }
            | Act::Recall { .. }
            | Act::MoveDossier { .. }
            | Act::SendForm { .. }
            | Act::ExtendForm { .. }
            | Act::MoveFormToSession { .. }
            | Act::ReplyToOpinion { .. }
            | Act::Settle { .. } => LocalChange::act(undo::word_of(act).to_owned(), outgoing),
        };
        self.save(&change, Topic::Agenda)?;
        self.tell(Topic::Polls);
        Ok(())
    }
}
