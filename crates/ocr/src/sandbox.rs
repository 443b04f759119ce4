//! The Linux sandbox tesseract runs in: libraries and the data of languages to read, nothing to write, no network, no
//! other program, no signal to anybody, limited memory.
//!
//! Entered by the worker before it becomes `tesseract`, and kept through that. It does not go on without Landlock:
//! tesseract must open its data, so seccomp alone cannot keep it from other files.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreatedAttr, Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::{MaskedEq, Ne};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the sandbox leaves open.
pub struct Openings<'a> {
    /// `tesseract`, the one program it may start.
    pub binary: &'a Path,
    /// The folder with the data of its languages.
    pub data: &'a Path,
    /// Bytes of address space.
    pub memory: u64,
    /// Seconds of computing.
    pub computing: u64,
}

/// Read, never written: libraries, and where the loader finds them.
const READABLE: &[&str] =
    &["/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache"];
const DEVICES: &[&str] = &["/dev/null", "/dev/zero", "/dev/urandom"];
/// The loaders of the two architectures: starting a program starts them.
const LOADERS: &[&str] = &["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"];

/// Enters the sandbox.
///
/// # Errors
/// A sentence saying which layer could not be entered; the worker must not go on then.
pub fn enter(openings: &Openings<'_>) -> Result<(), String> {
    limit_resources(openings).map_err(|error| format!("resource limits: {error}"))?;
    close_files(openings).map_err(|error| format!("landlock: {error}"))?;
    filter_calls().map_err(|error| format!("seccomp: {error}"))
}

fn limit_resources(openings: &Openings<'_>) -> rustix::io::Result<()> {
    let at_most = |limit| Rlimit { current: Some(limit), maximum: Some(limit) };
    setrlimit(Resource::As, at_most(openings.memory))?;
    setrlimit(Resource::Core, at_most(0))?;
    setrlimit(Resource::Fsize, at_most(0))?;
    setrlimit(Resource::Cpu, at_most(openings.computing))?;
    setrlimit(Resource::Nofile, at_most(64))
}

/// Everything a ruleset of kernel 5.13 can hold must be held; what later kernels add is taken where it is there.
fn close_files(openings: &Openings<'_>) -> Result<(), landlock::RulesetError> {
    let needed = AccessFs::from_all(ABI::V1);
    let all = AccessFs::from_all(ABI::V5);
    let readable = READABLE.iter().map(Path::new).chain([openings.data]);
    let loaders = LOADERS.iter().filter_map(|path| Path::new(path).canonicalize().ok());
    let started: Vec<PathBuf> = loaders.chain([openings.binary.to_owned()]).collect();
    Ruleset::default()
        .set_compatibility(CompatLevel::HardRequirement)
        .handle_access(needed)?
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(all)?
        .handle_access(AccessNet::BindTcp | AccessNet::ConnectTcp)?
        .scope(Scope::AbstractUnixSocket | Scope::Signal)?
        .create()?
        .add_rules(path_beneath_rules(readable, AccessFs::ReadFile | AccessFs::ReadDir))?
        .add_rules(path_beneath_rules(started, AccessFs::ReadFile | AccessFs::Execute))?
        .add_rules(path_beneath_rules(DEVICES, AccessFs::ReadFile | AccessFs::WriteFile))?
        .restrict_self()?;
    Ok(())
}

fn filter_calls() -> Result<(), seccompiler::Error> {
    let mut refused: BTreeMap<i64, Vec<SeccompRule>> =
        REFUSED.iter().map(|call| (*call, Vec::new())).collect();
    for (call, argument, operator, value) in refused_arguments() {
        let condition = SeccompCondition::new(argument, Dword, operator, value)?;
        refused.entry(call).or_default().push(SeccompRule::new(vec![condition])?);
    }
    apply(refused, rustix::io::Errno::PERM)?;
    // clone3 keeps its flags where a filter cannot look; without it the C library takes clone.
    apply(BTreeMap::from([(libc::SYS_clone3, Vec::new())]), rustix::io::Errno::NOSYS)
}

fn apply(
    mut refused: BTreeMap<i64, Vec<SeccompRule>>,
    answer: rustix::io::Errno,
) -> Result<(), seccompiler::Error> {
    // The same calls by their numbers in the x32 table, which some kernels answer, too.
    #[cfg(target_arch = "x86_64")]
    refused.extend(refused.clone().into_iter().map(|(call, rules)| (call | 0x4000_0000, rules)));
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let answer = SeccompAction::Errno(answer.raw_os_error().unsigned_abs());
    let filter = SeccompFilter::new(refused, SeccompAction::Allow, answer, arch)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}

/// Calls refused for some arguments: which argument, and what of it.
fn refused_arguments() -> Vec<(i64, u8, SeccompCmpOp, u64)> {
    let me = u64::from(std::process::id());
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    vec![
        // New processes; threads may be made.
        (libc::SYS_clone, 0, MaskedEq(thread), 0),
        // Signals and limits of other processes.
        (libc::SYS_tgkill, 0, Ne, me),
        (libc::SYS_prlimit64, 0, Ne, 0),
    ]
}

/// Calls that reach others: by sockets and shared memory, by starting or touching processes, by leaving the group that
/// is killed at the end, by memory that is executed as a program, or by widening the kernel's surface.
const REFUSED: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_msgget,
    libc::SYS_mq_open,
    libc::SYS_memfd_create,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_fork,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_vfork,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_setpgid,
    libc::SYS_setsid,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_mount,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_open_by_handle_at,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_keyctl,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_io_uring_setup,
];
