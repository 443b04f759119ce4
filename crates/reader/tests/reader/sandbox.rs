//! The sandbox from inside: a process that enters it as a worker does, and then tries what is forbidden.

use std::net::TcpListener;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_try-reader");

/// Acts with what they reach for, as the program lists them.
fn acts() -> Vec<(String, String)> {
    let listed = Command::new(PROGRAM).arg("acts").output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let pair = |line: &str| {
        let (name, reach) = line.split_once(' ').unwrap();
        (name.to_owned(), reach.to_owned())
    };
    listed.lines().map(pair).collect()
}

/// Tries acts within these layers, and gives the names of those that were done. Somebody listens on a port, a socket
/// and an abstract name, so that each could be done.
fn done_within(layers: &str, chosen: impl Fn(&str) -> bool) -> Vec<String> {
    let mut done = Vec::new();
    for (number, (name, reach)) in acts().into_iter().enumerate() {
        if !chosen(&reach) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("there"), "kept").unwrap();
        let _socket = UnixListener::bind(folder.path().join("socket")).unwrap();
        let door = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = door.local_addr().unwrap().port();
        let address = SocketAddr::from_abstract_name(format!("reader-{port}")).unwrap();
        let _hidden = UnixListener::bind_addr(&address).unwrap();
        let mut command = Command::new(PROGRAM);
        command.arg("act").arg(number.to_string()).arg(folder.path());
        command.arg(port.to_string()).arg(layers).env_clear();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        match command.status().unwrap().code() {
            Some(1) => done.push(name),
            // Refused, or ended by a signal while trying.
            Some(0) | None => {}
            Some(other) => panic!("{name} could not be tried: {other}"),
        }
    }
    done
}

#[test]
fn none_of_the_forbidden_acts_is_done_in_the_sandbox() {
    assert!(acts().len() >= 40);
    assert_eq!(done_within("all", |_| true), [""; 0]);
}

#[test]
fn without_the_sandbox_the_same_acts_are_done() {
    let done = done_within("none", |_| true);
    let refused: Vec<_> = acts().into_iter().filter(|(name, _)| !done.contains(name)).collect();
    // Some need rights or a kernel that not every machine has; the others show that a refusal means something.
    assert!(done.len() >= 50, "refused without a sandbox: {refused:?}");
}

#[test]
fn landlock_alone_keeps_from_files_and_from_the_network_it_knows() {
    assert_eq!(done_within("landlock", |reach| reach == "Files" || reach == "Net"), [""; 0]);
}

#[test]
fn seccomp_alone_keeps_from_files_and_network() {
    assert_eq!(done_within("seccomp", |reach| reach != "Other"), [""; 0]);
}
