use super::{Scene, close_poll, log_leaf};
use crate::access_feed::commit_entities;
use crate::error::ApiError;
use crate::storage::Transaction;
use ballot::{LateLeaf, OpenVote, Receipt, SealedBallot, leaf_bytes, question_digest};
use domain::{
    AdmitError, BallotId, BoundPaper, CastBallot, Choice, Digest, DocumentId, Entity, Grade,
    OpenPoll, Poll, PollId, access, same_papers,
};
use wire::{OperationOutcome, Problem, codes, wire_to_moment};

/// Longest sealed ballot: an entry of a tiled log (C2SP tlog-tiles) has at most 65,535 bytes.
const MAX_SEALED: usize = 65_000;

/// Takes a sealed ballot: checks the seal and the right to vote, appends it to the log, answers with the receipt.
/// A ballot after the close is logged as late, with a receipt, and is not counted.
pub fn cast(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    sealed: &str,
) -> Result<OperationOutcome, ApiError> {
    if sealed.len() > MAX_SEALED {
        return Err(ApiError::bad_request("the sealed ballot is too large"));
    }
    let sealed = SealedBallot::from_compact(sealed);
    let vote = sealed.open(&scene.caller.key).map_err(|error| {
        ApiError::Public(Problem::new(422, codes::SEAL_INVALID, error.to_string()))
    })?;
    let person = scene.caller.person;
    if vote.voter != person.as_uuid() {
        let title = "a ballot is cast by its voter's own device";
        return Err(ApiError::Public(Problem::new(403, codes::NOT_ENTITLED, title)));
    }
    let cabinet = &scene.cabinet;
    let poll = cabinet
        .poll(PollId::from_uuid(vote.poll))
        .filter(|poll| access::may_see_poll(cabinet, person, poll))
        .ok_or_else(ApiError::not_found)?;
    let item = cabinet.item(poll.item).ok_or_else(ApiError::not_found)?;
    if cabinet.ballot(BallotId::from_uuid(vote.ballot)).is_some() {
        let title = "another ballot has this identity already";
        return Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
    }
    let (choice, grade) = check_form(&vote, poll)?;
    let admitted = OpenPoll::admit(poll, item, person).and_then(|open| open.at(scene.now));
    match admitted {
        Ok(open) => {
            open.check_answer(choice, grade, vote.opinion.as_deref())?;
            check_order(scene, &vote)?;
            let papers = check_papers(scene, &vote, poll)?;
            let (index, receipt) =
                log_leaf(scene.app, transaction, sealed.as_compact().as_bytes())?;
            let kept = keep(scene, &vote, &sealed, choice, papers, (index, &receipt), true);
            commit_entities(transaction, cabinet, &[Entity::Ballot(kept)])?;
            let receipt = Some(receipt.as_text().to_owned());
            Ok(OperationOutcome::Accepted { receipt })
        }
        Err(AdmitError::Closed) => take_late(scene, transaction, &vote, &sealed, choice, poll),
        Err(error) => Err(error.into()),
    }
}

fn take_late(
    scene: &Scene<'_>,
    transaction: &mut dyn Transaction,
    vote: &OpenVote,
    sealed: &SealedBallot,
    choice: Choice,
    poll: &Poll,
) -> Result<OperationOutcome, ApiError> {
    // Everything is judged before the first write: a refusal must leave nothing behind.
    OpenPoll::check_form(poll, choice, read_grade(vote)?, vote.opinion.as_deref())?;
    let papers = read_papers(vote)?;
    let voter = scene.caller.person;
    let has_late = scene
        .cabinet
        .ballots()
        .any(|ballot| ballot.poll == poll.id && ballot.voter == voter && !ballot.in_time);
    if has_late {
        return Err(AdmitError::Closed.into());
    }
    let cabinet = close_poll::close_now(scene.app, transaction, poll.id, scene.now)?;
    let late = LateLeaf { poll: vote.poll, jws: sealed.as_compact().to_owned() };
    let leaf = leaf_bytes("late", &late).map_err(|_| ApiError::Broken("a leaf"))?;
    let (index, receipt) = log_leaf(scene.app, transaction, &leaf)?;
    let kept = keep(scene, vote, sealed, choice, papers, (index, &receipt), false);
    commit_entities(transaction, &cabinet, &[Entity::Ballot(kept)])?;
    Ok(OperationOutcome::Late { receipt: receipt.as_text().to_owned() })
}

fn keep(
    scene: &Scene<'_>,
    vote: &OpenVote,
    sealed: &SealedBallot,
    choice: Choice,
    papers: Vec<BoundPaper>,
    (log_index, receipt): (u64, &Receipt),
    in_time: bool,
) -> CastBallot {
    CastBallot {
        id: BallotId::from_uuid(vote.ballot),
        poll: PollId::from_uuid(vote.poll),
        voter: scene.caller.person,
        choice,
        grade: vote.grade.as_deref().and_then(Grade::from_word),
        opinion: vote.opinion.clone(),
        seq: vote.seq,
        cast_at: wire_to_moment(vote.cast_at),
        received_at: scene.now,
        papers,
        sealed: sealed.as_compact().to_owned(),
        receipt: receipt.as_text().to_owned(),
        log_index,
        in_time,
    }
}

fn check_form(vote: &OpenVote, poll: &Poll) -> Result<(Choice, Option<Grade>), ApiError> {
    let words: Vec<&str> = poll.kind.choices().iter().map(|choice| choice.word()).collect();
    let asked = question_digest(vote.poll, &poll.question.vi, &poll.question.en, &words);
    if asked != vote.question_sha256 {
        let title = "the ballot answers another question than the poll asks";
        return Err(ApiError::Public(Problem::new(409, codes::CONFLICT, title)));
    }
    let choice = Choice::from_word(&vote.choice)
        .ok_or_else(|| ApiError::bad_request("the ballot has no choice this server knows"))?;
    Ok((choice, read_grade(vote)?))
}

fn read_grade(vote: &OpenVote) -> Result<Option<Grade>, ApiError> {
    let Some(word) = vote.grade.as_deref() else {
        return Ok(None);
    };
    let grade = Grade::from_word(word);
    grade
        .map(Some)
        .ok_or_else(|| ApiError::bad_request("the ballot has no grade this server knows"))
}

/// The next ballot of a voter names its place and the one it replaces.
fn check_order(scene: &Scene<'_>, vote: &OpenVote) -> Result<(), ApiError> {
    let poll = PollId::from_uuid(vote.poll);
    let last = scene.cabinet.standing_ballot(poll, scene.caller.person);
    let expected = last.map(|last| (last.seq + 1, Some(SealedBallot::from_compact(&last.sealed))));
    let (seq, prev) = expected.unwrap_or((0, None));
    if vote.seq == seq && vote.prev == prev.map(|prev| prev.tracker()) {
        return Ok(());
    }
    let title = "this member has answered already; a change must name the ballot it replaces";
    Err(ApiError::Public(Problem::new(409, codes::POLL_ALREADY_ANSWERED, title)))
}

fn read_papers(vote: &OpenVote) -> Result<Vec<BoundPaper>, ApiError> {
    let read = |paper: &ballot::VotePaper| {
        Some(BoundPaper {
            document: DocumentId::from_uuid(paper.document),
            version: paper.version,
            digest: Digest::from_hex(&paper.blake3)?,
        })
    };
    let papers: Option<Vec<BoundPaper>> = vote.papers.iter().map(read).collect();
    papers.ok_or_else(|| ApiError::bad_request("the ballot names a paper that cannot be read"))
}

/// The papers sealed over must be those in force that this voter can read.
fn check_papers(
    scene: &Scene<'_>,
    vote: &OpenVote,
    poll: &Poll,
) -> Result<Vec<BoundPaper>, ApiError> {
    let cabinet = &scene.cabinet;
    let in_force = cabinet.papers_in_force(poll.item, scene.caller.person);
    let papers = read_papers(vote)?;
    if !same_papers(&papers, &in_force) {
        let title = "the papers changed after this ballot was sealed";
        return Err(ApiError::Public(Problem::new(409, codes::PAPERS_CHANGED, title)));
    }
    Ok(papers)
}
