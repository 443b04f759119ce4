//! The fields of the index and the keys of its words.

use crate::entry::{Entry, Kind, MAX_TEXT_BYTES};
use orthography::Tokens;
use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{TantivyDocument, Term};

/// Between a word's fold and its exact form; no word has it.
pub(crate) const SEPARATOR: u8 = 0;
/// Follows on [`SEPARATOR`], so that keys up to it are those of one fold.
pub(crate) const AFTER_SEPARATOR: u8 = 1;
pub(crate) const ID: &str = "id";
pub(crate) const GROUP: &str = "group";
pub(crate) const SCOPE: &str = "scope";
pub(crate) const PLACE: &str = "place";
const TOKENIZER: &str = "words";
const PAGE_BITS: u32 = 32;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub text: Field,
    pub group: Field,
    pub scope: Field,
    pub kind: Field,
    id: Field,
    /// Kind and page in one number.
    place: Field,
}

pub(crate) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing).set_stored();
    let known = BytesOptions::default().set_indexed().set_fast();
    let fast = NumericOptions::default().set_fast();
    let fields = Fields {
        text: builder.add_text_field("text", text),
        group: builder.add_bytes_field(GROUP, known.clone()),
        scope: builder.add_bytes_field(SCOPE, known),
        kind: builder.add_u64_field("kind", NumericOptions::default().set_indexed()),
        id: builder.add_u64_field(ID, fast.clone()),
        place: builder.add_u64_field(PLACE, fast),
    };
    (builder.build(), fields)
}

/// Teaches tantivy our words.
pub(crate) fn register(index: &tantivy::Index) {
    index.tokenizers().register(TOKENIZER, Words);
}

impl Fields {
    pub(crate) fn document(self, group: &[u8; 16], entry: Entry) -> TantivyDocument {
        let mut document = TantivyDocument::new();
        let mut text = entry.text;
        text.truncate(text.floor_char_boundary(MAX_TEXT_BYTES));
        document.add_text(self.text, text);
        document.add_bytes(self.group, group);
        document.add_bytes(self.scope, &entry.scope);
        document.add_u64(self.kind, entry.kind.code());
        document.add_u64(self.id, entry.id);
        document.add_u64(self.place, entry.kind.code() << PAGE_BITS | u64::from(entry.page));
        document
    }

    pub(crate) fn term_of_group(self, group: &[u8; 16]) -> Term {
        Term::from_field_bytes(self.group, group)
    }
}

/// Takes a place apart; nothing for a kind this version does not know.
pub(crate) fn kind_and_page(place: u64) -> Option<(Kind, u32)> {
    let page = u32::try_from(place & u64::from(u32::MAX)).ok()?;
    Some((Kind::of_code(place >> PAGE_BITS)?, page))
}

/// Splits text as [`orthography::tokens`] does, each word under its key.
#[derive(Debug, Clone, Copy)]
struct Words;

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream {
            words: orthography::tokens(text),
            word: orthography::Token::default(),
            token: Token::default(),
        }
    }
}

struct WordStream<'a> {
    words: Tokens<'a>,
    word: orthography::Token,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        if !self.words.advance_into(&mut self.word) {
            return false;
        }
        self.token.position = usize::try_from(self.word.position).unwrap_or(usize::MAX);
        self.token.offset_from = self.word.range.start;
        self.token.offset_to = self.word.range.end;
        self.token.text.clear();
        self.token.text.push_str(&self.word.fold);
        self.token.text.push(char::from(SEPARATOR));
        if self.word.exact != self.word.fold {
            self.token.text.push_str(&self.word.exact);
        }
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
