//! Receipts: proof that a ballot lies in the log, in C2SP `tlog-proof` form, version 1.

use crate::{
    Checkpoint, CheckpointError, Hash, Inclusion, LogVerifier, ProofError, inclusion_proof,
    leaf_hash, verify_inclusion,
};
use base64::{Engine, engine::general_purpose::STANDARD};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// A receipt as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    text: String,
}

/// Why a receipt does not prove what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not a tlog-proof.
    #[error("this is not a receipt")]
    Shape,
    /// Its checkpoint does not hold.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The ballot is not where the receipt says.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl Receipt {
    /// Makes the receipt for leaf `index` of a log whose signed head is `checkpoint`; `None` when there is no such leaf.
    pub fn make(leaves: &[Hash], index: usize, checkpoint: &str) -> Option<Self> {
        let proof = inclusion_proof(leaves, index)?;
        let hashes: String =
            proof.path.iter().map(|hash| format!("{}\n", STANDARD.encode(hash))).collect();
        Some(Self { text: format!("{HEADER}\nindex {index}\n{hashes}\n{checkpoint}") })
    }

    /// Takes a receipt's text without checking it.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }

    /// The text.
    pub fn as_text(&self) -> &str {
        &self.text
    }

    /// Checks that `leaf` lies in the log of `log`, and gives its index and the log's head.
    ///
    /// # Errors
    /// [`ReceiptError`], by what does not hold.
    pub fn verify(
        &self,
        leaf: &[u8],
        log: &LogVerifier,
    ) -> Result<(u64, Checkpoint), ReceiptError> {
        let (proof, note) = self.text.split_once("\n\n").ok_or(ReceiptError::Shape)?;
        let mut lines = proof.lines();
        if lines.next() != Some(HEADER) {
            return Err(ReceiptError::Shape);
        }
        let index = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .and_then(|index| index.parse().ok())
            .ok_or(ReceiptError::Shape)?;
        let path = lines.map(read_hash).collect::<Result<Vec<Hash>, _>>()?;
        let head = log.open(note)?;
        let inclusion = Inclusion { index, size: head.size, path };
        verify_inclusion(&leaf_hash(leaf), &inclusion, &head.root)?;
        Ok((index, head))
    }
}

fn read_hash(line: &str) -> Result<Hash, ReceiptError> {
    let bytes = STANDARD.decode(line).map_err(|_| ReceiptError::Shape)?;
    bytes.try_into().map_err(|_| ReceiptError::Shape)
}

#[cfg(test)]
mod tests {
    use super::{Receipt, ReceiptError};
    use crate::{CheckpointError, IdentityKey, LogSigner, ProofError, leaf_hash, root};

    #[test]
    fn a_receipt_proves_its_ballot_and_no_other() {
        let signer = LogSigner::new("ecabinet.test/log", IdentityKey::from_seed(&[3; 32]));
        let ballots: Vec<String> = (0..7).map(|n| format!("ballot {n}")).collect();
        let leaves: Vec<_> = ballots.iter().map(|ballot| leaf_hash(ballot.as_bytes())).collect();
        let note = signer.sign(7, &root(&leaves));
        let receipt = Receipt::make(&leaves, 4, &note).unwrap();
        let verifier = signer.verifier();
        assert_eq!(receipt.verify(b"ballot 4", &verifier).map(|(index, _)| index), Ok(4));
        let other = receipt.verify(b"ballot 5", &verifier).map(|_| ());
        assert_eq!(other, Err(ReceiptError::Proof(ProofError::Root)));
        let moved = Receipt::from_text(receipt.as_text().replacen("index 4", "index 5", 1));
        assert!(moved.verify(b"ballot 4", &verifier).is_err());
        let forger = LogSigner::new("ecabinet.test/log", IdentityKey::from_seed(&[4; 32]));
        let forged = Receipt::make(&leaves, 4, &forger.sign(7, &root(&leaves))).unwrap();
        let refused = forged.verify(b"ballot 4", &verifier).map(|_| ());
        assert_eq!(refused, Err(ReceiptError::Checkpoint(CheckpointError::Signature)));
        assert_eq!(Receipt::make(&leaves, 7, &note), None);
    }
}
