//! The real LibreOffice, as the program runs it.

use super::documents::{
    RAN, docm, docx, docx_that_includes, docx_with_heading, odt, odt_with_macro, pptx, xlsx,
};
use converter::{ConvertError, Limits, Office, Order, convert, find_office, inspect};
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;

fn office() -> Office {
    find_office().expect("LibreOffice is not installed: `cargo xtask setup` brings it")
}

fn pdf_of(source: &[u8]) -> Result<Vec<u8>, ConvertError> {
    let kind = inspect(&mut Cursor::new(source))?;
    let program = Path::new(env!("CARGO_BIN_EXE_office-for-tests"));
    let limits = Limits::default();
    let order = Order { office: &office(), program, kind, limits, is_wanted: &|| true };
    let mut pdf = Vec::new();
    convert(&order, &mut &*source)?.read_to_end(&mut pdf).unwrap();
    Ok(pdf)
}

/// What one of poppler's programs says of a PDF.
fn ask(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    let output = Command::new(program).args(arguments).arg(&path).arg("-").output().unwrap();
    let bare = || Command::new(program).args(arguments).arg(&path).output().unwrap();
    let output = if program == "pdftotext" { output } else { bare() };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn text_of(pdf: &[u8]) -> String {
    ask("pdftotext", &[], pdf)
}

#[test]
fn texts_workbooks_and_slides_become_pdf_with_their_words() {
    let words = "Tờ trình về dự toán ngân sách";
    for source in [docx(words), docm(words), xlsx(words), pptx(words), odt(words)] {
        let pdf = pdf_of(&source).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert!(text_of(&pdf).contains(words), "{}", text_of(&pdf));
    }
}

#[test]
fn the_pdf_is_tagged_has_its_outline_and_embeds_its_fonts() {
    let pdf = pdf_of(&docx_with_heading("Căn cứ pháp lý")).unwrap();
    let about = ask("pdfinfo", &[], &pdf);
    assert!(about.contains("Tagged:          yes"), "{about}");
    assert!(about.contains("Pages:           2"), "{about}");
    assert!(pdf.windows(9).any(|window| window == b"/Outlines"));
    let fonts = ask("pdffonts", &[], &pdf);
    let embedded: Vec<_> =
        fonts.lines().skip(2).map(|line| line.split_whitespace().rev().nth(4)).collect();
    assert!(!embedded.is_empty() && embedded.iter().all(|word| *word == Some("yes")), "{fonts}");
}

#[test]
fn a_workbook_that_names_no_paper_is_set_on_a4() {
    let about = ask("pdfinfo", &[], &pdf_of(&xlsx("Bảng số liệu")).unwrap());
    assert!(about.contains("(A4)"), "{about}");
}

/// The same document is opened twice: by an office that runs macros, to show that this one would, and by ours.
#[test]
fn macros_do_not_run() {
    let place = tempfile::tempdir_in("/dev/shm").unwrap();
    let trace = place.path().join("trace");
    let source = odt_with_macro("Có macro", trace.to_str().unwrap());
    run_where_macros_run(&source, place.path());
    assert!(trace.exists(), "the macro of this test does not run where macros run");
    std::fs::remove_file(&trace).unwrap();

    let kind = inspect(&mut Cursor::new(&source)).unwrap();
    assert!(kind.has_macros);
    // The sandbox would forbid the file, but not the words: they stay because the macro is not run.
    let text = text_of(&pdf_of(&source).unwrap());
    assert!(text.contains("Có macro") && !text.contains(RAN), "{text}");
    assert!(!trace.exists());
}

fn run_where_macros_run(source: &[u8], place: &Path) {
    let user = place.join("profile/user");
    std::fs::create_dir_all(&user).unwrap();
    let allowed = "<?xml version=\"1.0\"?><oor:items \
                   xmlns:oor=\"http://openoffice.org/2001/registry\"><item \
                   oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop \
                   oor:name=\"MacroSecurityLevel\" oor:op=\"fuse\"><value>0</value></prop></item>\
                   </oor:items>";
    std::fs::write(user.join("registrymodifications.xcu"), allowed).unwrap();
    std::fs::write(place.join("in.odt"), source).unwrap();
    let profile = format!("-env:UserInstallation=file://{}", place.join("profile").display());
    for _ in 0..2 {
        // The macro ends the office; one that does not run would leave it open for ever.
        Command::new("/usr/bin/timeout")
            .arg("60")
            .arg(office().binary)
            .args([&profile, "--headless", "in.odt"])
            .current_dir(place)
            .env_clear()
            .env("HOME", place)
            .env("SAL_USE_VCLPLUGIN", "svp")
            .output()
            .unwrap();
    }
}

#[test]
fn a_file_of_this_computer_does_not_get_into_the_pdf() {
    let place = tempfile::tempdir().unwrap();
    let secret = place.path().join("secret.txt");
    std::fs::write(&secret, "bí mật 4417").unwrap();
    let pdf = pdf_of(&docx_that_includes(secret.to_str().unwrap())).unwrap();
    let text = text_of(&pdf);
    assert!(text.contains("Kèm theo") && !text.contains("4417"), "{text}");
}

#[test]
fn an_office_file_that_libreoffice_cannot_read_is_broken() {
    let mut bytes = docx("Tờ trình");
    // The first bytes of what is packed: the table of contents stays whole.
    let start = bytes.windows(17).position(|window| window == b"word/document.xml").unwrap() + 17;
    bytes[start..start + 40].fill(0xff);
    let refused = pdf_of(&bytes).unwrap_err();
    assert_eq!(refused.code(), "office-broken");
}
