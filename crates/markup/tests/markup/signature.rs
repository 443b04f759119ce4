//! A signature stays valid in a copy.

use crate::sample::{copy_of, marks, survey_of};
use crate::viewers::{is_here, run};
use std::path::Path;
use std::process::Command;

/// Room for the signature, in hexadecimal digits.
const ROOM: usize = 8192;

/// A paper of one page with a field for a signature, signed over all its bytes but the signature's own.
fn signed(folder: &Path) -> Vec<u8> {
    let range = "/ByteRange [0 0000000000 0000000000 0000000000]";
    let signature = format!(
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/M(D:20261122070919Z){range}/Contents <{}>>>",
        "0".repeat(ROOM)
    );
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Annots[4 0 R]>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature)/V 5 0 R/Rect[0 0 0 0]/F 132/P 3 0 R>>",
        &signature,
    ];
    let mut file = String::from("%PDF-1.7\n");
    let mut table = String::from("xref\n0 6\n0000000000 65535 f\r\n");
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n\r\n", file.len()));
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let at = file.len();
    file.push_str(&format!("{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"));
    let begin = file.find("/Contents <").unwrap() + "/Contents ".len();
    let end = begin + ROOM + 2;
    let said = format!("/ByteRange [0 {begin:010} {end:010} {:010}]", file.len() - end);
    let mut bytes = file.replace(range, &said).into_bytes();
    let covered = [&bytes[..begin], &bytes[end..]].concat();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (key, certificate, content, made) =
        (path("key"), path("certificate"), path("content"), path("made"));
    std::fs::write(&content, covered).unwrap();
    let subject = ["-subj", "/CN=Minister", "-days", "2", "-nodes", "-newkey", "rsa:2048"];
    let files = ["-keyout", &key, "-out", &certificate];
    run("openssl", &[["req", "-x509"].as_slice(), &subject, &files].concat());
    let who = ["-signer", &certificate, "-inkey", &key, "-md", "sha256"];
    let what = ["-in", &content, "-out", &made, "-outform", "DER", "-binary"];
    run("openssl", &[["cms", "-sign"].as_slice(), &who, &what].concat());
    let digits: String =
        std::fs::read(&made).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    bytes[begin + 1..=begin + digits.len()].copy_from_slice(digits.as_bytes());
    bytes
}

fn verdict(file: &Path) -> String {
    let output = Command::new("pdfsig").arg(file).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_signature_of_a_signed_paper_is_valid_in_its_copy_for_the_bytes_that_it_covers() {
    if !is_here("pdfsig", "-v") || !is_here("openssl", "version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let paper = signed(folder.path());
    let survey = survey_of(&paper, &[0]).unwrap();
    let mine: Vec<_> = marks(&survey.pages[0]).into_iter().map(|(mark, _)| mark).collect();
    let copy = copy_of(&paper, &survey, &mine, "");
    let file = |name: &str, bytes: &[u8]| {
        let file = folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        verdict(&file)
    };
    let (before, after) = (file("signed.pdf", &paper), file("copy.pdf", &copy));
    assert!(
        before.contains("Signature is Valid") && before.contains("Total document signed"),
        "{before}"
    );
    assert!(after.contains("Signature is Valid"), "{after}");
    // It says, too, that the copy is more than what was signed.
    assert!(after.contains("Not total document signed"), "{after}");
    let mut forged = copy;
    let media = forged.windows(7).position(|window| window == b"300 400").unwrap();
    forged[media] = b'4';
    let forged = file("forged.pdf", &forged);
    assert!(!forged.contains("Signature is Valid"), "{forged}");
}
