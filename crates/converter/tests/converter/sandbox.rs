//! The sandbox from inside: an office that does what its document says.

use converter::{ConvertError, Kind, Limits, Office, Order, convert, inspect};
use std::io::{Cursor, Read};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_office-for-tests");

fn kind() -> Kind {
    inspect(&mut Cursor::new(super::documents::docx("Tờ trình"))).unwrap()
}

/// An office of its own folder, so that the sandbox opens that folder and no more.
fn office_in(folder: &Path) -> Office {
    let binary = folder.join("program/soffice.bin");
    std::fs::create_dir_all(binary.parent().unwrap()).unwrap();
    std::fs::copy(PROGRAM, &binary).unwrap();
    Office { binary: binary.canonicalize().unwrap() }
}

fn obey_within(
    orders: &str,
    limits: Limits,
    is_wanted: &dyn Fn() -> bool,
) -> Result<String, ConvertError> {
    let place = tempfile::tempdir().unwrap();
    let office = office_in(place.path());
    let program = Path::new(PROGRAM);
    let order = Order { office: &office, program, kind: kind(), limits, is_wanted };
    let mut converted = convert(&order, &mut orders.as_bytes())?;
    let mut report = String::new();
    converted.read_to_string(&mut report).unwrap();
    assert_eq!(converted.length(), report.len() as u64);
    Ok(report)
}

fn obey(orders: &str) -> Result<String, ConvertError> {
    obey_within(orders, Limits::default(), &|| true)
}

/// Each order with what must come of it.
fn check(expected: &[(&str, &str)]) {
    let orders: Vec<&str> = expected.iter().map(|(order, _)| *order).collect();
    let report = obey(&orders.join("\n")).unwrap();
    let lines: Vec<&str> = report.lines().skip(1).collect();
    let expected: Vec<String> =
        expected.iter().map(|(order, came_to)| format!("{order}: {came_to}")).collect();
    assert_eq!(lines, expected);
}

#[test]
fn it_reads_its_own_files_and_fonts_and_nothing_of_the_person() {
    let home = tempfile::tempdir().unwrap();
    let secret = home.path().join("secret");
    std::fs::write(&secret, "plain").unwrap();
    let read = format!("read {}", secret.display());
    let list = format!("list {}", home.path().display());
    let write = format!("write {}/new", home.path().display());
    let remove = format!("remove {}", secret.display());
    check(&[
        (&read, "PermissionDenied"),
        (&list, "PermissionDenied"),
        (&write, "PermissionDenied"),
        (&remove, "PermissionDenied"),
        ("read /etc/passwd", "PermissionDenied"),
        ("read /proc/self/environ", "PermissionDenied"),
        ("list /dev/shm", "PermissionDenied"),
        ("list /tmp", "PermissionDenied"),
        ("write /tmp/taken", "PermissionDenied"),
        ("list /usr/share", "done"),
        ("write tmp/own", "done"),
        ("read tmp/own", "done"),
    ]);
    assert_eq!(std::fs::read_to_string(secret).unwrap(), "plain");
}

#[test]
fn it_reaches_no_network_and_no_socket_of_the_session() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let bus = tempfile::tempdir().unwrap();
    let path = bus.path().join("bus");
    let _bus = UnixListener::bind(&path).unwrap();
    let tcp = format!("tcp {}", listener.local_addr().unwrap());
    let socket = format!("socket {}", path.display());
    check(&[
        (&tcp, "PermissionDenied"),
        ("udp 127.0.0.1:0", "PermissionDenied"),
        (&socket, "PermissionDenied"),
        ("datagram", "PermissionDenied"),
    ]);
}

#[test]
fn it_starts_no_program_signals_nobody_and_still_has_threads() {
    let kill = format!("kill {}", std::process::id());
    check(&[
        ("start /usr/bin/true", "PermissionDenied"),
        (&kill, "PermissionDenied"),
        ("thread", "done"),
    ]);
}

#[test]
fn its_environment_says_nothing_of_the_person() {
    check(&[("environment HOME LANG OSL_SOCKET_PATH PATH SAL_USE_VCLPLUGIN TMPDIR", "done")]);
}

#[test]
fn a_link_in_place_of_the_result_leads_nowhere() {
    check(&[("link /etc/hostname", "PermissionDenied")]);
}

#[test]
fn an_office_that_asks_to_be_started_again_is_and_not_for_ever() {
    check(&[("again", "done")]);
    assert!(matches!(obey("exit 81"), Err(ConvertError::Crashed)));
}

#[test]
fn one_that_hangs_is_stopped_at_the_time_limit_and_one_that_computes_as_well() {
    for order in ["hang", "compute"] {
        let limits = Limits { time: Duration::from_secs(2), ..Limits::default() };
        let start = Instant::now();
        let stopped = obey_within(order, limits, &|| true);
        assert!(matches!(stopped, Err(ConvertError::Timeout)), "{order}: {stopped:?}");
        assert!(start.elapsed() < Duration::from_secs(10), "{order}");
    }
}

#[test]
fn one_that_nobody_waits_for_is_stopped_at_once() {
    let start = Instant::now();
    let stopped = obey_within("hang", Limits::default(), &|| false);
    assert!(matches!(stopped, Err(ConvertError::Unwanted)), "{stopped:?}");
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn memory_and_room_have_an_end() {
    let limits = Limits { memory: 1 << 30, ..Limits::default() };
    let report = obey_within("eat 64\neat 2048", limits, &|| true).unwrap();
    assert!(report.contains("eat 64: done") && report.contains("eat 2048: OutOfMemory"));

    let limits = Limits { file: 4 << 20, ..Limits::default() };
    let one_file = obey_within("fill 1", limits, &|| true);
    assert!(matches!(one_file, Err(ConvertError::Crashed)), "{one_file:?}");

    let limits = Limits { room: 32 << 20, ..Limits::default() };
    let many_files = obey_within("fill 8\nhang", limits, &|| true);
    assert!(matches!(many_files, Err(ConvertError::Crashed)), "{many_files:?}");
}

#[test]
fn nothing_stays_behind_in_memory_or_among_the_processes() {
    let mine = format!("ecabinet-office-{}-", std::process::id());
    let canary = "Phiếu trình mật 7731";
    obey(&format!("write tmp/{canary}")).unwrap();
    let limits = Limits { time: Duration::from_millis(500), ..Limits::default() };
    obey_within("hang 7731", limits, &|| true).unwrap_err();
    for base in converter::memory_folders() {
        for entry in std::fs::read_dir(base).into_iter().flatten().flatten() {
            let name = entry.file_name().into_string().unwrap_or_default();
            // Other tests of this program may be at work in folders of their own.
            let text = std::fs::read_to_string(entry.path().join("in.docx")).unwrap_or_default();
            assert!(!(name.starts_with(&mine) && text.contains("7731")), "{name}");
        }
    }
}

#[test]
fn a_program_that_is_not_the_worker_and_an_office_that_is_not_there_are_not_started() {
    let place = tempfile::tempdir().unwrap();
    let office = office_in(place.path());
    let missing = Office { binary: place.path().join("program/none") };
    let worker = Path::new(PROGRAM);
    for (office, program) in [(&office, Path::new("/nowhere")), (&missing, worker)] {
        let limits = Limits::default();
        let order = Order { office, program, kind: kind(), limits, is_wanted: &|| true };
        let refused = convert(&order, &mut "".as_bytes());
        assert!(matches!(refused, Err(ConvertError::NotStarted)), "{refused:?}");
    }
}
