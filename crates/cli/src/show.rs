use desk::view::{
    AgendaView, DossierView, PageTextView, PapersStateView, SafetyView, StatusView, TextView,
};
use desk::{Language, Phrases};
use serde::Serialize;

/// How answers are printed.
pub struct Show {
    /// JSON instead of lines.
    pub json: bool,
    /// Language of lines.
    pub language: Language,
}

impl Show {
    /// Prints any view as JSON.
    pub fn plain(&self, view: &impl Serialize) -> anyhow::Result<()> {
        let text = if self.json {
            serde_json::to_string(view)?
        } else {
            serde_json::to_string_pretty(view)?
        };
        println!("{text}");
        Ok(())
    }

    pub fn status(&self, status: &StatusView) -> anyhow::Result<()> {
        if self.json {
            return self.plain(status);
        }
        let contact = status.last_contact.map(|at| at.to_string());
        println!("{} · {} · {}", status.person.name, status.device_name, status.server);
        println!(
            "online: {} · last contact: {} · waiting: {} · refused: {} · set aside: {}",
            status.online,
            contact.as_deref().unwrap_or("never"),
            status.n_waiting,
            status.n_refused,
            status.n_quarantined,
        );
        println!(
            "ready offline: {} of {} dossiers verified · {} of {} bytes",
            status.dossiers_ready, status.dossiers_total, status.bytes_done, status.bytes_total
        );
        Ok(())
    }

    pub fn agenda(&self, agenda: &AgendaView) -> anyhow::Result<()> {
        if self.json {
            return self.plain(agenda);
        }
        let phrases = Phrases::load(self.language)?;
        println!("{}\n", self.text(&agenda.meeting.title));
        for item in &agenda.items {
            let papers = match item.papers {
                PapersStateView::Ready => "✓",
                PapersStateView::Syncing => "…",
                PapersStateView::Missing => "?",
                PapersStateView::None => " ",
                PapersStateView::Recalled => "✗",
            };
            println!("{papers} {:<5} {}", item.number, self.text(&item.title));
            if let Some(mine) = &item.my_position {
                let word = serde_json::to_value(mine.value)?;
                let key = format!("position-{}", word.as_str().unwrap_or_default());
                println!(
                    "          {} ({})",
                    phrases.say(&key, []),
                    safety(&phrases, mine.safety)?
                );
            }
            for poll in &item.polls {
                let mine = poll.my_ballot.as_ref();
                let state =
                    mine.map_or(Ok("-".to_owned()), |mine| safety(&phrases, mine.safety))?;
                println!("          {} {:?}: {state}", poll.id, poll.kind);
            }
        }
        Ok(())
    }

    pub fn dossier(&self, dossier: &DossierView) -> anyhow::Result<()> {
        if self.json {
            return self.plain(dossier);
        }
        println!("{} {}\n", dossier.item.number, self.text(&dossier.item.title));
        for document in &dossier.documents {
            let pages = document.n_pages.map_or_else(|| "?".to_owned(), |n| n.to_string());
            println!(
                "{}  {:?}, {pages} pages, {:?}  {}",
                document.id,
                document.role,
                document.file,
                self.text(&document.title)
            );
        }
        Ok(())
    }

    pub fn page(&self, page: &PageTextView) -> anyhow::Result<()> {
        if self.json {
            return self.plain(page);
        }
        for run in &page.runs {
            println!("{}", run.text);
        }
        Ok(())
    }

    fn text<'a>(&self, text: &'a TextView) -> &'a str {
        match self.language {
            Language::Vietnamese => &text.vi,
            Language::English => &text.en,
        }
    }
}

fn safety(phrases: &Phrases, safety: SafetyView) -> anyhow::Result<String> {
    let word = serde_json::to_value(safety)?;
    Ok(phrases.say(&format!("state-{}", word.as_str().unwrap_or_default()), []))
}
