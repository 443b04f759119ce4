//! The system calls a worker may make. Everything else is answered with "not permitted": libpdfium and libc look for
//! fonts and time zones now and then, and go on without them.
//!
//! Names come from libc for each architecture, so that nobody counts numbers by hand.

use seccompiler::SeccompCmpArgLen::Dword;
use seccompiler::SeccompCmpOp::MaskedEq;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};
use std::collections::BTreeMap;

/// Speaking over the pipes, memory, locks, clocks, chance, and the end.
const ALLOWED: &[libc::c_long] = &[
    libc::SYS_brk,
    libc::SYS_clock_gettime,
    libc::SYS_close,
    libc::SYS_exit,
    libc::SYS_exit_group,
    libc::SYS_futex,
    libc::SYS_getpid,
    libc::SYS_getrandom,
    libc::SYS_getrusage,
    libc::SYS_gettid,
    libc::SYS_gettimeofday,
    libc::SYS_madvise,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_restart_syscall,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sched_yield,
    libc::SYS_sigaltstack,
    libc::SYS_timer_settime,
    libc::SYS_write,
    libc::SYS_writev,
];

/// The filter of a worker.
pub fn filter() -> Result<BpfProgram, seccompiler::Error> {
    let mut allowed: BTreeMap<i64, Vec<SeccompRule>> =
        ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
    // Memory that can be written or was given by anybody is never run; nothing but plain memory is mapped.
    let not_run = || bits(2, libc::PROT_EXEC, 0);
    let plain = bits(3, libc::MAP_ANONYMOUS, libc::MAP_ANONYMOUS);
    allowed.insert(libc::SYS_mmap, vec![SeccompRule::new(vec![not_run()?, plain?])?]);
    allowed.insert(libc::SYS_mprotect, vec![SeccompRule::new(vec![not_run()?])?]);
    let arch = TargetArch::try_from(std::env::consts::ARCH)?;
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let filter = SeccompFilter::new(allowed, refuse, SeccompAction::Allow, arch)?;
    Ok(filter.try_into()?)
}

/// An argument whose bits of `mask` are `value`.
fn bits(argument: u8, mask: i32, value: i32) -> Result<SeccompCondition, seccompiler::Error> {
    let mask = MaskedEq(u64::from(mask.unsigned_abs()));
    Ok(SeccompCondition::new(argument, Dword, mask, u64::from(value.unsigned_abs()))?)
}
