use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, Value};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

const TEMPLATE: &str = include_str!("form.typ");

/// The faces that the template names, and two small ones for signs; see `fonts/README.md`.
static FONT_FILES: [&[u8]; 6] = [
    include_bytes!("../fonts/BeVietnamPro-Regular.ttf"),
    include_bytes!("../fonts/BeVietnamPro-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSerif-Regular.ttf"),
    include_bytes!("../fonts/NotoSerif-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSansMath-Subset.ttf"),
    include_bytes!("../fonts/NotoSansSymbols2-Subset.ttf"),
];

static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FONT_FILES.iter().flat_map(|file| Font::iter(Bytes::new(*file))).collect());

/// Whether one of the faces has a sign for this letter.
pub(crate) fn has_glyph(letter: char) -> bool {
    FONTS.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
}

/// All that the typesetter can see: the template, the words and the faces. There is no file, no package and no clock.
pub(crate) struct FormWorld {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    template: Source,
}

impl FormWorld {
    /// Makes the world of one paper; `words` is the JSON that the template reads from `sys.inputs.form`.
    pub(crate) fn new(words: String) -> Self {
        let mut inputs = Dict::new();
        inputs.insert("form".into(), Value::Str(words.into()));
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
            book: LazyHash::new(FontBook::from_fonts(FONTS.iter())),
            template: Source::detached(TEMPLATE.to_owned()),
        }
    }
}

impl World for FormWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, _id: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use typst::World;

    use super::{FONTS, FormWorld};

    /// Every letter of Vietnamese with every tone, small ones first.
    const LETTERS: &str =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ";

    #[test]
    fn the_faces_of_words_have_every_vietnamese_letter() {
        let faces: Vec<_> =
            FONTS.iter().filter(|font| !font.info().family.starts_with("Noto Sans")).collect();
        assert_eq!(faces.len(), 4);
        for letter in LETTERS.chars().chain(LETTERS.to_uppercase().chars()) {
            for face in &faces {
                let info = face.info();
                assert!(info.coverage.contains(u32::from(letter)), "{letter} in {}", info.family);
            }
        }
    }

    #[test]
    fn the_world_has_no_file_and_no_clock() {
        let world = FormWorld::new("{}".to_owned());
        assert!(world.file(world.main()).is_err());
        assert!(world.today(None).is_none());
        assert!(world.source(world.main()).is_ok());
    }
}
