//! From ballots to the answers that count: who is on a roll, whose answer stands, on which papers, and whether a
//! member who is silent had the papers at all.

use crate::{
    AgendaItem, Answer, Body, BoundPaper, Cabinet, CastBallot, Document, Dossier, DossierState,
    Grade, ItemId, Judgement, PersonId, Policy, Poll, PollState, ReplyKind, StampKind,
    SubstituteRule, Tally, Voter, access, judge, same_papers,
};
use std::collections::{BTreeMap, BTreeSet};

impl Cabinet {
    /// Counts a poll as things stand.
    pub fn count(&self, poll: &Poll) -> Tally {
        Tally::count(&poll.policy, self.voters(poll))
    }

    /// How a poll stands or ended: by its recorded count once it is closed, and as things are before.
    pub fn judge(&self, poll: &Poll) -> Judgement {
        let tally = match &poll.state {
            PollState::Closed { tally, .. } => *tally,
            PollState::Open => self.count(poll),
        };
        judge(&poll.policy, tally)
    }

    /// Everybody on the roll of a poll, with the answer that stands.
    pub fn voters(&self, poll: &Poll) -> Vec<Voter> {
        let item = self.item(poll.item);
        let voter = |person: &PersonId| {
            let ballot = self.standing_ballot(poll.id, *person);
            Voter {
                person: *person,
                votes: poll.weights.get(person).copied().unwrap_or(1),
                is_chair: *person == poll.chair,
                recused: item.is_some_and(|item| item.is_recused(*person)),
                gone: !self.still_votes(poll, *person),
                delivered: self.is_delivered(poll.item, *person),
                answer: ballot.map(|ballot| self.answer(poll, ballot)),
            }
        };
        poll.roll.iter().map(voter).collect()
    }

    fn answer(&self, poll: &Poll, ballot: &CastBallot) -> Answer {
        Answer {
            choice: ballot.choice,
            stale: self.is_stale(poll, ballot),
            conditional: ballot.grade == Some(Grade::Condition) && !self.is_accepted(ballot),
        }
    }

    /// Whether a ballot was given on papers that are no longer in force, so that it has to be confirmed.
    ///
    /// That is a matter of open polls. In a closed one it was judged at the close, and nothing published later changes
    /// the answer: the server takes a ballot only on the papers in force, so that it was stale at the close exactly
    /// where papers went out between the ballot and the close. Papers that are not in this cabinet say nothing: whoever
    /// may not read them is not told that somebody else's answer is stale.
    pub fn is_stale(&self, poll: &Poll, ballot: &CastBallot) -> bool {
        let Some(dossier) = self.dossier_of(poll.item) else {
            return false;
        };
        let documents = self.documents_of(dossier.id);
        // All papers of a dossier have the same readers, so that whoever answered on one of them reads them all.
        let reads_them =
            !ballot.papers.is_empty() || access::may_read_dossier(self, ballot.voter, dossier);
        match poll.state {
            PollState::Open => {
                let in_force = |document: &Document| {
                    document.published
                        && !document.recalled
                        && dossier.state != DossierState::Withdrawn
                };
                documents.into_iter().any(|document| {
                    let bound = ballot.papers.iter().find(|paper| paper.document == document.id);
                    match bound {
                        Some(paper) => {
                            !in_force(document)
                                || paper.digest != document.version.digest
                                || paper.version != document.version.number
                        }
                        None => reads_them && in_force(document),
                    }
                })
            }
            PollState::Closed { closed_at, .. } => {
                let went_out_between = documents
                    .iter()
                    .flat_map(|document| document.versions())
                    .filter_map(|version| version.issued_at)
                    .any(|issued| ballot.received_at < issued && issued <= closed_at);
                reads_them && went_out_between
            }
        }
    }

    /// The papers of an item that are in force for a person, in reading order: what a ballot is bound to.
    pub fn papers_in_force(&self, item: ItemId, person: PersonId) -> Vec<BoundPaper> {
        let documents = self.documents_in_force(item, person).into_iter();
        let bound = documents.map(|document| BoundPaper {
            document: document.id,
            version: document.version.number,
            digest: document.version.digest,
        });
        bound.collect()
    }

    /// The documents of an item that members have and a person may read, in reading order.
    pub fn documents_in_force(&self, item: ItemId, person: PersonId) -> Vec<&Document> {
        let dossier = self.dossier_of(item);
        let dossier = dossier.filter(|dossier| dossier.state != DossierState::Withdrawn);
        let documents = dossier.map(|dossier| self.documents_of(dossier.id));
        let mut documents = documents.unwrap_or_default();
        documents.retain(|document| {
            document.published && access::may_read_document(self, person, document)
        });
        documents
    }

    /// Whether a person was reached: their device confirmed that the item arrived with all papers in force. Where there
    /// are no papers, the item is all there is to arrive. Whoever may not read the papers, or could only read them on
    /// paper, is never reached.
    pub fn is_delivered(&self, item: ItemId, person: PersonId) -> bool {
        let delivery = self.delivery_of(item, person);
        self.could_be_delivered(item, person)
            && delivery.is_some_and(|delivery| {
                same_papers(&delivery.papers, &self.papers_in_force(item, person))
            })
    }

    fn could_be_delivered(&self, item: ItemId, person: PersonId) -> bool {
        let Some(dossier) = self.dossier_of(item) else {
            return true;
        };
        let has_papers = self
            .documents_of(dossier.id)
            .iter()
            .any(|document| document.published && !document.recalled);
        !self.is_above_ceiling(dossier)
            && (!has_papers || access::may_read_dossier(self, person, dossier))
    }

    /// Whether a dossier's content may not be on the server, so that its papers are on paper alone.
    pub fn is_above_ceiling(&self, dossier: &Dossier) -> bool {
        let meeting = self.item(dossier.item).and_then(|item| self.meeting(item.meeting));
        let body = meeting.and_then(|meeting| self.body(meeting.body));
        body.is_none_or(|body| dossier.classification > body.ceiling)
    }

    /// Whether people may put this stamp on a dossier's papers.
    pub fn allows_stamp(&self, dossier: &Dossier, stamp: StampKind) -> bool {
        let meeting = self.item(dossier.item).and_then(|item| self.meeting(item.meeting));
        let body = meeting.and_then(|meeting| self.body(meeting.body));
        body.is_some_and(|body| body.stamps.contains(&stamp))
    }

    /// Whether an item's content may not be on the server, so that its line bears no words.
    pub fn is_item_above_ceiling(&self, item: ItemId) -> bool {
        self.dossier_of(item).is_some_and(|dossier| self.is_above_ceiling(dossier))
    }

    /// The newest delivery of an item to a person.
    pub fn delivery_of(&self, item: ItemId, person: PersonId) -> Option<&crate::Delivery> {
        self.deliveries().find(|delivery| delivery.item == item && delivery.person == person)
    }

    fn is_accepted(&self, ballot: &CastBallot) -> bool {
        self.replies().any(|reply| reply.ballot == ballot.id && reply.does == ReplyKind::Accepted)
    }

    /// Whether somebody on a roll still holds the place they were put on it for.
    fn still_votes(&self, poll: &Poll, person: PersonId) -> bool {
        let body = self.item(poll.item).and_then(|item| self.meeting(item.meeting));
        let Some(body) = body.map(|meeting| meeting.body) else {
            return false;
        };
        access::standing_in(self, person, body).is_some_and(|standing| {
            standing.role.votes() || poll.policy.substitutes == SubstituteRule::Votes
        })
    }
}

/// Who votes on an item today by a poll's policy, and the votes of those who hold another number than 1. Substitutes
/// stand in the place of members where the policy lets them vote.
pub fn roll_of(
    cabinet: &Cabinet,
    body: &Body,
    item: &AgendaItem,
    policy: &Policy,
) -> (BTreeSet<PersonId>, BTreeMap<PersonId, u32>) {
    let substitutes_vote = policy.substitutes == SubstituteRule::Votes;
    let mut roll = BTreeSet::new();
    let mut weights = BTreeMap::new();
    let standings = cabinet
        .memberships()
        .filter(|standing| standing.body == body.id && !standing.ended && standing.role.votes());
    for standing in standings {
        if !access::may_see_item(cabinet, standing.person, item) {
            continue;
        }
        let substitute = cabinet.delegations().find(|delegation| {
            substitutes_vote
                && !delegation.ended
                && delegation.member == standing.person
                && delegation.body == body.id
                && delegation.meeting.is_none_or(|only| only == item.meeting)
        });
        let person = substitute.map_or(standing.person, |delegation| delegation.substitute);
        roll.insert(person);
        if standing.votes != 1 {
            weights.insert(person, standing.votes);
        }
    }
    (roll, weights)
}
