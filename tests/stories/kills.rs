/// The figure of docs/reliability.md comes from the same soak with a larger count.
#[test]
fn a_hundred_kills_lose_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let seed = std::process::id().into();
    eprintln!("seed {seed}: `cargo xtask soak kill --count 100 --seed {seed}` replays it");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let report = runtime.block_on(testkit::soak::kill(folder.path(), 100, seed)).unwrap();
    assert_eq!((report.lost.as_slice(), report.doubled.as_slice()), (&[][..], &[][..]));
    assert!(report.n_acknowledged > 100, "only {} acts", report.n_acknowledged);
    assert!(report.n_client_kills > 0 && report.n_server_kills > 0, "{report:?}");
}
