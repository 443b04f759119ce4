//! The Linux sandbox LibreOffice runs in: its own files and fonts to read, the work folder to write, no network, no
//! other program, no signal to anybody, limited memory.
//!
//! Entered by the worker before it becomes `soffice.bin`, and kept through that. Unlike the PDF worker's, it does not go
//! on without Landlock: LibreOffice must open files, so seccomp alone cannot keep it from those of the person.

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, Ruleset, RulesetAttr,
    RulesetCreatedAttr, Scope, path_beneath_rules,
};
use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::{Eq, MaskedEq, Ne};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    TargetArch,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What the sandbox leaves open.
pub struct Openings<'a> {
    /// The folder it may write to.
    pub folder: &'a Path,
    /// `soffice.bin`, the one program it may start, and start once.
    pub binary: &'a Path,
    /// Where LibreOffice is installed.
    pub installed: &'a Path,
    /// Bytes of address space.
    pub memory: u64,
    /// Longest file, in bytes.
    pub file: u64,
    /// Seconds of computing.
    pub computing: u64,
}

/// Read, never written: programs, libraries and fonts, and those settings that name no person.
const READABLE: &[&str] = &[
    "/usr",
    "/lib",
    "/lib64",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/libreoffice",
    "/var/cache/fontconfig",
    "/var/lib/libreoffice",
    "/var/spool/libreoffice",
];
/// Read and written.
const DEVICES: &[&str] = &["/dev/null", "/dev/zero", "/dev/random", "/dev/urandom"];
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
    setrlimit(Resource::Fsize, at_most(openings.file))?;
    setrlimit(Resource::Cpu, at_most(openings.computing))?;
    setrlimit(Resource::Nofile, at_most(1024))
}

/// Everything a ruleset of kernel 5.13 can hold must be held; what later kernels add is taken where it is there.
fn close_files(openings: &Openings<'_>) -> Result<(), landlock::RulesetError> {
    let needed = AccessFs::from_all(ABI::V1);
    let all = AccessFs::from_all(ABI::V5);
    let look = AccessFs::ReadFile | AccessFs::ReadDir;
    // No links and no devices in the folder: what is fetched from there must lie there.
    let work = all
        & !(AccessFs::MakeSym | AccessFs::MakeBlock | AccessFs::MakeChar)
        & !(AccessFs::MakeFifo | AccessFs::Execute | AccessFs::IoctlDev);
    let installed = [openings.installed];
    let readable = READABLE.iter().map(Path::new).chain(installed);
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
        .add_rules(path_beneath_rules(readable, look))?
        .add_rules(path_beneath_rules(started, AccessFs::ReadFile | AccessFs::Execute))?
        .add_rules(path_beneath_rules(DEVICES, AccessFs::ReadFile | AccessFs::WriteFile))?
        .add_rules(path_beneath_rules([openings.folder], work))?
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
    apply(&refused, rustix::io::Errno::PERM)?;
    // clone3 keeps its flags where a filter cannot look; without it the C library takes clone.
    apply(&BTreeMap::from([(libc::SYS_clone3, Vec::new())]), rustix::io::Errno::NOSYS)
}

fn apply(
    refused: &BTreeMap<i64, Vec<SeccompRule>>,
    answer: rustix::io::Errno,
) -> Result<(), seccompiler::Error> {
    let mut refused = refused.clone();
    // The same calls by their numbers in the x32 table, which some kernels answer, too.
    #[cfg(target_arch = "x86_64")]
    refused.extend(refused.clone().into_iter().map(|(call, rules)| (call | 0x4000_0000, rules)));
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let answer = SeccompAction::Errno(answer.raw_os_error().unsigned_abs());
    let filter =
        SeccompFilter::new(std::mem::take(&mut refused), SeccompAction::Allow, answer, arch)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}

/// Calls refused for some arguments: which argument, and what of it.
fn refused_arguments() -> Vec<(i64, u8, SeccompCmpOp, u64)> {
    let me = u64::from(std::process::id());
    let word = |number: i32| u64::from(number.unsigned_abs());
    let thread = word(libc::CLONE_THREAD);
    let writable = word(libc::W_OK);
    vec![
        // Sockets that are not streams within this computer.
        (libc::SYS_socket, 0, Ne, word(libc::AF_UNIX)),
        (libc::SYS_socket, 1, MaskedEq(0xf), word(libc::SOCK_DGRAM)),
        (libc::SYS_socket, 1, MaskedEq(0xf), word(libc::SOCK_RAW)),
        (libc::SYS_socket, 1, MaskedEq(0xf), word(libc::SOCK_SEQPACKET)),
        // New processes; threads may be made.
        (libc::SYS_clone, 0, MaskedEq(thread), 0),
        // Signals and limits of other processes.
        (libc::SYS_tgkill, 0, Ne, me),
        (libc::SYS_prlimit64, 0, Ne, 0),
        // LibreOffice puts its socket into /tmp if that says it is writable, and does not ask again when it may not.
        // With this answer it takes `OSL_SOCKET_PATH`.
        #[cfg(target_arch = "x86_64")]
        (libc::SYS_access, 1, Eq, writable),
        (libc::SYS_faccessat, 2, Eq, writable),
        (libc::SYS_faccessat2, 2, Eq, writable),
    ]
}

/// Calls that reach others: by sockets and shared memory, by starting or touching processes, by leaving the group that
/// is killed at the end, or by widening the kernel's surface. `connect` is among them because Landlock does not stand
/// before named sockets, and the session's bus starts programs for whoever asks.
const REFUSED: &[i64] = &[
    libc::SYS_connect,
    libc::SYS_shmget,
    libc::SYS_shmat,
    libc::SYS_msgget,
    libc::SYS_mq_open,
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
