//! Wrong clocks are normal input: the server's clock decides, and the laptop still works.

use crate::stage::{SkewedClock, Stage, story};
use desk::view::{BallotInput, ChoiceView, PollStateView, SafetyView};
use std::sync::Arc;

#[test]
fn a_laptop_whose_clock_is_a_year_off_syncs_and_votes() {
    story(async {
        let stage = Stage::open();
        let mut laptop = stage.laptop("minister_an", "laptop").await;
        for days in [-365, 365] {
            laptop.reopen_with(Arc::new(SkewedClock { days }));
            let desk = laptop.desk();
            let item = desk.agenda(desk.meetings().unwrap()[0].id).unwrap().items;
            let poll = item.iter().find_map(|item| item.polls.first()).unwrap().id;
            assert_eq!(desk.poll(poll).unwrap().line.state, PollStateView::Open);
            let papers = desk.poll(poll).unwrap().papers;
            let input =
                BallotInput { poll, choice: ChoiceView::Agree, grade: None, opinion: None, papers };
            desk.cast_ballot(input).unwrap();
            desk.sync_once().await.unwrap();
            let mine = desk.poll(poll).unwrap().line.my_ballot.unwrap();
            assert_eq!(mine.safety, SafetyView::Received, "{days} days");
        }
    });
}
