//! Every chore of the project. `cargo xtask demo` and `cargo xtask test` do all the set-up themselves.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a chore says what it does")]

mod bench;
mod build;
mod demo;
mod fuzz;
mod hostile;
mod pdfium;
mod probe;
mod setup;
mod shell;
mod soak;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask demo [--headless] [--as PERSON] [--import DIR]
    Installs what is missing, builds, starts the demonstration server, and opens the window signed in as a member.
    --headless   drive the whole journey through the window on a display of its own; pictures in target/demo/
    --as PERSON  sign in as somebody else, such as chair or secretary_lan
    --import DIR a folder of any PDFs becomes the dossiers of a meeting
cargo xtask test
    Installs what is missing; then format, lints, all Rust and UI tests, and the stories through the real window.
cargo xtask setup | build
    Only the set-up, or set-up and build.
cargo xtask bench start | agenda | search | reader [--quick] [--only engine|window]
    Measures the start, the first page and memory, or a large agenda and how fast it reaches 60 devices, or searching
    100,000 pages, or pages of large papers beside MuPDF, Poppler, PDFium and pdf.js and the window in which they are
    read beside a bare web view and Xournal++; writes target/bench/NAME.json.
cargo xtask soak kill [--count N] [--seed S]
    Kills client and server at random moments and looks for lost or doubled work.
cargo xtask probe [--count N] [--seed S]
    Everybody asks the server for everything; what they get is held against a second statement of the access policy.
cargo xtask fuzz api [--requests N] [--seed S]
    schemathesis asks the API for everything its description allows, and much that it does not.
cargo xtask hostile [--count N] [--seed S] [--slow]
    Broken, hostile and mutated papers in the workers that read papers; part of the tests, but for the slow ones.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["setup"] => setup::all(),
        ["build"] => build::all(build::Profile::Debug),
        ["demo", rest @ ..] => demo::run(rest),
        ["test"] => test::run(),
        ["bench", name, rest @ ..] => bench::run(name, rest),
        ["soak", "kill", rest @ ..] => soak::run(rest),
        ["probe", rest @ ..] => probe::run(rest),
        ["fuzz", "api", rest @ ..] => fuzz::run(rest),
        ["hostile", rest @ ..] => hostile::run(rest),
        _ => {
            println!("{HELP}");
            return if words.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) };
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
