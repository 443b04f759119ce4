//! The rules of deciding: the thresholds by hand, every ready-made policy, and a second implementation, written
//! person by person from the statutes and used nowhere else, that must agree on 50,000 random cases.

use crate::naive;
use domain::{
    Answer, Base, Basis, Choice, Conditions, Fraction, Judgement, Majority, Objection, Outcome,
    PersonId, Policy, PositionsSeen, Quorum, RecusalRule, Rules, Silence, SubstituteRule, Tally,
    Tie, Voter, judge,
};
use uuid::Uuid;

const POLICIES: [(&str, Policy); 9] = [
    ("Vietnam, session", Policy::VIETNAM_SESSION),
    ("Vietnam, written", Policy::VIETNAM_WRITTEN),
    ("Estonia", Policy::ESTONIA_SESSION),
    ("United Kingdom, committee", Policy::UK_COMMITTEE),
    ("United Kingdom, write-round", Policy::UK_WRITE_ROUND),
    ("European Union, session", Policy::EU_SESSION),
    ("European Union, silence", Policy::EU_SILENCE),
    ("New Zealand, session", Policy::NEW_ZEALAND_SESSION),
    ("New Zealand, written", Policy::NEW_ZEALAND_WRITTEN),
];

fn voter(index: usize, answer: Option<Choice>) -> Voter {
    Voter {
        person: PersonId::from_uuid(Uuid::from_u128(index as u128)),
        votes: 1,
        is_chair: index == 0,
        recused: false,
        gone: false,
        delivered: false,
        answer: answer.map(|choice| Answer { choice, stale: false, conditional: false }),
    }
}

/// A roll: the chair's answer first, then so many of each kind, then the silent.
fn roll(
    total: usize,
    chair: Option<Choice>,
    agree: usize,
    disagree: usize,
    abstain: usize,
) -> Vec<Voter> {
    let others = std::iter::repeat_n(Some(Choice::Agree), agree)
        .chain(std::iter::repeat_n(Some(Choice::Disagree), disagree))
        .chain(std::iter::repeat_n(Some(Choice::Abstain), abstain))
        .chain(std::iter::repeat(None));
    let answers = std::iter::once(chair).chain(others).take(total);
    answers.enumerate().map(|(index, answer)| voter(index, answer)).collect()
}

fn decide(policy: &Policy, roll: &[Voter]) -> Judgement {
    judge(policy, Tally::count(policy, roll.iter().copied()))
}

fn check(policy: &Policy, roll: &[Voter], expected: (Outcome, Basis)) {
    let judgement = decide(policy, roll);
    assert_eq!((judgement.outcome, judgement.basis), expected, "{:?}", judgement.tally);
}

const AGREE: Option<Choice> = Some(Choice::Agree);
const DISAGREE: Option<Choice> = Some(Choice::Disagree);
const ADOPTED: (Outcome, Basis) = (Outcome::Adopted, Basis::Majority);

#[test]
fn vietnam_needs_14_15_15_of_27_28_29_and_18_19_20_present() {
    for (total, needed, quorum) in [(27, 14, 18), (28, 15, 19), (29, 15, 20)] {
        let policy = &Policy::VIETNAM_SESSION;
        let judgement = decide(policy, &roll(total, None, 0, 0, 0));
        assert_eq!((judgement.needed, judgement.quorum), (needed, quorum), "{total}");
        let (needed, quorum) = (needed as usize, quorum as usize);
        check(policy, &roll(total, AGREE, needed - 1, quorum - needed, 0), ADOPTED);
        let one_short = roll(total, AGREE, needed - 2, 0, quorum - needed + 1);
        let expected = if 2 * (needed - 1) == total {
            (Outcome::Adopted, Basis::ChairPrevailed)
        } else {
            (Outcome::NotAdopted, Basis::Majority)
        };
        check(policy, &one_short, expected);
        let no_quorum = (Outcome::NoQuorum, Basis::Quorum { chair_missing: false });
        check(policy, &roll(total, AGREE, quorum - 2, 0, 0), no_quorum);
    }
}

#[test]
fn in_vietnam_a_missing_form_is_not_a_yes() {
    let judgement = decide(&Policy::VIETNAM_WRITTEN, &roll(27, AGREE, 12, 0, 0));
    assert_eq!(judgement.outcome, Outcome::NotAdopted);
    assert_eq!((judgement.in_favour, judgement.needed), (13, 14));
}

#[test]
fn at_half_of_28_the_prime_ministers_vote_prevails_and_without_one_a_person_decides() {
    let policy = &Policy::VIETNAM_SESSION;
    check(policy, &roll(28, AGREE, 13, 14, 0), (Outcome::Adopted, Basis::ChairPrevailed));
    check(policy, &roll(28, DISAGREE, 14, 13, 0), (Outcome::NotAdopted, Basis::ChairPrevailed));
    let nobody = (Outcome::ChairDecides, Basis::ChairDidNotChoose);
    check(policy, &roll(28, Some(Choice::Abstain), 14, 13, 0), nobody);
    check(policy, &roll(28, Some(Choice::Other), 14, 13, 0), nobody);
    check(policy, &roll(28, None, 14, 13, 0), nobody);
    let below = (Outcome::ChairDecides, Basis::EqualBelowHalf);
    check(policy, &roll(27, AGREE, 9, 10, 5), below);
}

#[test]
fn estonia_needs_the_prime_minister_half_of_the_government_and_most_of_those_present() {
    let policy = &Policy::ESTONIA_SESSION;
    check(policy, &roll(14, AGREE, 3, 3, 0), ADOPTED);
    let no_chair = (Outcome::NoQuorum, Basis::Quorum { chair_missing: true });
    check(policy, &roll(14, None, 7, 0, 0), no_chair);
    let too_few = (Outcome::NoQuorum, Basis::Quorum { chair_missing: false });
    check(policy, &roll(14, AGREE, 5, 0, 0), too_few);
    check(policy, &roll(14, DISAGREE, 4, 3, 0), (Outcome::NotAdopted, Basis::ChairPrevailed));
}

#[test]
fn in_a_write_round_only_silence_of_those_reached_is_consent() {
    let policy = &Policy::UK_WRITE_ROUND;
    let reached = |n_reached: usize| {
        let mut roll = roll(22, AGREE, 2, 0, 0);
        for voter in roll.iter_mut().skip(3).take(n_reached) {
            voter.delivered = true;
        }
        roll
    };
    check(policy, &reached(19), (Outcome::Adopted, Basis::Silence));
    assert!(decide(policy, &reached(19)).awaits_chair);
    check(policy, &reached(18), (Outcome::Unreached, Basis::Delivery));
    let mut objected = reached(18);
    objected[21].answer = voter(21, DISAGREE).answer;
    check(policy, &objected, (Outcome::GoesToSession, Basis::Objection));
}

fn on(choice: Choice, stale: bool, conditional: bool) -> Option<Answer> {
    Some(Answer { choice, stale, conditional })
}

/// A roll of which everybody was reached and nobody has answered.
fn quiet(total: usize) -> Vec<Voter> {
    let mut roll = roll(total, None, 0, 0, 0);
    for voter in &mut roll {
        voter.delivered = true;
    }
    roll
}

#[test]
fn under_a_silence_rule_the_text_is_adopted_unless_somebody_objects() {
    // Once, the share of all votes decided: a single remark, or a single answer on old papers, and a text to which
    // nobody in the Union objected was not adopted.
    let silence = (Outcome::Adopted, Basis::Silence);
    let objection = (Outcome::GoesToSession, Basis::Objection);
    let delivery = (Outcome::Unreached, Basis::Delivery);
    for policy in [&Policy::EU_SILENCE, &Policy::UK_WRITE_ROUND] {
        for (answer, expected) in [
            (None, silence),
            (on(Choice::Other, false, false), silence),
            (on(Choice::Other, false, true), objection),
            (on(Choice::Abstain, false, false), silence),
            (on(Choice::Disagree, false, false), objection),
            (on(Choice::Agree, true, false), silence),
            (on(Choice::Other, true, true), silence),
        ] {
            let mut round = quiet(27);
            round[9].answer = answer;
            check(policy, &round, expected);
            let objects = expected == objection;
            round[20].delivered = false;
            check(policy, &round, if objects { objection } else { delivery });
        }
        let mut not_reached_anew = quiet(27);
        not_reached_anew[9].answer = on(Choice::Agree, true, false);
        not_reached_anew[9].delivered = false;
        check(policy, &not_reached_anew, delivery);
    }
}

#[test]
fn a_remark_is_told_among_those_in_favour_and_a_stale_answer_among_the_silent() {
    let mut round = quiet(5);
    round[1].answer = on(Choice::Other, false, false);
    round[2].answer = on(Choice::Agree, true, false);
    let judgement = decide(&Policy::EU_SILENCE, &round);
    assert_eq!((judgement.in_favour, judgement.remarks, judgement.base), (5, 1, 5));
    assert_eq!((judgement.tally.reached, judgement.tally.stale), (4, 0));
    let elsewhere = decide(&Policy::VIETNAM_WRITTEN, &round);
    assert_eq!((elsewhere.in_favour, elsewhere.remarks, elsewhere.tally.stale), (0, 0, 1));
}

#[test]
fn where_silence_is_consent_somebody_has_to_be_there_to_be_silent() {
    let mut aside = quiet(3);
    for voter in &mut aside {
        voter.recused = true;
    }
    check(&Policy::EU_SILENCE, &aside, (Outcome::NotAdopted, Basis::Majority));
}

#[test]
fn no_number_of_a_rule_or_a_roll_breaks_the_counting() {
    // Once, a rule with four billion people on top of its quorum ended the program.
    let mut policy = Policy::NEW_ZEALAND_SESSION;
    assert!(policy.is_sound());
    let quorum = Quorum { and_more: u32::MAX, ..policy.quorum.unwrap() };
    policy.quorum = Some(quorum);
    assert!(!policy.is_sound());
    let mut crowd = roll(20, AGREE, 19, 0, 0);
    crowd[3].votes = u32::MAX / 2;
    check(&policy, &crowd, (Outcome::NoQuorum, Basis::Quorum { chair_missing: false }));
    let wide = Fraction { numerator: 999, denominator: 1_000 };
    policy.quorum = None;
    policy.majority.share = wide;
    check(&policy, &crowd, ADOPTED);
    policy.quorum = Some(Quorum { and_more: Quorum::MAX_MORE, ..quorum });
    assert!(policy.is_sound());
    policy.minimum_days = Policy::MAX_DAYS + 1;
    assert!(!policy.is_sound());
    for (name, policy) in POLICIES {
        assert!(policy.is_sound(), "{name}");
    }
}

#[test]
fn a_condition_is_an_objection_until_it_is_accepted_where_the_rule_says_so() {
    let mut round = roll(3, AGREE, 2, 0, 0);
    round[2].answer = Some(Answer { choice: Choice::Agree, stale: false, conditional: true });
    check(&Policy::UK_WRITE_ROUND, &round, (Outcome::GoesToSession, Basis::Objection));
    check(&Policy::EU_SILENCE, &round, ADOPTED);
    round[2].answer = Some(Answer { choice: Choice::Agree, stale: false, conditional: false });
    check(&Policy::UK_WRITE_ROUND, &round, ADOPTED);
}

#[test]
fn in_the_union_a_majority_of_the_members_is_the_quorum() {
    for (total, quorum) in [(26, 14), (27, 14)] {
        let judgement = decide(&Policy::EU_SESSION, &roll(total, None, 0, 0, 0));
        assert_eq!(judgement.quorum, quorum, "{total}");
    }
}

#[test]
fn new_zealands_quorum_is_half_plus_one() {
    for (total, quorum) in [(20, 11), (21, 12)] {
        let judgement = decide(&Policy::NEW_ZEALAND_SESSION, &roll(total, None, 0, 0, 0));
        assert_eq!(judgement.quorum, quorum, "{total}");
    }
}

#[test]
fn who_stands_aside_leaves_the_base_or_stays_in_it_by_the_rule() {
    let mut stage = roll(27, AGREE, 12, 10, 0);
    stage[26].recused = true;
    stage[25].recused = true;
    let stays = decide(&Policy::VIETNAM_SESSION, &stage);
    assert_eq!((stays.base, stays.needed, stays.outcome), (27, 14, Outcome::NotAdopted));
    let policy = Policy { recusal: RecusalRule::LeavesBase, ..Policy::VIETNAM_SESSION };
    let leaves = decide(&policy, &stage);
    assert_eq!((leaves.base, leaves.needed, leaves.outcome), (25, 13, Outcome::Adopted));
}

#[test]
fn an_answer_on_old_papers_an_answer_after_recusal_and_one_of_somebody_who_left_do_not_count() {
    let policy = &Policy::VIETNAM_WRITTEN;
    let all = roll(27, AGREE, 13, 0, 0);
    check(policy, &all, ADOPTED);
    for spoil in [
        |voter: &mut Voter| voter.answer.as_mut().unwrap().stale = true,
        |voter: &mut Voter| voter.recused = true,
    ] {
        let mut spoilt = all.clone();
        spoil(&mut spoilt[5]);
        check(policy, &spoilt, (Outcome::NotAdopted, Basis::Majority));
    }
    let mut left = all;
    left[5].gone = true;
    let judgement = decide(policy, &left);
    assert_eq!((judgement.base, judgement.in_favour, judgement.needed), (26, 13, 14));
    assert_eq!(judgement.basis, Basis::ChairPrevailed);
}

#[test]
fn every_ready_made_policy_keeps_the_laws_of_voting() {
    let mut chance = Chance(7);
    for (name, policy) in POLICIES {
        for _ in 0..2_000 {
            let roll = chance.roll();
            let before = decide(&policy, &roll);
            laws(name, &policy, &roll, &before);
        }
    }
    assert_eq!(Rules::VIETNAM.written.quorum, None);
}

/// What holds of every policy, whatever its numbers.
fn laws(name: &str, policy: &Policy, roll: &[Voter], before: &Judgement) {
    let tally = before.tally;
    let parts = [tally.answered(), tally.stale, tally.reached, tally.unreached, tally.aside];
    assert_eq!(parts.iter().sum::<u32>(), tally.total, "{name}: every vote lies in one pile");
    assert!(before.base <= tally.total, "{name}");
    if before.outcome == Outcome::Adopted {
        assert!(before.present >= before.quorum, "{name}: nothing is adopted without a quorum");
        // One more vote in favour, in place of silence or an abstention, never undoes an adoption.
        let change = roll.iter().position(|voter| {
            let abstains = voter.answer.is_some_and(|answer| answer.choice == Choice::Abstain);
            !voter.gone && !voter.recused && !voter.is_chair && (voter.answer.is_none() || abstains)
        });
        if let Some(index) = change {
            let mut more = roll.to_vec();
            more[index].answer = voter(1, AGREE).answer;
            assert_eq!(decide(policy, &more).outcome, Outcome::Adopted, "{name}: monotone");
        }
    }
    let mut backwards = roll.to_vec();
    backwards.reverse();
    assert_eq!(decide(policy, &backwards), *before, "{name}: the order of the roll is nothing");
}

#[test]
fn nobody_on_the_roll_adopts_nothing() {
    for (name, policy) in POLICIES {
        assert_ne!(decide(&policy, &[]).outcome, Outcome::Adopted, "{name}");
    }
}

#[test]
fn a_second_implementation_read_from_the_statutes_agrees_on_50_000_random_cases() {
    let seed = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_261_122);
    println!("SEED={seed}");
    let mut chance = Chance(seed);
    let mut seen = std::collections::BTreeMap::<String, u32>::new();
    for case in 0..50_000 {
        let policy =
            if case % 4 == 0 { POLICIES[chance.below(POLICIES.len())].1 } else { chance.policy() };
        let roll = chance.roll();
        let ours = decide(&policy, &roll).outcome;
        let naive = naive::decide(&policy, &roll);
        assert_eq!(ours, naive, "case {case} of seed {seed}: {policy:?} {roll:?}");
        *seen.entry(format!("{ours:?}")).or_default() += 1;
    }
    println!("{seen:?}");
    assert_eq!(seen.len(), 6, "every outcome comes up: {seen:?}");
    assert!(seen.values().all(|n_cases| *n_cases >= 200), "{seen:?}");
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, many: usize) -> usize {
        (self.next() % many as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    fn policy(&mut self) -> Policy {
        let share = |(numerator, denominator)| Fraction { numerator, denominator };
        let shares = [(1, 2), (1, 2), (2, 3), (3, 4), (1, 1), (3, 5)];
        let quorum = Quorum {
            at_least: share(self.pick(&[(1, 2), (2, 3), (1, 3), (3, 4)])),
            strictly: self.pick(&[true, false, false]),
            and_more: self.pick(&[0, 0, 1]),
            chair: self.pick(&[true, false, false]),
        };
        Policy {
            quorum: self.pick(&[None, Some(quorum)]),
            majority: Majority {
                base: self.pick(&[Base::Total, Base::Present, Base::Voting]),
                share: share(self.pick(&shares)),
                strictly: self.pick(&[true, true, false]),
            },
            tie: self.pick(&[Tie::ChairPrevails, Tie::ChairPrevails, Tie::Falls]),
            silence: self.pick(&[
                Silence::NotCounted,
                Silence::ConsentsOnceDelivered,
                Silence::OpensNothing,
            ]),
            recusal: self.pick(&[RecusalRule::LeavesBase, RecusalRule::StaysInBase]),
            objection: self.pick(&[
                Objection::IsAVote,
                Objection::IsAVote,
                Objection::GoesToSession,
            ]),
            conditions: self.pick(&[Conditions::CountAsAgreement, Conditions::HoldUntilAccepted]),
            substitutes: SubstituteRule::AttendsOnly,
            chair_confirms: self.pick(&[true, false]),
            positions: PositionsSeen::ChairAndSecretariat,
            minimum_days: 0,
        }
    }

    /// Up to 30 people; small rolls come often, since ties and thresholds lie there.
    fn roll(&mut self) -> Vec<Voter> {
        let most = self.pick(&[3, 6, 10, 30]);
        let n_people = self.below(most + 1);
        let weighted = self.below(4) == 0;
        let quiet = self.pick(&[1, 4, 12]);
        let held_by = self.below(n_people + 1);
        (0..n_people)
            .map(|index| {
                let choices = [
                    Choice::Agree,
                    Choice::Agree,
                    Choice::Disagree,
                    Choice::Other,
                    Choice::Abstain,
                ];
                let answer = Answer {
                    choice: self.pick(&choices),
                    stale: self.below(9) == 0,
                    conditional: self.below(5) == 0,
                };
                Voter {
                    person: PersonId::from_uuid(Uuid::from_u128(index as u128)),
                    votes: if weighted { self.pick(&[1, 2, 3, 7]) } else { 1 },
                    is_chair: index == held_by,
                    recused: self.below(9) == 0,
                    gone: self.below(12) == 0,
                    delivered: self.below(3) > 0,
                    answer: (self.below(quiet) == 0).then_some(answer),
                }
            })
            .collect()
    }
}
