//! A member without a laptop: speaks the API directly, and can therefore also speak it wrongly.

use anyhow::Context;
use ballot::{OpenVote, SealedBallot, VotePaper, question_digest};
use domain::{Cabinet, Choice, Poll, PollId, access};
use sync::{Credentials, HttpTransport, Reply, Request, SyncError, Transport};
use uuid::Uuid;
use wire::{
    ChangesResponse, Operation, OperationBody, OperationOutcome, OperationsRequest,
    OperationsResponse, Record,
};

/// An enrolled member with the cabinet as they may see it.
pub struct RawMember {
    /// What their device is.
    pub credentials: Credentials,
    transport: HttpTransport,
    /// What they see.
    pub cabinet: Cabinet,
    /// Shared notes that came, sealed.
    pub shared: Vec<wire::SharedNoteRecord>,
    /// Whose sharing keys came.
    pub sharing_keys: Vec<Uuid>,
    /// What they are told of parts beside papers.
    pub companions: Vec<wire::CompanionRecord>,
}

impl RawMember {
    /// Enrols with a link and pulls the cabinet.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn enrol(link: &str) -> anyhow::Result<Self> {
        let enrolled = sync::enrol(link, None, "raw").await.context("enrolling")?;
        let transport = HttpTransport::enrolled(&enrolled.credentials).context("connecting")?;
        let mut member = Self::fresh(enrolled.credentials, transport);
        member.pull().await?;
        Ok(member)
    }

    fn fresh(credentials: Credentials, transport: HttpTransport) -> Self {
        Self {
            credentials,
            transport,
            cabinet: Cabinet::default(),
            shared: Vec::new(),
            sharing_keys: Vec::new(),
            companions: Vec::new(),
        }
    }

    /// Pulls the whole feed anew.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn pull(&mut self) -> anyhow::Result<()> {
        let mut cabinet = Cabinet::default();
        let (mut shared, mut sharing_keys, mut companions) = (Vec::new(), Vec::new(), Vec::new());
        let mut after = 0;
        loop {
            let mut request = Request::get("/v1/changes");
            request.query = Some(format!("after={after}&limit=1000"));
            let reply = self.send(request).await.context("pulling")?;
            let page: ChangesResponse =
                serde_json::from_slice(&reply.body).context("reading the feed")?;
            for record in page.changes.into_iter().filter_map(|change| change.record) {
                let record = Record::from_json(&record.to_string()).context("reading a record")?;
                if let Record::SharedNote(note) = &record {
                    shared.push(note.as_ref().clone());
                } else if let Record::SharingKey(key) = &record {
                    sharing_keys.push(key.person);
                } else if let Record::Companion(companion) = &record {
                    companions.retain(|one: &wire::CompanionRecord| one.id != companion.id);
                    companions.push(companion.clone());
                } else if let Some(entity) = record.into_entity().context("reading a record")? {
                    cabinet.put(entity);
                }
            }
            after = page.next;
            if !page.more {
                self.cabinet = cabinet;
                self.shared = shared;
                self.sharing_keys = sharing_keys;
                self.companions = companions;
                return Ok(());
            }
        }
    }

    /// A second one with the same device, which has pulled everything anew.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn refreshed(&self) -> anyhow::Result<Self> {
        let credentials = self.credentials.clone();
        let transport = HttpTransport::enrolled(&credentials).context("connecting")?;
        let mut member = Self::fresh(credentials, transport);
        member.pull().await?;
        Ok(member)
    }

    /// Pulls until `found` finds something, and gives it.
    ///
    /// # Panics
    /// When it does not come within half a minute.
    pub async fn until<T>(&mut self, found: impl Fn(&Cabinet) -> Option<T>) -> T {
        let deadline = std::time::Instant::now() + std::time::Duration::from_secs(30);
        loop {
            let pulled = self.pull().await;
            if let Some(value) = found(&self.cabinet) {
                return value;
            }
            assert!(std::time::Instant::now() < deadline, "it does not come: {pulled:?}");
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    /// Sends any request.
    ///
    /// # Errors
    /// [`SyncError`], as the server or network answers.
    pub async fn send(&self, request: Request) -> Result<Reply, SyncError> {
        self.transport.send(request).await
    }

    /// Sends a piece of a file, which begins at the first number and belongs to a whole of the second.
    ///
    /// # Errors
    /// [`SyncError`], as the server or network answers.
    pub async fn upload(
        &self,
        digest: &str,
        piece: &[u8],
        place: (u64, u64),
    ) -> Result<Reply, SyncError> {
        let request = Request {
            method: "PUT",
            body: Some(piece.to_vec()),
            piece: Some(place),
            ..Request::get(format!("/v1/uploads/{digest}"))
        };
        self.send(request).await
    }

    /// The newest entries of the trail of administrative acts.
    ///
    /// # Errors
    /// [`SyncError`], as the server or network answers.
    pub async fn trail(&self) -> Result<Vec<wire::TrailEntry>, SyncError> {
        let reply = self.send(Request::get("/v1/trail")).await?;
        let answer: wire::TrailResponse =
            serde_json::from_slice(&reply.body).map_err(|_| SyncError::NotECabinet)?;
        Ok(answer.entries)
    }

    /// Does one operation and gives what became of it.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub async fn operate(&self, body: OperationBody) -> anyhow::Result<OperationOutcome> {
        self.operate_as(Uuid::now_v7(), body).await
    }

    /// Does one operation under a given identity.
    ///
    /// # Errors
    /// As [`RawMember::operate`].
    pub async fn operate_as(
        &self,
        id: Uuid,
        body: OperationBody,
    ) -> anyhow::Result<OperationOutcome> {
        let operations = OperationsRequest { operations: vec![Operation { id, body }] };
        let mut request = Request::get("/v1/operations");
        request.method = "POST";
        request.body = Some(serde_json::to_vec(&operations).context("writing an operation")?);
        let reply = self.send(request).await.context("sending an operation")?;
        let answer: OperationsResponse =
            serde_json::from_slice(&reply.body).context("reading the answer")?;
        let result = answer.results.into_iter().next().context("no answer")?;
        Ok(result.outcome)
    }

    /// Does up to a hundred operations, given as JSON without their identities.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub async fn operate_all(
        &self,
        bodies: &[serde_json::Value],
    ) -> anyhow::Result<Vec<OperationOutcome>> {
        let operations: Vec<serde_json::Value> = bodies
            .iter()
            .map(|body| {
                let mut operation = body.clone();
                if let Some(fields) = operation.as_object_mut() {
                    fields.insert("id".to_owned(), serde_json::json!(Uuid::now_v7()));
                }
                operation
            })
            .collect();
        let body = serde_json::json!({ "operations": operations }).to_string().into_bytes();
        let request =
            Request { method: "POST", body: Some(body), ..Request::get("/v1/operations") };
        let reply = self.send(request).await.context("sending operations")?;
        let answer: OperationsResponse =
            serde_json::from_slice(&reply.body).context("reading the answers")?;
        Ok(answer.results.into_iter().map(|result| result.outcome).collect())
    }

    /// The poll whose question contains `words`.
    ///
    /// # Errors
    /// When they see none.
    pub fn poll_about(&self, words: &str) -> anyhow::Result<&Poll> {
        let found = self.cabinet.polls().find(|poll| poll.question.en.contains(words));
        found.with_context(|| format!("no poll about {words}"))
    }

    /// Seals a ballot as this member, with any place and predecessor.
    ///
    /// # Errors
    /// When they do not see the poll.
    pub fn seal(
        &self,
        poll: PollId,
        choice: Choice,
        opinion: Option<&str>,
        (seq, prev): (u32, Option<String>),
    ) -> anyhow::Result<SealedBallot> {
        let poll = self.cabinet.poll(poll).context("no such poll for this member")?;
        let person = self.credentials.person_id();
        let dossier = self.cabinet.dossier_of(poll.item).context("no dossier")?;
        let papers = self.cabinet.documents_of(dossier.id);
        let papers = papers
            .into_iter()
            .filter(|document| access::may_read_document(&self.cabinet, person, document))
            .map(|document| VotePaper {
                document: document.id.as_uuid(),
                version: document.version.number,
                blake3: document.version.digest.to_string(),
            });
        let words: Vec<&str> = poll.kind.choices().iter().map(|choice| choice.word()).collect();
        let id = poll.id.as_uuid();
        let vote = OpenVote {
            v: 1,
            ballot: Uuid::now_v7(),
            poll: id,
            voter: self.credentials.person,
            question_sha256: question_digest(id, &poll.question.vi, &poll.question.en, &words),
            choice: choice.word().to_owned(),
            grade: None,
            opinion: opinion.map(str::to_owned),
            papers: papers.collect(),
            seq,
            prev,
            cast_at: wire::moment_to_wire(poll.opens_at),
            seen: None,
        };
        vote.seal(&self.credentials.signing_key()).context("sealing")
    }

    /// Casts a first ballot.
    ///
    /// # Errors
    /// When the server does not answer as it should.
    pub async fn vote(&self, poll: PollId, choice: Choice) -> anyhow::Result<OperationOutcome> {
        let sealed = self.seal(poll, choice, None, (0, None))?;
        self.operate(OperationBody::Ballot { sealed: sealed.as_compact().to_owned() }).await
    }
}
