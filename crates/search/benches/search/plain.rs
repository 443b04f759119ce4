//! tantivy as it comes, unencrypted and in memory, which is at least as fast as files mapped into it.

use super::queries::Form;
use orthography::tokens;
use tantivy::collector::TopDocs;
use tantivy::directory::RamDirectory;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, WhitespaceTokenizer};
use tantivy::{Index, IndexReader, IndexSettings, IndexWriter, TantivyDocument, Term};

/// What is indexed beside the folded words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Nothing.
    Nothing,
    /// The words with their marks, in a field of their own: the usual way to rank exact words first.
    ExactWords,
    /// Each two neighbouring syllables as one word, design (c).
    Pairs,
}

/// An index in memory.
pub struct Plain {
    directory: RamDirectory,
    reader: IndexReader,
    text: Field,
    pairs: Field,
    beside: Beside,
}

impl Plain {
    /// Builds the index with one thread, as ours does.
    pub fn build(folded: &[String], raw: &[String], beside: Beside) -> anyhow::Result<Self> {
        let mut builder = Schema::builder();
        let options = |option| {
            let indexing = TextFieldIndexing::default().set_tokenizer("spaces");
            TextOptions::default().set_indexing_options(indexing.set_index_option(option))
        };
        let text =
            builder.add_text_field("text", options(IndexRecordOption::WithFreqsAndPositions));
        let exact =
            builder.add_text_field("exact", options(IndexRecordOption::WithFreqsAndPositions));
        let pairs = builder.add_text_field("pairs", options(IndexRecordOption::WithFreqs));
        let directory = RamDirectory::create();
        let index = Index::create(directory.clone(), builder.build(), IndexSettings::default())?;
        let spaces = TextAnalyzer::from(WhitespaceTokenizer::default());
        index.tokenizers().register("spaces", spaces);
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 64 << 20)?;
        for (folded, raw) in folded.iter().zip(raw) {
            let mut document = TantivyDocument::new();
            document.add_text(text, folded);
            match beside {
                Beside::Nothing => {}
                Beside::ExactWords => {
                    let words: Vec<String> = tokens(raw).map(|token| token.exact).collect();
                    document.add_text(exact, words.join(" "));
                }
                Beside::Pairs => {
                    let words: Vec<&str> = folded.split(' ').collect();
                    let two: Vec<String> = words.windows(2).map(|pair| pair.join("_")).collect();
                    document.add_text(pairs, two.join(" "));
                }
            }
            writer.add_document(document)?;
        }
        writer.commit()?;
        writer.wait_merging_threads()?;
        let reader = index.reader()?;
        Ok(Self { directory, reader, text, pairs, beside })
    }

    pub fn n_bytes(&self) -> usize {
        self.directory.total_mem_usage()
    }

    /// The best twenty by BM25; nothing for beginnings, which tantivy ranks not at all.
    pub fn ranked(&self, query: &str, form: Form) -> anyhow::Result<Option<usize>> {
        let words: Vec<String> = tokens(query).map(|token| token.fold).collect();
        let terms = |field, words: &[String]| -> Vec<Term> {
            words.iter().map(|word| Term::from_field_text(field, word)).collect()
        };
        let query: Box<dyn Query> = match form {
            Form::Prefix | Form::Typed => return Ok(None),
            Form::Phrase if words.len() > 1 && self.beside == Beside::Pairs => {
                let two: Vec<String> = words.windows(2).map(|pair| pair.join("_")).collect();
                all_of(terms(self.pairs, &two))
            }
            Form::Phrase if words.len() > 1 => Box::new(PhraseQuery::new(terms(self.text, &words))),
            Form::Phrase | Form::And => all_of(terms(self.text, &words)),
        };
        let top = TopDocs::with_limit(20).order_by_score();
        Ok(Some(self.reader.searcher().search(&query, &top)?.len()))
    }
}

fn all_of(terms: Vec<Term>) -> Box<dyn Query> {
    let clauses = terms.into_iter().map(|term| -> (Occur, Box<dyn Query>) {
        (Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)))
    });
    Box::new(BooleanQuery::new(clauses.collect()))
}
