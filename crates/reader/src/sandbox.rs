//! The Linux sandbox of the worker: no files (Landlock and seccomp), no network, no new processes, limited memory.
//!
//! Entered after libpdfium is loaded and before the first byte of a document is read. Each layer stands by itself: an
//! older kernel without Landlock still has the seccomp filter, which refuses to open files, too.

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};
use std::collections::BTreeMap;

/// Address space of a worker: a 35,000 by 35,000 pixel scan needs 570 MB.
const MAX_MEMORY: u64 = 2 * 1024 * 1024 * 1024;

/// Enters the sandbox.
///
/// # Errors
/// A sentence saying which layer could not be entered; the worker must not go on then.
pub fn enter() -> Result<(), String> {
    limit_resources().map_err(|error| format!("resource limits: {error}"))?;
    close_files().map_err(|error| format!("landlock: {error}"))?;
    filter_calls().map_err(|error| format!("seccomp: {error}"))
}

fn limit_resources() -> rustix::io::Result<()> {
    let at_most = |limit| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::As, at_most(MAX_MEMORY))?;
    setrlimit(Resource::Core, at_most(0))?;
    setrlimit(Resource::Fsize, at_most(0))?;
    setrlimit(Resource::Nofile, at_most(16))
}

fn close_files() -> Result<(), landlock::RulesetError> {
    use landlock::{ABI, Access, AccessFs, Ruleset, RulesetAttr};
    // Best effort by design of the library: on a kernel without Landlock this is a no-op and seccomp stands alone.
    Ruleset::default().handle_access(AccessFs::from_all(ABI::V3))?.create()?.restrict_self()?;
    Ok(())
}

fn filter_calls() -> Result<(), seccompiler::Error> {
    let refused: BTreeMap<i64, Vec<seccompiler::SeccompRule>> =
        REFUSED.iter().map(|call| (*call, Vec::new())).collect();
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let refuse = SeccompAction::Errno(rustix::io::Errno::PERM.raw_os_error().unsigned_abs());
    let filter = SeccompFilter::new(refused, SeccompAction::Allow, refuse, arch)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}

/// System calls that open files, reach the network, start or touch processes, or widen the kernel's surface.
#[cfg(target_arch = "x86_64")]
const REFUSED: &[i64] = &[
    2,   // open
    29,  // shmget
    41,  // socket
    42,  // connect
    43,  // accept
    49,  // bind
    50,  // listen
    53,  // socketpair
    56,  // clone
    57,  // fork
    58,  // vfork
    59,  // execve
    62,  // kill
    82,  // rename
    83,  // mkdir
    85,  // creat
    86,  // link
    87,  // unlink
    88,  // symlink
    90,  // chmod
    92,  // chown
    101, // ptrace
    129, // rt_sigqueueinfo
    165, // mount
    200, // tkill
    234, // tgkill
    250, // keyctl
    257, // openat
    258, // mkdirat
    263, // unlinkat
    264, // renameat
    265, // linkat
    266, // symlinkat
    272, // unshare
    297, // rt_tgsigqueueinfo
    288, // accept4
    298, // perf_event_open
    302, // prlimit64
    304, // open_by_handle_at
    308, // setns
    310, // process_vm_readv
    311, // process_vm_writev
    316, // renameat2
    319, // memfd_create
    321, // bpf
    322, // execveat
    323, // userfaultfd
    425, // io_uring_setup
    434, // pidfd_open
    435, // clone3
    437, // openat2
];

/// The same calls by their numbers in the generic table, which arm64 uses.
#[cfg(target_arch = "aarch64")]
const REFUSED: &[i64] = &[
    34, 35, 36, 37, 38, 53, 54, 56, 97, 117, 129, 130, 198, 199, 200, 201, 202, 203, 219, 220, 221,
    241, 242, 265, 268, 270, 271, 279, 280, 281, 282, 40, 425, 434, 435, 437,
];
