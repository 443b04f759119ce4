//! Who is served next: pages in view before text, text before pages that may come, those before thumbnails.
//!
//! The callers' own threads do the work; this decides whose turn it is. A request in work is never interrupted, so slow
//! ones hold one worker at most for as long as somebody reads.

use std::ops::Range;
use std::time::{Duration, Instant};

/// Workers of one document.
pub const MAX_WORKERS: usize = 2;
/// For this long after a request of the reader, thumbnails and other slow work leave one worker alone.
pub const QUIET: Duration = Duration::from_secs(1);
/// For this long after any request, the way to further pages is not looked for.
const CALM: Duration = Duration::from_millis(200);
/// Requests wait for a step on that way, which is a matter of milliseconds, rather than open the document in another
/// worker; no longer than this, in case it is none.
const STEP_PATIENCE: Duration = Duration::from_millis(50);

/// What a request is, in the order in which requests are served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A page in view; newest first.
    Visible,
    /// Text, links and the like of a page; oldest first.
    Text,
    /// A page that may come next; newest first.
    Next,
    /// Whatever takes long, as sheets do; oldest first.
    Bulk,
    /// A thumbnail; newest first.
    Thumbnail,
}

impl Class {
    const fn is_slow(self) -> bool {
        match self {
            Self::Visible | Self::Text | Self::Next => false,
            Self::Bulk | Self::Thumbnail => true,
        }
    }

    const fn is_newest_first(self) -> bool {
        match self {
            Self::Visible | Self::Next | Self::Thumbnail => true,
            Self::Text | Self::Bulk => false,
        }
    }
}

/// A request that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Ticket {
    number: u64,
    class: Class,
    page: Option<u32>,
}

/// Requests that wait, and how many are in work.
#[derive(Debug, Default)]
pub struct Queue {
    waiting: Vec<Ticket>,
    last_number: u64,
    n_in_work: usize,
    n_slow_in_work: usize,
    last_urgent: Option<Instant>,
    last_end: Option<Instant>,
    /// When the step began that is in work.
    step_began: Option<Instant>,
}

impl Queue {
    /// A new request; gives its number.
    pub fn enter(&mut self, class: Class, page: Option<u32>, now: Instant) -> u64 {
        self.last_number += 1;
        self.waiting.push(Ticket { number: self.last_number, class, page });
        if !class.is_slow() {
            self.last_urgent = Some(now);
        }
        self.last_number
    }

    /// Lets go of requests of this class for pages outside the range, which nobody wants any more.
    pub fn keep(&mut self, class: Class, pages: &Range<u32>) {
        self.waiting.retain(|ticket| {
            ticket.class != class || ticket.page.is_none_or(|page| pages.contains(&page))
        });
    }

    /// Whether the request still waits; one that does not was let go.
    pub fn is_waiting(&self, number: u64) -> bool {
        self.waiting.iter().any(|ticket| ticket.number == number)
    }

    /// Begins this request, if it is its turn.
    pub fn begin(&mut self, number: u64, now: Instant) -> bool {
        let Some(next) = self.next(now).filter(|next| next.number == number) else {
            return false;
        };
        self.waiting.retain(|ticket| ticket.number != number);
        self.n_in_work += 1;
        self.n_slow_in_work += usize::from(next.class.is_slow());
        true
    }

    /// Begins a step on the way to all pages, while nobody asks for anything.
    ///
    /// # Errors
    /// How long to wait before trying again, where somebody asks or has asked a moment ago.
    pub fn begin_step(&mut self, now: Instant) -> Result<(), Duration> {
        // Before the first request somebody is about to ask for the first page.
        let left = self.last_end.map_or(CALM, |at| CALM.saturating_sub(now.duration_since(at)));
        if !self.waiting.is_empty() || self.n_in_work > 0 {
            return Err(CALM);
        }
        if !left.is_zero() {
            return Err(left);
        }
        self.n_in_work += 1;
        self.step_began = Some(now);
        Ok(())
    }

    /// The step has ended.
    pub fn end_step(&mut self) {
        self.n_in_work = self.n_in_work.saturating_sub(1);
        self.step_began = None;
    }

    /// Longest time until whose turn it is can change without anybody's doing.
    pub const fn patience(&self) -> Duration {
        if self.step_began.is_some() { STEP_PATIENCE } else { QUIET }
    }

    /// A request of this class has ended.
    pub fn end(&mut self, class: Class, now: Instant) {
        self.last_end = Some(now);
        self.n_in_work = self.n_in_work.saturating_sub(1);
        let n_slow = usize::from(class.is_slow());
        self.n_slow_in_work = self.n_slow_in_work.saturating_sub(n_slow);
    }

    fn next(&self, now: Instant) -> Option<Ticket> {
        let is_brief = |began: Instant| now.duration_since(began) < STEP_PATIENCE;
        if self.n_in_work >= MAX_WORKERS || self.step_began.is_some_and(is_brief) {
            return None;
        }
        let place = |ticket: &&Ticket| {
            let newest_first = ticket.class.is_newest_first();
            (ticket.class, if newest_first { u64::MAX - ticket.number } else { ticket.number })
        };
        let next = self.waiting.iter().min_by_key(place)?;
        let is_quiet = self.last_urgent.is_none_or(|at| now.duration_since(at) > QUIET);
        let leaves_room = self.n_slow_in_work == 0 || is_quiet;
        (!next.class.is_slow() || leaves_room).then_some(*next)
    }
}

#[cfg(test)]
mod tests {
    use super::{CALM, Class, QUIET, Queue, STEP_PATIENCE};
    use std::time::Instant;

    /// The order in which requests are served by one worker that is free again and again.
    fn served(queue: &mut Queue, now: Instant) -> Vec<u64> {
        let mut order = Vec::new();
        while let Some(next) = queue.next(now) {
            assert!(queue.begin(next.number, now));
            queue.end(next.class, now);
            order.push(next.number);
        }
        order
    }

    #[test]
    fn what_is_in_view_comes_first_and_the_newest_of_it() {
        let now = Instant::now();
        let mut queue = Queue::default();
        for class in [Class::Thumbnail, Class::Visible, Class::Next, Class::Visible, Class::Text] {
            queue.enter(class, Some(1), now);
        }
        queue.enter(Class::Text, None, now);
        assert_eq!(served(&mut queue, now), [4, 2, 5, 6, 3, 1]);
    }

    #[test]
    fn thumbnails_leave_one_worker_to_whoever_reads_and_take_both_when_nobody_does() {
        let now = Instant::now();
        let mut queue = Queue::default();
        let page = queue.enter(Class::Visible, Some(0), now);
        let thumbnails: Vec<u64> =
            (0..3).map(|page| queue.enter(Class::Thumbnail, Some(page), now)).collect();
        assert!(!queue.begin(thumbnails[2], now), "a page in view waits");
        assert!(queue.begin(page, now) && queue.begin(thumbnails[2], now));
        queue.end(Class::Visible, now);
        assert!(!queue.begin(thumbnails[1], now), "one thumbnail is in work already");
        let later = now + QUIET * 2;
        assert!(queue.begin(thumbnails[1], later), "nobody has asked for a page lately");
        assert!(!queue.begin(thumbnails[0], later), "both workers are busy");
    }

    #[test]
    fn the_way_to_all_pages_is_walked_in_steps_while_nobody_asks() {
        let now = Instant::now();
        let mut queue = Queue::default();
        assert_eq!(queue.begin_step(now), Err(CALM), "the first page is about to be asked for");
        let page = queue.enter(Class::Visible, Some(0), now);
        assert_eq!(queue.begin_step(now), Err(CALM), "a page waits");
        assert!(queue.begin(page, now));
        assert_eq!(queue.begin_step(now), Err(CALM), "a page is being drawn");
        queue.end(Class::Visible, now);
        assert_eq!(queue.begin_step(now + CALM / 4), Err(CALM - CALM / 4), "one was just drawn");
        let calm = now + CALM;
        assert_eq!(queue.begin_step(calm), Ok(()));
        let page = queue.enter(Class::Visible, Some(1), calm);
        assert!(!queue.begin(page, calm), "the step is over in a moment");
        queue.end_step();
        assert!(queue.begin(page, calm));
        queue.end(Class::Visible, calm);

        let later = calm + CALM;
        assert_eq!(queue.begin_step(later), Ok(()));
        let page = queue.enter(Class::Visible, Some(2), later);
        assert!(queue.begin(page, later + STEP_PATIENCE), "nobody waits for a step that is none");
    }

    #[test]
    fn pages_that_were_scrolled_past_are_let_go_and_others_are_kept() {
        let now = Instant::now();
        let mut queue = Queue::default();
        let gone = queue.enter(Class::Visible, Some(3), now);
        let kept = queue.enter(Class::Visible, Some(9), now);
        let other = queue.enter(Class::Thumbnail, Some(3), now);
        queue.keep(Class::Visible, &(8..12));
        assert_eq!([gone, kept, other].map(|number| queue.is_waiting(number)), [false, true, true]);
        assert_eq!(served(&mut queue, now), [kept, other]);
    }
}
