//! The Merkle tree of RFC 6962: root, inclusion and consistency, made and checked.
//!
//! Proofs are made from the list of all leaf hashes, which costs one hash a leaf: a cabinet's log has thousands of
//! entries a year, so a tile cache would only be a second truth to keep right.

use sha2::{Digest, Sha256};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// A leaf's path to the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// Index of the leaf, from 0.
    pub index: u64,
    /// Size of the tree.
    pub size: u64,
    /// Sibling hashes, lowest first.
    pub path: Vec<Hash>,
}

/// Why a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// Index or size out of range, or a path of the wrong length.
    #[error("the proof has the wrong shape")]
    Shape,
    /// The hashes lead to another root.
    #[error("the proof leads to another root")]
    Root,
}

/// Hash of a leaf: SHA-256 of 0x00 and its bytes.
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(leaf).finalize().into()
}

fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// Root of a tree; of the empty tree, SHA-256 of nothing.
pub fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest([]).into(),
        [only] => *only,
        more => {
            let (left, right) = more.split_at(split_point(more.len()));
            node_hash(&root(left), &root(right))
        }
    }
}

/// Proves that leaf `index` lies in the tree over `leaves`; `None` when there is no such leaf.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Inclusion> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    push_inclusion(leaves, index, &mut path);
    Some(Inclusion { index: index as u64, size: leaves.len() as u64, path })
}

fn push_inclusion(leaves: &[Hash], index: usize, path: &mut Vec<Hash>) {
    if leaves.len() <= 1 {
        return;
    }
    let split = split_point(leaves.len());
    let (left, right) = leaves.split_at(split);
    if index < split {
        push_inclusion(left, index, path);
        path.push(root(right));
    } else {
        push_inclusion(right, index - split, path);
        path.push(root(left));
    }
}

/// Proves that the tree over the first `old` leaves is a beginning of the tree over all; `None` when `old` is too big.
pub fn consistency_proof(leaves: &[Hash], old: usize) -> Option<Vec<Hash>> {
    if old > leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    if old > 0 && old < leaves.len() {
        push_consistency(leaves, old, true, &mut path);
    }
    Some(path)
}

fn push_consistency(leaves: &[Hash], old: usize, whole: bool, path: &mut Vec<Hash>) {
    if old == leaves.len() {
        if !whole {
            path.push(root(leaves));
        }
        return;
    }
    let split = split_point(leaves.len());
    let (left, right) = leaves.split_at(split);
    if old <= split {
        push_consistency(left, old, whole, path);
        path.push(root(right));
    } else {
        push_consistency(right, old - split, false, path);
        path.push(root(left));
    }
}

/// Checks an inclusion proof (RFC 9162, 2.1.3.2).
///
/// # Errors
/// [`ProofError`], by what does not hold.
pub fn verify_inclusion(leaf: &Hash, proof: &Inclusion, expected: &Hash) -> Result<(), ProofError> {
    if proof.index >= proof.size {
        return Err(ProofError::Shape);
    }
    let (mut node, mut last) = (proof.index, proof.size - 1);
    let mut hash = *leaf;
    for sibling in &proof.path {
        if last == 0 {
            return Err(ProofError::Shape);
        }
        if node & 1 == 1 || node == last {
            hash = node_hash(sibling, &hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Shape);
    }
    if hash == *expected { Ok(()) } else { Err(ProofError::Root) }
}

/// Checks a consistency proof between two sizes (RFC 9162, 2.1.4.2).
///
/// # Errors
/// [`ProofError`], by what does not hold.
pub fn verify_consistency(
    (old_size, old_root): (u64, &Hash),
    (new_size, new_root): (u64, &Hash),
    path: &[Hash],
) -> Result<(), ProofError> {
    if old_size > new_size {
        return Err(ProofError::Shape);
    }
    if old_size == 0 || old_size == new_size {
        let same = old_size == 0 || old_root == new_root;
        return match (path.is_empty(), same) {
            (false, _) => Err(ProofError::Shape),
            (true, false) => Err(ProofError::Root),
            (true, true) => Ok(()),
        };
    }
    let mut rest = path.iter();
    let first =
        if old_size.is_power_of_two() { old_root } else { rest.next().ok_or(ProofError::Shape)? };
    let (mut node, mut last) = (old_size - 1, new_size - 1);
    while node & 1 == 1 {
        node >>= 1;
        last >>= 1;
    }
    let (mut old_hash, mut new_hash) = (*first, *first);
    for sibling in rest {
        if last == 0 {
            return Err(ProofError::Shape);
        }
        if node & 1 == 1 || node == last {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
            while node & 1 == 0 && node != 0 {
                node >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
        node >>= 1;
        last >>= 1;
    }
    if last != 0 {
        return Err(ProofError::Shape);
    }
    if old_hash == *old_root && new_hash == *new_root { Ok(()) } else { Err(ProofError::Root) }
}

/// The largest power of two below `n`, for `n` of at least 2.
const fn split_point(n: usize) -> usize {
    let half = n.next_power_of_two() / 2;
    if half == 0 { 1 } else { half }
}

#[cfg(test)]
mod tests {
    use super::{
        Hash, ProofError, consistency_proof, inclusion_proof, leaf_hash, root, verify_consistency,
        verify_inclusion,
    };

    fn leaves(n: usize) -> Vec<Hash> {
        (0..n).map(|index| leaf_hash(index.to_string().as_bytes())).collect()
    }

    fn hex(hash: Hash) -> String {
        hash.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn roots_match_the_published_vectors_of_certificate_transparency() {
        let inputs: [&[u8]; 8] = [
            b"",
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[
                0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
                0x6e, 0x6f,
            ],
        ];
        let hashes: Vec<Hash> = inputs.iter().map(|input| leaf_hash(input)).collect();
        for (n, expected) in [
            (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ] {
            assert_eq!(hex(root(&hashes[..n])), expected, "{n} leaves");
        }
    }

    #[test]
    fn every_leaf_of_every_tree_up_to_40_is_proved_and_no_other_leaf_is() {
        for n in 1..=40 {
            let leaves = leaves(n);
            let root = root(&leaves);
            for index in 0..n {
                let proof = inclusion_proof(&leaves, index).unwrap();
                assert_eq!(verify_inclusion(&leaves[index], &proof, &root), Ok(()), "{index}/{n}");
                let stranger = leaf_hash(b"x");
                assert!(verify_inclusion(&stranger, &proof, &root).is_err());
                let mut longer = proof.clone();
                longer.path.push([0; 32]);
                assert!(verify_inclusion(&leaves[index], &longer, &root).is_err());
            }
            assert_eq!(inclusion_proof(&leaves, n), None);
        }
    }

    #[test]
    fn every_beginning_is_consistent_and_a_changed_history_is_not() {
        for new in 1..=40 {
            let now = leaves(new);
            let new_root = root(&now);
            for old in 0..=new {
                let old_root = root(&now[..old]);
                let proof = consistency_proof(&now, old).unwrap();
                let sizes = ((old as u64, &old_root), (new as u64, &new_root));
                assert_eq!(verify_consistency(sizes.0, sizes.1, &proof), Ok(()), "{old}->{new}");
                if old > 0 {
                    let forged = leaf_hash(b"forged");
                    let refused = verify_consistency((old as u64, &forged), sizes.1, &proof);
                    assert!(refused.is_err(), "{old}->{new}");
                }
            }
        }
        let smaller = verify_consistency((3, &[0; 32]), (2, &[0; 32]), &[]);
        assert_eq!(smaller, Err(ProofError::Shape));
    }
}
