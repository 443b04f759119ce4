use std::fs::{self, File};
use std::io::{self, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::process::Command;
use std::time::Instant;

/// Does what the document says and writes down what came of it.
pub fn obey() -> io::Result<()> {
    let document = std::env::args().next_back().unwrap_or_default();
    let orders = fs::read_to_string(document)?;
    let mut report = String::from("%PDF-1.7\n");
    for order in orders.lines() {
        let (verb, rest) = order.split_once(' ').unwrap_or((order, ""));
        let came_to = match act(verb, rest) {
            Ok(()) => "done".to_owned(),
            Err(error) => format!("{:?}", error.kind()),
        };
        report.push_str(&format!("{order}: {came_to}\n"));
    }
    fs::write("out/in.pdf", report)
}

fn act(verb: &str, rest: &str) -> io::Result<()> {
    match verb {
        "read" => fs::read(rest).map(drop),
        "list" => fs::read_dir(rest).map(drop),
        "write" => fs::write(rest, b"taken"),
        "remove" => fs::remove_file(rest),
        "link" => std::os::unix::fs::symlink(rest, "out/link"),
        "start" => Command::new(rest).status().map(drop),
        "tcp" => TcpStream::connect(rest).map(drop),
        "udp" => UdpSocket::bind(rest).map(drop),
        "socket" => UnixStream::connect(rest).map(drop),
        "datagram" => UnixDatagram::unbound().map(drop),
        "thread" => std::thread::Builder::new()
            .spawn(|| ())?
            .join()
            .map_err(|_| io::ErrorKind::Other.into()),
        "kill" => kill(rest),
        "fill" => fill(rest),
        "eat" => eat(rest),
        "again" => again(),
        "exit" => std::process::exit(rest.parse().unwrap_or(1)),
        "environment" => said_in_environment(rest),
        "hang" => loop {
            std::thread::park();
        },
        "compute" => compute(),
        _ => Err(io::ErrorKind::InvalidInput.into()),
    }
}

fn kill(pid: &str) -> io::Result<()> {
    let pid = pid.parse().ok().and_then(rustix::process::Pid::from_raw);
    let pid = pid.ok_or(io::ErrorKind::InvalidInput)?;
    Ok(rustix::process::kill_process(pid, rustix::process::Signal::USR1)?)
}

/// Fills files of 8 MiB each, as many as asked for.
fn fill(n_files: &str) -> io::Result<()> {
    let n_files: u32 = n_files.parse().map_err(io::Error::other)?;
    for number in 0..n_files {
        File::create(format!("tmp/{number}"))?.write_all(&vec![1; 8 << 20])?;
    }
    Ok(())
}

/// Takes memory, in MiB.
fn eat(mebibytes: &str) -> io::Result<()> {
    let bytes = mebibytes.parse::<usize>().map_err(io::Error::other)? << 20;
    let mut taken: Vec<u8> = Vec::new();
    taken.try_reserve_exact(bytes).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))
}

/// Asks to be started again, as LibreOffice does with a fresh profile, and goes on the second time.
fn again() -> io::Result<()> {
    if File::create_new("profile/was-here").is_ok() {
        std::process::exit(81);
    }
    Ok(())
}

/// Fails unless the environment is what the worker gives, and nothing of the person's.
fn said_in_environment(names: &str) -> io::Result<()> {
    let mut found: Vec<String> = std::env::vars().map(|(name, _)| name).collect();
    found.sort();
    if found.join(" ") == names { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

fn compute() -> io::Result<()> {
    let start = Instant::now();
    while start.elapsed().as_secs() < 600 {
        std::hint::spin_loop();
    }
    Ok(())
}
