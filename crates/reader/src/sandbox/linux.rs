//! The Linux sandbox. Each layer stands by itself: a kernel without Landlock still has the seccomp filter, which opens
//! no file either; where unprivileged user namespaces are forbidden, seccomp and Landlock still refuse the network.

use super::Layers;
use super::calls;
use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, Scope};
use nix::sched::{CloneFlags, unshare};
use nix::sys::prctl;
use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};
use nix::sys::signal::{SigEvent, SigevNotify, Signal};
use nix::sys::time::TimeSpec;
use nix::sys::timer::{Expiration, Timer, TimerSetTimeFlags};
use nix::time::ClockId;
use std::time::Duration;

/// Memory the worker may fill: heap and other private pages that can be written.
const MAX_DATA: u64 = 512 * 1024 * 1024;
/// Address space, with libraries and what is reserved but not filled.
const MAX_ADDRESSES: u64 = 1024 * 1024 * 1024;
/// Seconds of computing in a worker's life. Each request has far less; this stops one that has taken its timer away.
const MAX_SECONDS: u64 = 1800;
/// Newest Landlock the library knows; what the kernel lacks of it is left out.
const NEWEST: ABI = ABI::V9;

/// The sandbox that was entered.
pub struct Sandbox {
    timer: Timer,
}

impl Sandbox {
    /// Begins a request: the kernel ends the process when it has computed for more than `seconds`.
    pub fn begin_request(&mut self, seconds: u32) {
        let until =
            Expiration::OneShot(TimeSpec::from_duration(Duration::from_secs(seconds.into())));
        // Without a timer the core's deadline and the limit of the process's life still end the request.
        let _ = self.timer.set(until, TimerSetTimeFlags::empty());
    }

    /// Largest amount of memory the process has held, in bytes; 0 where it is not known.
    pub fn peak_memory(&self) -> u64 {
        let usage = getrusage(UsageWho::RUSAGE_SELF);
        usage.map_or(0, |usage| u64::try_from(usage.max_rss()).unwrap_or(0) * 1024)
    }
}

/// Enters the sandbox. The process must have one thread.
///
/// # Errors
/// A sentence saying which layer could not be entered; the worker must not go on then.
pub fn enter(layers: Layers) -> Result<Sandbox, String> {
    let named = |layer: &'static str| move |error: nix::Error| format!("{layer}: {error}");
    close_inherited().map_err(|error| format!("descriptors: {error}"))?;
    prctl::set_no_new_privs().map_err(named("no new privileges"))?;
    if layers.namespaces {
        // Where the system forbids unprivileged user namespaces, the other layers refuse the network.
        let apart = CloneFlags::CLONE_NEWUSER | CloneFlags::CLONE_NEWNET | CloneFlags::CLONE_NEWIPC;
        let _ = unshare(apart);
    }
    prctl::set_dumpable(false).map_err(named("dumpable"))?;
    if layers.landlock {
        close_files().map_err(|error| format!("landlock: {error}"))?;
    }
    let timer = make_timer().map_err(named("timer"))?;
    limit_resources().map_err(named("resource limits"))?;
    if layers.seccomp {
        let program = calls::filter().map_err(|error| format!("seccomp: {error}"))?;
        seccompiler::apply_filter(&program).map_err(|error| format!("seccomp: {error}"))?;
    }
    Ok(Sandbox { timer })
}

/// Closes every descriptor but the three pipes: whatever the program above had open is not the worker's.
fn close_inherited() -> std::io::Result<()> {
    let mut open = Vec::new();
    for entry in std::fs::read_dir("/proc/self/fd")? {
        open.extend(entry?.file_name().to_str().and_then(|name| name.parse::<i32>().ok()));
    }
    for descriptor in open.into_iter().filter(|descriptor| *descriptor > 2) {
        // The folder's own descriptor is among them and is closed already.
        let _ = nix::unistd::close(descriptor);
    }
    Ok(())
}

fn close_files() -> Result<(), landlock::RulesetError> {
    // Best effort by design of the library: what the kernel does not know is left out, and seccomp stands for it.
    Ruleset::default()
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::from_all(NEWEST))?
        .create()?
        .restrict_self()?;
    Ok(())
}

fn make_timer() -> nix::Result<Timer> {
    let signal = SigevNotify::SigevSignal { signal: Signal::SIGXCPU, si_value: 0 };
    Timer::new(ClockId::CLOCK_PROCESS_CPUTIME_ID, SigEvent::new(signal))
}

fn limit_resources() -> nix::Result<()> {
    let limits = [
        (Resource::RLIMIT_AS, MAX_ADDRESSES),
        (Resource::RLIMIT_DATA, MAX_DATA),
        (Resource::RLIMIT_CPU, MAX_SECONDS),
        (Resource::RLIMIT_CORE, 0),
        (Resource::RLIMIT_FSIZE, 0),
        (Resource::RLIMIT_MEMLOCK, 0),
        (Resource::RLIMIT_MSGQUEUE, 0),
        (Resource::RLIMIT_NPROC, 0),
        (Resource::RLIMIT_NOFILE, 3),
    ];
    limits.into_iter().try_for_each(|(resource, most)| setrlimit(resource, most, most))
}
