//! Checkpoints: the log's size and root as a C2SP signed note.

use crate::{Hash, IdentityKey, IdentityPublic};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// Signature type byte of Ed25519 in signed notes.
const ED25519: u8 = 0x01;

/// A log's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log.
    pub origin: String,
    /// Number of leaves.
    pub size: u64,
    /// Root.
    pub root: Hash,
}

/// Why a checkpoint is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// Not a signed note with origin, size and root.
    #[error("this is not a signed checkpoint")]
    Shape,
    /// Of another log.
    #[error("the checkpoint is of another log")]
    Origin,
    /// No good signature by the log's key.
    #[error("the checkpoint is not signed by the log's key")]
    Signature,
}

/// Signs checkpoints for a log.
pub struct LogSigner {
    origin: String,
    key: IdentityKey,
}

/// Checks a log's checkpoints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogVerifier {
    origin: String,
    key: IdentityPublic,
}

impl LogSigner {
    /// Makes a signer; `origin` is one line without a plus sign or spaces.
    pub fn new(origin: impl Into<String>, key: IdentityKey) -> Self {
        Self { origin: origin.into(), key }
    }

    /// The matching verifier.
    pub fn verifier(&self) -> LogVerifier {
        LogVerifier { origin: self.origin.clone(), key: self.key.public() }
    }

    /// Writes and signs the head of the log.
    pub fn sign(&self, size: u64, root: &Hash) -> String {
        let text = format!("{}\n{size}\n{}\n", self.origin, STANDARD.encode(root));
        let mut signature = key_id(&self.origin, &self.key.public()).to_vec();
        signature.extend(self.key.sign(text.as_bytes()));
        format!("{text}\n\u{2014} {} {}\n", self.origin, STANDARD.encode(signature))
    }
}

impl LogVerifier {
    /// Makes a verifier.
    pub fn new(origin: impl Into<String>, key: IdentityPublic) -> Self {
        Self { origin: origin.into(), key }
    }

    /// The log's name.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The log's key.
    pub fn key(&self) -> &IdentityPublic {
        &self.key
    }

    /// Checks a signed note and gives the head.
    ///
    /// # Errors
    /// [`CheckpointError`], by what does not hold.
    pub fn open(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        let (text, signatures) = note.split_once("\n\n").ok_or(CheckpointError::Shape)?;
        let text = format!("{text}\n");
        let checkpoint = parse(&text)?;
        if checkpoint.origin != self.origin {
            return Err(CheckpointError::Origin);
        }
        let id = key_id(&self.origin, &self.key);
        let signed = signatures.lines().any(|line| {
            line.strip_prefix("\u{2014} ")
                .and_then(|line| line.strip_prefix(self.origin.as_str()))
                .and_then(|line| STANDARD.decode(line.trim_start_matches(' ')).ok())
                .and_then(|bytes| bytes.strip_prefix(id.as_slice()).map(<[u8]>::to_vec))
                .is_some_and(|signature| self.key.verifies(text.as_bytes(), &signature))
        });
        if signed { Ok(checkpoint) } else { Err(CheckpointError::Signature) }
    }
}

fn parse(text: &str) -> Result<Checkpoint, CheckpointError> {
    let mut lines = text.lines();
    let mut line = || lines.next().ok_or(CheckpointError::Shape);
    let origin = line()?.to_owned();
    let size = line()?;
    if size.len() > 1 && size.starts_with('0') {
        return Err(CheckpointError::Shape);
    }
    let size = size.parse().map_err(|_| CheckpointError::Shape)?;
    let root = STANDARD.decode(line()?).map_err(|_| CheckpointError::Shape)?;
    let root = root.try_into().map_err(|_| CheckpointError::Shape)?;
    Ok(Checkpoint { origin, size, root })
}

fn key_id(origin: &str, key: &IdentityPublic) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(origin)
        .chain_update([0x0a, ED25519])
        .chain_update(key.to_bytes())
        .finalize();
    let mut id = [0; 4];
    id.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
    id
}

#[cfg(test)]
mod tests {
    use super::{CheckpointError, LogSigner, LogVerifier};
    use crate::IdentityKey;

    #[test]
    fn a_checkpoint_opens_for_its_log_and_key_alone() {
        let signer = LogSigner::new("ecabinet.test/log", IdentityKey::from_seed(&[3; 32]));
        let note = signer.sign(5, &[9; 32]);
        let head = signer.verifier().open(&note).unwrap();
        assert_eq!((head.size, head.root), (5, [9; 32]));
        let other_key = IdentityKey::from_seed(&[4; 32]).public();
        let impostor = LogVerifier::new("ecabinet.test/log", other_key);
        assert_eq!(impostor.open(&note), Err(CheckpointError::Signature));
        let elsewhere = LogVerifier::new("other", *signer.verifier().key());
        assert_eq!(elsewhere.open(&note), Err(CheckpointError::Origin));
        let larger = note.replacen("\n5\n", "\n6\n", 1);
        assert_eq!(signer.verifier().open(&larger), Err(CheckpointError::Signature));
        assert_eq!(signer.verifier().open("x"), Err(CheckpointError::Shape));
    }
}
