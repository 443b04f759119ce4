//! Small office files, made here.

use std::io::{Cursor, Seek, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub type Part<'a> = (&'a str, &'a [u8]);

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

pub fn archive(parts: &[Part<'_>]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    write_parts(&mut archive, parts);
    archive.finish().unwrap().into_inner()
}

pub fn write_parts<W: Write + Seek>(archive: &mut ZipWriter<W>, parts: &[Part<'_>]) {
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
}

fn relationships(entries: &[(&str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .enumerate()
        .map(|(n, (kind, target))| {
            format!("<Relationship Id=\"r{n}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        })
        .collect();
    format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">{entries}</Relationships>")
}

fn content_types(parts: &[(&str, &str)]) -> String {
    let parts: String = parts
        .iter()
        .map(|(part, kind)| format!("<Override PartName=\"{part}\" ContentType=\"{kind}\"/>"))
        .collect();
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>\
         {parts}</Types>"
    )
}

fn word_with(main: &str, body: &str, more: &[Part<'_>]) -> Vec<u8> {
    let types = content_types(&[("/word/document.xml", main)]);
    let root = relationships(&[("officeDocument", "word/document.xml")]);
    let document = format!(
        "{HEAD}<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"{OFFICE}\"><w:body>{body}</w:body></w:document>"
    );
    let parts: Vec<Part<'_>> = [
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ]
    .into_iter()
    .chain(more.iter().copied())
    .collect();
    archive(&parts)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

pub fn docx(text: &str) -> Vec<u8> {
    let main = format!("{MAIN}wordprocessingml.document.main+xml");
    word_with(&main, &paragraph(text), &[])
}

/// A heading for the outline, and a second page.
pub fn docx_with_heading(heading: &str) -> Vec<u8> {
    let main = format!("{MAIN}wordprocessingml.document.main+xml");
    let body = format!(
        "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>{heading}</w:t></w:r></w:p>\
         <w:p><w:r><w:br w:type=\"page\"/><w:t>Trang hai</w:t></w:r></w:p>"
    );
    word_with(&main, &body, &[])
}

/// A field that fetches a file when it is brought up to date.
pub fn docx_that_includes(path: &str) -> Vec<u8> {
    let main = format!("{MAIN}wordprocessingml.document.main+xml");
    let body = format!(
        "{}<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCLUDETEXT \
         \"{path}\" </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
        paragraph("Kèm theo")
    );
    word_with(&main, &body, &[])
}

pub fn docm(text: &str) -> Vec<u8> {
    let main = "application/vnd.ms-word.document.macroEnabled.main+xml";
    word_with(main, &paragraph(text), &[("word/vbaProject.bin", b"not run")])
}

pub fn xlsx(text: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let types = content_types(&[
        ("/xl/workbook.xml", &format!("{MAIN}spreadsheetml.sheet.main+xml")),
        ("/xl/worksheets/sheet1.xml", &format!("{MAIN}spreadsheetml.worksheet+xml")),
    ]);
    let root = relationships(&[("officeDocument", "xl/workbook.xml")]);
    let of_book = relationships(&[("worksheet", "worksheets/sheet1.xml")]);
    let book = format!(
        "{HEAD}<workbook xmlns=\"{space}\" xmlns:r=\"{OFFICE}\"><sheets>\
         <sheet name=\"Bảng\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>"
    );
    let sheet = format!(
        "{HEAD}<worksheet xmlns=\"{space}\"><sheetData><row r=\"1\"><c r=\"A1\" \
         t=\"inlineStr\"><is><t>{text}</t></is></c></row></sheetData></worksheet>"
    );
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", of_book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

pub fn pptx(text: &str) -> Vec<u8> {
    let spaces = format!(
        "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"{OFFICE}\""
    );
    let types = content_types(&[
        ("/ppt/presentation.xml", &format!("{MAIN}presentationml.presentation.main+xml")),
        ("/ppt/slides/slide1.xml", &format!("{MAIN}presentationml.slide+xml")),
    ]);
    let root = relationships(&[("officeDocument", "ppt/presentation.xml")]);
    let of_show = relationships(&[("slide", "slides/slide1.xml")]);
    let show = format!(
        "{HEAD}<p:presentation {spaces}><p:sldIdLst><p:sldId id=\"256\" r:id=\"r0\"/></p:sldIdLst>\
         <p:sldSz cx=\"9144000\" cy=\"6858000\"/></p:presentation>"
    );
    let slide = format!(
        "{HEAD}<p:sld {spaces}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/>\
         <p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr><p:cNvPr id=\"2\" \
         name=\"t\"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"500000\" \
         y=\"500000\"/><a:ext cx=\"7000000\" cy=\"1000000\"/></a:xfrm><a:prstGeom prst=\"rect\"/>\
         </p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>\
         </p:spTree></p:cSld></p:sld>"
    );
    archive(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("ppt/presentation.xml", show.as_bytes()),
        ("ppt/_rels/presentation.xml.rels", of_show.as_bytes()),
        ("ppt/slides/slide1.xml", slide.as_bytes()),
    ])
}

fn odt_with(body: &str, events: &str, manifest: &str, more: &[Part<'_>]) -> Vec<u8> {
    const OASIS: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "{HEAD}<office:document-content xmlns:office=\"{OASIS}:office:1.0\" \
         xmlns:text=\"{OASIS}:text:1.0\" xmlns:script=\"{OASIS}:script:1.0\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:dom=\"http://www.w3.org/2001/xml-events\" \
         xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\">\
         <office:scripts>{events}</office:scripts><office:body><office:text>\
         <text:p>{body}</text:p></office:text></office:body></office:document-content>"
    );
    let others: String = more
        .iter()
        .map(|(name, _)| {
            format!(
                "<manifest:file-entry manifest:full-path=\"{name}\" \
                 manifest:media-type=\"text/xml\"/>"
            )
        })
        .collect();
    let manifest = format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"{OASIS}:manifest:1.0\" \
         manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" \
         manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>\
         <manifest:file-entry manifest:full-path=\"content.xml\" \
         manifest:media-type=\"text/xml\">{manifest}</manifest:file-entry>{others}\
         </manifest:manifest>"
    );
    let parts: Vec<Part<'_>> = [
        ("mimetype", b"application/vnd.oasis.opendocument.text".as_slice()),
        ("content.xml", content.as_bytes()),
        ("META-INF/manifest.xml", manifest.as_bytes()),
    ]
    .into_iter()
    .chain(more.iter().copied())
    .collect();
    archive(&parts)
}

pub fn odt(text: &str) -> Vec<u8> {
    odt_with(text, "", "", &[])
}

pub fn odt_with_password() -> Vec<u8> {
    odt_with("", "", "<manifest:encryption-data manifest:checksum=\"\"/>", &[])
}

/// What the macro puts in place of the document's words.
pub const RAN: &str = "Macro 5520";

/// A macro that runs when the document is opened, where macros run: it replaces the words, writes a file to `path` and
/// ends the office.
pub fn odt_with_macro(text: &str, path: &str) -> Vec<u8> {
    let event = "<office:event-listeners><script:event-listener script:language=\"ooo:script\" \
                 script:event-name=\"dom:load\" \
                 xlink:href=\"vnd.sun.star.script:Standard.M.Run?language=Basic&amp;\
                 location=document\" xlink:type=\"simple\"/></office:event-listeners>";
    let space = "http://openoffice.org/2000/script";
    let library = format!(
        "{HEAD}<library:libraries xmlns:library=\"http://openoffice.org/2000/library\" \
         xmlns:xlink=\"http://www.w3.org/1999/xlink\"><library:library library:name=\"Standard\" \
         library:link=\"false\"/></library:libraries>"
    );
    let modules = format!(
        "{HEAD}<library:library xmlns:library=\"http://openoffice.org/2000/library\" \
         library:name=\"Standard\" library:readonly=\"false\" library:passwordprotected=\"false\">\
         <library:element library:name=\"M\"/></library:library>"
    );
    let module = format!(
        "{HEAD}<script:module xmlns:script=\"{space}\" script:name=\"M\" \
         script:language=\"StarBasic\">Sub Run\nThisComponent.Text.String = \"{RAN}\"\n\
         Open \"{path}\" For Output As #1\nPrint #1, \"{RAN}\"\nClose #1\n\
         StarDesktop.terminate\nEnd Sub\n</script:module>"
    );
    odt_with(
        text,
        event,
        "",
        &[
            ("Basic/script-lc.xml", library.as_bytes()),
            ("Basic/Standard/script-lb.xml", modules.as_bytes()),
            ("Basic/Standard/M.xml", module.as_bytes()),
        ],
    )
}

/// A compound file with these streams; storages are made as needed.
pub fn compound(streams: &[Part<'_>]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some((storage, _)) = path.rsplit_once('/').filter(|(storage, _)| !storage.is_empty())
        {
            file.create_storage_all(storage).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.into_inner().into_inner()
}
