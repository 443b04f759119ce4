//! The trail of administrative acts, from the server, with the names that this device knows.

use crate::agenda::{name_of, text_view};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::view::{TextView, TrailInput, TrailLineView, TrailSubjectView, TrailView};
use domain::{Cabinet, Entity, EntityRef, PersonId, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use phrases::Language;
use sync::{TRAIL_VERBS, TrailEntry, TrailQuery, TrailSubject};
use uuid::Uuid;

/// Lines of a page.
const PAGE: u32 = 100;
/// Lines asked for at once on the way into a file.
const FILE_PAGE: u32 = 1_000;
/// Most lines of a file.
const MAX_FILE_LINES: usize = 100_000;

/// Headings of the file, by their keys in the catalogue.
const HEADINGS: [&str; 7] = [
    "trail-file-seq",
    "trail-file-at",
    "trail-file-person",
    "trail-file-console",
    "trail-file-verb",
    "trail-file-subjects",
    "trail-file-detail",
];

impl Desk {
    /// A page of the trail, newest first.
    ///
    /// # Errors
    /// `time-unreadable`; network and server errors; `not-found` for all but administrators and auditors.
    pub async fn trail(&self, input: &TrailInput) -> Result<TrailView, DeskError> {
        let mut query = query_of(input, &TimeZone::system())?;
        query.limit = Some(PAGE + 1);
        let mut entries = self.client.trail(&query).await?;
        let more = entries.len() > PAGE as usize;
        entries.truncate(PAGE as usize);
        let cabinet = self.cabinet()?;
        Ok(TrailView {
            lines: entries.iter().map(|entry| line_view(&cabinet, entry)).collect(),
            more,
            verbs: TRAIL_VERBS.map(str::to_owned).to_vec(),
        })
    }

    /// The trail from the newest line on, all of it, as a name and the bytes of a CSV file. Times are those of this
    /// machine's zone.
    ///
    /// # Errors
    /// As [`Desk::trail`]; `trail-too-long` for more than 100,000 lines.
    pub async fn trail_csv(
        &self,
        input: &TrailInput,
        language: Language,
    ) -> Result<(String, Vec<u8>), DeskError> {
        let zone = TimeZone::system();
        let mut query = query_of(input, &zone)?;
        query.limit = Some(FILE_PAGE);
        let words = self.words(language);
        let mut rows = vec![HEADINGS.map(|key| words.say(key, [])).to_vec()];
        let cabinet = self.cabinet()?;
        loop {
            let entries = self.client.trail(&query).await?;
            let is_last = entries.len() < FILE_PAGE as usize;
            query.before = entries.last().map(|entry| entry.seq);
            for entry in &entries {
                rows.push(row_of(&line_view(&cabinet, entry), &zone, language));
            }
            if rows.len() > MAX_FILE_LINES + 1 {
                return Err(DeskError::from_code("trail-too-long"));
            }
            if is_last {
                break;
            }
        }
        let bytes =
            exchange::to_csv(&rows).map_err(|error| DeskError::caused("internal", error))?;
        Ok((self.file_name(&words.say("trail-file-name", []), "csv"), bytes))
    }
}

/// The server's question, with the days of a zone.
fn query_of(input: &TrailInput, zone: &TimeZone) -> Result<TrailQuery, DeskError> {
    let day = |words: &Option<String>| -> Result<Option<Date>, DeskError> {
        let words = words.as_deref().map(str::trim).filter(|words| !words.is_empty());
        let read = |words: &str| words.parse().map_err(|_| unreadable());
        words.map(read).transpose()
    };
    let begin = |day: Date| -> Result<Timestamp, DeskError> {
        Ok(day.to_zoned(zone.clone()).map_err(|_| unreadable())?.timestamp())
    };
    let after = |day: Date| day.checked_add(1.day()).map_err(|_| unreadable());
    Ok(TrailQuery {
        before: input.before,
        person: input.person,
        verb: input.verb.clone().filter(|verb| !verb.is_empty()),
        subject: input.subject,
        from: day(&input.from)?.map(begin).transpose()?,
        until: day(&input.until)?.map(|day| begin(after(day)?)).transpose()?,
        limit: None,
    })
}

fn unreadable() -> DeskError {
    DeskError::from_code("time-unreadable")
}

fn line_view(cabinet: &Cabinet, entry: &TrailEntry) -> TrailLineView {
    let subject = |subject: &TrailSubject| TrailSubjectView {
        kind: subject.kind.clone(),
        id: subject.id,
        title: title_of(cabinet, &subject.kind, subject.id),
    };
    TrailLineView {
        seq: entry.seq,
        at: entry.at,
        person: name_of(cabinet, PersonId::from_uuid(entry.person)),
        console: entry.device.is_none(),
        verb: entry.verb.clone(),
        subjects: entry.subjects.iter().map(subject).collect(),
        detail: entry.detail.as_ref().map(|detail| format!("{detail:#}")),
    }
}

/// A record's title or name, where this device has it.
fn title_of(cabinet: &Cabinet, kind: &str, id: Uuid) -> Option<TextView> {
    title(cabinet, cabinet.get(EntityRef { kind: sync::kind_of(kind)?, id })?)
}

fn title(cabinet: &Cabinet, entity: &Entity) -> Option<TextView> {
    let of_person = |person: PersonId| {
        cabinet.person(person).map(|person| text_view(&Text::same(person.name.clone())))
    };
    let of_item = |item| cabinet.item(item).map(|item| text_view(&item.public_face().title));
    let of_poll = |poll| cabinet.poll(poll).map(|poll| text_view(&poll.question));
    match entity {
        Entity::Person(person) => of_person(person.id),
        Entity::Body(body) => Some(text_view(&body.name)),
        Entity::Membership(membership) => of_person(membership.person),
        Entity::Delegation(delegation) => of_person(delegation.member),
        Entity::Invitation(invitation) => of_person(invitation.person),
        Entity::Meeting(meeting) => Some(text_view(&meeting.public_face().title)),
        Entity::Item(item) => of_item(item.id),
        Entity::Dossier(dossier) => of_item(dossier.item),
        Entity::Document(document) => Some(text_view(&document.title)),
        Entity::Position(position) => of_item(position.item),
        Entity::Delivery(delivery) => of_item(delivery.item),
        Entity::Form(form) => Some(text_view(&form.title)),
        Entity::Poll(poll) => of_poll(poll.id),
        Entity::Ballot(ballot) => of_poll(ballot.poll),
        Entity::Reply(reply) => of_poll(reply.poll),
    }
}

/// A line of the file: words of closed vocabularies as they travel, so that programs can count them.
fn row_of(line: &TrailLineView, zone: &TimeZone, language: Language) -> Vec<String> {
    let subjects = line.subjects.iter().map(|subject| {
        let title = subject.title.as_ref().map(|title| match language {
            Language::Vietnamese => title.vi.clone(),
            Language::English => title.en.clone(),
        });
        match title {
            Some(title) => format!("{} {} ({title})", subject.kind, subject.id),
            None => format!("{} {}", subject.kind, subject.id),
        }
    });
    vec![
        line.seq.to_string(),
        line.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
        line.person.clone(),
        if line.console { "console".to_owned() } else { String::new() },
        line.verb.clone(),
        subjects.collect::<Vec<_>>().join("; "),
        line.detail.clone().unwrap_or_default(),
    ]
}

#[cfg(test)]
mod tests {
    use super::{line_view, query_of, row_of};
    use crate::view::TrailInput;
    use domain::{Cabinet, Entity, Person, PersonId, Text};
    use jiff::tz::TimeZone;
    use phrases::Language;
    use sync::{TRAIL_VERBS, TrailEntry, TrailSubject};
    use uuid::Uuid;

    const WINDOWS: [&str; 2] = [
        include_str!("../../../../assets/locales/vi/window.ftl"),
        include_str!("../../../../assets/locales/en/window.ftl"),
    ];

    /// A poll closed by hand stood in the trail as `trail-verb-close_poll`, and could not be looked for.
    #[test]
    fn every_verb_of_the_trail_has_words_and_there_are_words_for_no_other() {
        for window in WINDOWS {
            let keys = window.lines().filter_map(|line| line.strip_prefix("trail-verb-"));
            let mut words: Vec<&str> =
                keys.filter_map(|key| Some(key.split_once(" = ")?.0)).collect();
            words.sort_unstable();
            let mut verbs = TRAIL_VERBS.to_vec();
            verbs.sort_unstable();
            assert_eq!(words, verbs);
        }
    }

    fn input(from: &str, until: &str) -> TrailInput {
        let (from, until) = (Some(from.to_owned()), Some(until.to_owned()));
        TrailInput { from, until, ..TrailInput::default() }
    }

    #[test]
    fn days_are_those_of_the_laptop_and_the_last_one_counts_with_them() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let query = query_of(&input("2026-12-01", "2026-12-02"), &zone).unwrap();
        assert_eq!(query.from.unwrap().to_string(), "2026-11-30T17:00:00Z");
        assert_eq!(query.until.unwrap().to_string(), "2026-12-02T17:00:00Z");
        let query = query_of(&input("", " "), &zone).unwrap();
        assert_eq!((query.from, query.until), (None, None));
        let error = query_of(&input("hôm nay", ""), &zone).unwrap_err();
        assert_eq!(error.code(), "time-unreadable");
    }

    #[test]
    fn a_line_has_the_names_this_device_knows_and_a_row_for_the_file() {
        let id = Uuid::from_u128(7);
        let mut cabinet = Cabinet::default();
        cabinet.put(Entity::Person(Person {
            id: PersonId::from_uuid(id),
            handle: "hue".to_owned(),
            name: "Nguyễn Thị Huệ".to_owned(),
            office: Text::same("Bộ trưởng"),
            mail: None,
            removed: false,
        }));
        let subject = |kind: &str, id| TrailSubject { kind: kind.to_owned(), id };
        let entry = TrailEntry {
            seq: 3,
            at: "2026-12-01T01:02:03.5Z".parse().unwrap(),
            person: id,
            device: None,
            verb: "edit".to_owned(),
            subjects: vec![subject("person", id), subject("comet", Uuid::nil())],
            detail: Some("{\"act\":\"edit\"}".parse().unwrap()),
        };
        let line = line_view(&cabinet, &entry);
        assert_eq!((line.person.as_str(), line.console), ("Nguyễn Thị Huệ", true));
        assert_eq!(line.subjects[0].title.as_ref().unwrap().vi, "Nguyễn Thị Huệ");
        assert_eq!(line.subjects[1].title, None);
        assert_eq!(line.detail.as_deref(), Some("{\n  \"act\": \"edit\"\n}"));
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let row = row_of(&line, &zone, Language::Vietnamese);
        assert_eq!(row[1], "2026-12-01 08:02:03 +07:00");
        assert_eq!(
            row[5],
            format!("person {id} (Nguyễn Thị Huệ); comet 00000000-0000-0000-0000-000000000000")
        );
    }
}
