/// What an office file is about; decides which of LibreOffice's exporters writes the PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// A text.
    Text,
    /// A workbook.
    Sheets,
    /// Slides.
    Slides,
}

impl Family {
    /// LibreOffice's name of the exporter.
    pub(crate) const fn exporter(self) -> &'static str {
        match self {
            Self::Text => "writer_pdf_Export",
            Self::Sheets => "calc_pdf_Export",
            Self::Slides => "impress_pdf_Export",
        }
    }
}

/// How an office file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Office Open XML (ECMA-376), a zip archive.
    OpenXml,
    /// Office Open XML that its content types name as one that may hold macros.
    OpenXmlWithMacros,
    /// A workbook in Excel's binary parts, in a zip archive ([MS-XLSB]).
    BinaryWorkbook,
    /// OpenDocument (ISO/IEC 26300), a zip archive.
    OpenDocument,
    /// Word, Excel and PowerPoint before 2007, a compound file ([MS-CFB]).
    Compound,
}

/// What an office file turned out to be, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// What it is about.
    pub family: Family,
    /// How it is written.
    pub format: Format,
    /// Whether macros lie in it. They are never run.
    pub has_macros: bool,
    /// Enciphered, but maybe with the password Excel sets by itself, which LibreOffice knows: if it cannot be read, this
    /// is why.
    pub(crate) may_be_encrypted: bool,
}

impl Kind {
    pub(crate) const fn new(family: Family, format: Format, has_macros: bool) -> Self {
        Self { family, format, has_macros, may_be_encrypted: false }
    }

    /// The usual ending of such files, without a dot.
    pub const fn ending(&self) -> &'static str {
        match (self.format, self.family) {
            (Format::OpenXml, Family::Text) => "docx",
            (Format::OpenXml, Family::Sheets) => "xlsx",
            (Format::OpenXml, Family::Slides) => "pptx",
            (Format::OpenXmlWithMacros, Family::Text) => "docm",
            (Format::OpenXmlWithMacros, Family::Sheets) => "xlsm",
            (Format::OpenXmlWithMacros, Family::Slides) => "pptm",
            (Format::BinaryWorkbook, Family::Text | Family::Sheets | Family::Slides) => "xlsb",
            (Format::OpenDocument, Family::Text) => "odt",
            (Format::OpenDocument, Family::Sheets) => "ods",
            (Format::OpenDocument, Family::Slides) => "odp",
            (Format::Compound, Family::Text) => "doc",
            (Format::Compound, Family::Sheets) => "xls",
            (Format::Compound, Family::Slides) => "ppt",
        }
    }
}
