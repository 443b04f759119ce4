//! One task, done by ours and by the peers in turn.

use super::paired::Sample;
use super::peers::timed;
use super::subject::Subject;

/// Does the task of a round and says what it took.
pub type Act<'a> = Box<dyn FnMut(usize) -> anyhow::Result<Sample> + 'a>;

/// What each took in every round.
pub type Entries = Vec<(&'static str, Vec<Sample>)>;

/// Lets all do the task, ours first in one round and last in the next.
///
/// # Errors
/// When one cannot do it.
pub fn hold(n_rounds: usize, acts: Vec<(&'static str, Act<'_>)>) -> anyhow::Result<Entries> {
    let (names, mut acts): (Vec<_>, Vec<_>) = acts.into_iter().unzip();
    let mut samples = vec![Vec::new(); acts.len()];
    for round in 0..n_rounds {
        let mut turns: Vec<_> = acts.iter_mut().zip(&mut samples).collect();
        if round % 2 == 1 {
            turns.reverse();
        }
        for (act, samples) in turns {
            samples.push(act(round)?);
        }
    }
    Ok(names.into_iter().zip(samples).collect())
}

/// The act of a program that stays: lines that are not measured, then lines that are.
pub fn asking<'a>(
    subject: &'a mut Subject,
    before: impl Fn(usize) -> Vec<String> + 'a,
    measured: impl Fn(usize) -> Vec<String> + 'a,
) -> (&'static str, Act<'a>) {
    let name = subject.name;
    let act = move |round| {
        for line in before(round) {
            subject.ask(&line)?;
        }
        timed(subject, &measured(round))
    };
    (name, Box::new(act))
}

/// Nothing before the task.
pub const fn nothing(_: usize) -> Vec<String> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::super::paired::Sample;
    use super::{Act, hold};
    use std::cell::RefCell;

    #[test]
    fn turns_alternate_and_samples_stay_with_whose_they_are() {
        let order = RefCell::new(String::new());
        let act = |name: &'static str, wall: f64| -> (&'static str, Act<'_>) {
            let order = &order;
            let act = move |_| {
                order.borrow_mut().push_str(name);
                Ok(Sample { wall, cpu: 0.0 })
            };
            (name, Box::new(act))
        };
        let entries = hold(3, vec![act("a", 1.0), act("b", 2.0)]).unwrap();
        assert_eq!(order.into_inner(), "abbaab");
        assert!(entries.iter().all(|(_, samples)| samples.len() == 3));
        assert!((entries[1].1[2].wall - 2.0).abs() < 1e-12);
    }
}
