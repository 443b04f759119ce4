//! The benchmark's own code, on few pages.

#[path = "../../benches/search/corpus.rs"]
mod corpus;
#[path = "../../benches/search/fts5.rs"]
mod fts5;
#[path = "../../benches/search/measure.rs"]
mod measure;
#[path = "../../benches/search/plain.rs"]
mod plain;
#[path = "../../benches/search/queries.rs"]
mod queries;

use measure::{Plan, measure, report};
use std::path::PathBuf;

#[test]
fn all_of_the_benchmark_works_on_five_hundred_pages() {
    let plan = Plan { n_pages: 500, n_queries: 2, seed: 1, papers: PathBuf::from("nowhere") };
    let figures = measure(&plan).unwrap();
    assert!(figures.len() > 50, "{}", figures.len());
    for figure in &figures {
        assert!(figure.ours.is_finite() && figure.theirs.is_finite(), "{}", figure.name);
    }
    let recall = figures.iter().find(|figure| figure.name.starts_with("recall")).unwrap();
    assert_eq!(recall.ours, 100.0);
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("bench/search.json");
    report(&figures, &file).unwrap();
    let read: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_eq!(read.as_array().unwrap().len(), figures.len());
}
