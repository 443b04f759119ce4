//! Forbidden acts, tried from inside the worker's sandbox: what a worker would do that has been taken over.
//!
//! Each is started in a process of its own. The raw calls are made without libc's wrappers, as an attacker would.

#![allow(unsafe_code, reason = "an attack asks the kernel directly; no safe wrapper offers that")]

use crate::sandbox::{Layers, Sandbox, enter};
use nix::sys::resource::{UsageWho, getrusage};
use std::ffi::CString;
use std::fs;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{SocketAddr, UnixStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What an act needs: a folder with a file `there`, ports and sockets on which somebody listens, and its parent.
pub struct Stage {
    folder: PathBuf,
    port: u16,
    parent: libc::c_long,
    /// A descriptor that was open before the sandbox was entered.
    left_open: libc::c_long,
    sandbox: Option<Sandbox>,
}

/// Whom an act must not reach: one letter in the list, for runs with a layer left out.
#[derive(Debug, Clone, Copy)]
pub enum Reach {
    Files,
    Net,
    /// A file act that Landlock does not know: seccomp alone refuses it.
    FilesBySeccomp,
    /// A network act that Landlock does not know.
    NetBySeccomp,
    Other,
}

type Act = fn(&mut Stage) -> bool;

/// Every act with its name. An act says whether it was done.
#[rustfmt::skip]
pub const ACTS: &[(&str, Reach, Act)] = &[
    ("read-a-file", Reach::Files, |stage| fs::read(stage.there()).is_ok()),
    ("read-the-system", Reach::Files, |_| fs::read("/etc/passwd").is_ok()),
    ("openat2", Reach::Files, openat2),
    ("list-a-folder", Reach::Files, |stage| fs::read_dir(&stage.folder).is_ok()),
    ("make-a-file", Reach::Files, |stage| fs::write(stage.folder.join("new"), "x").is_ok()),
    ("creat", Reach::Files, creat),
    ("append-to-a-file", Reach::Files, |stage| fs::OpenOptions::new().append(true).open(stage.there()).is_ok()),
    ("make-a-folder", Reach::Files, |stage| fs::create_dir(stage.folder.join("new")).is_ok()),
    ("rename", Reach::Files, |stage| fs::rename(stage.there(), stage.folder.join("moved")).is_ok()),
    ("unlink", Reach::Files, |stage| fs::remove_file(stage.there()).is_ok()),
    ("symlink", Reach::Files, |stage| std::os::unix::fs::symlink("there", stage.folder.join("new")).is_ok()),
    ("link", Reach::Files, |stage| fs::hard_link(stage.there(), stage.folder.join("new")).is_ok()),
    ("truncate", Reach::Files, |stage| path_call(libc::SYS_truncate, &stage.there(), 0)),
    ("own-memory-as-file", Reach::Files, |_| fs::File::open("/proc/self/mem").is_ok()),
    ("memory-of-the-parent", Reach::Files, |stage| fs::File::open(format!("/proc/{}/mem", stage.parent)).is_ok()),
    ("environment-of-the-parent", Reach::Files, |stage| fs::read(format!("/proc/{}/environ", stage.parent)).is_ok()),
    ("open-a-path", Reach::FilesBySeccomp, |stage| at_call(libc::SYS_openat, &stage.there(), libc::O_PATH)),
    ("stat", Reach::FilesBySeccomp, |stage| fs::metadata(stage.there()).is_ok()),
    ("chmod", Reach::FilesBySeccomp, |stage| fs::set_permissions(stage.there(), fs::Permissions::from_mode(0o777)).is_ok()),
    ("read-a-link", Reach::FilesBySeccomp, |_| fs::read_link("/proc/self/exe").is_ok()),
    ("name-to-handle", Reach::FilesBySeccomp, name_to_handle),
    ("inotify", Reach::FilesBySeccomp, |_| call(libc::SYS_inotify_init1, [0; 5])),
    ("change-folder", Reach::FilesBySeccomp, |stage| path_call(libc::SYS_chdir, &stage.folder, 0)),
    ("chroot", Reach::Other, |stage| path_call(libc::SYS_chroot, &stage.folder, 0)),
    ("mount", Reach::Other, mount),
    ("connect", Reach::Net, |stage| TcpStream::connect(("127.0.0.1", stage.port)).is_ok()),
    ("listen", Reach::Net, |_| TcpListener::bind("127.0.0.1:0").is_ok()),
    ("abstract-socket", Reach::Net, |stage| stage.connect_to_abstract()),
    ("datagram", Reach::NetBySeccomp, |stage| datagram(stage.port)),
    ("unix-socket", Reach::NetBySeccomp, |stage| UnixStream::connect(stage.folder.join("socket")).is_ok()),
    ("netlink", Reach::NetBySeccomp, |_| socket(libc::AF_NETLINK, libc::SOCK_RAW)),
    ("packet-socket", Reach::NetBySeccomp, |_| socket(libc::AF_PACKET, libc::SOCK_RAW)),
    ("socketpair", Reach::NetBySeccomp, |_| UnixStream::pair().is_ok()),
    ("execve", Reach::Other, |_| exec(Path::new("/bin/false"))),
    ("execve-of-itself", Reach::Other, |_| exec(Path::new("/proc/self/exe"))),
    ("execve-from-memory", Reach::Other, exec_from_memory),
    ("fork", Reach::Other, |_| child(libc::SIGCHLD)),
    ("vfork", Reach::Other, |_| child(libc::SIGCHLD | libc::CLONE_VFORK)),
    ("clone3", Reach::Other, clone3),
    ("thread", Reach::Other, |_| std::thread::Builder::new().spawn(|| {}).is_ok()),
    ("ptrace-the-parent", Reach::Other, |stage| call(libc::SYS_ptrace, [libc::PTRACE_SEIZE.into(), stage.parent, 0, 0, 0])),
    ("read-the-parent", Reach::Other, read_the_parent),
    ("signal-the-parent", Reach::Other, |stage| call(libc::SYS_kill, [stage.parent, 0, 0, 0, 0])),
    ("tgkill-the-parent", Reach::Other, |stage| call(libc::SYS_tgkill, [stage.parent, stage.parent, 0, 0, 0])),
    ("pidfd-of-the-parent", Reach::Other, |stage| call(libc::SYS_pidfd_open, [stage.parent, 0, 0, 0, 0])),
    ("io-uring", Reach::Other, io_uring),
    ("userfaultfd", Reach::Other, |_| call(libc::SYS_userfaultfd, [1, 0, 0, 0, 0])),
    ("bpf", Reach::Other, bpf),
    ("perf-events", Reach::Other, perf),
    ("keyctl", Reach::Other, |_| call(libc::SYS_keyctl, [0, -3, 1, 0, 0])),
    ("add-key", Reach::Other, add_key),
    ("unshare", Reach::Other, |_| call(libc::SYS_unshare, [libc::CLONE_NEWUSER.into(), 0, 0, 0, 0])),
    ("setns", Reach::Other, setns),
    ("memory-file", Reach::Other, |_| call(libc::SYS_memfd_create, [c"x".as_ptr() as libc::c_long, 0, 0, 0, 0])),
    ("memory-that-runs", Reach::Other, |_| map(4096, libc::PROT_READ | libc::PROT_EXEC).is_some()),
    ("memory-made-to-run", Reach::Other, made_to_run),
    ("dumpable", Reach::Other, |_| call(libc::SYS_prctl, [libc::PR_SET_DUMPABLE.into(), 1, 0, 0, 0])),
    ("shared-memory", Reach::Other, |_| call(libc::SYS_shmget, [0, 4096, 0o1600, 0, 0])),
    ("message-queue", Reach::Other, |_| call(libc::SYS_mq_open, [c"x".as_ptr() as libc::c_long, 0o102, 0o600, 0, 0])),
    ("raise-a-limit", Reach::Other, raise_a_limit),
    ("raise-own-priority", Reach::Other, |_| call(libc::SYS_setpriority, [0, 0, -20, 0, 0])),
    ("inherited-descriptor", Reach::Other, |stage| call(libc::SYS_write, [stage.left_open, c"x".as_ptr() as libc::c_long, 1, 0, 0])),
    ("too-much-memory", Reach::Other, too_much_memory),
    ("endless-computing", Reach::Other, endless_computing),
];

/// Tries the act of this number from within all layers, one of them, or none of the sandbox.
pub fn run(arguments: &[String]) -> ExitCode {
    let [number, folder, port, layers] = arguments else {
        return ExitCode::from(2);
    };
    let number: Option<usize> = number.parse().ok();
    let (Some((_, _, act)), Ok(port)) = (number.and_then(|at| ACTS.get(at)), port.parse()) else {
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder);
    let Ok(left_open) = fs::File::create(folder.join("left-open")) else {
        return ExitCode::from(2);
    };
    let mut stage = Stage {
        folder,
        port,
        parent: std::os::unix::process::parent_id().into(),
        left_open: std::os::fd::AsRawFd::as_raw_fd(&left_open).into(),
        sandbox: None,
    };
    let alone = Layers { landlock: false, seccomp: false, namespaces: false };
    let layers = match layers.as_str() {
        "all" => Some(Layers::ALL),
        "landlock" => Some(Layers { landlock: true, ..alone }),
        "seccomp" => Some(Layers { seccomp: true, ..alone }),
        _ => None,
    };
    match layers.map(enter).transpose() {
        Ok(sandbox) => stage.sandbox = sandbox,
        Err(_) => return ExitCode::from(3),
    }
    let done = act(&mut stage);
    std::mem::forget(left_open);
    if done { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

impl Stage {
    fn there(&self) -> PathBuf {
        self.folder.join("there")
    }

    fn connect_to_abstract(&self) -> bool {
        let name = format!("reader-{}", self.port);
        let address = SocketAddr::from_abstract_name(name);
        address.and_then(|address| UnixStream::connect_addr(&address)).is_ok()
    }
}

fn call(number: libc::c_long, [a, b, c, d, e]: [libc::c_long; 5]) -> bool {
    // SAFETY: the arguments are numbers, or point to memory of the caller that is long enough for the call.
    unsafe { libc::syscall(number, a, b, c, d, e) >= 0 }
}

fn at_call(number: libc::c_long, path: &Path, flags: i32) -> bool {
    let Ok(path) = CString::new(path.as_os_str().as_encoded_bytes()) else {
        return false;
    };
    call(number, [libc::AT_FDCWD.into(), path.as_ptr() as libc::c_long, flags.into(), 0, 0])
}

fn path_call(number: libc::c_long, path: &Path, argument: libc::c_long) -> bool {
    let Ok(path) = CString::new(path.as_os_str().as_encoded_bytes()) else {
        return false;
    };
    call(number, [path.as_ptr() as libc::c_long, argument, 0, 0, 0])
}

fn openat2(stage: &mut Stage) -> bool {
    let Ok(path) = CString::new(stage.there().as_os_str().as_encoded_bytes()) else {
        return false;
    };
    let how = [0_u64; 3];
    let (path, how) = (path.as_ptr() as libc::c_long, how.as_ptr() as libc::c_long);
    call(libc::SYS_openat2, [libc::AT_FDCWD.into(), path, how, 24, 0])
}

#[cfg(target_arch = "x86_64")]
fn creat(stage: &mut Stage) -> bool {
    path_call(libc::SYS_creat, &stage.folder.join("new"), 0o600)
}

#[cfg(not(target_arch = "x86_64"))]
fn creat(stage: &mut Stage) -> bool {
    fs::File::create(stage.folder.join("new")).is_ok()
}

fn name_to_handle(stage: &mut Stage) -> bool {
    let Ok(path) = CString::new(stage.there().as_os_str().as_encoded_bytes()) else {
        return false;
    };
    let (mut handle, mut mount) = ([0_u32; 64], 0_i32);
    handle[0] = 128;
    let handle = handle.as_mut_ptr() as libc::c_long;
    let mount = (&raw mut mount) as libc::c_long;
    let path = path.as_ptr() as libc::c_long;
    call(libc::SYS_name_to_handle_at, [libc::AT_FDCWD.into(), path, handle, mount, 0])
}

fn mount(stage: &mut Stage) -> bool {
    let Ok(path) = CString::new(stage.folder.as_os_str().as_encoded_bytes()) else {
        return false;
    };
    let kind = c"tmpfs".as_ptr() as libc::c_long;
    let done = call(libc::SYS_mount, [kind, path.as_ptr() as libc::c_long, kind, 0, 0]);
    if done {
        path_call(libc::SYS_umount2, &stage.folder, libc::MNT_DETACH.into());
    }
    done
}

fn datagram(port: u16) -> bool {
    UdpSocket::bind("127.0.0.1:0").and_then(|udp| udp.send_to(b"x", ("127.0.0.1", port))).is_ok()
}

fn socket(family: i32, kind: i32) -> bool {
    call(libc::SYS_socket, [family.into(), kind.into(), 0, 0, 0])
}

/// Becomes another program; the one it becomes says so by its exit code, which is that of an act that was done.
fn exec(program: &Path) -> bool {
    let Ok(path) = CString::new(program.as_os_str().as_encoded_bytes()) else {
        return false;
    };
    let arguments = [path.as_ptr(), c"escaped".as_ptr(), std::ptr::null()];
    let (path, arguments) = (path.as_ptr() as libc::c_long, arguments.as_ptr() as libc::c_long);
    call(libc::SYS_execve, [path, arguments, 0, 0, 0])
}

fn exec_from_memory(_: &mut Stage) -> bool {
    // SAFETY: the name is a string that ends with a null.
    let file = unsafe { libc::syscall(libc::SYS_memfd_create, c"x".as_ptr(), 0) };
    let script = b"#!/bin/sh\nexit 1\n";
    if !call(libc::SYS_write, [file, script.as_ptr() as libc::c_long, script.len() as i64, 0, 0]) {
        return false;
    }
    let arguments = [c"x".as_ptr(), std::ptr::null()];
    let arguments = arguments.as_ptr() as libc::c_long;
    let empty = c"".as_ptr() as libc::c_long;
    call(libc::SYS_execveat, [file, empty, arguments, 0, libc::AT_EMPTY_PATH.into()])
}

fn child(flags: i32) -> bool {
    // SAFETY: without CLONE_VM the child has memory of its own, and ends at once.
    unsafe {
        let child = libc::syscall(libc::SYS_clone, libc::c_long::from(flags), 0, 0, 0, 0);
        if child == 0 {
            libc::syscall(libc::SYS_exit_group, 0);
        }
        child > 0
    }
}

fn clone3(_: &mut Stage) -> bool {
    let mut how = [0_u64; 11];
    how[4] = libc::SIGCHLD as u64;
    // SAFETY: `how` is as long as is said; the child has memory of its own, and ends at once.
    unsafe {
        let child = libc::syscall(libc::SYS_clone3, how.as_ptr(), size_of_val(&how));
        if child == 0 {
            libc::syscall(libc::SYS_exit_group, 0);
        }
        child > 0
    }
}

fn read_the_parent(stage: &mut Stage) -> bool {
    let mut byte = 0_u8;
    let here = [(&raw mut byte) as usize, 1];
    // The program is the same and may lie elsewhere: an address that is not there gives another error than one that
    // may not be read, and both count as refused. A child's own parent lets itself be read where nothing forbids it.
    let there = [exec as *const () as usize, 1];
    let (here, there) = (here.as_ptr() as libc::c_long, there.as_ptr() as libc::c_long);
    // SAFETY: both lists have one entry of one byte.
    let read =
        unsafe { libc::syscall(libc::SYS_process_vm_readv, stage.parent, here, 1, there, 1, 0) };
    read >= 0 || std::io::Error::last_os_error().raw_os_error() == Some(libc::EFAULT)
}

fn io_uring(_: &mut Stage) -> bool {
    let parameters = [0_u32; 64];
    call(libc::SYS_io_uring_setup, [1, parameters.as_ptr() as libc::c_long, 0, 0, 0])
}

fn bpf(_: &mut Stage) -> bool {
    // BPF_MAP_CREATE of an array of one entry of four bytes.
    let mut attributes = [0_u32; 32];
    attributes[..4].copy_from_slice(&[2, 4, 4, 1]);
    call(libc::SYS_bpf, [0, attributes.as_ptr() as libc::c_long, 128, 0, 0])
}

fn perf(_: &mut Stage) -> bool {
    // PERF_TYPE_SOFTWARE, of 128 bytes, PERF_COUNT_SW_TASK_CLOCK.
    let mut attributes = [0_u32; 32];
    attributes[..3].copy_from_slice(&[1, 128, 1]);
    call(libc::SYS_perf_event_open, [attributes.as_ptr() as libc::c_long, 0, -1, -1, 0])
}

fn add_key(_: &mut Stage) -> bool {
    let (kind, name) = (c"user".as_ptr() as libc::c_long, c"x".as_ptr() as libc::c_long);
    call(libc::SYS_add_key, [kind, name, name, 1, -2])
}

fn setns(_: &mut Stage) -> bool {
    let own = CString::from(c"/proc/self/ns/uts");
    // SAFETY: the path is a string that ends with a null.
    let file = unsafe { libc::syscall(libc::SYS_openat, libc::AT_FDCWD, own.as_ptr(), 0) };
    call(libc::SYS_setns, [file, 0, 0, 0, 0])
}

fn map(length: usize, protection: i32) -> Option<*mut u8> {
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    // SAFETY: new memory, wherever the kernel likes.
    let place = unsafe { libc::mmap(std::ptr::null_mut(), length, protection, flags, -1, 0) };
    (place != libc::MAP_FAILED).then_some(place.cast())
}

fn made_to_run(_: &mut Stage) -> bool {
    let Some(place) = map(4096, libc::PROT_READ | libc::PROT_WRITE) else {
        return false;
    };
    let protection = libc::PROT_READ | libc::PROT_EXEC;
    call(libc::SYS_mprotect, [place as libc::c_long, 4096, protection.into(), 0, 0])
}

fn raise_a_limit(_: &mut Stage) -> bool {
    let limit = [4096_u64, 4096];
    let limit = limit.as_ptr() as libc::c_long;
    call(libc::SYS_prlimit64, [0, libc::RLIMIT_NOFILE.into(), limit, 0, 0])
}

/// Fills 640 MiB, page by page.
fn too_much_memory(stage: &mut Stage) -> bool {
    let length = 640 * 1024 * 1024;
    let Some(place) = map(length, libc::PROT_READ | libc::PROT_WRITE) else {
        return false;
    };
    for at in (0..length).step_by(4096) {
        // SAFETY: within the memory that was just mapped.
        unsafe { place.add(at).write_volatile(1) };
    }
    stage.sandbox.as_ref().is_none_or(|sandbox| sandbox.peak_memory() >= length as u64)
}

/// Computes for two seconds where one is allowed.
fn endless_computing(stage: &mut Stage) -> bool {
    if let Some(sandbox) = &mut stage.sandbox {
        sandbox.begin_request(1);
    }
    let computed = || getrusage(UsageWho::RUSAGE_SELF).map(|usage| usage.user_time().tv_sec());
    while computed().is_ok_and(|seconds| seconds < 2) {
        std::hint::spin_loop();
    }
    true
}
