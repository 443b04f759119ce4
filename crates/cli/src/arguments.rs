use clap::{Parser, Subcommand};
use desk::Language;
use std::path::PathBuf;
use uuid::Uuid;

/// The e-Cabinet's client core without a window.
#[derive(Parser)]
#[command(name = "ecabinet-cli", version)]
pub struct Arguments {
    /// Folder of the profile.
    #[arg(long, env = "ECABINET_PROFILE", global = true)]
    pub profile: Option<PathBuf>,
    /// Passphrase of a profile that has one; better given by environment than on the command line.
    #[arg(long, env = "ECABINET_PASSPHRASE", hide_env_values = true, global = true)]
    pub passphrase: Option<String>,
    /// Print JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of sentences: vi or en.
    #[arg(long, env = "ECABINET_LANGUAGE", default_value = "vi", global = true)]
    language: String,
    #[command(subcommand)]
    pub command: Command,
}

impl Arguments {
    /// The language asked for.
    pub fn language(&self) -> Language {
        if self.language == "en" { Language::English } else { Language::Vietnamese }
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Enrol this machine with a link, or a typed code and the server's address.
    Enrol {
        /// The link or code.
        code_or_link: String,
        /// https://host:port, for a typed code.
        #[arg(long)]
        server: Option<String>,
        /// How you tell your devices apart.
        #[arg(long, default_value = "ecabinet-cli")]
        device: String,
    },
    /// Send what waits, receive what is new, fetch papers.
    Sync,
    /// Contact, queue, and how much is ready offline.
    Status,
    /// The agenda of the next meeting, or of one by identity or title.
    Agenda {
        /// Meeting.
        meeting: Option<String>,
    },
    /// The documents of an item, by number or identity.
    Dossier {
        /// Item.
        item: String,
    },
    /// The text of a page.
    Read {
        /// Document.
        document: Uuid,
        /// Page, from 1.
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// Pin a private note to a page.
    Annotate {
        /// Document.
        document: Uuid,
        /// What to write.
        text: String,
        /// Page, from 1.
        #[arg(long, default_value_t = 1)]
        page: u32,
    },
    /// State a position on an item: no_objection, objects or wishes_to_speak.
    Position {
        /// Item, by number or identity.
        item: String,
        /// Position.
        value: String,
        /// Words with it.
        #[arg(long, default_value = "")]
        comment: String,
        /// How much they ask: condition, should or remark.
        #[arg(long)]
        grade: Option<String>,
    },
    /// Show a poll.
    Poll {
        /// Poll.
        poll: Uuid,
    },
    /// Seal a ballot: agree, disagree, other or abstain.
    Vote {
        /// Poll.
        poll: Uuid,
        /// Choice.
        choice: String,
        /// Opinion in words; needed with `other`.
        #[arg(long)]
        opinion: Option<String>,
        /// How much the opinion asks: condition, should or remark.
        #[arg(long)]
        grade: Option<String>,
    },
    /// Opinion forms, by deadline.
    Forms,
    /// An opinion form with its questions, and its answers for those who may see them.
    Form {
        /// Form.
        form: Uuid,
    },
    /// A meeting on the secretariat's desk, by identity or title.
    Prepare {
        /// Meeting.
        meeting: Option<String>,
    },
    /// Do what the secretariat or the chair does, as JSON: {"act": "withdraw_item", "item": "...", "withdrawn": true}.
    Act {
        /// The act.
        json: String,
    },
    /// Lodge a PDF, or an office file made into one, with an item, as a new document or as a new version of one.
    Lodge {
        /// Item, by number or identity.
        item: String,
        /// The file.
        file: std::path::PathBuf,
        /// summary_sheet, paper or attachment; for a new document.
        #[arg(long, default_value = "paper")]
        role: String,
        /// Title of a new document; the file's name where absent.
        #[arg(long)]
        title: Option<String>,
        /// The document it is a new version of.
        #[arg(long)]
        document: Option<Uuid>,
        /// Why there is a new version.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// The directory: bodies, people, seats, delegations.
    People,
    /// Look through a list of people saved as CSV; with `--do`, carry it out.
    ImportPeople {
        /// The list.
        file: PathBuf,
        /// Carry it out. Lines that cannot be taken are passed over.
        #[arg(long = "do")]
        carry_out: bool,
        /// Lines to pass over, by their number in the file.
        #[arg(long, value_delimiter = ',')]
        leave_out: Vec<u32>,
    },
    /// The trail of administrative acts, newest first; for administrators and auditors, with a network.
    Trail {
        /// Save all of it as CSV into this new file.
        #[arg(long)]
        csv: Option<PathBuf>,
        /// Of this person.
        #[arg(long)]
        person: Option<Uuid>,
        /// With this verb.
        #[arg(long)]
        verb: Option<String>,
        /// About this record.
        #[arg(long)]
        subject: Option<Uuid>,
        /// From this day on, such as 2026-12-01.
        #[arg(long)]
        from: Option<String>,
        /// To this day, with it.
        #[arg(long)]
        until: Option<String>,
        /// Lines before this place, for the next page.
        #[arg(long)]
        before: Option<u64>,
    },
    /// Save the synthesis of an opinion form; needs a network.
    Report {
        /// Form.
        form: Uuid,
        /// pdf or xlsx.
        #[arg(long)]
        format: String,
        /// The new file.
        #[arg(long)]
        to: PathBuf,
    },
    /// Save the sessions you see, or one meeting, as a calendar.
    Calendar {
        /// The new file.
        #[arg(long)]
        to: PathBuf,
        /// One meeting, by identity or title.
        #[arg(long)]
        meeting: Option<String>,
    },
    /// The book of a meeting: its papers with their page numbers; with a target, saved as one PDF.
    Book {
        /// Meeting, by identity or title.
        meeting: String,
        /// The new file. It is not encrypted.
        target: Option<PathBuf>,
    },
    /// Everything you made, as JSON: annotations, sealed ballots, receipts.
    Export,
    /// Ask a window that has the profile open to lock it.
    Lock,
}
