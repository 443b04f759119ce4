//! The summary report of an opinion form: the cabinet's facts in the catalogue's words, for `report` to set.

use domain::{
    Cabinet, CastBallot, Document, Form, Moment, Outcome, PersonId, Poll, PollState, Reply, Tally,
    Text, Voter, Zone, access,
};
use phrases::{FluentValue, Phrases};
use report::{AnswerReport, FormReport, Labels, Language, MemberReport, QuestionReport};

/// Gathers a report in one language, as `reader` may see it.
pub struct Gathering<'a> {
    pub cabinet: &'a Cabinet,
    pub form: &'a Form,
    pub reader: PersonId,
    pub phrases: &'a Phrases,
    pub language: Language,
    pub now: Moment,
}

impl Gathering<'_> {
    /// The report; `None` where the form's item, meeting or body is not there.
    pub fn gather(&self) -> Option<FormReport> {
        let item = self.cabinet.item(self.form.item)?;
        let meeting = self.cabinet.meeting(item.meeting)?;
        let body = self.cabinet.body(meeting.body)?;
        let zone = &body.zone;
        let polls: Vec<&Poll> =
            self.form.questions.iter().filter_map(|one| self.cabinet.poll(one.poll)).collect();
        let closed = polls.iter().filter_map(|poll| match &poll.state {
            PollState::Closed { closed_at, .. } => Some(*closed_at),
            PollState::Open => None,
        });
        let questions = polls.iter().zip(1..).map(|(poll, number)| self.question(poll, number));
        let voters: Vec<Vec<Voter>> = polls.iter().map(|poll| self.cabinet.voters(poll)).collect();
        Some(FormReport {
            language: self.language,
            body: self.words(&body.name),
            title: self.words(&self.form.title),
            item: self.words(&item.public_face().title),
            deadline: wall(zone, self.form.closes_at),
            closed: closed.max().map_or_else(|| self.say("report-not-closed"), |at| wall(zone, at)),
            rule: self.rule(polls.first().copied()),
            generated: wall(zone, self.now),
            generated_at: wire::moment_to_wire(self.now),
            questions: questions.collect(),
            members: self.members(&polls, &voters, zone),
            labels: self.labels(),
        })
    }

    fn question(&self, poll: &Poll, number: u32) -> QuestionReport {
        let judgement = self.cabinet.judge(poll);
        let mut result = self.phrases.explain(&judgement);
        if let Some(settled) = &poll.settled {
            let outcome = if settled.adopted { Outcome::Adopted } else { Outcome::NotAdopted };
            let chair = self.name(settled.by);
            let key = if outcome == Outcome::Adopted {
                "report-settled-yes"
            } else {
                "report-settled-no"
            };
            result.push(' ');
            result.push_str(&self.say_with(key, &[("chair", &chair), ("reason", &settled.reason)]));
        }
        let papers = self.cabinet.documents_in_force(poll.item, self.reader);
        QuestionReport {
            number,
            text: self.words(&poll.question),
            papers: papers.into_iter().map(|document| self.paper(document)).collect(),
            result,
            counts: self.counts(&judgement.tally),
        }
    }

    fn paper(&self, document: &Document) -> String {
        let (title, version) = (self.words(&document.title), document.version.number.to_string());
        self.say_with("report-paper-version", &[("title", &title), ("version", &version)])
    }

    fn counts(&self, tally: &Tally) -> Vec<(String, u32)> {
        let piles = [
            ("choice-agree", tally.agree, true),
            ("choice-disagree", tally.disagree, true),
            ("choice-other", tally.other, true),
            ("choice-abstain", tally.abstain, false),
            ("report-held", tally.held, false),
            ("report-stale", tally.stale, false),
            ("report-silent", tally.reached + tally.unreached, false),
            ("report-aside", tally.aside, false),
        ];
        let shown = piles.into_iter().filter(|(_, number, always)| *always || *number > 0);
        shown.map(|(key, number, _)| (self.say(key), number)).collect()
    }

    fn members(&self, polls: &[&Poll], voters: &[Vec<Voter>], zone: &Zone) -> Vec<MemberReport> {
        let Some(first) = polls.first() else {
            return Vec::new();
        };
        let mut members: Vec<MemberReport> = first
            .roll
            .iter()
            .filter_map(|person| {
                let found = self.cabinet.person(*person)?;
                let own = voters
                    .iter()
                    .filter_map(|roll| roll.iter().find(|voter| voter.person == *person));
                let own: Vec<&Voter> = own.collect();
                Some(MemberReport {
                    name: found.name.clone(),
                    office: self.words(&found.office),
                    state: self.say(state_key(&own)),
                    answers: polls.iter().map(|poll| self.answer(poll, *person, zone)).collect(),
                })
            })
            .collect();
        members.sort_by_cached_key(|member| {
            let given = member.name.rsplit(' ').next().unwrap_or_default();
            (domain::unmarked(given).to_lowercase(), given.to_lowercase(), member.name.clone())
        });
        members
    }

    fn answer(&self, poll: &Poll, person: PersonId, zone: &Zone) -> Option<AnswerReport> {
        let ballot = self.cabinet.standing_ballot(poll.id, person).or_else(|| {
            self.cabinet.ballots().find(|one| one.poll == poll.id && one.voter == person)
        })?;
        let mark = if !ballot.in_time {
            Some(self.say("state-late"))
        } else if self.cabinet.is_stale(poll, ballot) {
            Some(self.say("state-stale"))
        } else {
            None
        };
        Some(AnswerReport {
            choice: self.say(&format!("choice-{}", ballot.choice.word())),
            grade: ballot.grade.map(|grade| self.say(&format!("grade-{}", grade.word()))),
            opinion: ballot.opinion.clone(),
            received: wall(zone, ballot.received_at),
            mark,
            reply: self.reply(ballot),
        })
    }

    fn reply(&self, ballot: &CastBallot) -> Option<String> {
        let reply: &Reply = self.cabinet.replies().find(|reply| {
            reply.ballot == ballot.id && access::may_see_reply(self.cabinet, self.reader, reply)
        })?;
        let does = match reply.does {
            domain::ReplyKind::Accepted => "report-reply-accepted",
            domain::ReplyKind::Explained => "report-reply-explained",
            domain::ReplyKind::Refused => "report-reply-refused",
        };
        Some(self.say_with(does, &[("words", &reply.words)]))
    }

    fn rule(&self, poll: Option<&Poll>) -> String {
        let Some(poll) = poll else {
            return String::new();
        };
        let share = poll.policy.majority.share;
        let key = match poll.policy.majority.base {
            domain::Base::Total => "report-rule-total",
            domain::Base::Present => "report-rule-present",
            domain::Base::Voting => "report-rule-voting",
        };
        let share = format!("{}/{}", share.numerator, share.denominator);
        let strictly = if poll.policy.majority.strictly { "yes" } else { "no" };
        self.say_with(key, &[("share", &share), ("strictly", strictly)])
    }

    fn labels(&self) -> Labels {
        let say = |key: &str| self.say(&format!("report-label-{key}"));
        Labels {
            paper: say("paper"),
            item: say("item"),
            deadline: say("deadline"),
            closed: say("closed"),
            rule: say("rule"),
            generated: say("generated"),
            summary: say("summary"),
            matrix: say("matrix"),
            opinions: say("opinions"),
            number: say("number"),
            question: say("question"),
            papers: say("papers"),
            result: say("result"),
            member: say("member"),
            office: say("office"),
            state: say("state"),
            answer: say("answer"),
            grade: say("grade"),
            mark: say("mark"),
            received: say("received"),
            opinion: say("opinion"),
            reply: say("reply"),
            not_answered: say("not-answered"),
            no_questions: say("no-questions"),
            no_members: say("no-members"),
            no_opinions: say("no-opinions"),
            // These patterns are filled in by the typesetter, so their places pass through the catalogue untouched.
            numbered_question: self.pattern("numbered-question", &["n"]),
            numbered_opinion: self.pattern("numbered-opinion", &["n"]),
            page: self.pattern("page", &["n", "total"]),
        }
    }

    fn pattern(&self, key: &str, places: &[&'static str]) -> String {
        let filled: Vec<(&'static str, String)> =
            places.iter().map(|place| (*place, format!("{{{place}}}"))).collect();
        let facts: Vec<(&'static str, &str)> =
            filled.iter().map(|(place, text)| (*place, text.as_str())).collect();
        self.say_with(&format!("report-label-{key}"), &facts)
    }

    fn words(&self, text: &Text) -> String {
        match self.language {
            Language::Vietnamese => text.vi.clone(),
            Language::English => text.en.clone(),
        }
    }

    fn name(&self, person: PersonId) -> String {
        self.cabinet.person(person).map(|found| found.name.clone()).unwrap_or_default()
    }

    fn say(&self, key: &str) -> String {
        self.phrases.say(key, [])
    }

    fn say_with(&self, key: &str, facts: &[(&'static str, &str)]) -> String {
        let facts = facts.iter().map(|(name, text)| (*name, FluentValue::from(*text)));
        self.phrases.say(key, facts.collect::<Vec<_>>())
    }
}

fn state_key(own: &[&Voter]) -> &'static str {
    let all = |test: fn(&Voter) -> bool| own.iter().all(|voter| test(voter));
    if all(|voter| voter.gone) {
        "report-state-gone"
    } else if all(|voter| voter.recused) {
        "report-state-recused"
    } else if all(|voter| voter.answer.is_some()) {
        "report-state-answered"
    } else if all(|voter| voter.answer.is_none()) {
        "report-state-silent"
    } else {
        "report-state-partly"
    }
}

fn wall(zone: &Zone, moment: Moment) -> String {
    let wall = zone.wall_of(moment);
    wall.map(|wall| wall.strftime("%H:%M, %d/%m/%Y").to_string()).unwrap_or_default()
}
