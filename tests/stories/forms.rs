//! Opinion forms from the draft to the explained outcome, on real laptops and the real server.

use crate::secretariat::{act, lodge, publish, text};
use crate::stage::{Laptop, Stage, story};
use desk::view::{
    ActInput, BallotInput, ChoiceView, FormMemberStateView, FormMemberView, FormStateView,
    GradeView, OutcomeView, ReplyKindView, SafetyView,
};
use uuid::Uuid;
use wire::{OperationBody, OperationOutcome};

fn answer(
    laptop: &Laptop,
    poll: Uuid,
    choice: ChoiceView,
    grade: Option<GradeView>,
    opinion: Option<&str>,
) {
    let papers = laptop.desk().poll(poll).unwrap().papers;
    let opinion = opinion.map(str::to_owned);
    laptop.desk().cast_ballot(BallotInput { poll, choice, grade, opinion, papers }).unwrap();
}

async fn sync(laptops: &[&Laptop]) {
    for laptop in laptops {
        laptop.desk().sync_once().await.unwrap();
    }
}

fn member(laptop: &Laptop, form: Uuid, of: &Laptop) -> FormMemberView {
    let person = of.desk().status().unwrap().person.id;
    let view = laptop.desk().form(form).unwrap();
    view.members.into_iter().find(|member| member.person.id == person).unwrap()
}

fn draft(laptop: &Laptop, item: Uuid) -> Uuid {
    act(
        laptop,
        &ActInput::DraftForm {
            item,
            title: text("Phiếu lấy ý kiến về dự thảo Nghị định"),
            questions: vec![
                text("Có đồng ý Điều 4 không?"),
                text("Có đồng ý hiệu lực từ 1-1 không?"),
            ],
            closes: None,
            short_reason: String::new(),
        },
    )
}

#[test]
#[allow(clippy::too_many_lines, reason = "one story from beginning to end")]
fn a_form_goes_round_goes_stale_is_confirmed_and_is_counted_with_its_sentence() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let binh = stage.laptop("minister_binh", "binh").await;
        let finance = stage.laptop("minister_finance", "finance").await;
        let meeting = lan.desk().meetings().unwrap()[0].id;
        let items = lan.desk().prepare(meeting).unwrap().items;
        let decree = items.iter().find(|item| item.title.vi.contains("Nghị định")).unwrap().clone();

        let form = draft(&lan, decree.id);
        lan.desk().sync_once().await.unwrap();
        an.desk().sync_once().await.unwrap();
        assert!(an.desk().form(form).is_err(), "a draft is the secretariat's alone");
        lan.desk().act(&ActInput::SendForm { form }).unwrap();
        sync(&[&lan, &an, &binh, &finance, &lan]).await;
        assert_eq!(member(&lan, form, &an).state, FormMemberStateView::Delivered);
        let asked = an.desk().expected().unwrap();
        let row = asked.iter().find(|row| row.form == Some(form)).unwrap();
        assert_eq!((row.n_asked, row.stale), (2, false));

        let questions: Vec<Uuid> =
            an.desk().form(form).unwrap().questions.iter().map(|one| one.poll).collect();
        answer(
            &an,
            questions[0],
            ChoiceView::Agree,
            Some(GradeView::Should),
            Some("Bổ sung Khoản 2"),
        );
        answer(&an, questions[1], ChoiceView::Agree, None, None);
        answer(&binh, questions[0], ChoiceView::Disagree, None, Some("Chưa đủ nguồn lực"));
        answer(&binh, questions[1], ChoiceView::Other, None, Some("Lùi sang quý II"));
        sync(&[&an, &binh, &lan]).await;
        let line = lan.desk().form(form).unwrap().line;
        assert_eq!((line.n_answered, line.n_roll), (Some(2), 27));
        assert!(
            an.desk().form(form).unwrap().members.is_empty(),
            "others' answers are not a member's"
        );
        let opinion = member(&lan, form, &binh).answers[0].clone().unwrap();
        assert_eq!(opinion.opinion.as_deref(), Some("Chưa đủ nguồn lực"));
        let reply = ActInput::Reply {
            poll: questions[0],
            ballot: opinion.ballot,
            does: ReplyKindView::Explained,
            words: "Kinh phí đã bố trí trong dự toán".to_owned(),
        };
        lan.desk().act(&reply).unwrap();

        let paper = decree.documents.iter().find(|one| one.newest.name.contains("paper")).unwrap();
        let new = stage.place.demo_cabinet().join("papers/budget/paper.pdf");
        lodge(&lan, decree.id, &new, Some(paper.id));
        publish(&lan, meeting);
        sync(&[&lan, &an, &lan]).await;
        assert_eq!(member(&lan, form, &an).state, FormMemberStateView::Stale);
        assert_eq!(lan.desk().form(form).unwrap().questions[0].result.as_ref().unwrap().stale, 2);
        let asked = an.desk().expected().unwrap();
        assert!(asked.iter().any(|row| row.form == Some(form) && row.stale && row.n_asked == 2));
        answer(
            &an,
            questions[0],
            ChoiceView::Agree,
            Some(GradeView::Should),
            Some("Bổ sung Khoản 2"),
        );
        answer(&an, questions[1], ChoiceView::Agree, None, None);
        answer(&finance, questions[0], ChoiceView::Agree, None, None);
        sync(&[&an, &finance]).await;
        assert!(
            finance.desk().kept().unwrap().iter().any(|kept| kept.problem.is_some()),
            "an answer on the old papers is refused and kept"
        );
        answer(&finance, questions[0], ChoiceView::Agree, None, None);
        sync(&[&finance, &lan]).await;
        assert_eq!(member(&lan, form, &an).state, FormMemberStateView::Answered);

        let raw = stage.raw("secretary_lan").await;
        let early = raw.operate(OperationBody::ClosePoll { poll: questions[0] }).await.unwrap();
        let OperationOutcome::Refused { problem } = early else {
            panic!("members still have time to answer: {early:?}");
        };
        assert_eq!(problem.code, "answers-awaited");
        lan.desk().act(&ActInput::MoveFormToSession { form, meeting }).unwrap();
        sync(&[&lan, &an, &binh, &lan]).await;
        let closed = lan.desk().form(form).unwrap();
        assert_eq!(closed.line.state, FormStateView::MovedToSession);
        let result = closed.questions[0].result.clone().unwrap();
        assert_eq!((result.agree, result.disagree, result.stale), (2, 0, 1));
        assert_eq!(result.outcome, OutcomeView::NotAdopted);
        assert_eq!(
            result.sentence.en,
            "Not adopted: 2 of 27 in favour, at least 14 were needed. 1 answer was given on older papers \
             and not confirmed, so it does not count."
        );
        let told = binh.desk().form(form).unwrap();
        let mine = told.questions[0].mine.clone().unwrap();
        assert_eq!(mine.reply.unwrap().does, ReplyKindView::Explained);
        assert!(mine.stale);
        assert_eq!(
            member(&binh, form, &an).answers[0].clone().unwrap().safety,
            SafetyView::Counted
        );
    });
}

#[test]
fn an_answer_after_the_deadline_is_kept_shown_as_late_and_not_counted() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let meeting = lan.desk().meetings().unwrap()[0].id;
        let item = lan.desk().prepare(meeting).unwrap().items[1].id;
        let form = draft(&lan, item);
        lan.desk().act(&ActInput::SendForm { form }).unwrap();
        sync(&[&lan, &an]).await;
        let poll = an.desk().form(form).unwrap().questions[0].poll;
        answer(&an, poll, ChoiceView::Agree, None, None);
        lan.desk().act(&ActInput::MoveFormToSession { form, meeting }).unwrap();
        sync(&[&lan, &an, &lan]).await;
        let own = an.desk().poll(poll).unwrap().line.my_ballot.unwrap();
        assert_eq!(own.safety, SafetyView::Late);
        let seen = member(&lan, form, &an).answers[0].clone().unwrap();
        assert_eq!(seen.safety, SafetyView::Late);
        let result = lan.desk().form(form).unwrap().questions[0].result.clone().unwrap();
        assert_eq!((result.agree, result.received), (0, 0));
    });
}

#[test]
fn an_objection_takes_the_matter_to_a_session_with_its_papers() {
    story(async {
        let stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let meeting = lan.desk().meetings().unwrap()[0].id;
        let items = lan.desk().prepare(meeting).unwrap().items;
        let decree = items.iter().find(|item| item.title.vi.contains("Nghị định")).unwrap().clone();
        let form = draft(&lan, decree.id);
        lan.desk().act(&ActInput::SendForm { form }).unwrap();
        let next = act(&lan, &crate::secretariat::new_session("Phiên họp tháng 1"));
        let landed = act(&lan, &ActInput::MoveFormToSession { form, meeting: next });
        sync(&[&lan]).await;
        assert_eq!(lan.desk().status().unwrap().n_refused, 0, "{:?}", lan.desk().kept());
        let view = lan.desk().prepare(next).unwrap();
        let item = view.items.iter().find(|item| item.id == landed).unwrap();
        assert_eq!(item.documents.len(), decree.documents.len());
        let moved = lan.desk().form(form).unwrap();
        assert_eq!(
            (moved.line.state, moved.moved_to),
            (FormStateView::MovedToSession, Some(landed))
        );
        assert!(moved.questions.iter().all(|question| question.is_final), "its polls are closed");
        publish(&lan, next);
        sync(&[&lan, &an]).await;
        let dossier = an.desk().dossier(landed).unwrap();
        assert_eq!(dossier.documents.len(), decree.documents.len());
        an.desk().open_document(dossier.documents[0].id, 1).unwrap();
    });
}
