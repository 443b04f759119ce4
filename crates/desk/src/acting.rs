//! How an act is saved: the operation and its rows, on disk twice, before anything is shown.

use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{MyPositionView, PositionInput, SafetyView};
use domain::{Grade, ItemId, OperationId, Position, PositionValue, access};
use sync::Topic;
use uuid::Uuid;
use vault::{LocalChange, NewPosition, Outgoing};

impl Desk {
    /// A new operation around its travelling form.
    pub(crate) fn outgoing(&self, operation: OperationId, body: Vec<u8>) -> Outgoing {
        Outgoing { operation, made_at: self.clock.now(), body }
    }

    /// Saves an act, then tells screens and the background loop.
    pub(crate) fn save(&self, change: &LocalChange, topic: Topic) -> Result<(), DeskError> {
        self.vault.save(change)?;
        self.tell(topic);
        self.tell(Topic::Status);
        self.sync_soon();
        Ok(())
    }

    /// States a position on an item.
    ///
    /// # Errors
    /// `not-found`, `item-withdrawn`, `not-entitled`, `text-too-long`, `disk-full` and other store errors: nothing is stated then.
    pub fn state_position(&self, input: PositionInput) -> Result<MyPositionView, DeskError> {
        let cabinet = self.cabinet()?;
        let item = cabinet
            .item(ItemId::from_uuid(input.item))
            .ok_or_else(|| DeskError::from_code("not-found"))?;
        if item.withdrawn {
            return Err(DeskError::from_code("item-withdrawn"));
        }
        if !access::may_state_position(&cabinet, self.person(), item) {
            return Err(DeskError::from_code("not-entitled"));
        }
        let value = PositionValue::from(input.value);
        let grade = input.grade.map(Grade::from);
        let comment = domain::tidied(&input.comment);
        domain::check_words(&comment, Position::MAX_COMMENT_CHARS)?;
        let body = sync::position_body(item.id, value, &comment, grade)?;
        let outgoing = self.outgoing(OperationId::from_uuid(Uuid::now_v7()), body);
        let position = NewPosition {
            item: item.id,
            value: value.word().to_owned(),
            comment: comment.clone(),
            grade: grade.map(|grade| grade.word().to_owned()),
        };
        self.save(&LocalChange::position(position, outgoing), Topic::Agenda)?;
        let (value, grade) = (input.value, input.grade);
        Ok(MyPositionView { value, safety: SafetyView::Saved, comment, grade })
    }
}
