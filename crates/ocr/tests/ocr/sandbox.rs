//! The sandbox from inside: a tesseract that does what its picture says.

use ocr::{Limits, OcrError, Order, Recognised, Tesseract, recognise};
use std::net::TcpListener;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tesseract-for-tests");
const HEAD: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x64\0\0\0\x64\x08\0\0\0\0\n";

fn tesseract_in(folder: &Path) -> Tesseract {
    let binary = folder.join("tesseract");
    std::fs::copy(PROGRAM, &binary).unwrap();
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    std::fs::write(data.join("vie.traineddata"), b"data").unwrap();
    Tesseract {
        binary: binary.canonicalize().unwrap(),
        data: data.canonicalize().unwrap(),
        version: "5.9.9".to_owned(),
        languages: vec!["osd".to_owned(), "vie".to_owned()],
    }
}

fn obey_within(
    orders: &str,
    limits: Limits,
    is_wanted: &dyn Fn() -> bool,
) -> Result<Recognised, OcrError> {
    let place = tempfile::tempdir().unwrap();
    let tesseract = tesseract_in(place.path());
    let program = Path::new(PROGRAM);
    let languages = &["vie"];
    let order = Order { tesseract: &tesseract, program, languages, dpi: 300, limits, is_wanted };
    let orders = orders.replace("(data)", tesseract.data.to_str().unwrap());
    recognise(&order, &[HEAD, b"\n", orders.as_bytes()].concat())
}

/// Each order with what must come of it.
fn check(expected: &[(&str, &str)]) {
    let orders: Vec<&str> = expected.iter().map(|(order, _)| *order).collect();
    let read = obey_within(&orders.join("\n"), Limits::default(), &|| true).unwrap();
    let found: Vec<(&str, &str)> =
        orders.iter().copied().zip(read.words.iter().map(|word| word.text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn it_reads_libraries_and_languages_and_nothing_of_the_person() {
    let home = tempfile::tempdir().unwrap();
    let secret = home.path().join("secret");
    std::fs::write(&secret, "plain").unwrap();
    let read = format!("read {}", secret.display());
    let list = format!("list {}", home.path().display());
    let write = format!("write {}/new", home.path().display());
    check(&[
        ("read (data)/vie.traineddata", "done"),
        ("write (data)/vie.traineddata", "PermissionDenied"),
        ("list /usr/lib", "done"),
        (&read, "PermissionDenied"),
        (&list, "PermissionDenied"),
        (&write, "PermissionDenied"),
        ("read /etc/passwd", "PermissionDenied"),
        ("read /proc/self/environ", "PermissionDenied"),
        ("list /dev/shm", "PermissionDenied"),
        ("list /tmp", "PermissionDenied"),
        ("write /tmp/taken", "PermissionDenied"),
        ("write /dev/shm/taken", "PermissionDenied"),
    ]);
    assert_eq!(std::fs::read_to_string(secret).unwrap(), "plain");
}

#[test]
fn it_reaches_no_network_and_no_socket() {
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
fn it_is_told_what_to_do_and_nothing_of_the_person() {
    check(&[
        ("environment LANG OMP_THREAD_LIMIT TESSDATA_PREFIX", "done"),
        (
            "arguments stdin stdout -l vie --psm 1 --dpi 300 -c tessedit_create_tsv=1 \
             -c tessedit_create_txt=0",
            "done",
        ),
    ]);
}

#[test]
fn one_that_hangs_is_stopped_at_the_time_limit_and_one_that_computes_as_well() {
    for order in ["hang", "compute"] {
        let limits = Limits { time: Duration::from_secs(2), ..Limits::default() };
        let start = Instant::now();
        let stopped = obey_within(order, limits, &|| true);
        assert_eq!(stopped, Err(OcrError::Timeout), "{order}");
        assert!(start.elapsed() < Duration::from_secs(10), "{order}");
    }
}

#[test]
fn one_that_nobody_waits_for_is_stopped_at_once() {
    let start = Instant::now();
    assert_eq!(obey_within("hang", Limits::default(), &|| false), Err(OcrError::Unwanted));
    assert!(start.elapsed() < Duration::from_secs(10));
}

#[test]
fn memory_and_what_it_writes_have_an_end() {
    let limits = Limits { memory: 1 << 30, ..Limits::default() };
    let read = obey_within("eat 64\neat 2048", limits, &|| true).unwrap();
    let words: Vec<&str> = read.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["done", "OutOfMemory"]);
    assert_eq!(obey_within("flood", Limits::default(), &|| true), Err(OcrError::Crashed));
}

#[test]
fn how_it_ended_is_said() {
    for (order, expected) in [
        ("exit 1", OcrError::Unreadable),
        ("exit 120", OcrError::NotStarted),
        ("exit 3", OcrError::Crashed),
    ] {
        assert_eq!(obey_within(order, Limits::default(), &|| true), Err(expected), "{order}");
    }
}

#[test]
fn what_cannot_work_is_refused_before_anything_is_started() {
    let place = tempfile::tempdir().unwrap();
    let tesseract = tesseract_in(place.path());
    let missing = Tesseract { binary: place.path().join("none"), ..tesseract.clone() };
    let worker = Path::new(PROGRAM);
    let ask = |tesseract: &Tesseract, program: &Path, languages: &[&str], picture: &[u8]| {
        let (limits, dpi) = (Limits::default(), 300);
        let order = Order { tesseract, program, languages, dpi, limits, is_wanted: &|| true };
        recognise(&order, picture).map(|_| ())
    };
    let picture = [HEAD, b"\nthread"].concat();
    assert_eq!(ask(&tesseract, worker, &["vie"], &picture), Ok(()));
    assert_eq!(
        ask(&tesseract, Path::new("/nowhere"), &["vie"], &picture),
        Err(OcrError::NotStarted)
    );
    assert_eq!(ask(&missing, worker, &["vie"], &picture), Err(OcrError::NotStarted));
    let none = |language: &str| Err(OcrError::NoLanguage(language.to_owned()));
    assert_eq!(ask(&tesseract, worker, &["vie", "fra"], &picture), none("fra"));
    assert_eq!(ask(&tesseract, worker, &[], &picture), none(""));
    assert_eq!(ask(&tesseract, worker, &["vie"], b"GIF89a"), Err(OcrError::NotAPicture));
}
