/// The figure of docs/reliability.md comes from the same probes with a larger count.
#[test]
fn everybody_gets_what_the_policy_gives_them_and_nothing_else() {
    let seed = std::process::id().into();
    eprintln!("seed {seed}: `cargo xtask probe --count 15000 --seed {seed}` replays it");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let report = runtime.block_on(testkit::probes::probe(15_000, seed)).unwrap();
    assert_eq!((report.leaks.as_slice(), report.denials.as_slice()), (&[][..], &[][..]));
    assert!(report.by_kind.len() > 25, "{:?}", report.by_kind);
}
