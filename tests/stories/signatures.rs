//! Signed papers from the secretary to the minister's laptop, where they are judged by real workers on the encrypted
//! store.

use crate::secretariat::{act, lodge, new_item, new_session, publish, sponsor};
use crate::stage::{Laptop, Stage, story};
use desk::view::{
    ChainView, IntegrityView, LaterView, SignatureKindView, SignaturesStateView, SignaturesView,
    SigningTimeView,
};
use std::path::{Path, PathBuf};
use uuid::Uuid;

fn signed(name: &str) -> PathBuf {
    let folder = "crates/papersign/tests/papers";
    Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(name)
}

async fn sync(laptops: [&Laptop; 2]) {
    for laptop in laptops {
        laptop.desk().sync_once().await.unwrap();
    }
}

fn look(laptop: &Laptop, paper: Uuid, version: u32) -> SignaturesView {
    laptop.desk().signatures(paper, version).unwrap()
}

#[test]
fn signatures_of_each_version_are_judged_on_the_laptop_without_a_network() {
    story(async {
        let mut stage = Stage::open();
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let meeting = act(&lan, &new_session("Phiên họp về ngân sách"));
        let item = act(&lan, &new_item(meeting, sponsor(&lan), "Chương trình đầu tư"));
        let paper = lodge(&lan, item, &signed("b-lta.pdf"), None);
        let plain = lodge(&lan, item, &signed("unsigned.pdf"), None);
        publish(&lan, meeting);
        sync([&lan, &an]).await;
        an.desk().open_document(paper, 1).unwrap();
        // The newer version is the older one with a note that somebody put into it after it was signed.
        lodge(&lan, item, &signed("annotated.pdf"), Some(paper));
        publish(&lan, meeting);
        sync([&lan, &an]).await;
        stage.server.stop().unwrap();

        let first = look(&an, paper, 1);
        assert_eq!((first.state, first.gathered_at), (SignaturesStateView::Found, None));
        let kinds: Vec<_> = first.signatures.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [SignatureKindView::Signature, SignatureKindView::Timestamp]);
        let signature = &first.signatures[0];
        assert_eq!(signature.signer.as_ref().unwrap().name, "Nguyễn Văn An");
        let bytes = (signature.integrity, signature.later);
        assert_eq!(bytes, (IntegrityView::Intact, LaterView::Evidence));
        // Nobody has told this laptop whom to trust.
        assert_eq!(signature.chain, ChainView::UnknownRoot);
        assert!(matches!(signature.time, SigningTimeView::Claimed { .. }), "{signature:?}");
        assert_eq!(look(&an, paper, 1), first, "asked again, the answer is the same");

        let second = look(&an, paper, 2);
        let bytes = (second.signatures[0].integrity, second.signatures[0].later);
        assert_eq!(bytes, (IntegrityView::Intact, LaterView::Other));
        assert_eq!(look(&an, plain, 1).state, SignaturesStateView::None);
        let gone = an.desk().signatures(Uuid::from_u128(7), 1).unwrap_err();
        assert_eq!(gone.code(), "document-not-here");
    });
}

#[test]
fn whom_the_cabinet_trusts_and_what_was_gathered_come_with_the_paper() {
    story(async {
        let mut stage = Stage::open_with("[papers]\nlanguages = []");
        let lan = stage.laptop("secretary_lan", "lan").await;
        let an = stage.laptop("minister_an", "an").await;
        let meeting = act(&lan, &new_session("Phiên họp về ngân sách"));
        let item = act(&lan, &new_item(meeting, sponsor(&lan), "Chương trình đầu tư"));
        let paper = lodge(&lan, item, &signed("b-lta.pdf"), None);
        publish(&lan, meeting);
        sync([&lan, &an]).await;
        assert_eq!(look(&an, paper, 1).signatures[0].chain, ChainView::UnknownRoot);

        let roots = stage.folder.path().join("roots");
        std::fs::create_dir(&roots).unwrap();
        std::fs::copy(signed("root.der"), roots.join("root.der")).unwrap();
        let settings =
            format!("[papers]\nlanguages = []\nroots = {:?}\n", roots.display().to_string());
        std::fs::write(stage.server.data().join("ecabinet-server.toml"), settings).unwrap();
        stage.server.console(&["papers", "--read"]).unwrap();
        sync([&lan, &an]).await;
        stage.server.stop().unwrap();
        let judged = look(&an, paper, 1);
        assert!(judged.gathered_at.is_some());
        let signature = &judged.signatures[0];
        assert!(matches!(signature.chain, ChainView::Trusted { .. }), "{signature:?}");
        assert!(matches!(signature.time, SigningTimeView::Proven { .. }), "{signature:?}");
    });
}

#[test]
fn a_signed_paper_with_a_password_is_read_and_its_signatures_are_said_to_be_unchecked() {
    story(async {
        let mut stage = Stage::open();
        let folder = stage.folder.path().join("papers");
        std::fs::create_dir_all(&folder).unwrap();
        let locking = std::process::Command::new("qpdf")
            .args(["--encrypt", "mở ra", "owner", "256", "--"])
            .args([&signed("b-b.pdf"), &folder.join("locked.pdf")])
            .status();
        assert!(locking.unwrap().success(), "qpdf locks the paper");
        stage.server.stop().unwrap();
        stage.server.import(&folder).unwrap();
        stage.server.start().unwrap();
        let an = stage.laptop("minister_an", "an").await;
        let meetings = an.desk().meetings().unwrap();
        let imported = meetings.iter().find(|meeting| meeting.title.vi == "papers").unwrap();
        let item = an.desk().agenda(imported.id).unwrap().items[0].id;
        let paper = an.desk().dossier(item).unwrap().documents[0].id;
        an.desk().give_password(paper, 1, "mở ra").unwrap();
        assert_eq!(an.desk().open_document(paper, 1).unwrap().pages.len(), 1);
        let unchecked = an.desk().signatures(paper, 1).unwrap_err();
        assert_eq!(unchecked.code(), "signatures-enciphered");
    });
}
