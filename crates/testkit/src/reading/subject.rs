//! A program that stays and answers each line with a line: `ok` and words, or `no` and why not.

use anyhow::{Context, bail};
use nix::time::{clock_getcpuclockid, clock_gettime};
use nix::unistd::Pid;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// Last but one word of an answer that says itself how long it took, in milliseconds.
const TOOK: &str = "took";
const MEBIBYTE: f64 = 1024.0;

/// A running program. Dropping it ends it and its children.
pub struct Subject {
    /// What it is called in the figures.
    pub name: &'static str,
    child: Child,
    stdin: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    ends_by_itself: bool,
}

/// What a program answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Words after `ok`.
    pub words: Vec<String>,
    /// Milliseconds until the answer was here, or what the program says it took.
    pub wall: f64,
}

/// Memory of a program and its children, in MiB.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Memory {
    /// Resident now.
    pub now: f64,
    /// The sum of what each process had resident at most.
    pub peak: f64,
    /// The most that one of the children had resident.
    pub largest_child: f64,
    /// Proportional set size now: pages that processes share count once.
    pub shared_once: f64,
}

impl Subject {
    /// Starts a program and waits until it is ready.
    ///
    /// # Errors
    /// When it cannot be started or ends at once.
    pub fn start(name: &'static str, mut command: Command) -> anyhow::Result<Self> {
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.with_context(|| format!("starting {name}: {command:?}"))?;
        let stdin = child.stdin.take();
        let stdout = child.stdout.take().context("no pipe")?;
        let answers = BufReader::new(stdout);
        let mut subject = Self { name, child, stdin, answers, ends_by_itself: false };
        let line = subject.read_line()?;
        if line != "ready" {
            bail!("{name} did not start: {line:?}");
        }
        Ok(subject)
    }

    /// Lets it end its own children: it is asked to end, and waited for.
    pub fn ending_by_itself(mut self) -> Self {
        self.ends_by_itself = true;
        self
    }

    /// Asks and waits for the answer.
    ///
    /// # Errors
    /// When the program answers `no`, or not at all.
    pub fn ask(&mut self, line: &str) -> anyhow::Result<Answer> {
        let began = Instant::now();
        self.write_line(line).with_context(|| format!("asking {}: {line}", self.name))?;
        let said = self.read_line()?;
        let wall = began.elapsed().as_secs_f64() * 1_000.0;
        let mut words: Vec<String> = said.split_whitespace().map(str::to_owned).collect();
        if words.first().is_none_or(|word| word != "ok") {
            bail!("{} on `{line}`: {said}", self.name);
        }
        words.remove(0);
        let Some([_, own]) = words.last_chunk::<2>().filter(|[took, _]| took == TOOK) else {
            return Ok(Answer { words, wall });
        };
        let wall = own.parse().context("how long it took")?;
        words.truncate(words.len() - 2);
        Ok(Answer { words, wall })
    }

    /// Milliseconds of processors that the program and its children have used, those included that have ended.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn cpu(&self) -> anyhow::Result<f64> {
        let mut used = 0.0;
        for one in family(self.child.id())? {
            // What drives a program that has its own processes is not part of it.
            if self.ends_by_itself && one.id == self.child.id() {
                continue;
            }
            let tick = 1_000.0 / rustix::param::clock_ticks_per_second() as f64;
            used += one.ticks_of_ended as f64 * tick + clock_of(one.id);
        }
        Ok(used)
    }

    /// Memory of the program and its children.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn memory(&self) -> anyhow::Result<Memory> {
        let mut memory = Memory::default();
        for one in family(self.child.id())? {
            if self.ends_by_itself && one.id == self.child.id() {
                continue;
            }
            let status = format!("/proc/{}/status", one.id);
            let peak = read_kibibytes(&status, "VmHWM:") / MEBIBYTE;
            memory.peak += peak;
            memory.now += read_kibibytes(&status, "VmRSS:") / MEBIBYTE;
            let rollup = format!("/proc/{}/smaps_rollup", one.id);
            memory.shared_once += read_kibibytes(&rollup, "Pss:") / MEBIBYTE;
            if one.id != self.child.id() {
                memory.largest_child = memory.largest_child.max(peak);
            }
        }
        Ok(memory)
    }

    fn write_line(&mut self, line: &str) -> anyhow::Result<()> {
        let stdin = self.stdin.as_mut().context("it was told to end")?;
        stdin.write_all(format!("{line}\n").as_bytes())?;
        Ok(stdin.flush()?)
    }

    fn read_line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        let length = self.answers.read_line(&mut line).context("reading an answer")?;
        if length == 0 {
            bail!("{} ended", self.name);
        }
        Ok(line.trim_end().to_owned())
    }
}

impl Drop for Subject {
    fn drop(&mut self) {
        // What has ended already can neither be asked to end nor be killed, and need not be.
        drop(self.write_line("quit"));
        drop(self.stdin.take());
        if !self.ends_by_itself {
            drop(self.child.kill());
        }
        drop(self.child.wait());
    }
}

/// A process: its number, and the ticks of processors that its children had used when they ended.
struct Process {
    id: u32,
    ticks_of_ended: u64,
}

/// Milliseconds of processors that a process has used; of one that has ended, none.
fn clock_of(id: u32) -> f64 {
    let Ok(id) = i32::try_from(id) else {
        return 0.0;
    };
    let clock = clock_getcpuclockid(Pid::from_raw(id)).and_then(clock_gettime);
    clock.map_or(0.0, |time| Duration::from(time).as_secs_f64() * 1_000.0)
}

/// A process and all that came from it and are there.
fn family(root: u32) -> anyhow::Result<Vec<Process>> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    let mut ticks = BTreeMap::new();
    for entry in std::fs::read_dir("/proc").context("reading /proc")? {
        let name = entry?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        // A process may end between being listed and being read.
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{id}/stat")) else {
            continue;
        };
        // After the name, which may hold anything: state, parent, and at 13 and 14 the ended children's user and
        // system time (proc_pid_stat(5)).
        let fields: Vec<&str> =
            stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let number = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok());
        let parent = number(1).and_then(|parent| u32::try_from(parent).ok()).unwrap_or(0);
        children.entry(parent).or_default().push(id);
        ticks.insert(id, (13..15).filter_map(number).sum());
    }
    let mut found = Vec::new();
    let mut left = vec![root];
    while let Some(id) = left.pop() {
        left.extend(children.remove(&id).unwrap_or_default());
        let ticks_of_ended = ticks.get(&id).copied();
        found.extend(ticks_of_ended.map(|ticks_of_ended| Process { id, ticks_of_ended }));
    }
    Ok(found)
}

/// Proportional set size of a program and its children, in MiB: pages that processes share count once.
///
/// # Errors
/// When the system does not tell, of any of them.
pub fn shared_once_of(root: u32) -> anyhow::Result<f64> {
    let mut memory = 0.0;
    for one in family(root)? {
        match std::fs::read_to_string(format!("/proc/{}/smaps_rollup", one.id)) {
            Ok(text) => memory += kibibytes_of(&text, "Pss:") / MEBIBYTE,
            // Of a process that may not be looked at the sum would be too small; one that has ended has no memory.
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                return Err(error).with_context(|| format!("memory of process {}", one.id));
            }
            Err(_) => {}
        }
    }
    Ok(memory)
}

/// A number of a file of `/proc`; of a process that has ended, or that may not be looked at, nothing.
fn read_kibibytes(path: &str, name: &str) -> f64 {
    kibibytes_of(&std::fs::read_to_string(path).unwrap_or_default(), name)
}

fn kibibytes_of(text: &str, name: &str) -> f64 {
    let words = text.lines().find_map(|line| line.strip_prefix(name));
    words.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::Subject;
    use std::process::Command;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn an_answer_is_words_and_a_time_and_a_refusal_is_an_error() {
        let script = "echo ready; while read line; do case $line in a*) echo ok 1 2;; \
                      b*) echo ok 3 took 7.5;; *) echo no such thing;; esac; done";
        let mut subject = Subject::start("sh", shell(script)).unwrap();
        assert_eq!(subject.ask("a").unwrap().words, ["1", "2"]);
        let timed = subject.ask("b").unwrap();
        assert_eq!((timed.words, timed.wall), (vec!["3".to_owned()], 7.5));
        assert!(subject.ask("c").unwrap_err().to_string().contains("no such thing"));
        assert!(subject.memory().unwrap().peak > 0.1);
    }

    #[test]
    fn a_program_that_ends_at_once_is_an_error() {
        assert!(Subject::start("sh", shell("exit 3")).is_err());
    }

    #[test]
    fn the_time_of_children_counts() {
        let script = "echo ready; while read line; do \
                      (i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done); echo ok; done";
        let mut subject = Subject::start("sh", shell(script)).unwrap();
        let before = subject.cpu().unwrap();
        subject.ask("work").unwrap();
        assert!(subject.cpu().unwrap() > before);
    }
}
