//! From ballots to the answers that count: who is on a roll, whose answer stands, on which papers, and whether a
//! member who is silent had the papers at all.

use crate::{
    AgendaItem, Answer, Body, BoundPaper, Cabinet, CastBallot, Choice, Document, Grade, ItemId,
    Judgement, PersonId, Poll, PollState, ReplyKind, SubstituteRule, Tally, Voter, access, judge,
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
            conditional: ballot.choice == Choice::Agree
                && ballot.grade == Some(Grade::Condition)
                && !self.is_accepted(ballot),
        }
    }

    /// Whether a ballot was given on papers that are no longer in force for its voter.
    pub fn is_stale(&self, poll: &Poll, ballot: &CastBallot) -> bool {
        self.papers_in_force(poll.item, ballot.voter) != ballot.papers
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
        let documents = dossier.map(|dossier| self.documents_of(dossier.id));
        let mut documents = documents.unwrap_or_default();
        documents.retain(|document| {
            document.published && access::may_read_document(self, person, document)
        });
        documents
    }

    /// Whether a person's device confirmed that the papers in force have arrived.
    pub fn is_delivered(&self, item: ItemId, person: PersonId) -> bool {
        let delivery = self.delivery_of(item, person);
        delivery.is_some_and(|delivery| delivery.papers == self.papers_in_force(item, person))
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

/// Who votes on an item today, and the votes of those who hold another number than 1. Substitutes stand in the place
/// of members where the rule lets them vote.
pub fn roll_of(
    cabinet: &Cabinet,
    body: &Body,
    item: &AgendaItem,
) -> (BTreeSet<PersonId>, BTreeMap<PersonId, u32>) {
    let substitutes_vote = body.rules.session.substitutes == SubstituteRule::Votes;
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
