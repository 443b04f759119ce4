//! The verdicts in the window's words.

use crate::view::{
    ChainView, IntegrityView, LaterView, ProvenByView, RangeFaultView, RevocationView,
    SignatureKindView, SignatureView, SignerView, SigningTimeView, TimestampFaultView,
};
use papersign::{
    Bytes, Chain, Integrity, Kind, Later, ProvenBy, RangeFault, Revocation, SignatureVerdict,
    Signer, SigningTime, TimestampFault, Unknown,
};

impl From<SignatureVerdict> for SignatureView {
    fn from(verdict: SignatureVerdict) -> Self {
        let Bytes { integrity, later, is_forbidden_change } = verdict.bytes;
        let (integrity, range_fault) = integrity_view(integrity);
        Self {
            field: verdict.field,
            kind: match verdict.kind {
                Kind::Signature => SignatureKindView::Signature,
                Kind::DocumentTimestamp => SignatureKindView::Timestamp,
                Kind::Unsupported => SignatureKindView::Unsupported,
            },
            signer: verdict.signer.map(signer_view),
            reason: verdict.reason,
            location: verdict.location,
            integrity,
            range_fault,
            later: match later {
                Later::Nothing => LaterView::Nothing,
                Later::Evidence => LaterView::Evidence,
                Later::Signatures => LaterView::Signatures,
                Later::Other => LaterView::Other,
            },
            is_forbidden_change,
            chain: chain_view(verdict.chain),
            time: time_view(verdict.time),
            timestamp_fault: verdict.timestamp_fault.map(stamp_view),
            revocation: revocation_view(verdict.revocation),
        }
    }
}

fn signer_view(signer: Signer) -> SignerView {
    let Signer { name, organisation, issuer, serial, not_before, not_after } = signer;
    SignerView { name, organisation, issuer, serial, not_before, not_after }
}

const fn integrity_view(integrity: Integrity) -> (IntegrityView, Option<RangeFaultView>) {
    let view = match integrity {
        Integrity::Intact => IntegrityView::Intact,
        Integrity::Weak => IntegrityView::Weak,
        Integrity::Changed => IntegrityView::Changed,
        Integrity::Forged => IntegrityView::Forged,
        Integrity::Unreadable => IntegrityView::Unreadable,
        Integrity::Unsupported => IntegrityView::Unsupported,
        Integrity::NotCovered(fault) => {
            let fault = match fault {
                RangeFault::NotARange => RangeFaultView::NotARange,
                RangeFault::NotFromStart => RangeFaultView::NotFromStart,
                RangeFault::EndsOutside => RangeFaultView::EndsOutside,
                RangeFault::EndsWithin => RangeFaultView::EndsWithin,
                RangeFault::GapHoldsMore => RangeFaultView::GapHoldsMore,
            };
            return (IntegrityView::NotCovered, Some(fault));
        }
    };
    (view, None)
}

fn chain_view(chain: Chain) -> ChainView {
    match chain {
        Chain::Trusted { root, at } => ChainView::Trusted { root, at },
        Chain::TrustedWhenClaimed { root, claimed } => {
            ChainView::TrustedWhenClaimed { root, at: claimed }
        }
        Chain::UnknownRoot => ChainView::UnknownRoot,
        Chain::Expired => ChainView::Expired,
        Chain::NotYetValid => ChainView::NotYetValid,
        Chain::WrongUsage => ChainView::WrongUsage,
        Chain::Unsupported => ChainView::Unsupported,
        Chain::Broken => ChainView::Broken,
        Chain::Missing => ChainView::Missing,
    }
}

fn time_view(time: SigningTime) -> SigningTimeView {
    match time {
        SigningTime::Proven { at, authority, by, revocation } => SigningTimeView::Proven {
            at,
            authority,
            by: match by {
                ProvenBy::SignatureTimestamp => ProvenByView::Signature,
                ProvenBy::DocumentTimestamp => ProvenByView::Paper,
            },
            revocation: revocation_view(revocation),
        },
        SigningTime::Claimed { at } => SigningTimeView::Claimed { at },
        SigningTime::Unknown => SigningTimeView::Unknown,
    }
}

const fn stamp_view(fault: TimestampFault) -> TimestampFaultView {
    match fault {
        TimestampFault::Unreadable => TimestampFaultView::Unreadable,
        TimestampFault::NotForThis => TimestampFaultView::NotForThis,
        TimestampFault::Forged => TimestampFaultView::Forged,
        TimestampFault::Weak => TimestampFaultView::Weak,
        TimestampFault::NotTrusted => TimestampFaultView::NotTrusted,
        TimestampFault::Revoked => TimestampFaultView::Revoked,
        TimestampFault::InFuture => TimestampFaultView::InFuture,
    }
}

const fn revocation_view(revocation: Revocation) -> RevocationView {
    match revocation {
        Revocation::Good { as_of } => RevocationView::Good { at: as_of },
        Revocation::RevokedLater { at } => RevocationView::RevokedLater { at },
        Revocation::Revoked { at } => RevocationView::Revoked { at },
        Revocation::Unknown(Unknown::NoChain) => RevocationView::NoChain,
        Revocation::Unknown(Unknown::NoAnswer) => RevocationView::NoAnswer,
        Revocation::Unknown(Unknown::Stale) => RevocationView::Stale,
    }
}
