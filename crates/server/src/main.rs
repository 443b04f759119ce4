//! `ecabinet-server`: serves a cabinet, and the console commands of the people who run it.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a console program answers on standard output"
)]

use anyhow::{Context, bail};
use clap::{Parser, Subcommand};
use domain::{Cabinet, PersonId};
use server::{App, Config, SystemClock};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// The e-Cabinet's backend.
#[derive(Parser)]
#[command(name = "ecabinet-server", version)]
struct Arguments {
    /// Folder of everything the server keeps.
    #[arg(long, env = "ECABINET_DATA", default_value = "ecabinet-data", global = true)]
    data: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API over TLS until asked to stop (Ctrl-C or SIGTERM).
    Serve {
        /// Address of the API, such as 0.0.0.0:8443.
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Address of health and metrics; for this machine only.
        #[arg(long)]
        admin_listen: Option<SocketAddr>,
        /// Host name under which laptops reach the server.
        #[arg(long)]
        public_host: Option<String>,
        /// Import this folder first if there is no cabinet yet.
        #[arg(long)]
        import_if_empty: Option<PathBuf>,
        /// Write the address into this file once connections are taken.
        #[arg(long)]
        ready_file: Option<PathBuf>,
        /// Make nothing beside papers: no words of scans, no index of pages.
        #[arg(long)]
        without_reading: bool,
        /// Stop when standard input closes: for programs that start a server of their own.
        #[arg(long)]
        until_stdin_closes: bool,
    },
    /// Import a folder: a described cabinet (with cabinet.json), or any PDFs as the dossiers of a meeting.
    Import {
        /// The folder.
        dir: PathBuf,
    },
    /// Print a one-time enrolment code and link for a person (handle, name or identity).
    Enrol {
        /// Whom.
        person: String,
        /// Address laptops use, host:port; by default the public host and the port listened on.
        #[arg(long)]
        address: Option<String>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// People.
    User {
        #[command(subcommand)]
        command: ListCommand,
    },
    /// Meetings.
    Meeting {
        #[command(subcommand)]
        command: ListCommand,
    },
    /// Copy store, files and keys into a new folder while the server runs.
    Backup {
        /// The folder to make.
        target: PathBuf,
    },
    /// Check the store, every file, the log and every receipt.
    Check,
    /// Tell what is made beside papers: the index of their pages, the words of scans.
    Papers {
        /// Make what is missing first, and wait for it.
        #[arg(long)]
        read: bool,
    },
    /// Tell how letters stand, and why some wait or were given up.
    Letters {
        /// Put those that were given up back into the queue, where they still say what is so.
        #[arg(long)]
        retry: bool,
    },
}

#[derive(Subcommand)]
enum ListCommand {
    /// List them.
    List,
}

fn main() -> ExitCode {
    if let Some(code) = reader::run_worker_if_asked().or_else(ocr::run_worker_if_asked) {
        return code;
    }
    let arguments = Arguments::parse();
    if matches!(arguments.command, Command::Serve { .. }) {
        start_logging();
    }
    match run(arguments) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("ecabinet-server: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ECABINET_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,refinery_core=warn"));
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let mut config = Config::load(&arguments.data)?;
    match arguments.command {
        Command::Serve {
            listen,
            admin_listen,
            public_host,
            import_if_empty,
            ready_file,
            without_reading,
            until_stdin_closes,
        } => {
            config.listen = listen.unwrap_or(config.listen);
            config.admin_listen = admin_listen.or(config.admin_listen);
            config.public_host = public_host.unwrap_or(config.public_host);
            config.papers.read &= !without_reading;
            config.worker = std::env::current_exe().ok();
            let app = open(config)?;
            if let Some(dir) = import_if_empty
                && app.cabinet()?.people().next().is_none()
            {
                server::import_dir(&app, &dir).context("importing the first cabinet")?;
            }
            serve(app, ready_file, until_stdin_closes)?;
        }
        Command::Import { dir } => {
            let report = server::import_dir(&*open(config)?, &dir)?;
            println!(
                "{}: {} items, {} documents",
                report.meeting, report.n_items, report.n_documents
            );
            for path in report.left_out {
                println!("left out (no PDF): {}", path.display());
            }
            for key in report.above_ceiling {
                println!("above the ceiling, a line without words: {key}");
            }
        }
        Command::Enrol { person, address, json } => {
            let host = format!("{}:{}", config.public_host, config.listen.port());
            let address = address.unwrap_or(host);
            let app = open(config)?;
            print_enrolment(&app, &person, &address, json)?;
        }
        Command::User { command: ListCommand::List } => list_people(&*open(config)?.cabinet()?),
        Command::Meeting { command: ListCommand::List } => {
            list_meetings(&*open(config)?.cabinet()?);
        }
        Command::Backup { target } => {
            let n_files = server::back_up(&*open(config)?, &target)?;
            println!("{}: store and {n_files} files", target.display());
        }
        Command::Papers { read } => print_papers(&*open(config)?, read)?,
        Command::Letters { retry } => print_letters(&*open(config)?, retry)?,
        Command::Check => {
            let report = server::check(&*open(config)?)?;
            println!(
                "{} files, {} log entries, {} receipts are good",
                report.n_files, report.n_leaves, report.n_receipts
            );
            for problem in &report.problems {
                println!("problem: {problem}");
            }
            if !report.problems.is_empty() {
                return Ok(ExitCode::FAILURE);
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn open(config: Config) -> anyhow::Result<Arc<App>> {
    let data = config.data.display().to_string();
    App::open(config, Arc::new(SystemClock)).with_context(|| format!("opening {data}"))
}

fn serve(app: Arc<App>, ready_file: Option<PathBuf>, until_stdin: bool) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Runtime::new().context("starting the async runtime")?;
    runtime.block_on(async {
        let mut running = server::serve(app).await?;
        if let Some(path) = ready_file {
            let text = running.address.to_string();
            std::fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        }
        tokio::select! {
            ended = running.ended() => return Ok(ended?),
            () = stop_asked(until_stdin) => {}
        }
        tracing::info!("stopping");
        Ok(running.stop().await?)
    })
}

async fn stop_asked(until_stdin: bool) {
    let stdin = async {
        if !until_stdin {
            std::future::pending::<()>().await;
        }
        let mut sink = tokio::io::sink();
        // Whether standard input ends or fails, nobody is there any more.
        drop(tokio::io::copy(&mut tokio::io::stdin(), &mut sink).await);
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut asked) => drop(asked.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminate => {}
        () = stdin => {}
    }
}

fn find_person(cabinet: &Cabinet, wanted: &str) -> anyhow::Result<PersonId> {
    let matching: Vec<PersonId> = cabinet
        .people()
        .filter(|person| {
            person.handle == wanted || person.name == wanted || person.id.to_string() == wanted
        })
        .map(|person| person.id)
        .collect();
    match matching.as_slice() {
        [one] => Ok(*one),
        [] => bail!("nobody is called {wanted}; `ecabinet-server user list` names everybody"),
        _ => bail!("several people are called {wanted}; use the handle or the identity"),
    }
}

fn print_enrolment(app: &App, person: &str, address: &str, json: bool) -> anyhow::Result<()> {
    let person = find_person(&*app.cabinet()?, person)?;
    let (link, expires_at) = server::make_enrolment(app, person, address)
        .map_err(|error| anyhow::anyhow!("making the code: {error}"))?;
    let expires = wire::moment_to_wire(expires_at);
    if json {
        let code = link.typed_code();
        let line = serde_json::json!({
            "server": link.server, "code": code, "link": link.to_string(), "expires": expires,
        });
        println!("{line}");
    } else {
        println!("server  {}", link.server);
        println!("code    {}", link.typed_code());
        println!("link    {link}");
        println!("once, until {expires}");
    }
    Ok(())
}

fn print_papers(app: &App, read: bool) -> anyhow::Result<()> {
    if read {
        let program = std::env::current_exe().context("finding this program")?;
        let made = server::make_companions(app, &program);
        let n_made = made.map_err(|error| anyhow::anyhow!("reading papers: {error}"))?;
        println!("{n_made} parts made now");
    }
    let report = server::report_companions(app)
        .map_err(|error| anyhow::anyhow!("looking at papers: {error}"))?;
    println!("{} papers", report.n_papers);
    for one in report.parts {
        println!(
            "{}: {} made, {} not needed, {} failed, {} not looked at yet",
            one.part, one.n_ready, one.n_nothing, one.n_failed, one.n_missing
        );
    }
    report.problems.iter().for_each(|problem| println!("problem: {problem}"));
    Ok(())
}

fn print_letters(app: &App, retry: bool) -> anyhow::Result<()> {
    if retry {
        println!("{} letters are tried again", server::retry_letters(app)?);
    }
    let report = server::report_letters(app)?;
    println!("{} wait, {} sent, {} given up", report.n_waiting, report.n_sent, report.n_given_up);
    for problem in report.waiting_because {
        println!("waiting: {problem}");
    }
    for letter in report.given_up {
        let late = if letter.is_timely { "" } else { " (too late to try again)" };
        println!("given up{late}: {}, {}: {}", letter.to, letter.subject, letter.problem);
    }
    Ok(())
}

fn list_people(cabinet: &Cabinet) {
    for person in cabinet.people() {
        println!("{}  {:<18} {}, {}", person.id, person.handle, person.name, person.office.vi);
    }
}

fn list_meetings(cabinet: &Cabinet) {
    for meeting in cabinet.meetings() {
        let n_items = cabinet.items_of(meeting.id).count();
        let starts = wire::moment_to_wire(meeting.face.starts_at);
        println!("{}  {starts}  {n_items} items  {}", meeting.id, meeting.face.title.vi);
    }
}
