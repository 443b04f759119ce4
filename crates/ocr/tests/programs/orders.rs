use std::fs;
use std::io::{self, Read, Write};
use std::net::{TcpStream, UdpSocket};
use std::os::unix::net::{UnixDatagram, UnixStream};
use std::process::Command;
use std::time::Instant;

/// Does what the picture says and writes down what came of it.
pub fn obey() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = io::stdout().lock();
    if arguments == ["--version"] {
        return writeln!(out, "tesseract 5.9.9\n leptonica-1.82.0");
    }
    let mut picture = Vec::new();
    io::stdin().read_to_end(&mut picture)?;
    let orders = picture.split(|byte| *byte == b'\n').skip(4);
    for (line, order) in orders.enumerate() {
        let order = String::from_utf8_lossy(order).into_owned();
        let (verb, rest) = order.split_once(' ').unwrap_or((&order, ""));
        let came_to = match act(verb, rest, &arguments) {
            Ok(()) => "done".to_owned(),
            Err(error) => format!("{:?}", error.kind()),
        };
        writeln!(out, "5\t1\t1\t1\t{line}\t1\t0\t0\t9\t9\t90\t{came_to}")?;
    }
    Ok(())
}

fn act(verb: &str, rest: &str, arguments: &[String]) -> io::Result<()> {
    match verb {
        "read" => fs::read(rest).map(drop),
        "list" => fs::read_dir(rest).map(drop),
        "write" => fs::write(rest, b"taken"),
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
        "eat" => eat(rest),
        "flood" => flood(),
        "exit" => std::process::exit(rest.parse().unwrap_or(1)),
        "environment" => said_in_environment(rest),
        "arguments" => as_expected(&arguments.join(" "), rest),
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

/// Takes memory, in MiB.
fn eat(mebibytes: &str) -> io::Result<()> {
    let bytes = mebibytes.parse::<usize>().map_err(io::Error::other)? << 20;
    let mut taken: Vec<u8> = Vec::new();
    taken.try_reserve_exact(bytes).map_err(|_| io::Error::from(io::ErrorKind::OutOfMemory))
}

/// Writes for as long as somebody reads.
fn flood() -> io::Result<()> {
    let mut out = io::stdout().lock();
    loop {
        out.write_all(&[b'x'; 64 * 1024])?;
    }
}

/// Fails unless the environment is what the worker gives, and nothing of the person's.
fn said_in_environment(names: &str) -> io::Result<()> {
    let mut found: Vec<String> = std::env::vars().map(|(name, _)| name).collect();
    found.sort();
    as_expected(&found.join(" "), names)
}

fn as_expected(found: &str, expected: &str) -> io::Result<()> {
    if found == expected { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

fn compute() -> io::Result<()> {
    let start = Instant::now();
    while start.elapsed().as_secs() < 600 {
        std::hint::spin_loop();
    }
    Ok(())
}
